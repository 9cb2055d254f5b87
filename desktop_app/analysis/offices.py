"""What the words beside a name say of its bearer: office, trade or kin, before it or behind it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.analysis import lexicon
from desktop_app.analysis.sentences import Token

_AGENTS = {
    "chairs": "chair of",
    "chaired": "chair of",
    "heads": "head of",
    "headed": "former head of",
    "leads": "leader of",
    "directs": "director of",
    "edits": "editor of",
    "manages": "manager of",
    "owns": "owner of",
    "founded": "founder of",
    "oversees": "oversees",
    "runs": "runs",
    "represents": "represents",
    "represented": "represented",
    "teaches": "teaches",
    "studies": "studies",
    "works": "works",
    "coaches": "coach of",
    "chairing": "chair of",
    "led": "leader of",
    "directed": "director of",
    "edited": "editor of",
    "managed": "manager of",
    "owned": "owner of",
    "run": "runs",
    "ran": "runs",
    "taught": "teaches",
    "studied": "studies",
    "worked": "works",
    "coached": "coach of",
    "prosecuted": "prosecutor in",
    "hosts": "host of",
    "farms": "farmer on",
    "drives": "driver of",
    "drove": "driver of",
    "captains": "captain of",
    "captained": "captain of",
    "wrote": "author of",
    "designed": "designer of",
    "invented": "inventor of",
    "produces": "producer of",
    "produced": "producer of",
    "conducts": "conductor of",
    "conducted": "conductor of",
    "nursed": "nurse of",
}
"""What somebody does, said of them in a relative clause, as an office."""


_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its"})
_DOERS = ("or", "er", "eer", "ist", "ian", "ant")
_TRADES = (
    "ician",
    "ologist",
    "ographer",
    "keeper",
    "master",
    "mistress",
    "seller",
    "worker",
    "maker",
    "dealer",
    "grower",
)
_BESIDES = frozenset({"also", "now", "once", "then", "still", "has", "have", "had", "currently", "himself", "herself"})
"""What stands between “who” and what somebody does."""
_REACH = 14  # how many words a description before a name may have


def gender_of(role: str) -> str:
    for word in role.lower().replace("’s", " ").split():
        if word in lexicon.roles("f"):
            return "f"
        if word in lexicon.roles("m"):
            return "m"
        if word in lexicon.words("preposition"):
            break
    return "u"


def description_before(tokens: Sequence[Token], first: int) -> tuple[int, str] | None:
    """“the mayor of the old town, Jane Doe,”, “Hale’s husband, Martin Hale,”: where the description before a name that begins
    at `first` starts, and the office or kin in it."""
    comma = first - 1
    while comma > 0 and (tokens[comma].text in "()" or tokens[comma].text in lexicon.honorifics()):
        comma -= 1  # “, Chief (Mrs) Jane Doe”
    if comma < 1 or tokens[comma].text != ",":
        return None
    for start in range(comma - 1, max(-1, comma - _REACH), -1):
        token = tokens[start]
        owner = token.is_possessive and start > 0 and tokens[start - 1].is_capital
        if not (token.is_word or token.is_possessive):
            return None
        bare = not owner and token.lower not in _ARTICLES and _opens_bare(tokens, start)
        if token.lower not in _ARTICLES and not owner and not bare:
            continue
        phrase = tokens[start if bare else start + 1 : comma]
        head = next((n for n, one in enumerate(phrase) if one.lower in lexicon.words("preposition")), len(phrase))
        if head == 0 or not (_is_office(phrase[head - 1].lower) or _may_be_office(phrase[head - 1], tokens[first])):
            continue  # the article within “the owner of the shop”
        begin = start
        while owner and begin > 0 and tokens[begin - 1].is_capital and tokens[begin - 1].is_word:
            begin -= 1
        leading = lexicon.words("clause") | lexicon.words("preposition")
        if begin and tokens[begin - 1].is_word and tokens[begin - 1].lower not in leading:
            return None
        return begin, joined(phrase)
    return None


def _opens_bare(tokens: Sequence[Token], start: int) -> bool:
    """“Chairman of the Drivers, Jane Doe, …” at the beginning of a sentence: an office without an article."""
    opens = start == 0 or tokens[start - 1].text in ".?!"
    return opens and tokens[start].is_capital and not lexicon.given_gender(tokens[start].text)


def _is_office(word: str) -> bool:
    return (
        word in lexicon.person_nouns() or word in lexicon.roles("kin") or word.split("-")[-1] in lexicon.person_nouns()
    )


def is_trade(word: str) -> bool:
    """“acoustician”, “herpetologist”: what no list holds, and only people are."""
    return len(word) > 7 and word.endswith(_TRADES)


def _may_be_office(noun: Token, name: Token) -> bool:
    """“the chief widgeteer, Angela Dorval”: a noun for somebody who does things, before a given name."""
    return bool(lexicon.given_gender(name.text)) and not noun.is_capital and noun.lower.endswith(_DOERS)


def role_before(tokens: Sequence[Token], first: int) -> str:
    """“former mayor Jane Doe”, “the mayor of Tarn, Jane Doe,”: the office that stands before a name."""
    place = first - 1
    described = description_before(tokens, first)
    if described is not None:
        return described[1]
    if place < 0 or tokens[place].lower not in lexicon.person_nouns():
        return ""
    start = place
    while start > max(0, place - 5) and (
        tokens[start - 1].lower in lexicon.roles("modifier")
        or tokens[start - 1].lower in lexicon.roles("institution")
        or tokens[start - 1].text in lexicon.organisations("demonym")
        or tokens[start - 1].lower in lexicon.person_nouns()
    ):
        start -= 1
    plain = start > 0 and tokens[start - 1].is_word and tokens[start - 1].is_capital
    if plain and tokens[start - 1].lower not in lexicon.words("function") and start - 1 > 0:
        start -= 1  # “Rovers manager”
    return joined(tokens[start : place + 1])


def age_after(tokens: Sequence[Token], last: int) -> str:
    """“, 54,”, “ (54)”, “, aged 54,” or “, who is 54,” behind a name that ends at `last`."""
    words = [token.lower for token in tokens[last + 1 : last + 7]]
    if words[:1] == ["("] and words[2:3] == [")"]:
        return _age(words[1])
    if words[:1] != [","]:
        return ""
    told = 1
    while told < len(words) and words[told] in ("who", "is", "was", "aged", "now", "then", "only", "just"):
        told += 1
    ends = told + 1 < len(words) and words[told + 1] in (",", ".", "and", "when")
    return _age(words[told]) if ends else ""


def _age(word: str) -> str:
    return word if word.isdigit() and len(word) < 4 else ""


def role_after(tokens: Sequence[Token], last: int) -> str:
    """“, 54, a baker”, “, the mayor of Tarn,”, “ is the mayor of Tarn” behind a name that ends at `last`."""
    place = last + 1
    if place >= len(tokens) - 1:
        return ""
    if tokens[place].lower in ("is", "was") and tokens[place + 1].lower in ("the", "a", "an"):
        return _office(tokens, place + 2, is_listed=False)
    if tokens[place].text != ",":
        return ""
    place += 1
    if tokens[place].lower == "who":
        return _relative_role(tokens, place + 1)
    if age_after(tokens, last):
        while place < len(tokens) and tokens[place].text != ",":
            place += 1
        place += 1
    if place >= len(tokens):
        return ""
    if tokens[place].lower == "one" and tokens[place + 1 : place + 2] and tokens[place + 1].lower == "of":
        return _one_of(tokens, place + 2)
    article = tokens[place].lower in _ARTICLES
    return _office(tokens, place + article, is_listed=True)


def _one_of(tokens: Sequence[Token], place: int) -> str:
    """“, one of five county commissioners,”: county commissioner."""
    while place < len(tokens) and (tokens[place].lower in lexicon.words("determiner") or tokens[place].text.isdigit()):
        place += 1
    end = place
    while end < len(tokens) and end - place < 6 and tokens[end].is_word:
        if tokens[end].lower.endswith("s") and tokens[end].lower[:-1] in lexicon.person_nouns():
            return joined(tokens[place : end + 1])[:-1]
        end += 1
    return ""


def _relative_role(tokens: Sequence[Token], place: int) -> str:
    """“, who chairs the harbour committee,”: chair of the harbour committee."""
    while place + 1 < len(tokens) and tokens[place].lower in _BESIDES:
        place += 1
    if place + 1 < len(tokens) and tokens[place].lower in ("is", "was"):
        place += 1
        while place + 1 < len(tokens) and tokens[place].lower in _BESIDES | _ARTICLES:
            place += 1
        return _office(tokens, place, is_listed=True)
    office = _AGENTS.get(tokens[place].lower) if place + 1 < len(tokens) else None
    if office is None or tokens[place + 1].lower in lexicon.words("preposition"):
        return ""
    end = place + 1
    while end < len(tokens) and end - place < 12 and (tokens[end].is_word or tokens[end].text in ("’", "'")):
        if tokens[end].lower in lexicon.words("clause"):
            break
        end += 1
    while end > place + 1 and tokens[end - 1].lower in lexicon.words("preposition") | lexicon.words("determiner"):
        end -= 1
    return f"{office} {joined(tokens[place + 1 : end])}" if end > place + 1 else ""


def _office(tokens: Sequence[Token], place: int, *, is_listed: bool) -> str:
    """The phrase from `place` on, if its head is somebody's office, trade or kin."""
    end, head = place, None
    while end < len(tokens) and end - place < 14:
        token = tokens[end]
        if token.is_possessive or token.text in ("’", "'"):
            end += 1
            continue
        if not token.is_word or token.lower in (
            "who",
            "which",
            "said",
            "says",
            "that",
            "told",
            "added",
            "where",
            "when",
        ):
            break
        if head is None and token.lower in lexicon.words("preposition"):
            head = end - 1
        if head is None and (token.lower in lexicon.words("auxiliary") and not token.is_possessive):
            return ""
        end += 1
    while end > place and tokens[end - 1].lower in lexicon.words("preposition") | lexicon.words("determiner"):
        end -= 1  # cut short at the limit
    head = head if head is not None else end - 1
    if head < place or end >= len(tokens) + 1:
        return ""
    word = tokens[head].lower
    office = _is_office(word) or (
        is_trade(word) and not tokens[head].is_capital and tokens[place - 1].lower in _ARTICLES
    )
    if end - place > 5 and all(token.is_capital or len(token.text) < 4 for token in tokens[place:end]):
        return ""  # a headline
    # “Ann Lee, Bo Marsh and …” is a list, “Ann Lee, mayor of Tarn,” is not
    return (
        joined(tokens[place:end]) if office and not (is_listed and tokens[head].is_capital and head > place + 6) else ""
    )


def joined(tokens: Sequence[Token]) -> str:
    """The words with one space between them."""
    text = ""
    for token in tokens:
        glue = "" if not text or token.is_possessive or token.text in ("’", "'") else " "
        text += glue + token.text
    return text

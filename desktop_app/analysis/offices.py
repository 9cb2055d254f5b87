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
}
"""What somebody does, said of them in a relative clause, as an office."""


def gender_of(role: str) -> str:
    for word in role.lower().replace("’s", " ").split():
        if word in lexicon.roles("f"):
            return "f"
        if word in lexicon.roles("m"):
            return "m"
        if word in lexicon.words("preposition"):
            break
    return "u"


def role_before(tokens: Sequence[Token], first: int) -> str:
    """“former mayor Jane Doe”, “the mayor of Tarn, Jane Doe,”: the office that stands before a name."""
    place = first - 1
    if place >= 1 and tokens[place].text == ",":
        start = place - 1
        while (
            start > max(-1, place - 10)
            and tokens[start].is_word
            and tokens[start].lower not in ("the", "a", "an", "his", "her", "their")
        ):
            start -= 1
        phrase = tokens[start + 1 : place]
        head = next((n for n, token in enumerate(phrase) if token.lower in lexicon.words("preposition")), len(phrase))
        ended = start >= 0 and tokens[start].lower in ("the", "a", "an", "his", "her", "their")
        if (
            ended
            and 0 < head <= len(phrase)
            and phrase[head - 1].lower in lexicon.person_nouns()
            and (
                start == 0
                or not tokens[start - 1].is_word
                or tokens[start - 1].lower in lexicon.words("clause") | lexicon.words("preposition")
            )
        ):
            return joined(phrase)
        return ""
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
    return joined(tokens[start : place + 1])


def age_after(tokens: Sequence[Token], last: int) -> str:
    """“, 54,” behind a name that ends at `last`."""
    if last + 3 >= len(tokens) or tokens[last + 1].text != ",":
        return ""
    return tokens[last + 2].text if tokens[last + 2].text.isdigit() and tokens[last + 3].text in ",." else ""


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
        place += 2
    if place >= len(tokens):
        return ""
    article = tokens[place].lower in ("the", "a", "an", "his", "her", "their", "its")
    return _office(tokens, place + article, is_listed=True)


def _relative_role(tokens: Sequence[Token], place: int) -> str:
    """“, who chairs the harbour committee,”: chair of the harbour committee."""
    office = _AGENTS.get(tokens[place].lower) if place + 1 < len(tokens) else None
    if office is None:
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
    office = (
        word in lexicon.person_nouns() or word in lexicon.roles("kin") or word.split("-")[-1] in lexicon.person_nouns()
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

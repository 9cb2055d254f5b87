"""Noun phrases around a verb, from closed word classes: who stands before “said”, who after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.analysis import lexicon
from desktop_app.analysis.sentences import Token

PRONOUNS = frozenset(
    {
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "who",
        "everyone",
        "everybody",
        "someone",
        "somebody",
        "nobody",
        "some",
        "many",
        "others",
        "one",
        "both",
        "another",
        "most",
        "several",
        "few",
        "this",
        "that",
        "these",
        "those",
        "all",
        "two",
        "three",
        "four",
        "five",
        "neither",
        "none",
    }
)
_POSSESSIVE = frozenset({"his", "her", "their", "its", "our", "my", "your"})
_LINKING = frozenset(
    {
        "of",
        "for",
        "from",
        "at",
        "in",
        "with",
        "on",
        "to",
        "near",
        "by",
        "inside",
        "outside",
        "against",
        "between",
        "behind",
        "close",
        "about",
        "under",
        "across",
        "within",
    }
)
PAST = frozenset(
    {
        "saw",
        "went",
        "came",
        "made",
        "took",
        "got",
        "gave",
        "knew",
        "met",
        "led",
        "left",
        "ran",
        "won",
        "lost",
        "held",
        "kept",
        "began",
        "became",
        "brought",
        "built",
        "sent",
        "told",
        "heard",
        "felt",
        "put",
        "set",
        "grew",
        "fell",
        "paid",
        "stood",
        "spoke",
        "wrote",
        "read",
        "meant",
        "let",
        "chose",
        "drew",
        "drove",
        "sat",
        "rose",
        "broke",
        "spent",
        "taught",
        "caught",
        "fought",
        "bought",
        "sold",
        "thought",
        "showed",
        "seen",
        "done",
        "gone",
        "given",
        "taken",
        "found",
        "say",
        "says",
        "said",
    }
)
_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [first, last] of a sentence; `head`: index of the word that says what it is."""

    first: int
    last: int
    head: int


def is_adverb(token: Token) -> bool:
    return token.lower in lexicon.words("adverb") or (
        token.is_word
        and not token.is_capital
        and token.lower.endswith("ly")
        and len(token.text) > 4
        and token.lower
        not in ("family", "assembly", "supply", "reply", "ally", "bully", "rally", "anomaly", "monopoly")
    )


def is_auxiliary(token: Token) -> bool:
    return token.lower in lexicon.words("auxiliary")


def verb_group_start(tokens: Sequence[Token], cue: int) -> int:
    """Index of the first auxiliary or adverb of the verb at `cue`: “has repeatedly said”."""
    place = cue
    while place > 0 and (is_auxiliary(tokens[place - 1]) or is_adverb(tokens[place - 1])):
        if tokens[place - 1].is_possessive and place > 1 and tokens[place - 2].is_capital:
            break
        place -= 1
    return place


def _is_noun_like(token: Token) -> bool:
    """Whether the word may stand inside a noun phrase, before its head."""
    if token.is_quote or not token.is_word:
        return False
    lower = token.lower
    if token.is_capital:
        return lower not in lexicon.words("clause") and (
            lower not in lexicon.words("function") or bool(lexicon.given_gender(token.text))
        )
    if (
        lower in lexicon.words("preposition")
        or lower in lexicon.words("clause")
        or is_auxiliary(token)
        or lower in PRONOUNS
    ):
        return False
    if lower in lexicon.words("determiner") or lower in PAST:
        return False
    verb = lexicon.speech_verbs().get(lower)
    if verb is not None and verb.form in ("past", "past/participle", "ing", "participle", "third"):
        return lower in ("leading", "continuing", "written") or lower in lexicon.roles("institution")
    return lower not in lexicon.words("function") or lower in (
        "own",
        "new",
        "former",
        "same",
        "first",
        "far",
        "next",
        "own",
        "other",
        "more",
    )


def _is_person_word(token: Token) -> bool:
    lower = token.lower
    return (
        token.is_capital
        or lower in lexicon.person_nouns()
        or lower in lexicon.roles("group")
        or lower in lexicon.roles("institution")
        or lower in lexicon.roles("kin")
        or lower in lexicon.words("document")
        or lower.split("-")[-1] in lexicon.person_nouns()
        or lower
        in (
            "one",
            "some",
            "many",
            "most",
            "others",
            "those",
            "several",
            "two",
            "three",
            "none",
            "people",
            "side",
            "head",
        )
    )


def ending_at(tokens: Sequence[Token], last: int, floor: int = 0) -> Phrase | None:
    """The noun phrase whose last word is tokens[last], with “of …”, “from …” and the like."""
    chunk = _chunk_ending(tokens, last, floor)
    if chunk is None:
        return None
    first, head = chunk, last
    reach = first  # how far left the phrase goes if a person turns up there
    for _ in range(4):
        before = reach - 1
        if before - 1 < floor or tokens[before].lower not in _LINKING:
            break
        noun = before - 1
        while noun > floor and tokens[noun].lower in ("close",):
            noun -= 1
        if not _is_noun_like(tokens[noun]) or (
            tokens[before].lower not in ("of", "for") and tokens[noun].lower in lexicon.words("time")
        ):
            break
        outer = _chunk_ending(tokens, noun, floor)
        if outer is None:
            break
        reach = outer
        if _is_person_word(tokens[noun]) or (noun > outer and _true_head(tokens, outer, noun) != noun):
            first, head = outer, noun
    relative = _relative_start(tokens, first, floor)
    if relative is not None:
        noun = relative - 1
        outer = _chunk_ending(tokens, noun, floor)
        if outer is not None:
            inner = ending_at(tokens, noun, floor)
            return Phrase(inner.first, last, inner.head) if inner else None
    return Phrase(first, last, _true_head(tokens, first, head))


def _true_head(tokens: Sequence[Token], first: int, head: int) -> int:
    """“officials familiar [with …]”, “farmers upstream”: the person, where an adjective stands behind."""
    if head > first and not _is_person_word(tokens[head]) and not tokens[head].is_capital and tokens[head - 1].is_word:
        person = tokens[head - 1].lower in lexicon.people_nouns()
        return head - 1 if person and not tokens[head].lower.endswith("s") else head
    return head


def _relative_start(tokens: Sequence[Token], first: int, floor: int) -> int | None:
    """Index of “who” in “a man who saw the crash [said]”, looking left from `first`."""
    for place in range(first - 1, max(floor, first - 16), -1):
        token = tokens[place]
        if token.lower == "who":
            return place if place > floor and tokens[place - 1].is_word and _is_person_word(tokens[place - 1]) else None
        if not token.is_word or (
            token.lower in lexicon.words("clause") and token.lower not in ("as", "and", "or", "since")
        ):
            return None
    return None


def _chunk_ending(tokens: Sequence[Token], last: int, floor: int) -> int | None:
    """First index of [article] adjectives noun ending at `last`, or of a name or pronoun."""
    token = tokens[last]
    if token.is_quote or not token.is_word or token.is_possessive:
        return None
    if token.lower in PRONOUNS and not (
        token.is_capital and len(token.text) > 1 and last > floor and tokens[last - 1].is_capital
    ):
        return last
    if not _is_noun_like(token):
        return None
    first = last
    while first > floor and last - first < _LIMIT:
        step = _step_left(tokens, first, last, floor)
        if step is None:
            break
        first = step
        if tokens[first].lower in lexicon.words("determiner"):
            break
    if (
        first > floor
        and tokens[first].lower in lexicon.words("determiner")
        and tokens[first - 1].lower in ("all", "both", "half")
    ):
        first -= 1
    return first


def _step_left(tokens: Sequence[Token], first: int, last: int, floor: int) -> int | None:
    """The next index to the left that still belongs to the chunk [first, last]."""
    before = tokens[first - 1]
    if before.lower in lexicon.words("determiner") and not before.is_quote:
        return first - 1
    if before.is_possessive or (before.text in ("’", "'") and before.end - before.start == 1 and first - 2 >= floor):
        owner = _chunk_ending(tokens, first - 2, floor) if first - 2 >= floor else None
        return owner if owner is not None and tokens[first - 2].is_word else None
    if (
        before.is_quote
        and first - 2 >= floor
        and tokens[first - 2].is_capital
        and tokens[first].is_capital
        and before.end - before.start < 25
    ):
        return first - 1
    if (
        before.lower in lexicon.words("particle")
        and before.is_word
        and tokens[first].is_capital
        and first - 2 >= floor
        and tokens[first - 2].is_capital
    ):
        return first - 1
    if before.lower in ("and", "&") and first - 2 >= floor:
        other = tokens[first - 2]
        same = other.is_capital == tokens[last].is_capital or _is_plural_person(other)
        return (
            first - 2
            if same and _is_noun_like(other) and _is_person_word(other) and _is_person_word(tokens[last])
            else None
        )
    if not _is_noun_like(before):
        return None
    if before.lower.endswith(("ed", "ing")) and not before.is_capital:
        return first - 1 if _has_article_before(tokens, first - 1, floor) else None
    if before.is_capital and before.lower in lexicon.words("time") and tokens[first].is_capital:
        return None
    return first - 1


def _is_plural_person(token: Token) -> bool:
    return token.lower in lexicon.roles("group")


def _has_article_before(tokens: Sequence[Token], place: int, floor: int) -> bool:
    for before in range(place - 1, max(floor - 1, place - 4), -1):
        if tokens[before].lower in lexicon.words("determiner") or tokens[before].is_possessive:
            return True
        if not _is_noun_like(tokens[before]):
            return False
    return False


def starting_at(tokens: Sequence[Token], first: int) -> Phrase | None:
    """The noun phrase that begins at tokens[first]: “said [Hanne Dorval]”, “said [a spokesman for the ministry]”."""
    place = first
    if place >= len(tokens) or tokens[place].is_quote or not tokens[place].is_word:
        return None
    if tokens[place].lower in PRONOUNS and tokens[place].lower not in lexicon.words("determiner"):
        return Phrase(place, place, place)
    alone = place + 1 >= len(tokens) or not _is_noun_like(tokens[place + 1])
    if alone and tokens[place].lower in PRONOUNS:
        return Phrase(place, place, place)
    head = _forward_chunk(tokens, place)
    if head is None:
        return None
    last = head
    for _ in range(3):
        ahead = last + 1
        if ahead + 1 >= len(tokens) or tokens[ahead].lower not in (
            "of",
            "for",
            "from",
            "at",
            "with",
            "in",
            "and",
            "to",
        ):
            break
        if tokens[ahead].lower in ("in", "at", "to", "from") and (
            not _is_person_word(tokens[last]) or tokens[last].is_capital
        ):
            break
        name, following = tokens[last].is_capital, tokens[ahead + 1]
        if tokens[ahead].lower == "of" and name and not (following.is_capital or following.lower == "the"):
            break  # “accused by Hanne Dorval of neglect”
        if tokens[ahead].lower == "to" and not (following.is_capital or following.lower in ("the", "a")):
            break
        if tokens[ahead].lower == "and" and not (tokens[ahead + 1].is_capital and tokens[last].is_capital):
            break
        further = _forward_chunk(tokens, ahead + 1)
        if further is None:
            break
        last = further
    return Phrase(first, last, head)


def _forward_chunk(tokens: Sequence[Token], first: int) -> int | None:
    """Last index of the chunk that begins at `first`."""
    place, last = first, None
    while place < len(tokens) and place - first < 14:
        token = tokens[place]
        if token.is_quote:
            if (
                last is not None
                and token.end - token.start < 25
                and place + 1 < len(tokens)
                and tokens[place + 1].is_capital
                and tokens[place - 1].is_capital
            ):
                place += 1
                continue
            break
        if token.is_possessive or (token.text in ("’", "'") and place > first and tokens[place - 1].text.endswith("s")):
            place += 1
            continue
        if token.lower in lexicon.words("determiner") and (
            place == first or tokens[place - 1].is_possessive or tokens[place - 1].lower in lexicon.words("determiner")
        ):
            place += 1
            continue
        particle = (
            token.lower in lexicon.words("particle")
            and place + 1 < len(tokens)
            and tokens[place + 1].is_capital
            and place > first
            and tokens[place - 1].is_capital
        )
        if particle:
            place += 1
            continue
        stop = token.lower in lexicon.words("time") and (last is not None or token.is_capital)
        if stop or not _is_noun_like(token) or is_adverb(token):
            break
        if not token.is_capital and token.lower.endswith(("ed", "ing")) and last is not None:
            break
        last = place
        place += 1
    return last


def subject_of(tokens: Sequence[Token], cue: int, floor: int = 0) -> Phrase | None:
    """The noun phrase that does the verb at `cue`, behind appositions and relative clauses; None for a verb without one."""
    place = verb_group_start(tokens, cue)
    before = place - 1
    if before < floor:
        return None
    token = tokens[before]
    if token.lower in ("who", "which", "that") and token.is_word and before - 1 >= floor:
        noun = before - 1
        if tokens[noun].text == ",":
            noun -= 1
        return (
            ending_at(tokens, noun, floor)
            if noun >= floor and tokens[noun].is_word and _is_person_word(tokens[noun])
            else None
        )
    if token.text in (",", "—", "–", ")", "-"):
        return _before_apposition(tokens, before, floor)
    return ending_at(tokens, before, floor)


def _before_apposition(tokens: Sequence[Token], comma: int, floor: int) -> Phrase | None:
    """“Hanne Dorval, 54, the mayor of Tarn, [said]”: the phrase before the first of the commas."""
    opening = {",": ",", "—": "—", "–": "–", ")": "(", "-": "-"}[tokens[comma].text]
    fallback: Phrase | None = None
    place = comma - 1
    while place > floor and comma - place < _LIMIT:
        if tokens[place].is_quote and tokens[place].text[-2:-1] in ",.?!":
            break
        if tokens[place].text == opening and tokens[place - 1].is_word:
            phrase = ending_at(tokens, place - 1, floor)
            if phrase is not None and not tokens[phrase.head].text.isdigit():
                named = tokens[phrase.head].is_capital and tokens[phrase.head].lower not in lexicon.words("time")
                if named and (
                    phrase.first == floor
                    or not tokens[phrase.first - 1].is_word
                    or tokens[phrase.first - 1].lower in lexicon.words("clause")
                    or tokens[phrase.first].lower in lexicon.words("determiner")
                ):
                    return phrase
                somebody = _is_person_word(tokens[phrase.head]) or tokens[place + 1].lower == "who"
                if fallback is None and somebody:
                    fallback = phrase
        place -= 1
    return fallback

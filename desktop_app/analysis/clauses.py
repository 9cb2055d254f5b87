"""A sentence taken apart into its coordinated main clauses, where each of them can be checked alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.analysis import lexicon, phrases
from desktop_app.analysis.sentences import Token, tokenise
from desktop_app.domain.spans import Span, hull


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_JOINING = word_set("and but yet ;")
_JOINT = re.compile(r"\b(?:and|but|yet)\b|;", re.IGNORECASE)
_SUBJECTS = word_set("i we he she they it you there this these those nobody everybody everyone somebody someone none")
_BASE_VERB_AFTER = word_set("i we they you")
_SUBJECT_LENGTH = 8
_IRREGULAR = word_set(
    "bled bred burst cost cut dealt died dug ate fled flew forbade forgot forgave froze hid hit hung hurt laid lay lent lied lit"
    " overtook quit rang rode sang sank shook shot shrank shut slept slid split spread sprang stole struck stuck swam swept"
    " swore swung threw tore understood undertook withdrew woke wore wound went"
)
_ALSO_NOUN = word_set("say says set read let cost cut hit shot split spread wound light")
_PARTICIPLE = word_set("seen done gone given taken held found left led built made sent")
_BEHIND_PARTICIPLE = word_set("by in at on to of for from with as under after during")
_NOT_PAST = word_set("hundred red bed need seed speed feed indeed shed weed breed greed")

# Words whose reach may be more than one clause: what they say of both must not be lost for one of them.
_REACHES_ALL = re.compile(
    r"\b(?:if|unless|provided|assuming|according to|not only|either|neither|nor|because|although|though|until|once)\b",
    re.IGNORECASE,
)
_REACHES_ON = re.compile(
    r"\b(?:perhaps|maybe|possibly|probably|likely|apparently|allegedly|reportedly|supposedly|seemingly|presumably|arguably"
    r"|in (?:my|our|his|her|their) (?:view|opinion)|to (?:my|our) knowledge|as far as"
    r"|whether|who|whom|whose|which|where|when|while|what|how|why|that"
    r"|(?:think|believe|suspect|guess|suppose|hope|fear|doubt|expect|assume|feel|understand|imagine|worry|say|claim|argue|insist"
    r"|admit|tell|know|mean|seem|appear|deny)(?:s|ed|d)?|thought|knew|felt|understood|meant|told|said|denies|denied|worried"
    r"|(?:is|are|was|were|am|[’']m|[’']s|[’']re) (?:not )?(?:sure|certain|afraid|convinced|aware|likely|unlikely))\b",
    re.IGNORECASE,
)
_CLOSING_HEDGE = re.compile(
    r"(?:, (?:perhaps|maybe|possibly|probably|apparently|allegedly|reportedly|supposedly|presumably)"
    r"|, (?:i|we|he|she|they) \w+)[.!?…\"”’]*$",
    re.IGNORECASE,
)


def clauses(text: str, sentence: Sequence[Span]) -> list[Span]:
    """The main clauses of a sentence, in order; one span over all of it where it cannot be taken apart without loss.

    sentence: the stretches of it that were said, in order; a tag may stand between them. Joining words, and “that” behind them,
    belong to no clause. A hedge, condition or verb of thinking that could mean more than its own clause keeps all together.
    """
    words = " ".join(text[span.start : span.end] for span in sentence)
    whole = [hull(sentence)]
    if not _JOINT.search(words) or _REACHES_ALL.search(words) or _CLOSING_HEDGE.search(words.rstrip()):
        return whole
    said = [token for span in sentence for token in tokenise(text, span)]
    parts: list[list[Token]] = []
    start = 0
    for place in _joints(said):
        begin = _after_joint(said, place)
        if begin > start and _opens_clause(said, begin) and is_clause(said[start:place]):
            parts.append(said[start:place])
            start = begin
    parts.append(said[start:])
    if any(_REACHES_ON.search(text, part[0].start, part[-1].end) for part in parts[:-1]):
        return whole
    return [Span(part[0].start, part[-1].end) for part in parts]


def is_clause(tokens: Sequence[Token]) -> bool:
    """Has a verb with a time behind something that may be its subject."""
    return any(
        finite_at(tokens, place) or (tokens[place - 1].lower in _BASE_VERB_AFTER and _may_be_verb(tokens[place]))
        for place in range(1, len(tokens))
    )


def finite_at(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word is a verb with a time: an auxiliary or a past form that is no participle behind a noun."""
    token = tokens[place]
    before = tokens[place - 1].lower if place else ""
    after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    if (
        not token.is_word
        or token.is_capital
        or (before in lexicon.words("determiner") and before not in ("all", "both", "most", "many"))
    ):
        return False
    if phrases.is_auxiliary(token):
        return token.lower not in ("be", "been", "being") and (
            not token.is_possessive or before in _SUBJECTS | {"that"}
        )
    if token.lower in _IRREGULAR or (token.lower in phrases.PAST and token.lower not in _PARTICIPLE):
        return token.lower not in _ALSO_NOUN or before in _SUBJECTS
    is_regular = token.lower.endswith("ed") and len(token.lower) > 3 and token.lower not in _NOT_PAST
    return (is_regular or token.lower in _PARTICIPLE) and (before in _SUBJECTS or after not in _BEHIND_PARTICIPLE)


def _joints(tokens: Sequence[Token]) -> list[int]:
    """Places of joining words outside brackets and inner marks, whose contents are never cut."""
    places = []
    inside: list[str] = []
    closing = {"“": "”", "(": ")", "[": "]", "«": "»", "‘": "’", '"': '"'}
    for place, token in enumerate(tokens):
        if inside and token.text == inside[-1]:
            inside.pop()
        elif token.text in closing:
            inside.append(closing[token.text])
        elif not inside and token.lower in _JOINING and 0 < place < len(tokens) - 1:
            places.append(place)
    return places


def _after_joint(tokens: Sequence[Token], place: int) -> int:
    begin = place + 1
    last = min(begin + 3, len(tokens) - 1)
    while begin < last and tokens[begin].lower in ("that", "and", "but", "so", "yet", "also", ","):
        begin += 1
    return begin


def _opens_clause(tokens: Sequence[Token], begin: int) -> bool:
    """A subject begins here, and its verb follows before any other clause or mark."""
    while begin < len(tokens) and phrases.is_adverb(tokens[begin]):
        begin += 1
    if begin + 1 >= len(tokens) or not _may_be_subject(tokens, begin):
        return False
    if tokens[begin].lower in _SUBJECTS:
        verb = begin + 1
        while verb < len(tokens) - 1 and phrases.is_adverb(tokens[verb]):
            verb += 1
        return finite_at(tokens, verb) or (tokens[begin].lower in _BASE_VERB_AFTER and _may_be_verb(tokens[verb]))
    for place in range(begin + 1, min(len(tokens), begin + _SUBJECT_LENGTH)):
        if finite_at(tokens, place):
            return True
        if not tokens[place].is_word or tokens[place].lower in lexicon.words("clause"):
            return False
    return False


def _may_be_subject(tokens: Sequence[Token], begin: int) -> bool:
    first, following = tokens[begin], tokens[begin + 1]
    lower = first.lower
    if not first.is_word or phrases.is_auxiliary(first) or finite_at(tokens, begin):
        return False
    if lower in _SUBJECTS or lower in lexicon.words("determiner") or first.is_capital or first.text[0].isdigit():
        return True
    if lower in lexicon.words("preposition") or lower in lexicon.words("clause") or lower in lexicon.words("time"):
        return False
    return not lower.endswith(("ing", "ed")) and finite_at(tokens, begin + 1) and following.lower not in ("'s", "’s")


def _may_be_verb(token: Token) -> bool:
    return (
        token.is_word
        and token.text[0].islower()
        and not token.lower.endswith("ing")
        and not any(
            token.lower in lexicon.words(kind) for kind in ("determiner", "preposition", "clause", "time", "adverb")
        )
    )

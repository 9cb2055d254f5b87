"""Names of bodies that one run of capitals does not hold: “the Growers’ Union”, “St Ada’s Hospital”, “Dockers Local 12”."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.analysis import lexicon
from desktop_app.analysis.sentences import Token

_COUNTED = frozenset({"Local", "Lodge", "Channel", "Radio", "Kanal", "Canal", "Branch", "Chapter"})
_MANY = frozenset({"Women", "Men", "Children", "People", "Nurses", "Writers"})


def owned_body_end(tokens: Sequence[Token], place: int, last: int) -> int | None:
    """Index of the last word of “Sheriff’s Office”, where [place, last] is the run before the possessive; None for “Ann Lee’s
    Office”, which is no name."""
    mark = last + 1
    if mark + 1 >= len(tokens):
        return None
    owner = tokens[last]
    plural = tokens[mark].text in ("’", "'") and owner.text.endswith("s") and tokens[mark].start == owner.end
    if not (plural or tokens[mark].is_possessive):
        return None
    saint = tokens[place].text in ("St", "St.") and place < last
    if saint and tokens[mark].is_possessive and _ends_phrase(tokens[mark + 1]):
        return mark  # “St Ada’s has said”
    end = mark
    while end + 1 < len(tokens) and _goes_on(tokens[end], tokens[end + 1]):
        end += 1
    if end == mark or tokens[end].text not in lexicon.organisations("word"):
        return None
    many = plural and not any(lexicon.given_gender(token.text) for token in tokens[place : last + 1])
    of_office = owner.lower in lexicon.person_nouns() or owner.text in _MANY
    return end if many or of_office or saint else None


def _ends_phrase(following: Token) -> bool:
    """A word or mark behind which no noun can come that is owned."""
    closed = lexicon.words("auxiliary") | lexicon.words("preposition") | lexicon.words("clause")
    verb = lexicon.speech_verbs().get(following.lower)
    speaks = verb is not None and verb.form in ("third", "past", "past/participle")
    return not following.is_word or following.lower in closed or speaks


def _goes_on(token: Token, following: Token) -> bool:
    return following.is_word and following.is_capital and following.start - token.end == 1


def is_counted(token: Token, following: Token) -> bool:
    """“Local 12”, “No 10”: a number that belongs to the name."""
    whole = f"{token.text} {following.text}"
    return following.text.isdigit() and (token.text in _COUNTED or whole in lexicon.organisations("known"))


def words_of(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    """The words of a name, marks grown together with what stands before them: (“Growers’”, “Union”)."""
    core: list[str] = []
    for place in range(first, last + 1):
        grown = place > first and tokens[place].start == tokens[place - 1].end
        core[-1:] = [core[-1] + tokens[place].text] if grown else [*core[-1:], tokens[place].text]
    return tuple(core)

"""Names that only their place gives away: whoever speaks in “Dot wanted him out” is somebody, and an association is one body."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from desktop_app.analysis import lexicon, names
from desktop_app.analysis.bodies import words_of
from desktop_app.analysis.names import Name
from desktop_app.analysis.sentences import Token
from desktop_app.domain.spans import Span

_WITHIN = frozenset({"of", "for", "and", "the", "&", "in", "on", "’", "'", "’s", "'s"})
_BODIES = frozenset(
    {
        *("association", "union", "federation", "council", "committee", "commission", "ministry", "department"),
        *("authority", "agency", "board", "society", "front", "trust", "office", "directorate", "bureau", "network"),
        *("league", "foundation", "institute", "congress", "party", "guild", "alliance", "coalition", "forum"),
        *("service", "services", "workers", "centre", "center", "group", "bank", "court", "assembly", "house"),
    }
)


def with_sources(
    found: Sequence[Name], tokens: Sequence[Sequence[Token]], sources: Iterable[tuple[int, Span]]
) -> list[Name]:
    """`found` and the names that `sources` (block, span) hold beside them, by place. A long name of a body replaces its parts."""
    added: list[Name] = []
    held = {token: name for name in found for token in range(name.span.start, name.span.end)}
    for number, span in sources:
        part = tokens[number]
        first_word, end = (bisect_left(part, place, key=lambda token: token.start) for place in span)
        inside = range(first_word, end)
        run = _run(part, inside)
        if run is None or any(part[place].quote >= 0 for place in run):
            continue
        first, last = run
        known = held.get(part[first].start)
        whole = _body(part, first, last)
        if whole is not None:
            if known is None or known.last < whole:
                added.append(_organisation(part, first, whole, number))
        elif known is None and not any(part[place].start in held for place in range(first, last + 1)):
            name = names.named(part, first, last, number)
            if name is not None:
                added.append(name)
    bodies = [name for name in added if name.kind == names.ORGANISATION]
    kept = [name for name in found if not any(body.span.overlaps(name.span) for body in bodies)]
    unique = {name.span: name for name in (*kept, *added)}
    return [unique[span] for span in sorted(unique)]


def _no_names() -> frozenset[str]:
    return lexicon.roles("modifier") | lexicon.roles("group") | lexicon.person_nouns()


def _run(tokens: Sequence[Token], inside: Sequence[int]) -> tuple[int, int] | None:
    """The capitalised words with which a source begins, behind an article."""
    places = list(inside)
    if places and tokens[places[0]].lower in ("the", "a", "an"):
        places = places[1:]
    if not places or not tokens[places[0]].is_capital or tokens[places[0]].lower in lexicon.words("function"):
        return None
    last = places[0]
    for place in places[1:]:
        token = tokens[place]
        if token.is_capital and token.is_word:
            last = place
        elif token.lower not in _WITHIN or place - last > 2:
            break
    return None if last == places[0] and tokens[last].lower in _no_names() else (places[0], last)


def _body(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Index of the last word of an organisation's name that is joined by “and”, “of” or a possessive."""
    joined = [place for place in range(first, last + 1) if tokens[place].lower in _WITHIN]
    if not joined or any(lexicon.given_gender(tokens[place].text) for place in range(first, last + 1)):
        return None
    if any(tokens[place].lower in lexicon.person_nouns() for place in range(first, last + 1)):
        return None
    if joined[-1] >= last:
        return None
    of_the = joined[0] - first > 1 and [token.lower for token in tokens[joined[0] : joined[0] + 2]] == ["of", "the"]
    if of_the and not any(tokens[place].lower in _BODIES for place in range(first, joined[0])):
        return None  # “Dr Ann Lee of the Shore Institute”
    many = first > 0 and tokens[first - 1].lower == "the" and any(_is_of_many(tokens, place) for place in joined)
    pair = (
        many or tokens[joined[0]].text == "&" or (tokens[joined[0]].lower == "and" and tokens[last].text.endswith("s"))
    )
    return last if pair or any(tokens[place].lower in _BODIES for place in (last, first)) else None


def _is_of_many(tokens: Sequence[Token], place: int) -> bool:
    """The mark behind “Workers” in “the Workers’ Compact”."""
    before = tokens[place - 1].text
    return tokens[place].text in ("’", "'") and before.endswith("s") and place > 0


def _organisation(tokens: Sequence[Token], first: int, last: int, number: int) -> Name:
    span = Span(tokens[first].start, tokens[last].end)
    return Name(
        span, words_of(tokens, first, last), span, names.ORGANISATION, first, last, paragraph=number, subject=True
    )

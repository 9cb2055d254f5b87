"""Ids of findings that outlive re-analysis: the same passage keeps its id, so that notes, corrections and links stay attached.

An id is made from the article, the kind of finding and its passage (place and words), so the same finding gets the same id in
every run, by whichever engine. Where a later engine draws the ends of a passage a little differently, the finding takes over the
id of the one that it replaces.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b

from desktop_app.domain.spans import Span

_BYTES = 10
LIKENESS = 0.5
"""At least so much of two passages together (or of the fewer mentions of two speakers) must be common to both."""


def passage_key(text: str, spans: Sequence[Span]) -> str:
    """Place and words: a revision with other words at the same place has another finding there."""
    if len(spans) == 1:  # nearly always
        start, end = spans[0]
        return f"{start}:{end}:{text[start:end]}"
    return "\0".join(f"{start}:{end}:{text[start:end]}" for start, end in spans)


def fresh_ids(article_id: str, kind: str, keys: Sequence[str]) -> list[str]:
    """An id for each key, 20 characters of base 16 (80 bits), in order; findings with equal keys are told apart by their order."""
    seen: dict[str, int] = {}
    ids = []
    for key in keys:
        before = seen.get(key, 0)
        seen[key] = before + 1
        ids.append(blake2b(f"{article_id}\0{kind}\0{before}\0{key}".encode(), digest_size=_BYTES).hexdigest())
    return ids


def is_fresh(identity: str) -> bool:
    """Whether it has the form of `fresh_ids`: what the reader makes has shorter ones."""
    return len(identity) == 2 * _BYTES


def inherit_by_place(ids: Sequence[str], places: Sequence[Span], known: Mapping[str, Span]) -> list[str]:
    """The ids, but a finding without a known id takes that of the known finding that is gone and lay nearly where it lies.

    Of several that lie alike, the first takes the id of the first that is known, so that saving again changes nothing.
    """
    now = set(ids)
    gone = sorted((span, rank, known_id) for rank, (known_id, span) in enumerate(known.items()) if known_id not in now)
    if not gone:
        return list(ids)
    starts = [span.start for span, _, _ in gone]
    likenesses = []
    for i, (own_id, place) in enumerate(zip(ids, places, strict=True)):
        if own_id in known:
            continue
        # Half of both together in common means: starts differ by no more than the length of this one.
        nearest = bisect_left(starts, place.start - place.length)
        furthest = bisect_right(starts, place.end)
        for span, rank, known_id in gone[nearest:furthest]:
            likeness = _overlap(span, place)
            if likeness >= LIKENESS:
                likenesses.append((-likeness, i, rank, known_id))
    return _assigned(ids, likenesses)


def inherit_by_mentions(
    ids: Sequence[str], mentions: Sequence[Collection[Span]], known: Mapping[str, Collection[Span]]
) -> list[str]:
    """The ids, but a speaker without a known id takes that of the known speaker who is gone and was named at the same places."""
    now = set(ids)
    ranks = {known_id: rank for rank, known_id in enumerate(known)}
    owners: dict[Span, list[str]] = {}
    for known_id, places in known.items():
        if known_id not in now:
            for place in set(places):
                owners.setdefault(place, []).append(known_id)
    likenesses = []
    for i, (own_id, own_places) in enumerate(zip(ids, mentions, strict=True)):
        if own_id in known:
            continue
        shared: dict[str, int] = {}
        for place in set(own_places):
            for known_id in owners.get(place, ()):
                shared[known_id] = shared.get(known_id, 0) + 1
        for known_id, count in shared.items():
            likeness = count / min(len(set(own_places)), len(set(known[known_id])))
            if likeness >= LIKENESS:
                likenesses.append((-likeness, i, ranks[known_id], known_id))
    return _assigned(ids, likenesses)


def _overlap(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    together = max(one.end, other.end) - min(one.start, other.start)
    return common / together if together else 0.0


def _assigned(ids: Sequence[str], likenesses: list[tuple[float, int, int, str]]) -> list[str]:
    """The likest pairs first, each finding and each known id once."""
    result = list(ids)
    settled: set[int] = set()
    taken: set[str] = set()
    for _, i, _, known_id in sorted(likenesses):
        if i not in settled and known_id not in taken:
            result[i] = known_id
            settled.add(i)
            taken.add(known_id)
    return result

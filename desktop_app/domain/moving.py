"""Corrections that go along when the text of an article is read anew: every place in them moves, whatever holds it.

A correction holds places as JSON (see `corrections`): a span is a list of two numbers, a mention one of two numbers and a word.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from desktop_app.domain.annotations import Correction, anchor_of
from desktop_app.domain.corrections import Value
from desktop_app.domain.spans import Span

NOWHERE = Span(0, 0)
"""The place of a correction that is about no passage."""
_ESSENTIAL = frozenset({"content", "spans"})
"""Lists of places without which a finding is nothing."""


class _Gone(Exception):
    """A place is not in the other text, and what needs it cannot do without."""


def places_in(correction: Correction) -> list[Span]:
    """Every passage that a correction speaks of, its own first. What cannot be read holds none."""
    found = [correction.span]
    for written in (correction.before, correction.after):
        value = _read(written)
        found.extend(_spans(value))
    return [span for span in dict.fromkeys(found) if span != NOWHERE]


def moved(correction: Correction, places: Mapping[Span, Span | None], text: str) -> Correction | None:
    """The correction as it reads in another text of the same article; None where its own passage, or what it says, is gone there.

    places: for each of `places_in` where it stands in `text`. A lesser place that is gone (a cue, one mention) is left out.
    """
    span = NOWHERE if correction.span == NOWHERE else places.get(correction.span)
    if span is None:
        return None
    try:
        after = _carried_json(correction.after, places)
    except _Gone:
        return None
    try:
        before = _carried_json(correction.before, places)
    except _Gone:
        before = correction.before  # only of use where nothing else tells what was meant
    return replace(correction, span=span, anchor=anchor_of(text, span), before=before, after=after)


def _read(written: str) -> Value:
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return None


def _carried_json(written: str, places: Mapping[Span, Span | None]) -> str:
    value = _read(written)
    carried = _carried(value, places, is_essential=True)
    return written if carried == value else json.dumps(carried, ensure_ascii=False)


def _place(value: Value) -> Span | None:
    """The place that a JSON value is: [start, end], or [start, end, kind] for a mention."""
    if not isinstance(value, list) or len(value) not in (2, 3) or not all(type(part) is int for part in value[:2]):
        return None
    if len(value) == 3 and not isinstance(value[2], str):
        return None
    start, end = value[:2]
    return Span(start, end) if 0 <= start <= end else None


def _spans(value: Value) -> Iterator[Span]:
    place = _place(value)
    if place is not None:
        yield place
    elif isinstance(value, list):
        for part in value:
            yield from _spans(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _spans(part)


def _carried(value: Value, places: Mapping[Span, Span | None], *, is_essential: bool) -> Value:
    """`value` with its places moved. _Gone where a place that stands alone, or all of an essential list, is gone."""
    place = _place(value)
    if place is not None:
        to = places.get(place) if place != NOWHERE else NOWHERE
        if to is None:
            raise _Gone
        return [*to, *value[2:]]
    if isinstance(value, dict):
        return {key: _carried(part, places, is_essential=key in _ESSENTIAL) for key, part in value.items()}
    if not isinstance(value, list):
        return value
    kept = []
    for part in value:
        try:
            kept.append(_carried(part, places, is_essential=False))
        except _Gone:
            if _place(part) is None:
                raise
    if value and not kept and is_essential:
        raise _Gone
    return kept

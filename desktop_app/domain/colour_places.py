"""Which of the colours of speakers or topics each one has, so that no correction gives it another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.findings import Speaker, Topic


def colour_places(ones: Iterable[Speaker] | Iterable[Topic], known: Mapping[str, int] | None = None) -> dict[str, int]:
    """By id: the place of a colour, from 0 and without end (colours begin anew). `known` places stay; whoever has none gets the
    next ones, in the order of `ones`."""
    places = dict(known or {})
    for one in ones:
        places.setdefault(one.id, len(places))
    return places

"""Articles in which certain people say something, kept with findings that are made for them; fictional."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.domain.findings import (
    Attribution,
    AttributionKind,
    Findings,
    Mention,
    MentionKind,
    Speaker,
    SpeakerKind,
)
from desktop_app.domain.spans import Span
from desktop_app.storage import Library
from tests.storage.samples import imported

Who = tuple[str, str]
"""A name and a role."""


def add(
    library: Library,
    people: Sequence[Who],
    *,
    day: str = "2031-05-04",
    outlet: str = "The Mere Post",
    title: str = "",
    kind: SpeakerKind = SpeakerKind.PERSON,
    times: int = 1,
) -> str:
    """Each says something so many times; id of the article. The ids of its speakers are “p0”, “p1” … in it."""
    title = title or f"{outlet}, {day}: {', '.join(name for name, _ in people)}"
    parts, speakers, said = [title], [], []
    at = len(title) + 2
    for number, (name, role) in enumerate(people):
        mention = Span(at, at + len(name))
        spans = []
        for time in range(times):
            line = f"{name} said: “The ferry will stay {time} days.”"
            start = at + line.index("“") + 1
            spans.append(Span(start, at + len(line) - 1))
            parts.append(line)
            at += len(line) + 2
        speakers.append(Speaker(f"p{number}", name, kind, role, (), (Mention(mention, MentionKind.NAME),)))
        said += [
            Attribution(
                f"a{number}-{time}", AttributionKind.DIRECT, (span,), (span,), (), (), f"p{number}", 0.9, "test"
            )
            for time, span in enumerate(spans)
        ]
    text = "\n\n".join(parts)
    made = imported(text, f"{title} {day} {people}".encode(), title)
    metadata = replace(made.metadata, outlet=outlet, published=day)
    reading = library.add_article(replace(made, metadata=metadata))
    library.save_findings(reading.revision.id, Findings("test", "1", tuple(speakers), tuple(said)))
    return reading.article.id

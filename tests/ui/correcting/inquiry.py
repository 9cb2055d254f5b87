"""A small article of our own with findings made by hand, laid on a real desk over a real library."""

from __future__ import annotations

from desktop_app.analysis import expected_engine
from desktop_app.domain.findings import (
    Attribution,
    AttributionKind,
    Claim,
    Findings,
    Mention,
    MentionKind,
    Speaker,
    SpeakerKind,
)
from desktop_app.domain.spans import Span, hull

TEXT = """Harbour inquiry opens

“We signed it in March,” the minister said. On the price, the minister said that it was fair.

Ann Rivera told the inquiry that the quay would close. “The quay is safe,” said Tomas Reuel.

Nobody has measured the tide."""


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


OLDER, MAYOR, ENGINEER = (
    Speaker("s1", "Oda Brandt", SpeakerKind.PERSON, "minister", ("the minister",)),
    Speaker("s2", "Ann Rivera", SpeakerKind.PERSON, "", (), (Mention(span("Ann Rivera"), MentionKind.NAME),)),
    Speaker("s3", "Tomas Reuel", SpeakerKind.PERSON, "", (), (Mention(span("Tomas Reuel"), MentionKind.NAME),)),
)
_SECOND = TEXT.index("On the price")


def _attribution(
    number: int, kind: AttributionKind, content: str, cue: Span, source: Span, speaker: str, confidence: float = 0.9
) -> Attribution:
    place = span(content)
    quoted = (place,) if kind is AttributionKind.DIRECT else ()
    return Attribution(f"a{number}", kind, (place,), quoted, (cue,), (source,), speaker, confidence, "marks + verb")


ATTRIBUTIONS = (
    _attribution(1, AttributionKind.DIRECT, "We signed it in March,", span("said"), span("the minister"), "s1"),
    _attribution(
        2, AttributionKind.INDIRECT, "it was fair", span("said", _SECOND), span("the minister", _SECOND), "s1"
    ),
    _attribution(3, AttributionKind.INDIRECT, "the quay would close", span("told"), span("Ann Rivera"), "s2"),
    _attribution(4, AttributionKind.DIRECT, "The quay is safe,", span("said Tomas"), span("Tomas Reuel"), "s3", 0.4),
)
CLAIMS = (
    *(
        Claim(f"c{number}", one.id, hull(one.content), one.speaker, one.confidence, one.found_by)
        for number, one in enumerate(ATTRIBUTIONS, 1)
    ),
    Claim("c9", None, span("Nobody has measured the tide"), None, 0.7, "bare statement"),
)


def findings() -> Findings:
    """Found by the engine of today, so that no analysis begins."""
    return Findings(*expected_engine(), (OLDER, MAYOR, ENGINEER), ATTRIBUTIONS, CLAIMS)


def known_ids(stored: Findings) -> dict[str, str]:
    """From the ids of this module to those that the library gave."""
    places = {one.content: one.id for one in stored.attributions}
    claims = {one.span: one.id for one in stored.claims}
    names = {one.name: one.id for one in stored.speakers}
    ids = {one.id: places[one.content] for one in ATTRIBUTIONS}
    ids |= {one.id: claims[one.span] for one in CLAIMS}
    return ids | {one.id: names[one.name] for one in (OLDER, MAYOR, ENGINEER)}

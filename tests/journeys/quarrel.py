"""A small article of our own with findings made by hand, as one engine draws them and as later ones do."""

from __future__ import annotations

from dataclasses import replace

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
    Topic,
)
from desktop_app.domain.spans import Span, hull

TEXT = """Quarrel over the Mere bridge

“The bridge is safe,” said Ada Vane, the harbour master. “We looked at every bolt,” she added.

The minister said that the bridge would close in May. It would cost “a little fortune”, the minister told the council.

Bo Marsh, a ferryman, called that a “fog machine”. According to the Mere Board, the bridge carries 4,000 people a day.

“It will close in May,” officials said. “Nobody asked us,” Marsh said, and Vane agreed that nobody had asked.

The bridge carries 4,000 people a day. Nobody has counted the ferries."""

ARTICLE = "The Mere has ferries, too.\n\n“Let them row,” said Cy Lund."
"""Another one, to be opened in between."""


def place(words: str, after: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def _names(*spans: Span) -> tuple[Mention, ...]:
    return tuple(Mention(span, MentionKind.NAME) for span in spans)


def _called(*spans: Span) -> tuple[Mention, ...]:
    return tuple(Mention(span, MentionKind.DESCRIPTION) for span in spans)


_SHE = Mention(place("she added"), MentionKind.PRONOUN)
_LATER_MINISTER = place("the minister", "fortune")
VANE = Speaker(
    "s1",
    "Ada Vane",
    SpeakerKind.PERSON,
    "harbour master",
    ("Vane",),
    (
        *_names(place("Ada Vane")),
        replace(_SHE, span=Span(_SHE.span.start, _SHE.span.start + 3)),
        *_names(place("Vane", "Marsh said")),
    ),
)
MINISTER = Speaker(
    "s2", "The minister", SpeakerKind.UNNAMED, "minister", (), _called(place("The minister"), _LATER_MINISTER)
)
MARSH = Speaker(
    "s3", "Bo Marsh", SpeakerKind.PERSON, "ferryman", ("Marsh",), _names(place("Bo Marsh"), place("Marsh", "asked us"))
)
BOARD = Speaker("s4", "Mere Board", SpeakerKind.ORGANISATION, "", (), _names(place("Mere Board")))
OFFICIALS = Speaker("s5", "officials", SpeakerKind.UNNAMED, "", (), _called(place("officials")))


def _statement(
    number: int, kind: AttributionKind, content: Span, cue: str, source: Span, speaker: str, sure: float
) -> Attribution:
    quoted = (content,) if kind is AttributionKind.DIRECT else ()
    said = place(cue, content.of(TEXT))
    return Attribution(f"a{number}", kind, (content,), quoted, (said,), (source,), speaker, sure, "marks")


_DIRECT, _INDIRECT = AttributionKind.DIRECT, AttributionKind.INDIRECT
_FORTUNE = place("It would cost “a little fortune”")
STATEMENTS = (
    _statement(1, _DIRECT, place("The bridge is safe,"), "said", place("Ada Vane"), "s1", 0.95),
    _statement(2, _DIRECT, place("We looked at every bolt,"), "added", place("she"), "s1", 0.7),
    _statement(3, _INDIRECT, place("the bridge would close in May"), "told", place("The minister"), "s2", 0.8),
    replace(
        _statement(4, AttributionKind.MIXED, _FORTUNE, "told", _LATER_MINISTER, "s2", 0.6),
        quoted=(place("a little fortune"),),
    ),
    replace(
        _statement(5, _DIRECT, place("fog machine"), "”", place("Bo Marsh"), "s3", 0.4),
        cue=(place("called"),),
    ),
    replace(
        _statement(6, _INDIRECT, place("the bridge carries 4,000 people a day"), ".", place("Mere Board"), "s4", 0.85),
        cue=(place("According to"),),
    ),
    _statement(7, _DIRECT, place("It will close in May,"), "said", place("officials"), "s5", 0.75),
    _statement(8, _DIRECT, place("Nobody asked us,"), "said", place("Marsh", "asked us"), "s3", 0.9),
    replace(
        _statement(9, _INDIRECT, place("nobody had asked"), "Nobody", place("Vane", "Marsh said"), "s1", 0.5),
        cue=(place("agreed that"),),
    ),
)
_CARRIES, _COUNTED = (
    place("The bridge carries 4,000 people a day", "had asked"),
    place("Nobody has counted the ferries"),
)
CLAIMS = (
    *(Claim(f"c{one.id}", one.id, hull(one.content), one.speaker, one.confidence, "marks") for one in STATEMENTS),
    Claim("c10", None, _CARRIES, None, 0.6, "bare", 0.7, (), "ca6"),
    Claim("c11", None, _COUNTED, None, 0.5, "bare"),
)
TOPICS = (
    Topic("t1", "Safety", ("bridge",), (hull((place("“The bridge is safe"), place("she added"))),), 0.8, "words"),
    Topic(
        "t2", "Closing", ("May",), (place("the bridge would close in May"), place("It will close in May")), 0.7, "words"
    ),
    Topic("t3", "Traffic", (), (place("4,000 people"), _CARRIES), 0.6, "words"),
)


def found() -> Findings:
    """By the engine of today, so that opening the article starts no analysis."""
    people = (VANE, MARSH, MINISTER, BOARD, OFFICIALS)
    claims = tuple(sorted(CLAIMS, key=lambda one: one.span))
    return Findings(*expected_engine(), people, STATEMENTS, claims, TOPICS, (place("Quarrel"),))


def found_anew(which: int) -> Findings:
    """What a later engine draws. 0: the same, by other ids. 1: nothing. Any other number leaves out some findings, moves ends,
    changes kinds and gives a statement to somebody else, differently for each number."""
    first = found()
    if which == 0:
        return _renamed(first)
    if which == 1:
        return Findings(first.engine, first.engine_version)

    def is_left(number: int) -> bool:
        return (which * 7 + number * 5) % 4 != 0

    statements = tuple(
        replace(
            one,
            content=tuple(Span(span.start + (which + number) % 4, span.end) for span in one.content),
            kind=AttributionKind.MIXED if (which + number) % 5 == 0 else one.kind,
            speaker="s4" if (which + number) % 6 == 0 else one.speaker,
            confidence=0.65,
            found_by="network",
        )
        for number, one in enumerate(first.attributions)
        if is_left(number)
    )
    speakers = {one.id: one.speaker for one in statements}
    claims = tuple(
        replace(
            one,
            span=Span(one.span.start + (which + number) % 4, one.span.end),
            attribution=one.attribution if one.attribution in speakers else None,
            speaker=speakers.get(one.attribution or ""),
            repeats=None,
        )
        for number, one in enumerate(first.claims)
        if is_left(number + 1)
    )
    topics = tuple(
        replace(one, label=f"{one.label} anew", spans=one.spans[: 1 + which % 2])
        for number, one in enumerate(first.topics)
        if is_left(number + 2)
    )
    return _renamed(replace(first, attributions=statements, claims=claims, topics=topics, not_speech=()))


def _renamed(findings: Findings) -> Findings:
    """The same by ids of another run."""

    def other(identity: str | None) -> str | None:
        return f"x{identity}" if identity is not None else None

    return replace(
        findings,
        speakers=tuple(replace(one, id=f"x{one.id}") for one in findings.speakers),
        attributions=tuple(replace(one, id=f"x{one.id}", speaker=other(one.speaker)) for one in findings.attributions),
        claims=tuple(
            replace(
                one,
                id=f"x{one.id}",
                attribution=other(one.attribution),
                speaker=other(one.speaker),
                repeats=other(one.repeats),
            )
            for one in findings.claims
        ),
        topics=tuple(replace(one, id=f"x{one.id}") for one in findings.topics),
    )

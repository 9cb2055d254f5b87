"""Claims: the statements inside attributions that somebody could check, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.domain.findings import Attribution, AttributionKind, Claim
from desktop_app.domain.spans import Span, hull

FRAGMENT = 4
"""Words below which a piece without a verb says nothing that could be checked."""

_MARKS = " \t\r\n\xa0\"'“”‘’«»‹›„‚()[]"
_PAIRS = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("(", ")"), ("[", "]"))
_TRIM = _MARKS + ",;:–—-"
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[\"“‘«(\[]*[^\W_a-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Sr|Jr|Gen|Col|Lt|Sgt|Capt|Rev|Hon|Sen|Rep|Gov|Adm|Maj|Messrs|Mme|No|Inc|Ltd|Co|vs|cf|approx"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|(?:^|\W)[A-Z](?:\.[A-Z])*|e\.g|i\.e|a\.m|p\.m)\.$"
)
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|shall|should|can|cannot|could|may|might|must"
    r"|go|goes|went|gone|come|came|get|got|make|made|take|took|know|knew|think|thought|want|need|feel|felt|lost|won|paid|lied"
    r"|\w{2,}ed|\w+n[’']t|\w+[’'](?:re|ve|ll|m|d)|(?:it|that|he|she|there|what|who)[’']s)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:yes|no|yeah|nope|ok(?:ay)?|well|look|so|oh|ah|wow|hey|hi|hello|thanks?|thank you|thanks a lot|(?:very|so) much|please"
    r"|sorry|i[’']?m sorry|excuse me|pardon me|good (?:morning|afternoon|evening|night|day|luck|bye)|goodbye|welcome|cheers|bravo"
    r"|congratulations|of course|absolutely|exactly|certainly|definitely|indeed|not at all|never|right|true|amen|you know|come on"
    r"|my god|everyone|everybody|all|sir|madam|ladies and gentlemen|my friends|dear colleagues|friends)",
    re.IGNORECASE,
)


def find_claims(text: str, attributions: Sequence[Attribution]) -> tuple[Claim, ...]:
    """The claims in attributions, by place, with ids c1, c2, … Spans are code points of `text`.

    An indirect statement is one claim. A quotation is taken apart into its sentences; greetings, questions, exclamations and
    bare fragments are left out. A sentence that is interrupted by its tag (“The bridge,” she said, “is shut.”) stays one claim.
    """
    found: list[tuple[Span, Attribution, float, str]] = []
    for attribution in attributions:
        for span in _statements(text, attribution):
            weight = _weight(span.of(text), attribution.kind)
            if weight > 0:
                found.append((span, attribution, weight, _RULE[attribution.kind]))
    found.sort(key=lambda item: item[0])
    claims: list[Claim] = []
    seen: set[tuple[Span, str | None]] = set()
    for span, attribution, weight, rule in found:
        if (span, attribution.speaker) not in seen:
            seen.add((span, attribution.speaker))
            confidence = round(attribution.confidence * weight, 4)
            claims.append(
                Claim(f"c{len(claims) + 1}", attribution.id, span, attribution.speaker, confidence, rule),
            )
    return tuple(claims)


_RULE = {
    AttributionKind.DIRECT: "sentence of a quotation",
    AttributionKind.MIXED: "clause with quoted words",
    AttributionKind.INDIRECT: "indirect statement",
}


def _statements(text: str, attribution: Attribution) -> Iterator[Span]:
    spans = [span for span in attribution.content if span.start < span.end]
    if not spans:
        return
    if attribution.kind is AttributionKind.INDIRECT:
        pieces = [hull(spans)]
    else:
        pieces = _joined(text, [piece for span in spans for piece in _sentences(text, span)])
    for piece in pieces:
        span = _bare(text, piece)
        if span.length:
            yield span


def _sentences(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        if match[0].startswith(".") and _ABBREVIATION.search(text[max(start, match.start() - 12) : match.start() + 1]):
            continue
        yield Span(start, match.end())
        start = match.end()
    if start < span.end:
        yield Span(start, span.end)


def _joined(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Puts a sentence together again that its tag cut in two."""
    joined: list[Span] = []
    for piece in pieces:
        if joined and _goes_on(text, joined[-1], piece):
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def _goes_on(text: str, before: Span, after: Span) -> bool:
    gap = text[before.end : after.start]
    tag = gap.strip(_MARKS)
    if not tag or "\n\n" in gap or len(gap) > 200:
        return False
    return before.of(text).rstrip(_MARKS)[-1:] not in {*".!?…"} and tag[-1] not in ".!?:"


def _bare(text: str, span: Span) -> Span:
    """Without marks and commas at the ends, unless their partner stands inside (the plan “a fog machine”); a full stop, question
    or exclamation mark stays, for it says what the piece is."""
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    for opening, closing in _PAIRS:
        inside = text[start:end]
        if opening == closing:
            is_open = inside.count(opening) % 2 == 1
            opens_it = is_open and text[start - 1 : start] == opening and text[end : end + 1] != closing
            closes_it = is_open and not opens_it and text[end : end + 1] == closing
        else:
            opens_it = inside.find(closing) >= 0 and not 0 <= inside.find(opening) < inside.find(closing)
            opens_it = opens_it and text[start - 1 : start] == opening
            closes_it = inside.rfind(opening) > inside.rfind(closing) and text[end : end + 1] == closing
        start, end = start - opens_it, end + closes_it
    return Span(start, end)


def _weight(piece: str, kind: AttributionKind) -> float:
    """How much of the attribution's confidence the piece keeps as a claim; 0 where it is none."""
    words = len(_WORD.findall(piece))
    has_verb = _VERB.search(piece) is not None
    ending = piece.rstrip(_MARKS)[-1:]
    if kind is AttributionKind.INDIRECT:
        return 1.0 if has_verb or words >= FRAGMENT else 0.8 if words else 0.0
    if ending == "?" or not words or _is_courtesy(piece):
        return 0.0
    if not has_verb and (words < FRAGMENT or ending == "!"):
        return 0.0
    return 1.0 if has_verb else 0.7


def _is_courtesy(piece: str) -> bool:
    """True for what is only greeting, thanks, yes or no, and the like."""
    parts = [part.strip() for part in re.split(r"[,.;:!?…–—]+", piece.strip(_TRIM))]
    return all(not part or _COURTESY.fullmatch(part) for part in parts)

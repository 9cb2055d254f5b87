"""Claims: the statements inside attributions that somebody could check, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop_app.analysis.clauses import clauses, is_clause
from desktop_app.analysis.repetitions import earlier_twins
from desktop_app.analysis.sentences import tokenise
from desktop_app.analysis.worth import worth_of
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
_ORDER = re.compile(
    r"(?:please\b|let[’']?s\b|let (?:us|me|them|him|her)\b|do(?:n[’']t| not)\b"
    r"|(?:go|come|look|listen|wait|leave|stay|get|give|take|make|keep|stop|remember|imagine|tell|ask|bring|show|trust|believe|be)"
    r" (?:the|a|an|me|us|him|her|it|them|your|this|that|these|those|at|to|for|in|on|out|up|away|back|home|here|there|sure|careful"
    r"|calm|quiet)\b)",
    re.IGNORECASE,
)
_FEELING = re.compile(
    r"(?:i|we)(?:[’'](?:m|re)| am| are)? (?:(?:so|very|really|just|all|deeply|truly|absolutely) )*(?:hope|wish|love|hate|adore"
    r"|proud|happy|sad|sorry|glad|grateful|thankful|delighted|thrilled|excited|devastated|heartbroken|shocked|angry|furious)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|doubt(?:s|ed|ing)?|disput(?:es?|ed|ing)|reject(?:s|ed|ing)?|question(?:s|ed|ing)?|ask(?:s|ed|ing)?"
    r"|not|never|nobody|no one)\b|n[’']t\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|[ei]nquir(?:es?|ed|ing))\b(?P<about> about\b)?", re.IGNORECASE
)
_ASKED = re.compile(r"(?:whether|if|why|how|what|who|whose|when|where|which|about)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"[^\n]+")
_HEARSAY = re.compile(
    r"\b(?:allegedly|reportedly|purportedly|supposedly"
    r"|(?P<noun>there (?:are|were|have been) (?:\w+ )?(?:claims?|reports?|rumou?rs?|allegations?) that))\b",
    re.IGNORECASE,
)
_HEARSAY_CONFIDENCE = 0.5


def find_claims(text: str, attributions: Sequence[Attribution]) -> tuple[Claim, ...]:
    """The claims in attributions, and hearsay outside them, by place, with ids c1, c2, … Spans are code points of `text`.

    A statement is taken apart into its sentences, and these into main clauses that can be checked alone. Greetings, questions,
    exclamations, orders, bare feelings and fragments are left out. A sentence that is interrupted by its tag (“The bridge,” she
    said, “is shut.”) stays one claim. The spans of one attribution lie in its content, give or take the marks around that, and
    never overlap. A claim that an earlier one makes already points to it.
    """
    found = [piece for attribution in attributions for piece in _pieces(text, attribution)]
    found += _hearsay(text, [hull(attribution.content) for attribution in attributions if attribution.content])
    found.sort(key=lambda piece: piece.span)
    pieces: dict[tuple[Span, str | None], _Piece] = {}
    for piece in found:
        pieces.setdefault((piece.span, piece.speaker), piece)
    twins = earlier_twins(text, [(piece.span, piece.speaker, piece.is_denied) for piece in pieces.values()])
    claims = []
    for number, (piece, twin) in enumerate(zip(pieces.values(), twins, strict=True), 1):
        worth, reasons = worth_of(piece.span.of(text), is_reported=piece.is_reported)
        repeats = None if twin is None else f"c{twin + 1}"
        claims.append(
            Claim(
                f"c{number}",
                piece.attribution,
                piece.span,
                piece.speaker,
                piece.confidence,
                piece.rule,
                worth,
                reasons,
                repeats,
            )
        )
    return tuple(claims)


class _Piece(NamedTuple):
    span: Span
    attribution: str | None
    speaker: str | None
    confidence: float
    rule: str
    is_reported: bool
    is_denied: bool = False


_RULE = {
    AttributionKind.DIRECT: "sentence of a quotation",
    AttributionKind.MIXED: "clause with quoted words",
    AttributionKind.INDIRECT: "indirect statement",
}


def _pieces(text: str, attribution: Attribution) -> Iterator[_Piece]:
    is_reported = attribution.kind is AttributionKind.INDIRECT
    if is_reported and _is_asked(text, attribution):
        return
    is_denied = any(_DENIAL.search(cue.of(text)) for cue in attribution.cue)
    rule = _RULE[attribution.kind]
    end = 0
    for span in _statements(text, attribution, is_denied=is_denied):
        bare = _bare(text, span)
        bare = Span(max(bare.start, end), bare.end)  # two pieces may both reach for one mark between them
        weight = _weight(bare.of(text), attribution.kind) if bare.start < bare.end else 0.0
        if weight > 0:
            confidence = round(attribution.confidence * weight, 4)
            yield _Piece(bare, attribution.id, attribution.speaker, confidence, rule, is_reported, is_denied)
            end = bare.end


def _is_asked(text: str, attribution: Attribution) -> bool:
    """“asked [whether the bridge was shut]”, “when asked about [the protests]”: nobody states that."""
    asking = [match for cue in attribution.cue if (match := _ASKING.search(cue.of(text)))]
    start = min((span.start for span in attribution.content), default=0)
    return bool(asking) and (_ASKED.match(text, start) is not None or any(match["about"] for match in asking))


def _statements(text: str, attribution: Attribution, *, is_denied: bool) -> Iterator[Span]:
    """Sentences and their clauses. What is denied stays whole: who denies that it rained and snowed may grant the rain."""
    said = [span for span in attribution.content if span.start < span.end]
    if attribution.kind is AttributionKind.INDIRECT:
        pieces = [hull(said)] if said else []
    else:
        pieces = _joined(text, [piece for span in said for piece in _sentences(text, span)])
    for piece in pieces:
        inside = [Span(max(span.start, piece.start), min(span.end, piece.end)) for span in said]
        inside = [span for span in inside if span.start < span.end]
        yield from [piece] if is_denied else clauses(text, inside)


def _hearsay(text: str, covered: Sequence[Span]) -> Iterator[_Piece]:
    """What the article itself passes on without saying from whom: “The plant allegedly leaked oil.”"""
    for paragraph in _PARAGRAPH.finditer(text):
        if not _HEARSAY.search(paragraph[0]):
            continue
        for sentence in _sentences(text, Span(*paragraph.span())):
            match = _HEARSAY.search(text, *sentence)
            if match is None or any(span.overlaps(sentence) for span in covered):
                continue
            bare = _bare(text, Span(match.end(), sentence.end) if match["noun"] else sentence)
            if bare.length and _VERB.search(bare.of(text)) and bare.of(text)[-1] != "?":
                yield _Piece(bare, None, None, _HEARSAY_CONFIDENCE, "hearsay", is_reported=True)


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
        behind = end + (text[end : end + 1] == "," and end + 1 < span.end)  # I pressed “request,” and
        if opening == closing:
            is_open = inside.count(opening) % 2 == 1
            opens_it = is_open and text[start - 1 : start] == opening and text[behind : behind + 1] != closing
            closes_it = is_open and not opens_it and text[behind : behind + 1] == closing
        else:
            opens_it = inside.find(closing) >= 0 and not 0 <= inside.find(opening) < inside.find(closing)
            opens_it = opens_it and text[start - 1 : start] == opening
            closes_it = inside.rfind(opening) > inside.rfind(closing) and text[behind : behind + 1] == closing
        start, end = start - opens_it, behind + 1 if closes_it else end
    return Span(start, end)


def _weight(piece: str, kind: AttributionKind) -> float:
    """How much of the attribution's confidence the piece keeps as a claim; 0 where it is none."""
    words = len(_WORD.findall(piece))
    has_verb = _VERB.search(piece) is not None or is_clause(tokenise(piece, Span(0, len(piece))))
    ending = piece.rstrip(_MARKS)[-1:]
    if kind is AttributionKind.INDIRECT:
        return 1.0 if has_verb or words >= FRAGMENT else 0.8 if words else 0.0
    if ending == "?" or not words or _is_courtesy(piece) or _is_order(piece) or _is_feeling(piece):
        return 0.0
    if not has_verb and (words < FRAGMENT or ending == "!"):
        return 0.0
    return 1.0 if has_verb else 0.7


def _is_courtesy(piece: str) -> bool:
    """True for what is only greeting, thanks, yes or no, and the like."""
    parts = [part.strip() for part in re.split(r"[,.;:!?…–—]+", piece.strip(_TRIM))]
    return all(not part or _COURTESY.fullmatch(part) for part in parts)


def _is_order(piece: str) -> bool:
    """“Look at the pier.” But “Don’t worry, we have 40 boats” says something besides."""
    if not _ORDER.match(piece):
        return False
    rest = re.split(r"[,:;—–]", piece)[1:]
    return not any(is_clause(tokenise(part, Span(0, len(part)))) for part in rest)


def _is_feeling(piece: str) -> bool:
    """“I am proud of this town.” But “I am sorry that we lost it” says something besides."""
    match = _FEELING.match(piece)
    return match is not None and not re.search(r"\d", piece) and _VERB.search(piece, match.end()) is None

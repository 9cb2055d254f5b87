"""Compares findings with annotated articles.

The unit is one contiguous piece of content in one paragraph, without the quotation marks, spaces and punctuation at its ends, so
that an interrupted quotation is several units. Units are matched one to one, best overlap first (intersection over union, at
least 0.8). Recall counts by the annotator's kind; precision by the kind that the annotated marks give the found unit, whatever
the engine calls it, so that all engines are sorted alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.article import BlockKind
from desktop_app.domain.findings import Attribution, Findings
from desktop_app.domain.spans import Span
from tests.evaluation.corpus import GoldArticle, GoldAttribution, GoldSpeaker
from tests.evaluation.names import has_full_name, is_same
from tests.evaluation.tallies import Count, Miss, Score, shortened
from tests.evaluation.traits import SourceType, batch, is_nested, mark_style, source_type, style
from tests.evaluation.units import MATCH, Unit, kind_of, matched, overlap, trimmed

__all__ = ["is_same", "score"]

_HEADING = {
    BlockKind.HEADLINE,
    BlockKind.STANDFIRST,
    BlockKind.BYLINE,
    BlockKind.DATELINE,
    BlockKind.SUBHEAD,
    BlockKind.CREDIT,
}


def score(article: GoldArticle, findings: Findings) -> Score:
    """Headlines, bylines and what the annotator left open count neither way. Spans of both lie in `article.text`."""
    result = Score(article.name, style(article), batch(article), mark_style(article))
    _score_attributions(article, findings, result)
    _score_not_speech(article, findings, result)
    _score_topics(article, findings, result)
    return result


def _score_attributions(article: GoldArticle, findings: Findings, result: Score) -> None:
    gold = [unit for unit in _gold_units(article) if _is_scored(article, unit.span)]
    found = [unit for unit in _found_units(article, findings) if _is_scored(article, unit.span)]
    pairs = matched([unit.span for unit in gold], [unit.span for unit in found])
    for index, unit in enumerate(gold):
        counts = _counts(article, unit, result)
        for count in counts:
            count.gold += 1
            count.gold_matched += index in pairs
        if index not in pairs:
            result.misses.append(_miss(f"{unit.kind} not found", article, unit))
        else:
            _score_speaker(article, findings, unit, found[pairs[index]].owner, result)
    taken = set(pairs.values())
    for index, other in enumerate(found):
        count = result.kinds[other.kind]
        count.found += 1
        if index in taken:
            count.found_matched += 1
        else:
            words = shortened(other.span.of(article.text))
            result.misses.append(Miss(f"{other.kind} that is none", article.name, words, found=other.owner.found_by))


def _counts(article: GoldArticle, unit: Unit[GoldAttribution], result: Score) -> list[Count]:
    """All tallies that a unit belongs to."""
    counts = [result.kinds[unit.kind], result.sources[source_type(_source(article, unit), _expected(article, unit))]]
    if any(quoted.overlaps(unit.span) and is_nested(article, quoted) for quoted in unit.owner.quoted):
        counts.append(result.nested)
    return counts


def _expected(article: GoldArticle, unit: Unit[GoldAttribution]) -> GoldSpeaker | None:
    return article.speakers[unit.owner.speaker] if unit.owner.speaker is not None else None


def _source(article: GoldArticle, unit: Unit[GoldAttribution]) -> str:
    return " … ".join(span.of(article.text) for span in unit.owner.source)


def _score_speaker(
    article: GoldArticle, findings: Findings, unit: Unit[GoldAttribution], found: Attribution, result: Score
) -> None:
    expected = _expected(article, unit)
    speaker = findings.speaker(found.speaker)
    if expected is None:
        nobody = result.sources[SourceType.NOBODY]
        nobody.speakers += 1
        nobody.right_person += speaker is None
        if speaker is not None:
            result.misses.append(_miss("somebody for nobody", article, unit, "nobody", speaker.name))
        return
    is_right = speaker is not None and is_same(speaker, expected)
    for count in _counts(article, unit, result):
        count.speakers += 1
        count.right_person += is_right
        count.full_name += speaker is not None and is_right and has_full_name(speaker, expected)
    if not is_right:
        name = speaker.name if speaker else "nobody"
        result.misses.append(_miss(f"{unit.kind}: wrong speaker", article, unit, expected.name, name))


def _score_not_speech(article: GoldArticle, findings: Findings, result: Score) -> None:
    quoted = [span for attribution in findings.attributions for span in attribution.quoted]
    listed = findings.not_speech
    for span in article.not_speech:
        if not _is_scored(article, span):
            continue
        result.not_speech += 1
        result.not_speech_listed += any(overlap(span, other) >= MATCH for other in listed)
        if any(overlap(trimmed(article.text, span), trimmed(article.text, other)) >= MATCH for other in quoted):
            result.not_speech_taken += 1
            result.misses.append(Miss("not speech, taken for it", article.name, shortened(span.of(article.text))))


def _score_topics(article: GoldArticle, findings: Findings, result: Score) -> None:
    """A topic is right where one that was found covers the same passages (overlap of at least 0.8)."""
    if len(article.topics) < 2:
        return
    found = [Span(topic.spans[0].start, topic.spans[-1].end) for topic in findings.topics]
    gold = [Span(topic.spans[0].start, topic.spans[-1].end) for topic in article.topics]
    pairs = matched(gold, found)
    result.topics += len(gold)
    result.topics_found += len(found)
    result.topics_matched += len(pairs)
    for index, span in enumerate(gold):
        if index not in pairs:
            label = article.topics[index].label or "(lead)"
            result.misses.append(Miss("topic not found", article.name, label, found=f"{span.start}–{span.end}"))


def _gold_units(article: GoldArticle) -> Iterator[Unit[GoldAttribution]]:
    for attribution in article.attributions:
        for span in _pieces(article, attribution.content):
            yield Unit(span, attribution.kind, attribution)


def _found_units(article: GoldArticle, findings: Findings) -> Iterator[Unit[Attribution]]:
    marked = bytearray(len(article.text))
    spoken = [span for gold in article.attributions for span in (*gold.quoted, *gold.spoken)]
    for span in (*spoken, *article.not_speech):
        marked[span.start : span.end] = b"\1" * span.length
    for attribution in findings.attributions:
        kind = kind_of(article.text, attribution.content, marked)
        for span in _pieces(article, attribution.content):
            yield Unit(span, kind, attribution)


def _pieces(article: GoldArticle, spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        for block in article.blocks:
            part = span.clipped_to(block.span)
            if part and (piece := trimmed(article.text, part)).length >= 2:
                yield piece


def _is_scored(article: GoldArticle, span: Span) -> bool:
    block = article.block_at(span.start)
    if block is None or block.kind in _HEADING:
        return False
    return not any(
        2 * (part.length if (part := span.clipped_to(other)) else 0) >= span.length for other in article.unscored
    )


def _miss(what: str, article: GoldArticle, unit: Unit[GoldAttribution], expected: str = "", found: str = "") -> Miss:
    return Miss(what, article.name, shortened(unit.span.of(article.text)), _source(article, unit), expected, found)

"""`python -m tests.evaluation.reliability [GROUP|FOLDER …]`: how often findings are right, by confidence and by rule.

Counts the articles of a group (dev where none is named, or train, test) and, where a folder with `text/*.txt` and brat standoff
in `attributions/*.ann` (as PolNeAR has it) is named, those too. Right: every piece of the content meets an annotated one (IoU ≥
0.8) and the speaker is the annotated one; in the standoff files, whose speakers have no canonical names, the source phrase must
meet the annotated one, and a finding that was carried over without a phrase counts by its content.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from desktop_app.analysis import analyse
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.findings import Attribution, Findings
from desktop_app.domain.spans import Span
from desktop_app.importing import read_document
from tests.evaluation.corpus import GoldArticle, articles
from tests.evaluation.scorer import is_same

BINS = (0.9, 0.8, 0.7, 0.6, 0.4, 0.2, 0.0)
SURE = 0.9
_AGREE = 0.8
_MARKS = " \t\r\n\xa0\"'“”‘’«»`,.;:!?–—-()[]"


class Verdict(Enum):
    RIGHT = "right"
    WRONG_SPEAKER = "wrong speaker"
    NO_SUCH_CONTENT = "no such content"


@dataclass(frozen=True, slots=True)
class Judged:
    rule: str
    confidence: float
    verdict: Verdict

    @property
    def right(self) -> bool:
        return self.verdict is Verdict.RIGHT


def own(group: str = "dev") -> Iterator[Judged]:
    """Every finding in the articles of a group that an annotation could confirm."""
    for article in articles(group):
        imported = read_document(article.text.encode(), f"{article.name}.txt")
        findings = analyse(imported.text, imported.blocks)
        for found, verdict in judged(article, findings):
            yield Judged(found.found_by.partition(";")[0], found.confidence, verdict)


def judged(article: GoldArticle, findings: Findings) -> Iterator[tuple[Attribution, Verdict]]:
    """Each finding that the annotation of `article` could confirm, and whether content and speaker are right."""
    gold = [(span, one.speaker) for one in article.attributions for span in _pieces(article.text, one.content)]
    for found in findings.attributions:
        if any(
            span.start < open_.end and open_.start < span.end for span in found.content for open_ in article.unscored
        ):
            continue
        met = _met(article.text, found, [span for span, _ in gold])
        speaker = findings.speaker(found.speaker)
        if met is None:
            yield found, Verdict.NO_SUCH_CONTENT
            continue
        right = all(
            speaker is None
            if (key := gold[index][1]) is None
            else speaker is not None and is_same(speaker, article.speakers[key])
            for index in met
        )
        yield found, Verdict.RIGHT if right else Verdict.WRONG_SPEAKER


def standoff(folder: Path) -> Iterator[Judged]:
    """The same for plain texts with brat files; of several annotators the first."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode()
        notes = sorted(one for one in (folder / "attributions").iterdir() if one.name.startswith(f"{path.stem}_"))
        gold = [
            (piece, source)
            for content, source in (_relations(notes[0].read_bytes().decode()) if notes else [])
            for piece in _pieces(text, content)
        ]
        blocks = [Block(BlockKind.PARAGRAPH, Span(*m.span())) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
        findings = analyse(text, blocks)
        for found in findings.attributions:
            met = _met(text, found, [span for span, _ in gold])
            verdict = Verdict.NO_SUCH_CONTENT
            if met is not None:
                same = all(_same_source(findings, found, gold[index][1]) for index in met)
                verdict = Verdict.RIGHT if same else Verdict.WRONG_SPEAKER
            yield Judged(found.found_by.partition(";")[0], found.confidence, verdict)


def _same_source(findings: Findings, found: Attribution, source: Sequence[Span]) -> bool:
    if not source:
        return True
    spans = found.source or tuple(m.span for m in getattr(findings.speaker(found.speaker), "mentions", ()))
    return any(one.start < other.end and other.start < one.end for one in spans for other in source) or (
        not found.source and bool(spans)
    )


def _relations(standoff_text: str) -> Iterator[tuple[list[Span], list[Span]]]:
    """Content and source of every attribution."""
    spans: dict[str, list[Span]] = {}
    relations: list[dict[str, list[str]]] = []
    for line in standoff_text.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            places = rest.partition("\t")[0].split(" ", 1)[1]
            spans[key] = [Span(*(int(part) for part in place.split())) for place in places.split(";")]
        elif key.startswith("E"):
            parts: dict[str, list[str]] = {}
            for part in rest.split():
                role, _, target = part.partition(":")
                parts.setdefault(role.rstrip("0123456789").lower(), []).append(target)
            relations.append(parts)
    for parts in relations:
        yield (
            [span for key in parts.get("content", []) for span in spans.get(key, [])],
            [span for key in parts.get("source", []) for span in spans.get(key, [])],
        )


def _pieces(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Contiguous pieces within one line, without marks and punctuation at the ends."""
    for span in spans:
        for line in re.finditer(r"[^\n]+", text[span.start : span.end]):
            words = line.group().strip(_MARKS)
            if len(words) > 1:
                start = span.start + line.start() + line.group().index(words)
                yield Span(start, start + len(words))


def _met(text: str, found: Attribution, gold: Sequence[Span]) -> list[int] | None:
    """For every piece of the content, the annotated piece that it meets; None where one meets none."""
    met: list[int] = []
    for piece in _pieces(text, found.content):
        share, index = max(((_iou(piece, one), n) for n, one in enumerate(gold)), default=(0.0, 0))
        if share < _AGREE:
            return None
        met.append(index)
    return met or None


def _iou(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error (Guo et al. 2017): the mean distance of confidence and accuracy over ten bins."""
    bins: dict[int, list[Judged]] = {}
    for one in judged:
        bins.setdefault(min(9, int(10 * one.confidence)), []).append(one)
    apart = (abs(sum(one.confidence - one.right for one in part)) for part in bins.values())
    return sum(apart) / max(1, len(judged))


def table(judged: Sequence[Judged]) -> str:
    """One line per bin of confidence, then one per rule."""
    lines = [f"{'confidence':26}{'n':>6}{'said':>7}{'right':>7}"]
    for number, least in enumerate(BINS):
        most = BINS[number - 1] if number else 1.1
        lines += _line(f"{least:.1f} and more", [one for one in judged if least <= one.confidence < most])
    for rule in sorted({one.rule for one in judged}):
        lines += _line(rule, [one for one in judged if one.rule == rule])
    return "\n".join(lines)


def _line(name: str, judged: Sequence[Judged]) -> list[str]:
    if not judged:
        return []
    said = sum(one.confidence for one in judged) / len(judged)
    right = sum(one.right for one in judged) / len(judged)
    return [f"{name:26}{len(judged):6}{said:7.2f}{right:7.2f}"]


def main() -> None:
    judged: list[Judged] = []
    for name in sys.argv[1:] or ["dev"]:
        judged += own(name) if name in ("train", "dev", "test") else standoff(Path(name))
    sure = [one for one in judged if one.confidence >= SURE and one.verdict is not Verdict.NO_SUCH_CONTENT]
    wrong = sum(one.verdict is Verdict.WRONG_SPEAKER for one in sure)
    print(f"of {len(sure)} at {SURE} and more whose content is right, {wrong} have the wrong speaker")
    print(f"expected calibration error {calibration_error(judged):.3f}")
    print(table(judged))


if __name__ == "__main__":
    main()

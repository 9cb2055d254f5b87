"""Scores findings on PolNeAR by the rules of the scorer whose numbers are published for it.

The unit is one piece of content in one paragraph, trimmed; pieces are matched one to one, best overlap first. The kind, on either
side, is what the double quotation marks of the text give: direct, mixed or indirect. A source is right where its head is. Beside
that: exact F1 over every annotator, and the right person where `people` knows who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.analysis import analyse
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.findings import Attribution, AttributionKind, Findings
from desktop_app.domain.spans import Span
from tests.evaluation import people, polnear
from tests.evaluation.corpus import GoldSpeaker
from tests.evaluation.exact import PARTS, Exact, add_instance
from tests.evaluation.names import has_full_name
from tests.evaluation.people import People, is_person_of
from tests.evaluation.polnear import PolnearArticle
from tests.evaluation.source_heads import agrees
from tests.evaluation.tallies import Count, Miss, shortened
from tests.evaluation.traits import SourceType, source_type
from tests.evaluation.units import PUBLISHED_EDGE, Unit, kind_of, matched, trimmed

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_QUOTED = re.compile(r"[\"“«][^\"”»\n]*[\"”»]?")


@dataclass(slots=True)
class Tally:
    """Units of one kind. `sources`: annotated ones that have a source, `linked`: of these, those that were found, `heads`: of
    these, those whose source is right."""

    gold: int = 0
    found: int = 0
    gold_exact: int = 0
    found_exact: int = 0
    gold_matched: int = 0
    found_matched: int = 0
    sources: int = 0
    linked: int = 0
    heads: int = 0

    def shares(self) -> dict[str, float]:
        """Everything that is worth reading, from 0 to 1; what has no cases is 0."""
        exact = _share(self.found_exact, self.found), _share(self.gold_exact, self.gold)
        near = _share(self.found_matched, self.found), _share(self.gold_matched, self.gold)
        return {
            "exact precision": exact[0],
            "exact recall": exact[1],
            "exact f1": _f1(*exact),
            "precision": near[0],
            "recall": near[1],
            "f1": _f1(*near),
            "speaker head": _share(self.heads, self.linked),
            "e2e": _share(self.heads, self.sources),
        }


@dataclass(slots=True)
class PolnearScore:
    """How a split went. `kinds` also holds “all”; `people` stays empty where nobody wrote down who speaks."""

    articles: int = 0
    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in (*AttributionKind, "all")})
    exact: dict[str, Exact] = field(default_factory=lambda: {part: Exact() for part in PARTS})
    people: dict[SourceType, Count] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)


def measure(folder: Path, split: str, people_folder: Path = people.PEOPLE) -> PolnearScore:
    """Analyses every article of the split once, with each line as a paragraph."""
    result = PolnearScore()
    known = people.read(people_folder / f"polnear-{split}.json")
    name, findings = "", Findings("", "")
    for article in polnear.articles(folder, split, every_annotator=True):
        if article.name != name:
            name, findings = article.name, analyse(article.text, blocks(article.text))
            add(result, article, findings, known.get(name))
        add_instance(result.exact, article.text, article.attributions, findings.attributions)
    return result


def blocks(text: str) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, Span(*match.span())) for match in _PARAGRAPH.finditer(text)]


def add(result: PolnearScore, article: PolnearArticle, findings: Findings, known: People | None) -> None:
    """Score one article as its first annotator marked it."""
    text = article.text
    gold, found = list(_gold_units(article)), list(_found_units(text, findings.attributions))
    pairs = matched([unit.span for unit in gold], [unit.span for unit in found])
    result.articles += 1
    for i, unit in enumerate(gold):
        other = found[pairs[i]] if i in pairs else None
        _add_gold(result, article, unit, other, findings)
        if known is not None and unit.owner in known.who:
            _add_person(result, article, unit, other, findings, known.who[unit.owner])
    taken = {j: i for i, j in pairs.items()}
    for j, other in enumerate(found):
        for tally in (result.kinds[other.kind], result.kinds["all"]):
            tally.found += 1
            tally.found_matched += j in taken
            tally.found_exact += j in taken and gold[taken[j]].span == other.span
        if j not in taken:
            words = shortened(other.span.of(text))
            result.misses.append(Miss(f"{other.kind} that is none", article.name, words, found=other.owner.found_by))


def _add_gold(
    result: PolnearScore,
    article: PolnearArticle,
    unit: Unit[int],
    other: Unit[Attribution] | None,
    findings: Findings,
) -> None:
    text, source = article.text, article.attributions[unit.owner].source
    found = _found_source(findings, other.owner) if other else None
    is_right = agrees(text, source, found)
    for tally in (result.kinds[unit.kind], result.kinds["all"]):
        tally.gold += 1
        tally.gold_matched += other is not None
        tally.gold_exact += other is not None and other.span == unit.span
        tally.sources += bool(source)
        tally.linked += bool(source) and other is not None
        tally.heads += bool(source) and is_right
    if other is None:
        result.misses.append(_miss(f"{unit.kind} not found", article, unit))
    elif source and not is_right:
        words = found.of(text) if isinstance(found, Span) else found or "none"
        result.misses.append(_miss(f"{unit.kind}: wrong source", article, unit, _source(article, unit), words))


def _add_person(
    result: PolnearScore,
    article: PolnearArticle,
    unit: Unit[int],
    other: Unit[Attribution] | None,
    findings: Findings,
    expected: GoldSpeaker | None,
) -> None:
    source = source_type(_source(article, unit), expected)
    count = result.people.setdefault(source, Count())
    count.gold += 1
    if other is None:
        return
    speaker = findings.speaker(other.owner.speaker)
    is_right = is_person_of(speaker, expected) if speaker and expected else speaker is None and expected is None
    count.gold_matched += 1
    count.speakers += 1
    count.right_person += is_right
    count.full_name += bool(is_right and speaker and expected and has_full_name(speaker, expected))
    if not is_right:
        names = expected.name if expected else "nobody", speaker.name if speaker else "nobody"
        result.misses.append(_miss(f"{unit.kind}: wrong person", article, unit, *names))


def _found_source(findings: Findings, found: Attribution) -> Span | str | None:
    """The first place of the source or, where the words before tell who speaks, the speaker's name."""
    if found.source:
        return found.source[0]
    speaker = findings.speaker(found.speaker)
    return speaker.name if speaker else None


def _gold_units(article: PolnearArticle) -> Iterator[Unit[int]]:
    """By place; each belongs to the number of its attribution."""
    marked = quoted_mask(article.text)
    numbers = (number for number, one in enumerate(article.attributions) if one.pieces)
    for number in sorted(numbers, key=lambda number: article.attributions[number].pieces[0]):
        pieces = article.attributions[number].pieces
        kind = kind_of(article.text, pieces, marked)
        for span in units(article.text, pieces):
            yield Unit(span, kind, number)


def _found_units(text: str, attributions: Iterable[Attribution]) -> Iterator[Unit[Attribution]]:
    marked = quoted_mask(text)
    for one in attributions:
        kind = kind_of(text, one.content, marked)
        for span in units(text, one.content):
            yield Unit(span, kind, one)


def units(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        for line in re.finditer(r"[^\n]+", span.of(text)):
            piece = trimmed(text, Span(span.start + line.start(), span.start + line.end()), PUBLISHED_EDGE)
            if piece.length >= 2:
                yield piece


def quoted_mask(text: str) -> bytearray:
    """1 for each character inside double marks; a paragraph that does not close its marks is quoted to its end."""
    marked = bytearray(len(text))
    for match in _QUOTED.finditer(text.replace("``", '"\0').replace("''", '\0"')):
        marked[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return marked


def _miss(what: str, article: PolnearArticle, unit: Unit[int], expected: str = "", found: str = "") -> Miss:
    words = shortened(unit.span.of(article.text))
    return Miss(what, article.name, words, _source(article, unit), expected, found)


def _source(article: PolnearArticle, unit: Unit[int]) -> str:
    return " … ".join(span.of(article.text) for span in article.attributions[unit.owner].source)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

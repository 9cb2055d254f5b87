"""Runs the real chain, file to findings, over the annotated articles, and sets the scores out as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.analysis import analyse
from desktop_app.domain.findings import AttributionKind
from desktop_app.importing import read_document
from tests.evaluation.corpus import GoldArticle, articles
from tests.evaluation.scorer import Count, Score, classes, score


def measure(group: str) -> list[Score]:
    """Scores of the articles of a group (“dev” or “test”), each read by the importer and analysed as the program does it."""
    return [measure_one(article) for article in articles(group)]


def measure_one(article: GoldArticle) -> Score:
    imported = read_document(article.text.encode(), f"{article.name}.txt")
    if imported.text != article.text:
        raise AssertionError(f"{article.name}: the importer changed the text, so no offset can be compared")
    return score(article, analyse(imported.text, imported.blocks))


def total(scores: Sequence[Score], name: str) -> Score:
    whole = Score(name)
    for one in scores:
        whole.add(one)
    return whole


def table(scores: Sequence[Score], name: str) -> str:
    """One line per article and kind, then all together. P, R, F1 and persons in percent."""
    lines = [
        f"{'article':18}{'kind':11}{'gold':>5}{'found':>6}{'P':>7}{'R':>7}{'F1':>7}{'person':>8}{'full name':>11}"
        f"{'taken for speech':>18}{'topics':>9}"
    ]
    for one in (*scores, total(scores, f"all of {name}")):
        lines += list(_lines(one))
    return "\n".join(lines)


def errors(scores: Sequence[Score]) -> str:
    """Classes of errors with their counts, then every error."""
    misses = total(scores, "").misses
    lines = [f"{count:4}  {what}" for what, count in classes(misses)]
    for what, _ in classes(misses):
        lines += ["", f"## {what}", ""]
        for miss in misses:
            if miss.what == what:
                more = (
                    f"  [{miss.expected} ← {miss.found}]"
                    if miss.expected
                    else f"  [{miss.found}]"
                    if miss.found
                    else ""
                )
                lines.append(f"- {miss.article}: {miss.words}{more}")
    return "\n".join(lines)


def _lines(one: Score) -> Iterator[str]:
    rows = [(kind.value, one.kinds[kind]) for kind in AttributionKind]
    rows += [("quotations", one.quotations), ("all", one.of(AttributionKind))]
    for index, (kind, count) in enumerate(rows):
        line = f"{'' if index else one.name:18}{kind:11}{_numbers(count)}"
        if kind == "all":
            line += f"{f'{one.not_speech_taken} of {one.not_speech}':>18}{f'{one.topics_matched} of {one.topics}':>9}"
        yield line


def _numbers(count: Count) -> str:
    return (
        f"{count.gold:5}{count.found:6}{100 * count.precision:7.1f}{100 * count.recall:7.1f}{100 * count.f1:7.1f}"
        f"{100 * count.person:8.1f}{100 * count.full:11.1f}"
    )

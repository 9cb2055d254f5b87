"""Runs the real chain, file to findings, over the annotated articles, and sets the scores out as tables or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop_app.analysis import analyse
from desktop_app.domain.findings import AttributionKind
from desktop_app.importing import read_document
from tests.evaluation.corpus import CORPUS, GoldArticle, articles
from tests.evaluation.scorer import score
from tests.evaluation.tallies import Count, Score

SPLITS: dict[str, Callable[[Score], str]] = {
    "style": lambda one: one.style,
    "marks": lambda one: one.marks.value,
    "batch": lambda one: one.batch,
}


def measure(group: str, folder: Path = CORPUS) -> list[Score]:
    """Scores of the articles of a group (“train”, “dev” or “test”), each read by the importer and analysed as the program does
    it."""
    return [measure_one(article) for article in articles(group, folder)]


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


def split(scores: Sequence[Score], key: Callable[[Score], str]) -> dict[str, list[Score]]:
    """The scores of each style, mark style, …, by its name."""
    parts: dict[str, list[Score]] = {}
    for one in sorted(scores, key=key):
        parts.setdefault(key(one), []).append(one)
    return parts


def table(scores: Sequence[Score], name: str) -> str:
    """One line per article and kind, then all together. P, R, F1 and persons in percent."""
    lines = [
        f"{'article':24}{'kind':11}{'gold':>5}{'found':>6}{'P':>7}{'R':>7}{'F1':>7}{'person':>8}{'full name':>11}"
        f"{'taken for speech':>18}{'topics':>10}"
    ]
    for one in (*scores, total(scores, f"all of {name}")):
        lines += _lines(one)
    return "\n".join(lines)


def split_tables(scores: Sequence[Score]) -> str:
    """The same articles by source, by style, by marks and by batch, then what is no speech and what is speech within speech."""
    whole = total(scores, "")
    lines = [f"{'source':24}{'gold':>5}{'R':>7}{'person':>8}{'full name':>11}"]
    for source, count in whole.sources.items():
        lines.append(f"{source.value:24}{count.gold:5}{_percent(count.recall, count.person, count.full, w=(7, 8, 11))}")
    for title, key in SPLITS.items():
        lines += [
            "",
            f"{title:18}{'articles':>9}{'quotations: P':>15}{'R':>7}{'F1':>7}{'indirect: P':>13}{'R':>7}{'F1':>7}",
        ]
        lines[-1] += f"{'person':>8}{'full name':>11}"
        for name, part in split(scores, key).items():
            lines.append(f"{name:18}{len(part):9}{_both(total(part, name))}")
    nested = whole.nested
    lines += [
        "",
        f"not speech: {_share(whole.not_speech_taken, whole.not_speech)} taken for speech, "
        f"{_share(whole.not_speech_listed, whole.not_speech)} told to be none",
        f"quotations within speech: {_share(nested.gold_matched, nested.gold)} found, "
        f"of these {_share(nested.right_person, nested.speakers)} with the right inner speaker",
    ]
    return "\n".join(lines)


def as_json(scores: Sequence[Score], name: str) -> dict[str, object]:
    """All tables of a group in numbers; shares from 0 to 1."""
    whole = total(scores, name)
    return {
        "all": _numbers_of(whole),
        "sources": {source.value: count_as_json(count) for source, count in whole.sources.items()},
        **{
            title: {name: _numbers_of(total(part, name)) for name, part in split(scores, key).items()}
            for title, key in SPLITS.items()
        },
        "articles": {one.name: _numbers_of(one) for one in scores},
    }


def count_as_json(count: Count) -> dict[str, float]:
    tallies = {name: getattr(count, name) for name in Count.__slots__}
    shares = ("precision", "recall", "f1", "person", "full")
    return tallies | {name: getattr(count, name) for name in shares}


def _numbers_of(one: Score) -> dict[str, object]:
    return {
        "kinds": {name: count_as_json(count) for name, count in _rows(one)},
        "nested": count_as_json(one.nested),
        "not speech": {"gold": one.not_speech, "taken": one.not_speech_taken, "listed": one.not_speech_listed},
        "topics": {"gold": one.topics, "found": one.topics_found, "matched": one.topics_matched},
    }


def _rows(one: Score) -> list[tuple[str, Count]]:
    rows = [(kind.value, one.kinds[kind]) for kind in AttributionKind]
    return [*rows, ("quotations", one.quotations), ("all", one.everything)]


def _lines(one: Score) -> Iterator[str]:
    for index, (kind, count) in enumerate(_rows(one)):
        line = f"{'' if index else one.name:24}{kind:11}{count.gold:5}{count.found:6}"
        line += _percent(count.precision, count.recall, count.f1, count.person, count.full, w=(7, 7, 7, 8, 11))
        if kind == "all":
            line += f"{f'{one.not_speech_taken} of {one.not_speech}':>18}{f'{one.topics_matched} of {one.topics}':>10}"
        yield line


def _both(one: Score) -> str:
    quotations, indirect, everything = one.quotations, one.kinds[AttributionKind.INDIRECT], one.everything
    return (
        _percent(quotations.precision, quotations.recall, quotations.f1, w=(15, 7, 7))
        + _percent(indirect.precision, indirect.recall, indirect.f1, w=(13, 7, 7))
        + _percent(everything.person, everything.full, w=(8, 11))
    )


def _percent(*shares: float, w: Sequence[int]) -> str:
    return "".join(f"{100 * share:{width}.1f}" for share, width in zip(shares, w, strict=True))


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else f"{part} of {whole}"

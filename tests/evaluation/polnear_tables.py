"""Sets a score on PolNeAR out as tables or as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from tests.evaluation.measuring import count_as_json
from tests.evaluation.polnear_scorer import PolnearScore
from tests.evaluation.tallies import Count
from tests.evaluation.traits import SourceType

_COLUMNS = ("exact precision", "exact recall", "exact f1", "precision", "recall", "f1", "speaker head", "e2e")


def table(score: PolnearScore, name: str) -> str:
    """Shares in percent: exact spans, spans at an overlap of 0.8, the source's head of those found, and of all that have one."""
    lines = [f"{name}: {score.articles} articles", ""]
    lines += [
        f"{'kind':12}{'gold':>6}{'found':>6}{'exact: P':>10}{'R':>7}{'F1':>7}{'≥ 0.8: P':>10}{'R':>7}{'F1':>7}{'head':>7}{'e2e':>7}"
    ]
    for kind, tally in score.kinds.items():
        shares = tally.shares()
        cells = (f"{100 * shares[column]:{10 if 'precision' in column else 7}.1f}" for column in _COLUMNS)
        lines.append(f"{kind:12}{tally.gold:6}{tally.found:6}{''.join(cells)}")
    lines += ["", f"{'every annotator':18}{'gold':>6}{'found':>6}{'exact: P':>10}{'R':>7}{'F1':>7}"]
    for part, count in score.exact.items():
        lines.append(
            f"{part:18}{count.gold:6}{count.found:6}{100 * count.precision:10.1f}{100 * count.recall:7.1f}{100 * count.f1:7.1f}"
        )
    if score.people:
        lines += ["", f"{'source':18}{'gold':>6}{'found':>6}{'person':>10}{'full name':>11}"]
        for source, tallied in _people(score):
            lines.append(
                f"{source:18}{tallied.gold:6}{tallied.gold_matched:6}{100 * tallied.person:10.1f}{100 * tallied.full:11.1f}"
            )
    return "\n".join(lines)


def as_json(score: PolnearScore) -> dict[str, object]:
    """All tables in numbers; shares from 0 to 1."""
    return {
        "articles": score.articles,
        "kinds": {
            kind: {"gold": tally.gold, "found": tally.found} | tally.shares() for kind, tally in score.kinds.items()
        },
        "exact": {
            part: {
                "gold": count.gold,
                "found": count.found,
                "precision": count.precision,
                "recall": count.recall,
                "f1": count.f1,
            }
            for part, count in score.exact.items()
        },
        "people": {source: count_as_json(count) for source, count in _people(score)},
    }


def _people(score: PolnearScore) -> Iterator[tuple[str, Count]]:
    """By type of source, then all together where somebody speaks."""
    if not score.people:
        return
    somebody = Count()
    for source in SourceType:
        count = score.people.get(source, Count())
        yield source.value, count
        if source is not SourceType.NOBODY:
            somebody.add(count)
    yield "all but nobody", somebody

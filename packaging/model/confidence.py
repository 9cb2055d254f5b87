"""Fits how sure a finding is: logistic regression from what the program knows of it to whether content and speaker are right,
and to whether the speaker is where the content is.

On our articles that the network has not learnt from (see README.md). Prints the expected calibration error (Guo et al. 2017)
on held-out fifths, and how often the speaker of sure findings is wrong there, by the least certainty that they need.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from sealing import seal

from desktop_app.analysis import attributions, confidence
from desktop_app.analysis.attributions import find_attributions
from desktop_app.analysis.learned.network import Network
from desktop_app.analysis.learned.opinion import Opinion
from desktop_app.analysis.preparation import Item
from desktop_app.domain.findings import Attribution, Findings
from desktop_app.importing import read_document
from tests.evaluation import corpus
from tests.evaluation.reliability import Verdict, judged

Judged = tuple[dict[str, float], Verdict]


def own(pattern: str, network: Network) -> Iterator[Judged]:
    for path in sorted(corpus.CORPUS.glob(pattern)):
        article = corpus.read(path)
        document = read_document(article.text.encode(), f"{article.name}.txt")
        rows: list[dict[str, float]] = []

        def watching(
            item: Item,
            opinion: Opinion,
            _: object,
            __: object,
            heard: float | None,
            rows: list[dict[str, float]] = rows,
        ) -> float:
            rows.append(confidence.features(item, opinion, heard))
            return 0.5 + (len(rows) - 1) / 1e6

        kept, attributions.by_model = attributions.by_model, watching  # type: ignore[assignment]
        try:
            network.confidence = {"any": 0.0}
            found = find_attributions(document.text, document.blocks, network=network)
        finally:
            attributions.by_model = kept
        findings = Findings("network", "", found.speakers, found.attributions)
        for one, verdict in judged(article, findings):
            yield rows[_number(one)], verdict


def _number(found: Attribution) -> int:
    return round((found.confidence - 0.5) * 1e6)


def fitted(rows: np.ndarray, right: np.ndarray, penalty: float) -> np.ndarray:
    """Newton's method, L2 penalty."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        shares = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (shares - right) + penalty * weights
        curve = (rows * (shares * (1 - shares))[:, None]).T @ rows + penalty * np.eye(len(weights))
        weights -= np.linalg.solve(curve, gradient)
    return weights


def calibration_error(shares: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error: mean distance of confidence and accuracy over bins of equal width, weighted by their size."""
    number = np.minimum((shares * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(shares[number == one].mean() - right[number == one].mean()) * (number == one).mean()
            for one in range(bins)
            if (number == one).any()
        )
    )


def crossed(rows: np.ndarray, right: np.ndarray, kept: np.ndarray, penalty: float) -> np.ndarray:
    """The share that each finding gets from weights fitted on those of the other fifths that are `kept`."""
    shares = np.zeros(len(rows))
    for fold in range(5):
        held = np.arange(len(rows)) * 5 // len(rows) == fold
        weights = fitted(rows[~held & kept], right[~held & kept], penalty)
        shares[held] = 1 / (1 + np.exp(-rows[held] @ weights))
    return shares


def named(names: list[str], weights: np.ndarray) -> dict[str, float]:
    return {name: round(float(one), 3) for name, one in zip(names, weights, strict=True) if abs(one) > 0.001}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder with the exported network; confidence.json is written there")
    parser.add_argument("--articles", nargs="+", default=["dev-*.txt"], help="of tests/data/corpus")
    parser.add_argument("--penalty", type=float, default=2.0)
    options = parser.parse_args()
    seal(options.model)  # antecedents may have been put beside it by hand
    network = Network(options.model)
    cases = [case for pattern in options.articles for case in own(pattern, network)]
    names = sorted({name for values, _ in cases for name in values})
    rows = np.asarray([[values.get(name, 0.0) for name in names] for values, _ in cases])
    right = np.asarray([verdict is Verdict.RIGHT for _, verdict in cases], float)
    told = np.asarray([verdict is not Verdict.NO_SUCH_CONTENT for _, verdict in cases])
    shares, certain = (crossed(rows, right, kept, options.penalty) for kept in (np.ones(len(cases), bool), told))
    print(f"{len(cases)} findings, {100 * right.mean():.1f} % right; on held-out fifths:")
    print(f"expected calibration error {calibration_error(shares, right):.3f}")
    for low in (0.95, 0.9, 0.8, 0.6, 0.4, 0.0):
        chosen = shares >= low
        print(f"  from {low:.2f}: {chosen.sum():5} findings, {100 * right[chosen].mean():.1f} % right")
    for least in (0.9, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99):
        sure = (shares >= 0.9) & (certain >= least) & told
        print(f"  0.9 and speaker {least}: {sure.sum():5}, speaker of {100 - 100 * right[sure].mean():.1f} % wrong")
    made = {
        "finding": named(names, fitted(rows, right, options.penalty)),
        "speaker": named(names, fitted(rows[told], right[told], options.penalty)),
    }
    (options.model / "confidence.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    seal(options.model)


if __name__ == "__main__":
    main()

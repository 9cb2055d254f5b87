"""Trains the choice of antecedents on our annotated articles and, where they are at hand, on PolNeAR's with people.

Each pronoun or description that the program resolves is a case; its right candidates are those whom the annotation names.
Softmax regression with an L2 penalty, by gradient descent; one set of weights for each kind of phrase.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from sealing import seal

from desktop_app.analysis import antecedents, attributions
from desktop_app.analysis.antecedents import FEATURES, Antecedents, Case
from desktop_app.analysis.attributions import find_attributions
from desktop_app.analysis.learned.network import Network
from desktop_app.domain.findings import SpeakerKind
from desktop_app.importing import read_document
from tests.evaluation import corpus
from tests.evaluation.scorer import is_same

Labelled = tuple[str, np.ndarray, np.ndarray]
"""Kind, features [candidates, features], right [candidates]."""


def recorded(text: str, blocks: object, network: Network) -> list[Case]:  # type: ignore[type-arg]
    cases: list[Case] = []  # type: ignore[type-arg]

    def watching(weights: object, nearness: object) -> Antecedents:
        return Antecedents(weights, nearness, cases)  # type: ignore[arg-type]

    kept, attributions.Antecedents = attributions.Antecedents, watching  # type: ignore[misc, assignment, attr-defined]
    try:
        find_attributions(text, blocks, network=network)  # type: ignore[arg-type]
    finally:
        attributions.Antecedents = kept  # type: ignore[misc, attr-defined]
    return cases


def own(group: str, network: Network) -> Iterator[Labelled]:
    for article in corpus.articles(group):
        document = read_document(article.text.encode(), f"{article.name}.txt")
        meant = {
            (one.source[0].start, len(one.source[0].of(article.text).split()) > 1): article.speakers[one.speaker]
            for one in article.attributions
            if one.source and one.speaker is not None
        }
        for case in recorded(document.text, document.blocks, network):
            gold = meant.get((case.position, case.kind != antecedents.PRONOUN))
            if gold is None and case.kind != antecedents.PRONOUN:
                gold = meant.get((case.position, False))
            if gold is None:
                continue
            right = np.asarray(
                [
                    one.who is not None and is_same(attributions._speaker(one.who, "s"), gold)
                    for one in case.candidates
                ],
                float,
            )
            if not right.any():
                nobody = [place for place, one in enumerate(case.candidates) if one.who is None]
                if not nobody or gold.kind is SpeakerKind.PERSON:
                    continue
                right[nobody] = 1
            rows = np.asarray([[one.values.get(name, 0.0) for name in FEATURES] for one in case.candidates])
            yield case.kind, rows, right


def fitted(cases: list[Labelled], penalty: float, steps: int = 3000, rate: float = 0.05) -> np.ndarray:
    weights = np.zeros(len(FEATURES))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        gradient = penalty * weights
        for _, rows, right in cases:
            shares = softmax(rows @ weights)
            wanted = shares * right
            gradient += rows.T @ (shares - wanted / wanted.sum()) / len(cases)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        if step in (1500, 2500):
            rate /= 3
    return weights


def softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def accuracy(cases: list[Labelled], weights: np.ndarray) -> float:
    right = [right[int((rows @ weights).argmax())] > 0 for _, rows, right in cases]
    return 100 * float(np.mean(right)) if right else 100.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder with the exported network; antecedents.json is written there")
    parser.add_argument("--penalty", type=float, default=0.003)
    parser.add_argument("--steps", type=int, default=3000)
    options = parser.parse_args()
    path = options.model / "antecedents.json"
    network = Network(options.model)
    by_group: dict[str, dict[str, list[Labelled]]] = {}
    for group in ("train", "dev"):
        by_group[group] = defaultdict(list)
        for case in own(group, network):
            by_group[group][case[0]].append(case)
    made = {}
    for kind in (antecedents.PRONOUN, antecedents.DESCRIPTION, antecedents.BODY):
        train, dev = by_group["train"][kind], by_group["dev"][kind]
        if not train:
            continue
        weights = fitted(train, options.penalty, options.steps)
        made[kind] = {name: round(float(one), 3) for name, one in zip(FEATURES, weights, strict=True)}
        print(f"{kind:12} train {len(train):4} {accuracy(train, weights):.1f}  dev {len(dev):4} {accuracy(dev, weights):.1f}")
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    seal(options.model)


if __name__ == "__main__":
    main()

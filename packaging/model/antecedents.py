"""Trains the choice of antecedents on our dev articles and, where they are at hand, on PolNeAR's train articles with people.

Each pronoun or description that the program resolves is a case; its right candidates are those whom the annotation names.
Softmax regression with an L2 penalty, by gradient descent; one set of weights for each kind of phrase.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from sealing import seal

from desktop_app.analysis import antecedents, attributions
from desktop_app.analysis.antecedents import FEATURES, Antecedents, Case
from desktop_app.analysis.attributions import find_attributions
from desktop_app.analysis.building import speaker_of
from desktop_app.analysis.cast import Character
from desktop_app.analysis.learned.network import Network
from desktop_app.domain.findings import SpeakerKind
from desktop_app.domain.spans import Span
from desktop_app.importing import read_document
from tests.evaluation import corpus, people
from tests.evaluation.polnear import articles as polnear_articles
from tests.evaluation.polnear_scorer import blocks
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


Fits = Callable[[object], bool]


def own(pattern: str, network: Network) -> Iterator[Labelled]:
    for article in map(corpus.read, sorted(corpus.CORPUS.glob(pattern))):
        document = read_document(article.text.encode(), f"{article.name}.txt")
        meant = {}
        for one in article.attributions:
            if one.source and one.speaker is not None:
                gold = article.speakers[one.speaker]
                meant[_key(one.source[0], article.text)] = (gold.kind, partial(_is_same, gold))
        yield from labelled(recorded(document.text, document.blocks, network), meant)


def polnear(folder: Path, split: str, network: Network) -> Iterator[Labelled]:
    known = people.read(people.PEOPLE / f"polnear-{split}.json")
    for article in polnear_articles(folder, split):
        if article.name not in known or (split == "train" and not people.is_held_back(article.name)):
            continue
        meant = {}
        for number, one in enumerate(article.attributions):
            gold = known[article.name].who.get(number)
            if gold is not None and one.source:
                meant[_key(one.source[0], article.text)] = (gold.kind, partial(_is_person_of, gold))
        yield from labelled(recorded(article.text, blocks(article.text), network), meant)


def labelled(cases: list[Case], meant: dict[tuple[int, bool], tuple[SpeakerKind, Fits]]) -> Iterator[Labelled]:  # type: ignore[type-arg]
    for case in cases:
        pronoun = case.kind == antecedents.PRONOUN
        known = meant.get((case.position, not pronoun)) or (None if pronoun else meant.get((case.position, False)))
        if known is None:
            continue
        kind, fits = known
        right = np.asarray([one.who is not None and fits(one.who) for one in case.candidates], float)
        if not right.any():
            nobody = [place for place, one in enumerate(case.candidates) if one.who is None]
            if not nobody or kind is SpeakerKind.PERSON:
                continue
            right[nobody] = 1
        rows = np.asarray([[one.values.get(name, 0.0) for name in FEATURES] for one in case.candidates])
        yield case.kind, rows, right


def _key(source: Span, text: str) -> tuple[int, bool]:
    """Where a source begins, and whether it has several words (“his wife” is no “his”)."""
    return source.start, len(source.of(text).split()) > 1


def _is_same(gold: corpus.GoldSpeaker, who: Character) -> bool:
    return is_same(speaker_of(who, "s"), gold)


def _is_person_of(gold: corpus.GoldSpeaker, who: Character) -> bool:
    return people.is_person_of(speaker_of(who, "s"), gold)


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


def crossed(cases: list[Labelled], penalty: float, steps: int, folds: int = 5) -> float:
    right = 0.0
    for fold in range(folds):
        kept = [case for number, case in enumerate(cases) if number * folds // len(cases) != fold]
        held = [case for number, case in enumerate(cases) if number * folds // len(cases) == fold]
        right += accuracy(held, fitted(kept, penalty, steps)) * len(held)
    return right / len(cases)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder with the exported network; antecedents.json is written there")
    parser.add_argument("--polnear", type=Path, help="folder with train/ and dev/")
    parser.add_argument("--articles", nargs="+", default=["dev-*.txt"], help="of tests/data/corpus")
    parser.add_argument("--penalty", type=float, default=0.002)
    parser.add_argument("--steps", type=int, default=1500)
    options = parser.parse_args()
    network = Network(options.model)
    # only articles that the network has not learnt by heart: its pointer is surer there than anywhere else
    cases = [case for pattern in options.articles for case in own(pattern, network)]
    if options.polnear:
        cases += polnear(options.polnear, "train", network)
    made = {}
    for kind in antecedents.KINDS:
        some = [case for case in cases if case[0] == kind]
        if len(some) < 20:
            continue
        weights = fitted(some, options.penalty, options.steps)
        made[kind] = {
            name: round(float(one), 3) for name, one in zip(FEATURES, weights, strict=True) if abs(one) > 0.001
        }
        print(
            f"{kind:12}{len(some):5} cases, right {accuracy(some, weights):.1f} %, "
            f"on held-out fifths {crossed(some, options.penalty, options.steps // 2):.1f} %"
        )
    path = options.model / "antecedents.json"
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    seal(options.model)


if __name__ == "__main__":
    main()

"""Trains the choice of antecedents on our articles and, where they are at hand, on PolNeAR's train articles with people.

Each pronoun or description that the program resolves is a case; its right candidates are those whom the annotation names.
Softmax regression over a few features and some bends of them; one set of weights for each kind of phrase.
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

MARKED = 4
"""How often an opening mark counts whose pointer is known, among those of articles that only earlier networks have read."""
Labelled = tuple[str, np.ndarray, np.ndarray]
"""Kind, features [candidates, features], right [candidates]."""


def recorded(text: str, blocks: object, network: Network) -> list[Case]:  # type: ignore[type-arg]
    cases: list[Case] = []  # type: ignore[type-arg]

    def watching(*of_the_network: object) -> Antecedents:
        return Antecedents(*of_the_network, cases=cases)  # type: ignore[arg-type]

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
            if one.speaker is None:
                continue
            gold = article.speakers[one.speaker]
            if one.source:
                meant[_key(one.source[0], article.text)] = (gold.kind, partial(_is_same, gold))
            else:
                meant |= {(span.start - 1, True): (gold.kind, partial(_is_same, gold)) for span in one.quoted}
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


def without_marks(case: Labelled) -> Labelled:
    """As a network tells it that has not learnt to ask, at an opening mark, who speaks."""
    kind, rows, right = case
    silent = ["voice", *(("near", "far", "seen") if kind == antecedents.VOICE else ())]
    rows[:, [FEATURES.index(name) for name in silent]] = 0.0
    return kind, rows, right


def labelled(cases: list[Case], meant: dict[tuple[int, bool], tuple[SpeakerKind, Fits]]) -> Iterator[Labelled]:  # type: ignore[type-arg]
    for case in cases:
        pronoun = case.kind in (antecedents.PRONOUN, antecedents.IT, antecedents.THEY)
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


class Fitted:
    """Weights as arrays: score = rows · direct + tanh(rows · inner + bias) · outer, rows [candidates, features]."""

    def __init__(self, bends: int, scale: np.ndarray, seed: int = 0) -> None:
        draw = np.random.default_rng(seed)
        self.scale = scale
        self.parts = [
            np.zeros(len(scale)),
            draw.normal(0, len(scale) ** -0.5, (len(scale), bends)),
            np.zeros(bends),
            draw.normal(0, 0.1, bends),
        ]

    def scores(self, rows: np.ndarray) -> np.ndarray:
        direct, inner, bias, outer = self.parts
        scaled = rows / self.scale
        return scaled @ direct + np.tanh(scaled @ inner + bias) @ outer

    def gradients(self, rows: np.ndarray, right: np.ndarray) -> list[np.ndarray]:
        """Of minus the logarithm of the probability that one of the right candidates is chosen."""
        direct, inner, bias, outer = self.parts
        scaled = rows / self.scale
        bent = np.tanh(scaled @ inner + bias)
        shares = softmax(scaled @ direct + bent @ outer)
        wanted = shares * right
        slope = shares - wanted / wanted.sum()
        through = np.outer(slope, outer) * (1 - bent**2)
        return [scaled.T @ slope, scaled.T @ through, through.sum(0), bent.T @ slope]

    def told(self) -> dict[str, object]:
        """As antecedents.json has them, with the scale of the features in the weights."""
        direct, inner, bias, outer = self.parts

        def named(column: np.ndarray) -> dict[str, float]:
            pairs = zip(FEATURES, column / self.scale, strict=True)
            return {name: round(float(weight), 4) for name, weight in pairs if abs(weight) > 0.0005}

        bends = [
            {"weight": round(float(weight), 4), "bias": round(float(shift), 4), "of": named(inner[:, number])}
            for number, (weight, shift) in enumerate(zip(outer, bias, strict=True))
        ]
        return {"direct": named(direct), "bends": bends}


def fitted(cases: list[Labelled], bends: int, decay: float, passes: int) -> Fitted:
    """By Adam with decoupled decay of the weights (Loshchilov and Hutter 2019), in small batches."""
    scale = np.abs(np.concatenate([rows for _, rows, _ in cases])).max(0) + 1e-6
    made = Fitted(bends, scale)
    first = [np.zeros_like(part) for part in made.parts]
    second = [np.zeros_like(part) for part in made.parts]
    order, step = np.random.default_rng(1), 0
    for number in range(passes):
        rate = 0.01 * (1 - number / passes)
        for batch in np.array_split(order.permutation(len(cases)), max(1, len(cases) // 48)):
            step += 1
            sums = [np.zeros_like(part) for part in made.parts]
            for place in batch:
                _, rows, right = cases[place]
                for total, gradient in zip(sums, made.gradients(rows, right), strict=True):
                    total += gradient
            for number_of, total in enumerate(sums):
                gradient = total / len(batch)
                first[number_of] = 0.9 * first[number_of] + 0.1 * gradient
                second[number_of] = 0.999 * second[number_of] + 0.001 * gradient**2
                moved = (first[number_of] / (1 - 0.9**step)) / (np.sqrt(second[number_of] / (1 - 0.999**step)) + 1e-8)
                made.parts[number_of] = made.parts[number_of] * (1 - rate * decay) - rate * moved
    return made


def softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def accuracy(cases: list[Labelled], weights: Fitted) -> float:
    right = [right[int(weights.scores(rows).argmax())] > 0 for _, rows, right in cases]
    return 100 * float(np.mean(right)) if right else 100.0


def crossed(cases: list[Labelled], bends: int, decay: float, passes: int, folds: int = 5) -> float:
    right = 0.0
    for fold in range(folds):
        kept = [case for number, case in enumerate(cases) if number * folds // len(cases) != fold]
        held = [case for number, case in enumerate(cases) if number * folds // len(cases) == fold]
        right += accuracy(held, fitted(kept, bends, decay, passes)) * len(held)
    return right / len(cases)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder with the exported network; antecedents.json is written there")
    parser.add_argument("--polnear", type=Path, help="folder with train/ and dev/")
    parser.add_argument("--articles", nargs="+", default=["dev-*.txt"], help="of tests/data/corpus")
    parser.add_argument("--bends", type=int, default=10, help="how many, of each kind of phrase")
    parser.add_argument("--decay", type=float, default=0.1, help="of the weights")
    parser.add_argument("--passes", type=int, default=60, help="through all cases")
    parser.add_argument(
        "--earlier",
        nargs=2,
        action="append",
        default=[],
        metavar=("MODEL", "ARTICLES"),
        help="articles that the network has learnt, read by an earlier one that had not",
    )
    options = parser.parse_args()
    network = Network(options.model)
    # only articles that the network has not learnt by heart: its pointer is surer there than anywhere else
    cases = [case for pattern in options.articles for case in own(pattern, network)]
    cases += (MARKED - 1) * [case for case in cases if case[0] == antecedents.VOICE]
    for folder, pattern in options.earlier:
        cases += [without_marks(case) for case in own(pattern, Network(Path(folder)))]
    if options.polnear:
        cases += polnear(options.polnear, "train", network)
    made = {}
    for kind in antecedents.KINDS:
        some = [case for case in cases if case[0] == kind]
        if len(some) < 20:
            continue
        weights = fitted(some, options.bends, options.decay, options.passes)
        made[kind] = weights.told()
        print(
            f"{kind:12}{len(some):5} cases, right {accuracy(some, weights):.1f} %, on held-out fifths "
            f"{crossed(some, options.bends, options.decay, options.passes):.1f} %"
        )
    path = options.model / "antecedents.json"
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    seal(options.model)


if __name__ == "__main__":
    main()

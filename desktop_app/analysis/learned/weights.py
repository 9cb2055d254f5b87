"""Weights of the choice of an antecedent: a weighted sum of features, and a few bends, each a tanh over another sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


class Weights:
    """score = Σ direct · x + Σ outer · tanh(bias + Σ inner · x), after every feature x by name; what is not named is 0."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        """told: {"direct": {feature: weight}, "bends": [{"weight", "bias", "of": {feature: weight}}, …]}. LookupError, TypeError
        or ValueError where it is something else."""
        direct: Mapping[str, float] = told["direct"]
        bends: Sequence[Mapping[str, Any]] = told["bends"]
        names = dict.fromkeys([*direct, *(name for bend in bends for name in bend["of"])])
        self._places = {name: place for place, name in enumerate(names)}
        self._direct = np.array([direct.get(name, 0.0) for name in names], dtype=float)
        inner = np.array([[bend["of"].get(name, 0.0) for bend in bends] for name in names], dtype=float)
        self._inner = inner.reshape(len(names), len(bends))
        self._bias = np.array([bend["bias"] for bend in bends], dtype=float)
        self._outer = np.array([bend["weight"] for bend in bends], dtype=float)

    def scores(self, candidates: Sequence[Mapping[str, float]]) -> list[float]:
        """One score for each candidate, given its features."""
        rows = np.zeros((len(candidates), len(self._places)))
        for row, values in zip(rows, candidates, strict=True):
            for name, value in values.items():
                place = self._places.get(name)
                if place is not None:
                    row[place] = value
        found = rows @ self._direct
        if len(self._outer):
            found += np.tanh(rows @ self._inner + self._bias) @ self._outer
        return [float(score) for score in found]

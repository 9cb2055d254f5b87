"""Folders of model files for tests: a bundle of its own takes the place of the checkout's resources."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest


def bundled_models(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the program takes for its models; a new one each time."""
    place = folder / f"bundle-{len(list(folder.glob('bundle-*')))}"
    models = place / "resources" / "models"
    models.mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(place), raising=False)
    return models


def described_model(folder: Path, monkeypatch: pytest.MonkeyPatch, description: dict[str, Any]) -> Path:
    """A folder of models that holds nothing but a description."""
    models = bundled_models(folder, monkeypatch)
    (models / "decoding.json").write_text(json.dumps(description), encoding="utf-8")
    return models

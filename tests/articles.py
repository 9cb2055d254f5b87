"""Short articles of our own for tests: fictional people, places and outlets."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "data" / "articles"

HARBOUR = (_FOLDER / "harbour.txt").read_text(encoding="utf-8")

DAMAGED = HARBOUR.translate({ord(mark): "â" for mark in "“”’‘"})
"""The same after its typographic marks lost everything but their first byte."""

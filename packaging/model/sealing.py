"""Writes the checksums of a model's files into its description, which is what the program checks and signs findings with."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

FILES = ("attribution.onnx", "tokenizer.json", "antecedents.json", "confidence.json")


def seal(folder: Path) -> None:
    path = folder / "decoding.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["sha256"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    path.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")

"""Finds who said what: quotations, speakers, claims and topics. Pure functions of a text and its blocks.

Importing this package costs next to nothing; rules, word lists and the network are loaded by the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.domain.article import Block
    from desktop_app.domain.findings import Findings

__all__ = ["ENGINE_VERSION", "NETWORK", "RULES", "analyse", "expected_engine", "missing_model", "signature"]

RULES, NETWORK = "rules", "network"
"""Names of the two engines: the rules alone, and the rules with the network."""
ENGINE_VERSION = "3"


def signature(identity: str) -> tuple[str, str]:
    """Name and version of the engine whose network has that identity, “” for none. Other weights and other rules change
    the version."""
    return (NETWORK, f"{ENGINE_VERSION}.{identity}") if identity else (RULES, ENGINE_VERSION)


def expected_engine() -> tuple[str, str]:
    """What `analyse` will sign its findings with, unless the model turns out to be damaged: reads its description only."""
    import hashlib
    import json

    from desktop_app.paths import resource

    try:
        described = (resource("models") / "decoding.json").read_bytes()
        json.loads(described)["sha256"]["attribution.onnx"]
        return signature(hashlib.sha256(described).hexdigest()[:12])
    except (OSError, ValueError, LookupError, TypeError):
        return signature("")


def missing_model() -> str:
    """Why there are the rules only, “” where the network is there. Loads it."""
    from desktop_app.analysis import engine

    return engine.missing_model()


def analyse(
    text: str,
    blocks: Sequence[Block],
    *,
    report: Callable[[float], None] | None = None,
    partial: Callable[[Findings], None] | None = None,
) -> Findings:
    """Everything that is found in `text`, offsets in its code points. Never raises for any text. Where the model is missing
    or damaged, what the rules find.

    blocks: in order, not overlapping, inside the text. report: called now and then with the share that is done, 0..1.
    partial: called about once a second with what is settled so far, in reading order and without claims and topics; ids stay.
    """
    from desktop_app.analysis import engine

    return engine.analyse(text, blocks, report=report, partial=partial)

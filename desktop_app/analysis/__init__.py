"""Finds who said what: quotations, speakers, claims and topics. Pure functions of a text and its blocks.

Importing this package costs next to nothing; the rules and their word lists are loaded by the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.domain.article import Block
    from desktop_app.domain.findings import Findings

__all__ = ["ENGINE", "ENGINE_VERSION", "analyse"]

ENGINE = "rules"
ENGINE_VERSION = "2"


def analyse(text: str, blocks: Sequence[Block], *, report: Callable[[float], None] | None = None) -> Findings:
    """Everything that the rules find in `text`, offsets in its code points. Never raises for any text.

    blocks: in order, not overlapping, inside the text. report: called now and then with the share that is done, 0..1.
    """
    from desktop_app.analysis import engine

    return engine.analyse(text, blocks, report=report)

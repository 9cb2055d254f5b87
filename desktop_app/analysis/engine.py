"""The chain that turns a text into findings: attributions with their speakers, then claims, then topics."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop_app.analysis import signature
from desktop_app.analysis.attributions import find_attributions
from desktop_app.analysis.building import Found
from desktop_app.analysis.claims import find_claims
from desktop_app.analysis.learned.network import ModelError, Network
from desktop_app.analysis.topics import find_topics
from desktop_app.domain.article import Block
from desktop_app.domain.findings import Findings
from desktop_app.paths import resource

_log = logging.getLogger(__name__)
_REST_SECONDS = 1.0
"""Between two partial answers: each costs the reader's window a new layout of its lists."""


def analyse(
    text: str,
    blocks: Sequence[Block],
    *,
    report: Callable[[float], None] | None = None,
    partial: Callable[[Findings], None] | None = None,
) -> Findings:
    """As `desktop_app.analysis.analyse`, which calls this."""
    tell = report or (lambda _: None)
    tell(0.0)
    network = _network()
    engine, version = signature(network.identity if network is not None else "")

    def pass_on(found: Found) -> None:
        if partial is not None and rest.is_over():
            partial(Findings(engine, version, found.speakers, found.attributions, not_speech=found.not_speech))

    rest = _Rest(_REST_SECONDS)
    found = find_attributions(text, blocks, lambda share: tell(0.8 * share), network, pass_on if partial else None)
    claims = find_claims(text, found.attributions)
    tell(0.9)
    topics = find_topics(text, blocks)
    tell(1.0)
    return Findings(engine, version, found.speakers, found.attributions, claims, topics, found.not_speech)


def missing_model() -> str:
    """As `desktop_app.analysis.missing_model`, which calls this."""
    loaded = _model()
    return loaded if isinstance(loaded, str) else ""


def _network() -> Network | None:
    loaded = _model()
    return None if isinstance(loaded, str) else loaded


def _model() -> Network | str:
    """The network, or why there is none."""
    try:
        folder = resource("models")
    except FileNotFoundError:
        return "the folder of the model is missing"
    return _loaded(folder)


@functools.lru_cache(maxsize=1)
def _loaded(folder: Path) -> Network | str:
    """Once per process, also where it fails: otherwise every article would pay for another try."""
    try:
        return Network(folder)
    except (ModelError, ImportError) as error:  # ImportError: onnxruntime finds a library of the system missing
        _log.info("going on with the rules alone: %s", error)
        return str(error)


class _Rest:
    """Some time after the start, and again after each time that it was over."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._since = time.monotonic()

    def is_over(self) -> bool:
        now = time.monotonic()
        if now - self._since < self._seconds:
            return False
        self._since = now
        return True

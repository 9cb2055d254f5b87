"""How much longer the program's modules take to import than Qt's alone: the part of a start that is ours.

Measured in design: SQLAlchemy's ORM before the window makes it 3 ×, a language model 5 to 6 ×, everything eager 23 ×.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
BOUND = 4.0
"""Times the bare import; a hundred modules of our own stay below it, one heavy library at the start breaks it."""

CASES = {
    "bare Qt": "from PySide6 import QtCore, QtGui, QtWidgets, QtSvg, QtNetwork",
    "the program": "import desktop_app.app",
    "a command": "import desktop_app.__main__",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ratios = _ratios(folder)
    assert ratios["the program"] <= BOUND, f"starting takes {ratios['the program']:.1f} × bare Qt; at most {BOUND} ×"


def _ratios(bytecode: str) -> dict[str, float]:
    """Median times as multiples of Qt's, printed and returned. Compiled modules are kept in that folder, as an installed program
    has them, whether or not the machine's own settings would keep any."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode, "PYTHONDONTWRITEBYTECODE": ""}
    seconds: dict[str, list[float]] = {name: [] for name in CASES}
    for turn in range(ROUNDS + 1):
        for name, code in CASES.items():  # in turns, so that a busy moment of the machine hits all alike
            started = time.perf_counter()
            subprocess.run([sys.executable, "-P", "-c", code], check=True, env=environment)
            if turn:  # the first round only warms the caches
                seconds[name].append(time.perf_counter() - started)
    base = statistics.median(seconds["bare Qt"])
    ratios = {name: statistics.median(times) / base for name, times in seconds.items()}
    for name, ratio in ratios.items():
        print(f"   {ratio:5.2f} ×  {name}  ({base * ratio * 1000:.0f} ms here)")
    return ratios


if __name__ == "__main__":
    main()

"""What the first painted list of a large library costs, beside that of a small one, within one run."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from desktop_app.domain.shelf import Listing
from desktop_app.storage import Library
from desktop_app.ui import theme
from desktop_app.ui.library import LibraryPanel
from desktop_app.ui.library.articles import PAGE
from tests.storage.samples import imported

ARTICLES, FEW = 100_000, 100
BOUND = 1.5
"""The aim is 1.1; the bound leaves room for a noisy machine."""
ROUNDS = 25
_AT_ONCE = 1000


def main() -> None:
    """PRESSMARK_BENCH_ARTICLES: how many articles the large library has."""
    many = int(os.environ.get("PRESSMARK_BENCH_ARTICLES", ARTICLES))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    theme.load_fonts()
    times: dict[int, list[tuple[float, float]]] = {FEW: [], many: []}
    with (
        tempfile.TemporaryDirectory(prefix="pressmark-bench-") as folder,
        _made(Path(folder) / "few", FEW) as few,
        _made(Path(folder) / "many", many) as all_of_them,
    ):
        for _ in range(ROUNDS):
            for count, library in ((FEW, few), (many, all_of_them)):
                times[count].append(_first_list(library))
    assert application is not None
    reading, painting = ([statistics.median(one[i] for one in times[count]) for count in (FEW, many)] for i in (0, 1))
    whole = [sum(pair) for pair in zip(reading, painting, strict=True)]
    for words, (small, large) in (("read", reading), ("painted", painting), ("first list", whole)):
        print(f"   {words}: {FEW} in {small * 1000:.1f} ms, {many} in {large * 1000:.1f} ms: {large / small:.2f}")
    assert whole[1] <= BOUND * whole[0], f"more than {BOUND} times as long"


def _made(folder: Path, articles: int) -> Library:
    library = Library.open(folder)
    for start in range(0, articles, _AT_ONCE):
        some = range(start, min(start + _AT_ONCE, articles))
        library.add_articles([imported(data=str(i).encode(), title=f"The ferry of day {i}") for i in some])
    return library


def _first_list(library: Library) -> tuple[float, float]:
    """Seconds until the rows are read, and then until they are painted."""
    panel = LibraryPanel()
    panel.resize(260, 800)
    panel.show()
    panel.grab()
    started = time.perf_counter()
    rows, total = library.shelf.page(Listing(), 0, PAGE), library.shelf.count(Listing())
    read = time.perf_counter()
    panel.show_articles(rows, total)
    while not panel.list.indexAt(QPoint(20, 20)).isValid():  # rows get their places after the event
        QApplication.processEvents()
    panel.grab()
    painted = time.perf_counter()
    panel.close()
    panel.deleteLater()
    return read - started, painted - read


if __name__ == "__main__":
    main()

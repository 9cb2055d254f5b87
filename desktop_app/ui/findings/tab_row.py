"""The tabs of the findings: their names with counts, which give way where the panel is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTabBar

from desktop_app.ui.numbers import number

TABS = ("speakers", "claims", "topics", "notes")
_SIDES = 30  # pixels beside a name


class TabRow(QTabBar):
    def __init__(self) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Findings"))
        for _name in TABS:
            self.addTab("")

    def name(self, counts: Sequence[int], room: int) -> None:
        """“Claims 11”; where that does not fit into `room` pixels, the counts are left to the tooltips."""
        names = (self.tr("Speakers"), self.tr("Claims"), self.tr("Topics"), self.tr("Notes"))
        full = [f"{name} {number(count)}" if count else name for name, count in zip(names, counts, strict=True)]
        metrics = QFontMetrics(self.font())
        is_narrow = sum(metrics.horizontalAdvance(name) + _SIDES for name in full) > room
        if self.property("narrow") != is_narrow:
            self.setProperty("narrow", is_narrow)
            self.style().unpolish(self)
            self.style().polish(self)
        with QSignalBlocker(self):
            for place, (name, whole) in enumerate(zip(names, full, strict=True)):
                self.setTabText(place, name if is_narrow else whole)
                self.setTabToolTip(place, whole)
                self.setAccessibleTabName(place, whole)

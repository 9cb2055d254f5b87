"""How to search: what can be typed into the box, each with an example that can be tried."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from desktop_app.ui.dialogs.sheet import Sheet, words


class SearchHelp(Sheet):
    """An example that is clicked goes into the box."""

    example_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How to search"), parent)
        self.column.addWidget(
            words(
                self.tr(
                    "All words must be there, in whatever case and with or without accents. While you type, the newest hits are "
                    "ranked; Enter ranks all. Arrow keys lead into the list, Esc clears the search."
                ),
                muted=True,
            )
        )
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (example, meaning) in enumerate(self._lines()):
            button = QPushButton(example)
            button.setProperty("link", True)
            button.setAutoDefault(False)
            button.setAccessibleName(self.tr("Search for %1").replace("%1", example))
            button.setAccessibleDescription(meaning)
            button.clicked.connect(lambda _checked=False, text=example: self._choose(text))
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            label = words(meaning)
            label.setContentsMargins(0, 3, 0, 0)
            grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setObjectName("detailsArea")  # without a ground of its own
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self.column.addWidget(area, 1)
        self.resize(640, 560)

    def _lines(self) -> tuple[tuple[str, str], ...]:
        return (
            ("harbour bridge", self.tr("both words, in an article, in a note, or in the name of a speaker")),
            ("“harbour bridge”", self.tr("the words in this order, without others between them")),
            ("ferry OR bridge", self.tr("one of the two; brackets hold together: (ferry OR bridge) budget")),
            ("harbour -storm", self.tr("without the word after the minus sign")),
            ("harb*", self.tr("all words that begin so")),
            ("speaker:vane", self.tr("what somebody of this name says, as you corrected it")),
            ("speaker:vane budget", self.tr("what she says with this word in it")),
            ("said:ferry", self.tr("only inside quotation marks that are somebody’s speech")),
            ("status:disputed", self.tr("claims by status: to-check, supported, disputed, refuted, unverifiable")),
            ("topic:harbour", self.tr("in articles with this topic")),
            ("tag:budget", self.tr("in articles with this tag, also on a highlight")),
            ("outlet:post", self.tr("in articles of outlets with this in their name")),
            ("has:note", self.tr("in articles with a note of yours; has:highlight too")),
            ("after:2026-03 before:2027", self.tr("by the date that the article bears: from then on, before then")),
        )

    def _choose(self, example: str) -> None:
        self.close()
        self.example_chosen.emit(example)

"""One claim: its words in their sentence, its status with a note on who says so, and every status that it was given before."""

from __future__ import annotations

import html
import math
import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QTextEdit,
    QWidget,
)

from desktop_app.domain.corrected import Judged
from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.spans import Span, trimmed
from desktop_app.ui.dialogs.claim_history import HistoryDelegate, HistoryRow, history_rows, speak_history
from desktop_app.ui.dialogs.sheet import Sheet, words
from desktop_app.ui.elided_label import ElidedLabel
from desktop_app.ui.row_list import RowList, RowsModel
from desktop_app.ui.statuses import SIGN, status_explanation, status_icon, status_name
from desktop_app.ui.theme import reading_font, shown_in

_LONGEST_LEAD = 240  # characters of the sentence that are shown before and after the claim
_LONGEST_CLAIM = 900
_WHAT_IS_LEFT = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
_USUAL, _LEAST = QSize(560, 640), QSize(400, 520)
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-ZÀ-ÞА-Я\d])|\n+")

_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Rev|Hon|No)$")


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What the window shows of a claim: the words of its sentence before and after it, and in `about` who says it, how, how sure
    that is. history: oldest first; what holds now is the last of it."""

    before: str
    words: str
    after: str
    about: str
    history: tuple[Judged, ...] = ()

    @property
    def status(self) -> ClaimStatus:
        return self.history[-1].status if self.history else ClaimStatus.TO_CHECK

    @property
    def note(self) -> str:
        return self.history[-1].note if self.history else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the reader has chosen and typed, saved or not."""

    status: ClaimStatus
    note: str


def sentence_around(text: str, span: Span) -> Span:
    """From the beginning of the sentence in which `span` begins to the end of that in which it ends, within their paragraphs."""
    start = text.rfind("\n", 0, span.start) + 1
    end = len(text)
    for match in _SENTENCE_END.finditer(text, start):
        if _ABBREVIATION.search(text, max(0, match.start() - 8), match.start()):
            continue
        if match.end() <= span.start:
            start = match.end()
        elif match.end() >= span.end:
            end = match.end()
            break
    return trimmed(text, Span(start, max(span.end, end)))


def surroundings(text: str, span: Span) -> tuple[str, str]:
    """The words of a claim's sentence before and after it, each on one line and of bearable length."""
    whole = sentence_around(text, span)
    before, after = text[whole.start : span.start], text[span.end : whole.end]
    if len(before) > _LONGEST_LEAD:
        before = "… " + before[-_LONGEST_LEAD:].partition(" ")[2]
    if len(after) > _LONGEST_LEAD:
        after = after[:_LONGEST_LEAD].rpartition(" ")[0] + " …"
    return re.sub(r"\s+", " ", before), re.sub(r"\s+", " ", after)


class ClaimDialog(Sheet):
    """Stays beside the page while the reader looks things up. Saves nothing by itself; what is not saved when it closes is told
    by `draft_left`, and is for whoever made the window to keep."""

    saved = Signal(object)  # Draft: to be written down
    draft_left = Signal(object)  # Draft that was not saved | None

    def __init__(self, facts: ClaimFacts, parent: QWidget | None = None, *, draft: Draft | None = None) -> None:
        super().__init__(QCoreApplication.translate("ClaimDialog", "Claim"), parent)
        self._facts = facts
        self._words = _SentenceView()
        self._about = words("", muted=True, selectable=True)
        self.column.addWidget(self._words)
        self.column.addWidget(self._about)
        self.column.addSpacing(4)
        self.column.addLayout(self._status_choices())
        self.column.addSpacing(4)
        self._add_note()
        self._add_history()
        self.close_button.setDefault(False)
        self.close_button.setAutoDefault(False)
        self.save_button = QPushButton(self.tr("Sa&ve"))
        self.save_button.setAccessibleName(self.tr("Save"))
        self.save_button.setAutoDefault(False)
        self.save_button.setToolTip(self.tr("Save status and note (Ctrl+Enter)"))
        self.save_button.clicked.connect(self.save)
        self.foot.addWidget(self.save_button)
        self._state = words("", muted=True)
        self._state.setWordWrap(False)
        self.foot.insertWidget(0, self._state)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.save)
        self._set(draft or Draft(facts.status, facts.note))
        self.show_facts(facts)
        self._group.buttonToggled.connect(self._tell_state)
        self.note.textChanged.connect(self._tell_state)
        self.setMinimumSize(_LEAST)
        self.resize(_USUAL)

    # What is shown -----------------------------------------------------------------------------------------------------

    def show_facts(self, facts: ClaimFacts) -> None:
        """Follow the claim: what the reader is typing stays, but for what was just saved or undone."""
        was_untouched = self.draft == Draft(self._facts.status, self._facts.note)
        self._facts = facts
        claim = facts.words if len(facts.words) <= _LONGEST_CLAIM else facts.words[:_LONGEST_CLAIM] + "…"
        before, shown, after = (html.escape(part) for part in (facts.before, claim, facts.after))
        self._words.setHtml(f"<div style='line-height: 120%'>{before}<b>{shown}</b>{after}</div>")
        self._words.fit()
        self._words.setAccessibleName(self.tr("The claim in its sentence: {0}").format(facts.words))
        self._about.setText(facts.about)
        self._about.setAccessibleName(facts.about)
        rows = history_rows(facts.history)
        self.model.show(rows)
        self.history.setVisible(bool(rows))
        self._no_history.setVisible(not rows)
        if was_untouched:
            self._set(Draft(facts.status, facts.note))
        self._tell_state()

    @property
    def draft(self) -> Draft:
        chosen = next((status for status, radio in self._radios.items() if radio.isChecked()), ClaimStatus.TO_CHECK)
        return Draft(chosen, self.note.toPlainText().strip())

    @property
    def has_changes(self) -> bool:
        return self.draft != Draft(self._facts.status, self._facts.note)

    @property
    def has_new_note(self) -> bool:
        """Whether the note is another than the one that is saved."""
        return self.draft.note != self._facts.note

    def sentence(self) -> str:
        """The claim in its sentence, as it is shown."""
        return self._words.toPlainText()

    def about(self) -> str:
        """Who says it, how, and how sure that is, as it is shown."""
        return self._about.text()

    def radio(self, status: ClaimStatus) -> QRadioButton:
        return self._radios[status]

    # What the reader does ----------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Hand on what was chosen and typed; nothing where it is what holds already."""
        if self.has_changes:
            self.saved.emit(self.draft)

    def done(self, result: int) -> None:
        self.draft_left.emit(self.draft if self.has_changes else None)
        super().done(result)

    # How it looks ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw_signs()
        for radio in self._radios.values():
            radio.setMinimumHeight(radio.sizeHint().height())  # in a low window other parts give way
        self._radios[self.draft.status].setFocus(Qt.FocusReason.PopupFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._draw_signs()

    def _draw_signs(self) -> None:
        theme = shown_in(self.palette())
        for status, radio in self._radios.items():
            radio.setIcon(status_icon(status, theme.text, theme.window))
        self._delegate.theme = theme
        self.history.viewport().update()

    def _status_choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        self._radios: dict[ClaimStatus, QRadioButton] = {}
        self._group = QButtonGroup(self)
        names = {
            ClaimStatus.TO_CHECK: self.tr("&To check"),
            ClaimStatus.SUPPORTED: self.tr("&Supported"),
            ClaimStatus.DISPUTED: self.tr("&Disputed"),
            ClaimStatus.REFUTED: self.tr("&Refuted"),
            ClaimStatus.UNVERIFIABLE: self.tr("&Unverifiable"),
        }
        for row, (status, name) in enumerate(names.items()):
            radio = QRadioButton(name)
            radio.setIconSize(QSize(SIGN + 2, SIGN + 2))
            radio.setAccessibleName(status_name(status))
            radio.setAccessibleDescription(status_explanation(status))
            radio.setToolTip(status_explanation(status))
            self._radios[status] = radio
            self._group.addButton(radio)
            explanation = ElidedLabel(status_explanation(status))
            explanation.setProperty("muted", True)
            grid.addWidget(radio, row, 0)
            grid.addWidget(explanation, row, 1)
        return grid

    def _add_note(self) -> None:
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText(self.tr("Who says so, where, when? Markdown is allowed."))
        self.note.setAccessibleName(self.tr("Note with sources"))
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(64)
        self.note.setSizePolicy(_WHAT_IS_LEFT)
        head = QLabel(self.tr("&Note with sources"))
        head.setProperty("head", True)
        head.setBuddy(self.note)
        self.column.addWidget(head)
        self.column.addWidget(self.note, 2)

    def _add_history(self) -> None:
        head = QLabel(self.tr("History"))
        head.setProperty("head", True)
        self.model = RowsModel[HistoryRow](speak_history, self)
        self.history = RowList()
        self.history.setAccessibleName(self.tr("History of this claim’s status, newest first"))
        self.history.setModel(self.model)
        self._delegate = HistoryDelegate(self.history)
        self.history.setItemDelegate(self._delegate)
        self.history.setMinimumHeight(56)
        self.history.setSizePolicy(_WHAT_IS_LEFT)
        self._no_history = words(self.tr("No status was given yet."), muted=True)
        self.column.addWidget(head)
        self.column.addWidget(self.history, 3)
        self.column.addWidget(self._no_history)

    def _set(self, draft: Draft) -> None:
        with QSignalBlocker(self.note):
            if self.note.toPlainText().strip() != draft.note:
                self.note.setPlainText(draft.note)
        self._radios[draft.status].setChecked(True)
        self._tell_state()

    def _tell_state(self) -> None:
        self.save_button.setEnabled(self.has_changes)
        if self.save_button.property("main") != self.has_changes:
            self.save_button.setProperty("main", self.has_changes)
            self.save_button.style().unpolish(self.save_button)
            self.save_button.style().polish(self.save_button)
        self._state.setText(self.tr("Not saved yet") if self.has_changes else "")


class _SentenceView(QTextEdit):
    """A sentence to read, select and copy from: as high as its words, up to a limit from which it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFont(reading_font(12))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(2)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), min(self._needed(), 190))

    def fit(self) -> None:
        self.setMinimumHeight(min(self._needed(), 44))
        self.setMaximumHeight(min(self._needed(), 190))
        self.updateGeometry()

    def _needed(self) -> int:
        return math.ceil(self.document().size().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

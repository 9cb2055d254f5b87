"""One speaker is two: which mentions and statements go, and to whom."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.correcting import new_speaker
from desktop_app.domain.findings import Attribution, Findings, MentionKind, Speaker
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.choice_box import ChoiceBox
from desktop_app.ui.dialogs.speaker_passages import (
    CheckedRows,
    mention_rows,
    passage_list,
    statement_rows,
    theme_of,
)
from desktop_app.ui.dialogs.speaker_sheet import SpeakerSheet, add_line, chosen_kind, kind_box, namesake
from desktop_app.ui.numbers import number


class SplitSpeakerDialog(SpeakerSheet):
    """A statement whose source is a mention that goes goes with it, and is locked. Something must go, and something stay."""

    split_requested = Signal(
        object, object, object
    )  # Speaker, tuple[Span, …] of mentions, tuple[str, …] of attributions

    def __init__(self, reading: Reading, speaker: Speaker, parent: QWidget | None = None) -> None:
        super().__init__("", self.tr("Split"), parent)
        self.say_title(self.tr("Split “%1”").replace("%1", speaker.name), short=self.tr("Split speaker"))
        self._speaker = speaker
        findings, text = reading.findings or Findings("", ""), reading.revision.text
        self._others = tuple(one for one in findings.speakers if one.id != speaker.id)
        self._said = tuple(found for found in findings.attributions if found.speaker == speaker.id)
        self._is_named_by_hand = False
        self.mentions, self.statements = CheckedRows(self), CheckedRows(self)
        self.mentions.show(mention_rows(text, speaker))
        self.statements.show(statement_rows(text, self._said))
        self._heads = (QLabel(), QLabel())
        self.mention_list = passage_list(self.mentions, self.tr("Mentions that go"), theme_of(self))
        self.statement_list = passage_list(self.statements, self.tr("Statements that go"), theme_of(self))
        self.whom = ChoiceBox(self.tr("To whom they go"))
        self.whom.addItem(self.tr("A new speaker"), "")
        for one in self._others:
            self.whom.addItem(one.name, one.id)
        self.name, self.role, self.kind = QLineEdit(), QLineEdit(), kind_box(speaker.kind)
        self._build()
        self.mentions.checks_changed.connect(self._follow)
        self.statements.checks_changed.connect(self._check)
        self.name.textEdited.connect(self._name_by_hand)
        self.name.textChanged.connect(self._check)
        self.whom.currentIndexChanged.connect(lambda _place: self._choose_whom())
        self.deed_button.clicked.connect(self._split)
        self.resize(760, 600)
        self._choose_whom()
        (self.mention_list if self.mentions.rows else self.statement_list).setFocus()

    def _build(self) -> None:
        lists = QHBoxLayout()
        lists.setSpacing(14)
        for head, view in zip(self._heads, (self.mention_list, self.statement_list), strict=True):
            head.setProperty("head", True)
            head.setBuddy(view)
            view.setMinimumSize(180, 200)
            view.row_entered.connect(lambda _row: self.deed_button.click())
            side = QVBoxLayout()
            side.setSpacing(4)
            side.addWidget(head)
            side.addWidget(view, 1)
            lists.addLayout(side, 1)
        form = QGridLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        for label, field in (
            (self.tr("They go &to"), self.whom),
            (self.tr("&Name"), self.name),
            (self.tr("&Role"), self.role),
            (self.tr("&Kind"), self.kind),
        ):
            add_line(form, label, field)
        self.column.addLayout(lists, 1)
        self.column.addLayout(form)
        self.column.addWidget(self.warning)

    def _follow(self) -> None:
        """What is said by a mention that goes goes along; the first mention that goes gives the new speaker a name."""
        places = [row.span for row in self.mentions.checked()]
        self.statements.lock([one.id for one in self._said if _stems_from(one, places)])
        if not self._is_named_by_hand and not self.whom.currentData():
            self.name.setText(self._suggested())
        self._check()

    def _suggested(self) -> str:
        """What the mentions that go call the new speaker; a pronoun is no name, and what somebody is called already is none."""
        kinds = {mention.span: mention.kind for mention in self._speaker.mentions}
        going = [row for row in self.mentions.checked() if kinds[row.span] is not MentionKind.PRONOUN]
        going.sort(key=lambda row: kinds[row.span] is not MentionKind.NAME)
        known = (self._speaker, *self._others)
        return next((row.middle for row in going if namesake(row.middle, known) is None), "")

    def _name_by_hand(self, name: str) -> None:
        self._is_named_by_hand = bool(name)

    def _choose_whom(self) -> None:
        known = self._known()
        for field in (self.name, self.role, self.kind):
            field.setEnabled(known is None)
        if known is not None:
            self.name.setText(known.name)
            self.role.setText(known.role)
            self.kind.setCurrentIndex(self.kind.findData(known.kind.value))
            self._is_named_by_hand = False
        elif not self._is_named_by_hand:
            self.name.setText(self._suggested())
            self.role.clear()
            self.kind.setCurrentIndex(self.kind.findData(self._speaker.kind.value))
        self._check()

    def _known(self) -> Speaker | None:
        return next((one for one in self._others if one.id == self.whom.currentData()), None)

    def _check(self) -> None:
        for head, model, frame in (
            (self._heads[0], self.mentions, self.tr("Mentions: %1 of %2 go")),
            (self._heads[1], self.statements, self.tr("Statements: %1 of %2 go")),
        ):
            going, total = number(len(model.checked())), number(len(model.rows))
            head.setText(frame.replace("%1", going).replace("%2", total))
        self.object(self._objection())

    def _objection(self) -> str:
        going = len(self.mentions.checked()) + len(self.statements.checked())
        if not going:
            return self.tr("Tick what belongs to somebody else.")
        if going == len(self.mentions.rows) + len(self.statements.rows):
            return self.tr("Something must stay: to give away all of it, merge or rename the speaker.")
        if self._known() is not None:
            return ""
        name = " ".join(self.name.text().split())
        if not name:
            return self.tr("The new speaker needs a name.")
        if namesake(name, (self._speaker,)) is not None:
            return self.tr("The new speaker needs a name of their own.")
        same = namesake(name, self._others)
        if same is not None:
            frame = self.tr(
                "%1 is a speaker of this article already: choose them above, or tell the two apart by name."
            )
            return frame.replace("%1", same.name)
        return ""

    def _split(self) -> None:
        known = self._known()
        to = known or new_speaker(self.name.text(), chosen_kind(self.kind), self.role.text())
        spans = tuple(row.span for row in self.mentions.checked())
        self.split_requested.emit(to, spans, tuple(row.key for row in self.statements.checked()))
        self.accept()


def _stems_from(one: Attribution, places: list[Span]) -> bool:
    return any(part.overlaps(place) for part in one.source for place in places)

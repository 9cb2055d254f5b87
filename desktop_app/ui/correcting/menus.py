"""Context menus of marks and rows, put together from what each controller has to say about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.findings import AttributionKind
from desktop_app.ui.correcting.attributions import AttributionCorrecting
from desktop_app.ui.findings.rows import ClaimRow, Filter, SpeakerRow, TopicRow
from desktop_app.ui.page.marks import MarkRef

Contribution = Callable[[QMenu, MarkRef], None]
"""Adds its entries for one mark, or none where it has nothing to say about it."""
KeyOf = Callable[[str], str]
"""The key of a command, as it is shown in menus; “” where it has none."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)


def add_entry(menu: QMenu, words: str, do: Callable[[], object], key: str = "") -> QAction:
    """An entry of a context menu, with its key beside it. Words of the article may hold “&”."""
    action = menu.addAction(words.replace("&", "&&") + (f"\t{key}" if key else ""))
    action.triggered.connect(lambda _checked=False: do())
    return action


class Menus(QObject):
    """Contributions stand in the order in which they came, a line between each two."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._contributions: list[Contribution] = []

    def add(self, contribution: Contribution) -> None:
        self._contributions.append(contribution)

    def fill(self, menu: QMenu, ref: MarkRef) -> None:
        """Put all entries for a mark at the end of a menu."""
        for contribute in self._contributions:
            before = len(menu.actions())
            contribute(menu, ref)
            if before and len(menu.actions()) > before:
                menu.insertSeparator(menu.actions()[before])

    def pop_up(self, kind: str, target_id: str, place: QPoint) -> None:
        """The menu of a row, at a global position; none where there is nothing to choose."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("What can be done with it"))
        self.fill(menu, MarkRef(kind, target_id))
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(place)


class Lists(Protocol):
    """What the menus need of the panel that lists the findings."""

    @property
    def filter(self) -> Filter: ...
    def set_filter(self, chosen: Filter) -> None: ...
    def choose_speaker(self, key: str | None) -> None: ...
    def choose_topic(self, key: str | None) -> None: ...
    def row_of(self, kind: str, target_id: str) -> SpeakerRow | ClaimRow | TopicRow | None: ...
    def go_to_row(self, row: SpeakerRow | ClaimRow | TopicRow) -> None: ...


def list_entries(lists: Lists, write_note: Callable[[str, str], object], key_of: KeyOf) -> Contribution:
    """Where a finding stands, a note on it, and nothing but it. write_note: takes kind and id."""

    def contribute(menu: QMenu, ref: MarkRef) -> None:
        row = lists.row_of(ref.kind, ref.id)
        if isinstance(row, SpeakerRow):
            _speaker_entries(menu, lists, row, write_note)
        elif isinstance(row, ClaimRow):
            _claim_entries(menu, lists, row, write_note, key_of)
        elif isinstance(row, TopicRow):
            add_entry(menu, _tr("Go to the first passage"), lambda: lists.go_to_row(row))
            is_chosen = lists.filter.topic == row.key
            only = _tr("Show all topics again") if is_chosen else _tr("Only this topic")
            add_entry(menu, only, lambda: lists.choose_topic(row.key))

    return contribute


def _speaker_entries(menu: QMenu, lists: Lists, row: SpeakerRow, write_note: Callable[[str, str], object]) -> None:
    add_entry(menu, _tr("Go to the first mention"), lambda: lists.go_to_row(row))
    is_chosen = lists.filter.speaker == row.key
    only = _tr("Show everybody again") if is_chosen else _tr("Only this speaker")
    add_entry(menu, only, lambda: lists.choose_speaker(row.key))
    if row.kind is not None:
        add_entry(menu, _tr("Write a note"), lambda: write_note("speaker", row.key))


def _claim_entries(
    menu: QMenu, lists: Lists, row: ClaimRow, write_note: Callable[[str, str], object], key_of: KeyOf
) -> None:
    add_entry(menu, _tr("Go to the passage"), lambda: lists.go_to_row(row))
    attribution = row.attribution
    if attribution is not None:
        add_entry(menu, _tr("Write a note"), lambda: write_note("attribution", attribution), key_of("note"))
    is_chosen = lists.filter.speaker == row.speaker
    only = _tr("Show everybody again") if is_chosen else _tr("Only %1").replace("%1", _named(row.speaker_name))
    add_entry(menu, only, lambda: lists.choose_speaker(row.speaker))


def attribution_entries(correcting: AttributionCorrecting, key_of: KeyOf) -> Contribution:
    """The reader's word on who said something."""

    def contribute(menu: QMenu, ref: MarkRef) -> None:
        found = correcting.attribution_of(ref)
        if found is None:
            return
        if not correcting.is_confirmed(found.id):
            add_entry(menu, _tr("Confirm"), lambda: correcting.confirm_here(ref), key_of("confirm"))
        add_entry(
            menu,
            _tr("Somebody else says this…"),
            lambda: correcting.reassign(ref, menu.geometry().topLeft()),
            key_of("reassign"),
        )
        kinds = menu.addMenu(_tr("How it is said"))
        for kind, words in _kinds().items():
            entry = add_entry(kinds, words, _setter(correcting, ref, kind), key_of(f"kind_{kind.value}"))
            entry.setCheckable(True)
            entry.setChecked(kind is found.kind)
        span = correcting.selection()
        if span is not None:
            add_entry(
                menu,
                _tr("The selected words are what was said"),
                lambda: correcting.set_ends_from(span, ref),
                key_of("set_ends"),
            )
            add_entry(
                menu,
                _tr("The selected words are the cue"),
                lambda: correcting.set_cue_from(span, ref),
                key_of("set_cue"),
            )
        add_entry(menu, _tr("Nobody’s speech"), lambda: correcting.not_speech(ref), key_of("not_speech"))
        add_entry(menu, _tr("Reject"), lambda: correcting.reject_here(ref), key_of("remove_mark"))
        if correcting.has_word(found.id):
            add_entry(menu, _tr("Take your last word back"), lambda: correcting.take_back(ref), key_of("take_back"))

    return contribute


def _setter(correcting: AttributionCorrecting, ref: MarkRef, kind: AttributionKind) -> Callable[[], object]:
    return lambda: correcting.change_kind(ref, kind)


def _kinds() -> dict[AttributionKind, str]:
    return {
        AttributionKind.DIRECT: _tr("Direct: word for word"),
        AttributionKind.MIXED: _tr("Mixed: quoted in part"),
        AttributionKind.INDIRECT: _tr("Indirect: reported"),
    }


def _named(name: str) -> str:
    return name or _tr("Unattributed")

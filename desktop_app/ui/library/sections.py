"""The sections above the list of articles: what is always there, then the reader's collections, nested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop_app.domain.shelf import Collection, Listing, Overview
from desktop_app.ui.library.articles import MIME
from desktop_app.ui.numbers import number
from desktop_app.ui.painting import draw_focus, mixed
from desktop_app.ui.row_list import has_state
from desktop_app.ui.theme import LIGHT, Theme

_KEY, _COUNT, _SMART = (int(Qt.ItemDataRole.UserRole) + step for step in range(3))
_ROW = 24
_MOST = 9
"""Rows that are seen at once; more are scrolled to."""
ALL, UNREAD, STARRED, OPENED = "all", "unread", "starred", "opened"
Index = QModelIndex | QPersistentModelIndex


class _SectionDelegate(QStyledItemDelegate):
    """A name at the left, how many at the right."""

    theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(40, max(_ROW, option.fontMetrics.height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, theme, metrics = QRectF(option.rect), self.theme, option.fontMetrics
        if has_state(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(area, theme.chosen)
        elif has_state(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(area, mixed(theme.chosen, theme.panel, 0.45))
        count = number(index.data(_COUNT)) if index.data(_COUNT) else ""
        room = area.adjusted(4, 0, -12, 0)
        painter.setPen(theme.muted)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        room.setRight(room.right() - metrics.horizontalAdvance(count) - 8)
        painter.setPen(theme.text)
        name = ("⌕ " if index.data(_SMART) else "") + str(index.data(Qt.ItemDataRole.DisplayRole))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)


class Sections(QTreeWidget):
    """Tells which list is wanted, and wishes about collections; changes nothing. `extend` adds an entry of another part."""

    listing_chosen = Signal(object)  # Listing, in no order yet
    entry_chosen = Signal(str)  # an entry that another part added
    put_requested = Signal(str, object)  # id of a collection, list[str] of articles that were dropped on it
    menu_requested = Signal(object, QPoint)  # Collection or None, a global position
    rename_requested = Signal(object)  # Collection
    remove_requested = Signal(object)  # Collection

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Collections"))
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._delegate = _SectionDelegate(self)
        self.setItemDelegate(self._delegate)
        self._entries: dict[str, str] = {}
        self._overview = Overview()
        self.currentItemChanged.connect(lambda item, _old: self._choose(item))
        self.itemExpanded.connect(lambda _item: self._fit())
        self.itemCollapsed.connect(lambda _item: self._fit())
        self.show_overview(Overview())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def extend(self, key: str, words: str) -> None:
        """An entry after those that are always there; `entry_chosen` tells when it is wanted."""
        self._entries[key] = words
        self.show_overview(self._overview)

    def collection(self) -> Collection | None:
        """The one that is chosen."""
        return self._collection_of(self.currentItem())

    def show_overview(self, overview: Overview) -> None:
        """What there is now; the same entry stays chosen, without a word, for as long as it is there."""
        self._overview, counts = overview, overview.counts
        current = self.currentItem()
        key = current.data(0, _KEY) if current is not None else ALL
        closed = {item.data(0, _KEY) for item in self._items() if not item.isExpanded() and item.childCount()}
        with QSignalBlocker(self):
            self.clear()
            items: dict[str, QTreeWidgetItem] = {}
            for name, words, count in (
                (ALL, self.tr("All articles"), counts.all),
                (UNREAD, self.tr("Unread"), counts.unread),
                (STARRED, self.tr("Starred"), counts.starred),
                (OPENED, self.tr("Recently opened"), counts.opened),
                *((name, words, 0) for name, words in self._entries.items()),
            ):
                items[name] = self._item(self.invisibleRootItem(), name, words, count)
            left = list(overview.collections)
            while left:  # parents before what lies in them
                due = [one for one in left if not one.parent_id or one.parent_id in items]
                for one in due:
                    parent = items.get(one.parent_id, self.invisibleRootItem())
                    items[one.id] = self._item(parent, one.id, one.name, one.count, is_smart=one.is_smart)
                left = [one for one in left if one not in due] if due else []
            for item in items.values():
                item.setExpanded(item.data(0, _KEY) not in closed)
            self.setCurrentItem(items.get(key, items[ALL]))
        if key not in items:
            self._choose(self.currentItem())
        self._fit()

    def _item(
        self, parent: QTreeWidgetItem, key: str, words: str, count: int, *, is_smart: bool = False
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [" ".join(words.split())])
        item.setData(0, _KEY, key)
        item.setData(0, _COUNT, count)
        item.setData(0, _SMART, is_smart)
        kind = self.tr("search") if is_smart else ""
        spoken = ", ".join(part for part in (words, kind, number(count) if count else "") if part)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip(0, words)
        return item

    def _items(self) -> Sequence[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        left = [self.invisibleRootItem()]
        while left:
            item = left.pop(0)
            children = [one for place in range(item.childCount()) if (one := item.child(place)) is not None]
            found += children
            left += children
        return found

    def _fit(self) -> None:
        seen = sum(not self.visualItemRect(item).isEmpty() for item in self._items())
        row = max(_ROW, self.fontMetrics().height() + 8)
        self.setFixedHeight(row * min(_MOST, max(4, seen)) + 2)

    def _collection_of(self, item: QTreeWidgetItem | None) -> Collection | None:
        key = item.data(0, _KEY) if item is not None else ""
        return next((one for one in self._overview.collections if one.id == key), None)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        key = item.data(0, _KEY)
        if key in self._entries:
            self.entry_chosen.emit(key)
            return
        listing = Listing(only_unread=key == UNREAD, only_starred=key == STARRED, only_opened=key == OPENED)
        found = self._collection_of(item)
        self.listing_chosen.emit(listing if found is None else replace(listing, collection=found.id))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.collection()
        if chosen is not None and event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit(chosen)
        elif chosen is not None and event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit(chosen)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(self._collection_of(self.itemAt(event.pos())), event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        found = self._collection_of(self.itemAt(event.position().toPoint()))
        event.setAccepted(event.mimeData().hasFormat(MIME) and found is not None and not found.is_smart)

    def dropEvent(self, event: QDropEvent) -> None:
        found = self._collection_of(self.itemAt(event.position().toPoint()))
        if found is not None and not found.is_smart:
            ids = bytes(event.mimeData().data(MIME).data()).decode().split()
            event.acceptProposedAction()
            self.put_requested.emit(found.id, ids)

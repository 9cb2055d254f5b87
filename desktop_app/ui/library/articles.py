"""The rows of the list of articles: only the pages that are looked at are kept, whatever the library holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.article import ArticleSummary
from desktop_app.ui.library.delegate import ArticleRow, row_of, speak_article
from desktop_app.ui.row_list import RowsModel

PAGE = 100
KEPT = 20
"""Pages that are kept; the ones that were fetched first go first."""
MIME = "application/x-pressmark-articles"
"""What is dragged: ids of articles, a line each."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ArticlesModel(RowsModel[ArticleRow]):
    """A row that is not here yet has no data, and is asked for with `page_wanted`."""

    page_wanted = Signal(int)  # the place of its first row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(speak_article, parent)
        self._pages: dict[int, tuple[ArticleRow, ...]] = {}
        self._asked: set[int] = set()
        self._total = 0
        self._open_id: str | None = None

    def show_articles(self, first: Sequence[ArticleSummary], total: int) -> bool:
        """A list anew, of which the first page is known; whether its rows are other ones than before."""
        rows = tuple(row_of(one, is_open=one.id == self._open_id) for one in first)
        known = self._pages.get(0, ())
        if total == self._total and [row.key for row in rows] == [row.key for row in known]:
            self._pages = {0: rows} if rows else {}
            self._note_rows()
            if total:
                self.dataChanged.emit(self.index(0), self.index(total - 1))
            return False
        self.beginResetModel()
        self._pages, self._total = ({0: rows} if rows else {}), total
        self._note_rows()
        self.endResetModel()
        return True

    def put_page(self, start: int, summaries: Sequence[ArticleSummary]) -> None:
        """Rows that were asked for."""
        self._asked.discard(start)
        if not summaries or start + len(summaries) > self._total:
            return
        self._pages[start] = tuple(row_of(one, is_open=one.id == self._open_id) for one in summaries)
        while len(self._pages) > KEPT:
            del self._pages[next(iter(self._pages))]
        self._note_rows()
        self.dataChanged.emit(self.index(start), self.index(start + len(summaries) - 1))

    def mark_open(self, article_id: str | None) -> None:
        self._open_id = article_id
        for start, rows in self._pages.items():
            self._pages[start] = tuple(replace(row, is_open=row.key == article_id) for row in rows)
        self._note_rows()
        if self._total:
            self.dataChanged.emit(self.index(0), self.index(self._total - 1))

    def _note_rows(self) -> None:
        self.rows = tuple(row for start in sorted(self._pages) for row in self._pages[start])
        self._places = {row.key: start + i for start, rows in self._pages.items() for i, row in enumerate(rows)}
        self._asked.clear()

    def row_at(self, index: Index) -> ArticleRow | None:
        if not index.isValid() or index.row() >= self._total:
            return None
        start = index.row() - index.row() % PAGE
        page = self._pages.get(start)
        if page is not None and index.row() - start < len(page):
            return page[index.row() - start]
        if start not in self._asked:
            self._asked.add(start)
            self.page_wanted.emit(start)
        return None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._total

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = [self.row_at(index) for index in indexes]
        data = QMimeData()
        data.setData(MIME, "\n".join(row.key for row in rows if row is not None).encode())
        return data

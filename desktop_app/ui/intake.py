"""How articles come in and notes go out: file dialogs, the clipboard, dropped files, the folder for exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.exporting import Profile
from desktop_app.importing import SUFFIXES
from desktop_app.ui.desk import Desk
from desktop_app.ui.looks import Looks

_FEW = 5
"""Files that are opened as single ones."""


class Intake(QObject):
    """`flush` writes what is still being typed, before another article takes its place or is exported."""

    said = Signal(str)

    def __init__(self, window: QWidget, desk: Desk, looks: Looks, flush: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._desk, self._looks, self._flush = window, desk, looks, flush
        desk.exported.connect(self._tell_exported)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Show a file; folders, and all but the first of many files, are imported while the reader goes on."""
        self._flush()
        if any(path.is_dir() for path in paths):
            self._desk.gathering.import_paths(paths)
        elif len(paths) > _FEW:
            self._desk.opening.files([paths[0]])
            self._desk.gathering.import_paths(paths[1:])
        else:
            self._desk.opening.files(list(paths))

    def choose_files(self) -> None:
        pattern = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open articles"),
            self._looks.settings.last_folder or str(Path.home()),
            self.tr("Articles ({0});;All files (*)").format(pattern),
        )
        if names:
            self._looks.change(last_folder=str(Path(names[0]).parent))
            self.open_paths([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder and import all that is in it."""
        folder = QFileDialog.getExistingDirectory(
            self._window,
            self.tr("Import the articles in this folder and in all folders in it"),
            self._looks.settings.last_folder or str(Path.home()),
        )
        if folder:
            self._looks.change(last_folder=folder)
            self.open_paths([Path(folder)])

    def paste(self) -> None:
        """Make an article of what is on the clipboard: files, a page, or text."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and not self.take(data):
            self.said.emit(self.tr("There is no text on the clipboard. Copy an article first."))

    def takes(self, data: QMimeData) -> bool:
        return any(url.isLocalFile() for url in data.urls()) or data.hasText() or data.hasHtml()

    def take(self, data: QMimeData) -> bool:
        """Open what was pasted or dropped; False if it is nothing that can be opened."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.open_paths(paths)
        elif data.hasHtml() or data.text().strip():
            self._flush()
            self._desk.opening.clipboard(data.text(), data.html() if data.hasHtml() else "")
        else:
            return False
        return True

    def export_open(self) -> None:
        if self._desk.reading is not None:
            self.export([self._desk.reading.article.id])

    def export(self, article_ids: list[str] | None) -> None:
        """Ask for a folder and write the notes of these articles, or of all (None), into it."""
        self._flush()
        folder = QFileDialog.getExistingDirectory(
            self._window,
            self.tr("Export notes as Markdown into this folder"),
            self._looks.settings.last_folder or str(Path.home()),
        )
        if folder:
            self._looks.change(last_folder=folder)
            self.export_to(article_ids, Path(folder))

    def export_to(self, article_ids: list[str] | None, folder: Path) -> None:
        self._desk.export(article_ids, folder, Profile(self._looks.settings.export_profile))

    def _tell_exported(self, paths: list[Path]) -> None:
        if len(paths) == 1:
            self.said.emit(self.tr("Exported to {0}").format(paths[0]))
        else:
            self.said.emit(self.tr("Exported {0} articles.").format(len(paths)))

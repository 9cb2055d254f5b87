"""What this program is: versions, where the reader's data lies, whose work it stands on."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app import __version__
from desktop_app.ui.dialogs.sheet import Sheet, words

LICENCES = (
    ("Pressmark", "Apache-2.0"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("Source Serif Pro, Source Sans Pro", "OFL-1.1"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("Python-Markdown, lxml", "BSD-3-Clause"),
    ("trafilatura, ftfy", "Apache-2.0"),
    ("nh3, RapidFuzz, PyYAML, platformdirs, Rich", "MIT"),
    ("chardet", "LGPL-2.1 or 0BSD, by version"),
)


class AboutDialog(Sheet):
    """Versions, data folder, licences; the versions can be copied for a report."""

    def __init__(self, profile: Path, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.say_title(self.tr("About Pressmark"))
        self._profile = profile
        self.column.addWidget(
            words(
                self.tr("A reader that shows who said what. Everything stays on this computer: no account, no server.")
            )
        )
        self.versions = words(versions(), selectable=True)
        self.column.addWidget(self.versions)
        self.folder = words(str(profile), selectable=True)
        self._add_section(self.tr("Your library"), self.folder)
        licences = "\n".join(f"{name}: {licence}" for name, licence in LICENCES)
        self._add_section(self.tr("Licences"), words(licences, selectable=True))
        self.column.addStretch(1)
        self.folder_button = self.add_button(self.tr("Open the folder"))
        self.folder_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(profile))))
        self.copy_button = self.add_button(self.tr("Copy the versions"))
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(versions()))
        self.setMinimumWidth(460)

    def _add_section(self, title: str, contents: QLabel) -> None:
        """The title stands close to what it heads, and apart from what is before it."""
        head = QLabel(title)
        head.setProperty("head", True)
        section = QVBoxLayout()
        section.setContentsMargins(0, 6, 0, 0)
        section.setSpacing(2)
        section.addWidget(head)
        section.addWidget(contents)
        self.column.addLayout(section)


def versions() -> str:
    return (
        f"Pressmark {__version__}\nPython {platform.python_version()}\nQt {qVersion()}, PySide {pyside_version}\n"
        f"{platform.system()} {platform.release()}"
    )

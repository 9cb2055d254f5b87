"""A program of its own for `test_killed_while_typing`: opens an article and types into a note until it is killed.

    python -m tests.journeys.typist PROFILE ARTICLE

Prints a line for each keystroke ("typed SECONDS COUNT") and for each note that the window calls saved ("saved SECONDS COUNT").
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.app import App, make_application

WORDS = "0123456789 "
KEY_MS = 15


def main(profile: Path, article: Path) -> int:
    application = make_application(sys.argv[:1])
    app = App(profile)
    count = 0
    timer = QTimer()
    timer.setInterval(KEY_MS)

    def tell(what: str, number: int) -> None:
        print(what, time.monotonic(), number, flush=True)

    def type_one() -> None:
        nonlocal count
        QTest.keyClicks(editor(), WORDS[count % len(WORDS)])
        count += 1
        tell("typed", count)

    def editor() -> QPlainTextEdit:
        return next(item for item in app.window.notes.findChildren(QPlainTextEdit) if item.isVisible())

    def begin(_findings: object) -> None:
        app.window.actions_by_id["article_note"].trigger()
        timer.start()

    timer.timeout.connect(type_one)
    app.window.desk.findings_changed.connect(begin)
    app.window.desk.annotations.note_saved.connect(lambda _id, text: tell("saved", len(text)))
    app.start([article])
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))

"""Each small window says its one thing, and can be used by keyboard and by ear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPalette
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop_app import __version__
from desktop_app.domain.article import Repair
from desktop_app.domain.errors import CannotImport
from desktop_app.domain.spans import Span
from desktop_app.settings import Settings
from desktop_app.ui import theme
from desktop_app.ui.dialogs import AboutDialog, ProblemDialog, ReadingOptionsDialog, RepairsDialog, ShortcutsDialog
from desktop_app.ui.dialogs.problem import details_of
from desktop_app.ui.dialogs.repairs import row_of
from tests.ui.findings.fiction import reading, unnamed_controls

KNOWN = CannotImport("“a.pdf” is no article.", kept="Nothing was imported.", advice="Save it as text.")


def bug() -> BaseException:
    try:
        try:
            raise KeyError("the reader's secret words")
        except KeyError as error:
            raise RuntimeError("/home/reader/secret.txt") from error
    except RuntimeError as error:
        return error


def texts(dialog: QDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]


@pytest.mark.parametrize(
    "make",
    [
        lambda: RepairsDialog(reading()),
        lambda: ProblemDialog(KNOWN),
        lambda: ProblemDialog(bug()),
        lambda: ShortcutsDialog({}),
        lambda: AboutDialog(Path("profile")),
        lambda: ReadingOptionsDialog(Settings()),
    ],
)
def test_every_control_has_a_name_and_escape_closes(qtbot: QtBot, make: Callable[[], QDialog]) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert dialog.windowTitle()
    assert unnamed_controls(dialog) == []
    assert not dialog.grab().isNull()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


# Repairs -----------------------------------------------------------------------------------------------------------------


def test_repairs_are_listed_before_and_after_with_the_words_around(qtbot: QtBot) -> None:
    dialog = RepairsDialog(reading())
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "2 damaged characters were restored"
    assert (
        dialog.model.rows[0].words
        == "Minister promises âfull accounting’ on harbour … → Minister promises ‘full accounting’ on harbour …"
    )
    assert "1 character was guessed." in texts(dialog)


def test_context_stays_in_its_line_and_is_cut_between_words() -> None:
    text = "An earlier line\nand so, after a good many other words, it’s here.\nA later line"
    start = text.index("’")
    row = row_of(text, 0, Repair(Span(start, start + 1), "â", "’"))
    assert (row.lead, row.rest) == ("… a good many other words, it", "s here.")


def test_invisible_characters_are_made_visible() -> None:
    row = row_of("ab", 0, Repair(Span(1, 1), "\x80 \u200b", ""))
    assert (row.before, row.after) == ("‹0080›␣‹200B›", "∅")


def test_the_switch_asks_for_the_text_as_it_arrived_and_back(qtbot: QtBot) -> None:
    dialog = RepairsDialog(reading())
    qtbot.addWidget(dialog)
    for repaired in (False, True):
        with qtbot.waitSignal(dialog.repair_toggled) as asked:
            dialog.switch.click()
        assert asked.args == [repaired]


def test_the_text_as_it_arrived_says_so(qtbot: QtBot) -> None:
    whole = reading()
    raw = replace(whole, revision=replace(whole.revision, repairs=(), repaired=False))
    dialog = RepairsDialog(raw)
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "The text is shown as it arrived"
    assert dialog.switch.isChecked()
    assert dialog.list.isHidden()
    clean = RepairsDialog(replace(whole, revision=replace(whole.revision, repairs=())))
    qtbot.addWidget(clean)
    assert clean.windowTitle() == "Nothing had to be restored"


def test_title_list_and_switch_follow_the_text_that_is_shown(qtbot: QtBot) -> None:
    whole = reading()
    arrived = whole.revision.text.replace("‘", "â").replace("’", "â")
    raw = replace(
        whole, revision=replace(whole.revision, id="r2", text=arrived, repairs=(), repaired=False, remarks=())
    )
    dialog = RepairsDialog(whole)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.width() >= 560
    listed = dialog.model.rows
    with qtbot.assertNotEmitted(dialog.repair_toggled):
        dialog.show_reading(raw)
    assert (dialog.title(), dialog.switch.isChecked()) == ("The text is shown as it arrived", True)
    assert dialog.model.rows == listed
    assert dialog.list.isVisible()
    assert dialog.list.accessibleName() == "Characters that can be restored, before and after"
    assert "1 character was guessed." not in texts(dialog)
    with qtbot.assertNotEmitted(dialog.repair_toggled):
        dialog.show_reading(whole)
    assert (dialog.title(), dialog.switch.isChecked()) == ("2 damaged characters were restored", False)
    assert dialog.model.rows == listed
    dialog.show_reading(replace(raw, article=replace(whole.article, id="another")))
    assert dialog.model.rows == ()
    assert not dialog.list.isVisible()


def test_the_list_comes_when_the_text_is_restored_at_last(qtbot: QtBot) -> None:
    whole = reading()
    dialog = RepairsDialog(replace(whole, revision=replace(whole.revision, repairs=(), repaired=False)))
    qtbot.addWidget(dialog)
    dialog.open()
    one = replace(whole.revision, repairs=whole.revision.repairs[:1])
    dialog.show_reading(replace(whole, revision=one))
    assert dialog.title() == "1 damaged character was restored"
    assert dialog.list.isVisible()
    assert dialog.height() >= 500


def test_the_repairs_take_the_colours_of_the_window(qtbot: QtBot) -> None:
    before = QPalette(QGuiApplication.palette())
    QGuiApplication.setPalette(theme.palette(theme.DARK))
    try:
        dialog = RepairsDialog(reading())
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        dialog.list.select_key("0")
        picture = dialog.list.grab().toImage()
        assert theme.DARK.chosen.name() in {picture.pixelColor(3, y).name() for y in range(60)}
        dialog.set_theme(theme.LIGHT)
        assert theme.LIGHT.chosen.name() in {dialog.list.grab().toImage().pixelColor(3, y).name() for y in range(60)}
    finally:
        QGuiApplication.setPalette(before)


# Problems ----------------------------------------------------------------------------------------------------------------


def test_a_known_problem_says_what_is_kept_and_what_to_do(qtbot: QtBot) -> None:
    dialog = ProblemDialog(KNOWN)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.windowTitle() == "Pressmark"
    assert dialog.title() == "“a.pdf” is no article."
    assert texts(dialog)[1:] == ["Nothing was imported.", "Save it as text."]
    assert not dialog.fold.isVisible()


def test_a_bug_is_called_one_and_its_details_hold_no_private_text(qtbot: QtBot) -> None:
    dialog = ProblemDialog(bug())
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.windowTitle() == "Pressmark"
    assert dialog.title() == "Something unexpected happened"
    assert not dialog.details.isVisible()
    dialog.fold.click()
    assert dialog.details.isVisible()
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.details.toPlainText()
    for part in (__version__, "RuntimeError", "KeyError", "test_dialogs.py"):
        assert part in copied
    assert "secret" not in copied
    assert "/home" not in copied


def test_errors_that_caused_each_other_end(qtbot: QtBot) -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert details_of(first).count("ValueError") == 2


# About -------------------------------------------------------------------------------------------------------------------


class Opener(QObject):
    """Stands where the system would open a folder."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.opened.append(address.toLocalFile())


def test_about_tells_versions_and_where_the_library_lies(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = AboutDialog(tmp_path)
    qtbot.addWidget(dialog)
    assert str(tmp_path) in texts(dialog)
    dialog.copy_button.click()
    assert f"Pressmark {__version__}" in QGuiApplication.clipboard().text()
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")  # type: ignore[arg-type]  # bytes are refused
    try:
        dialog.folder_button.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(path) for path in opener.opened] == [tmp_path]

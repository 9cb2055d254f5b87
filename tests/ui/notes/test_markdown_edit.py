"""Writing Markdown: lists go on and end, emphasis comes and goes, links are made, and each of it is one step back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication, QTextCursor
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.notes.completion import opened_link
from desktop_app.ui.notes.editor import BESIDE_FROM, NoteEditor
from desktop_app.ui.notes.markdown_edit import MarkdownEdit
from desktop_app.ui.notes.markdown_lines import is_address, item_of, link

POPS_UP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, lists cannot be raised
CTRL = Qt.KeyboardModifier.ControlModifier
TARGETS = [
    ("Harbour: who signed [the] tender?", "pressmark://article/abc"),
    ("Ilse Varga", "pressmark://article/abc?s=s1"),
    ("Ärla Voss", "pressmark://article/abd?s=s2"),
]


@pytest.fixture
def editor(qtbot: QtBot) -> NoteEditor:
    theme.load_fonts()
    made = NoteEditor()
    qtbot.addWidget(made)
    made.resize(400, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.edit.setFocus()
    qtbot.waitUntil(made.edit.hasFocus)
    return made


@pytest.fixture
def edit(editor: NoteEditor) -> MarkdownEdit:
    return editor.edit


def select(edit: MarkdownEdit, words: str) -> None:
    start = edit.markdown().index(words)
    cursor = edit.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def press(
    qtbot: QtBot, edit: MarkdownEdit, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> str:
    qtbot.keyClick(edit, key, held)
    return edit.markdown()


# Lists -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one", "- one\n- "),
        ("* one", "* one\n* "),
        ("+ one", "+ one\n+ "),
        ("    - deep", "    - deep\n    - "),
        ("1. one", "1. one\n2. "),
        ("9) one", "9) one\n10) "),
        ("- [x] done", "- [x] done\n- [ ] "),
        ("> - said", "> - said\n> - "),
        ("- one\n- ", "- one\n"),
        ("- [ ] ", ""),
        ("plain", "plain\n"),
        ("---", "---\n"),
        ("- - -", "- - -\n"),
        ("-one", "-one\n"),
    ],
)
def test_enter_goes_on_with_a_list_and_ends_it_on_an_empty_item(
    qtbot: QtBot, edit: MarkdownEdit, before: str, after: str
) -> None:
    edit.setPlainText(before)
    edit.moveCursor(QTextCursor.MoveOperation.End)
    assert press(qtbot, edit, Qt.Key.Key_Return) == after
    edit.undo()
    assert edit.markdown() == before


def test_enter_inside_an_item_divides_it_and_before_its_mark_makes_a_line(qtbot: QtBot, edit: MarkdownEdit) -> None:
    edit.setPlainText("- one two")
    select(edit, " two")
    edit.setTextCursor(_at(edit, 5))
    assert press(qtbot, edit, Qt.Key.Key_Return) == "- one\n-  two"
    edit.setPlainText("- one")
    edit.setTextCursor(_at(edit, 0))
    assert press(qtbot, edit, Qt.Key.Key_Return) == "\n- one"


def _at(edit: MarkdownEdit, place: int) -> QTextCursor:
    cursor = edit.textCursor()
    cursor.setPosition(place)
    return cursor


def test_tab_moves_items_in_as_far_as_a_list_can_go_and_out_again(qtbot: QtBot, edit: MarkdownEdit) -> None:
    edit.setPlainText("- one\n- two 😀\n- three")
    edit.setTextCursor(_at(edit, len("- one\n- t")))
    assert press(qtbot, edit, Qt.Key.Key_Tab) == "- one\n    - two 😀\n- three"
    assert press(qtbot, edit, Qt.Key.Key_Tab) == "- one\n    - two 😀\n- three"
    qtbot.keyClicks(edit, "x")
    assert edit.markdown() == "- one\n    - txwo 😀\n- three"
    assert press(qtbot, edit, Qt.Key.Key_Backtab) == "- one\n- txwo 😀\n- three"
    select(edit, "two 😀\n- th" if "two" in edit.markdown() else "txwo 😀\n- th")
    assert press(qtbot, edit, Qt.Key.Key_Tab) == "- one\n    - txwo 😀\n    - three"
    assert edit.textCursor().selectedText().startswith("txwo")
    edit.undo()
    assert edit.markdown() == "- one\n- txwo 😀\n- three"


def test_tab_leaves_the_note_where_no_list_is_and_the_first_item_stays(qtbot: QtBot, editor: NoteEditor) -> None:
    editor.edit.setPlainText("- one")
    assert press(qtbot, editor.edit, Qt.Key.Key_Tab) == "- one"
    assert editor.edit.hasFocus()
    editor.edit.setPlainText("no list")
    qtbot.keyClick(editor.edit, Qt.Key.Key_Tab)
    assert not editor.edit.hasFocus()
    assert editor.edit.markdown() == "no list"


@given(st.text("-*+> 1.)[]xa\t", max_size=24))
def test_an_item_is_its_head_and_its_words(line: str) -> None:
    item = item_of(line)
    if item is not None:
        assert item.head + item.rest == line
        assert item_of(item.following) is not None


# Emphasis and links ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "marks"), [(Qt.Key.Key_B, "**"), (Qt.Key.Key_I, "*")])
def test_emphasis_is_put_around_words_and_taken_away_again(
    qtbot: QtBot, edit: MarkdownEdit, key: Qt.Key, marks: str
) -> None:
    edit.setPlainText("see one 😀 two now")
    select(edit, "one")
    assert press(qtbot, edit, key, CTRL) == f"see {marks}one{marks} 😀 two now"
    assert edit.textCursor().selectedText() == "one"
    assert press(qtbot, edit, key, CTRL) == "see one 😀 two now"
    edit.undo()
    assert edit.markdown() == f"see {marks}one{marks} 😀 two now"


def test_bold_and_italic_stand_together_and_go_one_by_one(qtbot: QtBot, edit: MarkdownEdit) -> None:
    edit.setPlainText("word")
    edit.selectAll()
    assert press(qtbot, edit, Qt.Key.Key_B, CTRL) == "**word**"
    edit.selectAll()
    assert press(qtbot, edit, Qt.Key.Key_I, CTRL) == "***word***"
    assert press(qtbot, edit, Qt.Key.Key_B, CTRL) == "*word*"
    assert press(qtbot, edit, Qt.Key.Key_I, CTRL) == "word"


def test_emphasis_of_several_lines_keeps_to_the_words_of_each(qtbot: QtBot, edit: MarkdownEdit) -> None:
    edit.setPlainText("- one \n\n- [ ] two\nthree")
    edit.selectAll()
    assert press(qtbot, edit, Qt.Key.Key_B, CTRL) == "- **one** \n\n- [ ] **two**\n**three**"
    assert press(qtbot, edit, Qt.Key.Key_B, CTRL) == "- one \n\n- [ ] two\nthree"


def test_emphasis_without_a_selection_takes_the_word_or_makes_room(qtbot: QtBot, edit: MarkdownEdit) -> None:
    edit.setPlainText("one two")
    edit.setTextCursor(_at(edit, 5))
    assert press(qtbot, edit, Qt.Key.Key_I, CTRL) == "one *two*"
    edit.setPlainText("")
    press(qtbot, edit, Qt.Key.Key_B, CTRL)
    qtbot.keyClicks(edit, "new")
    assert edit.markdown() == "**new**"


def test_ctrl_k_makes_a_link_and_waits_for_what_is_missing(qtbot: QtBot, edit: MarkdownEdit) -> None:
    for before, typed, after in (
        ("the minutes", "https://x.example", "[the minutes](https://x.example)"),
        ("https://x.example", "page", "[page](https://x.example)"),
        ("", "words", "[words]()"),
    ):
        edit.setPlainText(before)
        edit.selectAll()
        press(qtbot, edit, Qt.Key.Key_K, CTRL)
        qtbot.keyClicks(edit, typed)
        assert edit.markdown() == after
    edit.setPlainText("two\nlines")
    edit.selectAll()
    assert press(qtbot, edit, Qt.Key.Key_K, CTRL) == "two\nlines"


def test_an_address_that_is_pasted_over_words_makes_a_link(qtbot: QtBot, edit: MarkdownEdit) -> None:
    for words, pasted, after in (
        ("the minutes", " https://x.example/a_(b)\n", "see [the minutes](<https://x.example/a_(b)>)"),
        ("the minutes", "pressmark://article/a?h=b", "see [the minutes](pressmark://article/a?h=b)"),
        ("the minutes", "other words", "see other words"),
        ("https://old.example", "https://new.example", "see https://new.example"),
    ):
        edit.setPlainText(f"see {words}")
        select(edit, words)
        QGuiApplication.clipboard().setText(pasted)
        edit.paste()
        assert edit.markdown() == after
        edit.undo()
        assert edit.markdown() == f"see {words}"
    edit.setPlainText("a")
    mime = QMimeData()
    mime.setText("https://x.example")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    edit.insertFromMimeData(mime)
    assert edit.markdown() == "ahttps://x.example"


def test_links_show_their_words_whatever_brackets_they_hold() -> None:
    assert link("a [b]", "pressmark://article/x") == "[a \\[b\\]](pressmark://article/x)"
    assert is_address("mailto:desk@verrin.example")
    assert not is_address("https://x.example and more")
    assert not is_address("javascript:alert(1)")


# Completion --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "typed"),
    [("see [[va", "va"), ("[[", ""), ("[[a]] b", None), ("[a", None), ("[[ a", None), ("[[a [[b", "b")],
)
def test_an_open_link_is_what_follows_two_brackets(line: str, typed: str | None) -> None:
    assert opened_link(line) == typed


@POPS_UP
def test_two_brackets_offer_articles_and_speakers(qtbot: QtBot, editor: NoteEditor) -> None:
    edit = editor.edit
    edit.set_targets(TARGETS)
    qtbot.keyClicks(edit, "ask [[VARG")
    qtbot.waitUntil(lambda: edit.is_completing)
    popup = edit._completion._popup
    with qtbot.assertNotEmitted(editor.left), qtbot.assertNotEmitted(editor.closed):
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert edit.markdown() == "ask [Ilse Varga](pressmark://article/abc?s=s1)"
    assert not edit.is_completing
    qtbot.keyClicks(edit, " now")
    edit.undo()
    edit.undo()
    assert edit.markdown() == "ask [[VARG"


@POPS_UP
def test_tab_takes_an_offer_too_and_escape_closes_the_offer_only(qtbot: QtBot, editor: NoteEditor) -> None:
    edit = editor.edit
    edit.set_targets(TARGETS)
    qtbot.keyClicks(edit, "[[")
    qtbot.waitUntil(lambda: edit.is_completing)
    popup = edit._completion._popup
    assert popup.model().rowCount() == 3
    with qtbot.assertNotEmitted(editor.closed):
        qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not edit.is_completing
    assert edit.markdown() == "[["
    qtbot.keyClicks(edit, "signed")
    qtbot.waitUntil(lambda: edit.is_completing)
    qtbot.keyClick(popup, Qt.Key.Key_Tab)
    assert edit.markdown() == "[Harbour: who signed \\[the\\] tender?](pressmark://article/abc)"
    assert edit.hasFocus()


@POPS_UP
def test_nothing_is_offered_where_nothing_fits_or_nobody_asked(qtbot: QtBot, edit: MarkdownEdit) -> None:
    qtbot.keyClicks(edit, "[[a")
    assert not edit.is_completing
    edit.setPlainText("")
    edit.set_targets(TARGETS)
    qtbot.keyClicks(edit, "varga [[v")
    qtbot.waitUntil(lambda: edit.is_completing)
    qtbot.keyClicks(edit, "zzz")
    assert not edit.is_completing
    edit.setPlainText("")
    qtbot.keyClicks(edit, "[[v")
    qtbot.waitUntil(lambda: edit.is_completing)
    edit.show_text("another note")
    assert not edit.is_completing


# Colours and preview -----------------------------------------------------------------------------------------------------


def formats(edit: MarkdownEdit, line: int) -> list[tuple[str, QFont, str]]:
    block = edit.document().findBlockByNumber(line)
    raw = block.text().encode("utf-16-le")
    return [
        (
            raw[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le"),
            part.format.font(),
            part.format.foreground().color().name(),
        )
        for part in block.layout().formats()
    ]


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_markdown_is_coloured_lightly(editor: NoteEditor, chosen: theme.Theme) -> None:
    editor.show_text(
        "# Head\n- [ ] 😀 **bold *both*** `co*d*e` [page](x)\n```\n**code**\n```\n> said\nhttps://x.example", ""
    )
    editor.set_theme(chosen)
    muted, accent = chosen.muted.name(), chosen.accent.name()
    assert next((words, colour) for words, _, colour in formats(editor.edit, 0)) == ("# ", muted)
    shown = {words: (font, colour) for words, font, colour in formats(editor.edit, 1)}
    assert shown["- [ ] "][1] == accent
    assert shown["bold "][0].bold()
    assert shown["both"][0].bold()
    assert shown["both"][0].italic()
    assert "d" not in shown  # nothing is emphasised inside code
    assert shown["page"][1] == accent
    assert shown["](x)"][1] == muted
    assert [words for words, *_ in formats(editor.edit, 3)] == ["**code**"]
    assert formats(editor.edit, 5)[0][1].italic()
    assert formats(editor.edit, 6)[0][2] == accent


def test_colouring_says_nothing_of_words_and_takes_no_step(qtbot: QtBot, editor: NoteEditor) -> None:
    editor.show_text("# Head", "")
    with qtbot.assertNotEmitted(editor.typed):
        editor.set_theme(theme.DARK)
    assert not editor.edit.document().isUndoAvailable()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["*", "**", "_", "`", "[a](b)", "- ", "1. ", "# ", "> ", "```\n", "\n", "😀", "a", " "]),
        max_size=20,
    )
)
def test_any_markdown_can_be_coloured(qtbot: QtBot, parts: list[str]) -> None:
    edit = MarkdownEdit()
    edit.setPlainText("".join(parts))
    edit.set_theme(theme.LIGHT)
    assert edit.markdown() == "".join(parts)
    edit.deleteLater()


def test_the_preview_takes_the_place_of_the_text_where_there_is_little_room(qtbot: QtBot, editor: NoteEditor) -> None:
    editor.show_text("**bold**", "")
    qtbot.keyClick(editor.edit, Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.preview.isVisible()
    assert editor.preview.hasFocus()
    assert not editor.edit.isVisible()
    qtbot.keyClick(editor.preview, Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.edit.hasFocus()
    assert not editor.preview.isVisible()


def test_the_preview_stands_beside_the_text_where_there_is_room_and_follows_it(
    qtbot: QtBot, editor: NoteEditor
) -> None:
    editor.resize(BESIDE_FROM + 20, 400)
    editor.preview_button.click()
    editor.edit.setFocus()
    assert editor.edit.isVisible()
    assert editor.preview.isVisible()
    assert editor.preview.mapTo(editor, QPoint()).x() > editor.edit.mapTo(editor, QPoint()).x()
    qtbot.keyClicks(editor.edit, "- [x] **done**")
    qtbot.waitUntil(lambda: "☑ done" in editor.preview.toPlainText())
    editor.resize(BESIDE_FROM - 50, 400)
    assert editor.edit.isVisible()
    assert editor.edit.hasFocus()
    assert not editor.preview.isVisible()
    editor.resize(BESIDE_FROM + 20, 400)
    editor.preview_button.click()
    editor.write()
    assert editor.preview.isVisible()

"""The findings panel as a reader uses it: look, filter, jump, copy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractListModel, QLocale, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.findings import AttributionKind, Findings, Mention, MentionKind, SpeakerKind
from desktop_app.ui import theme
from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.findings.rows import UNATTRIBUTED, Filter
from desktop_app.ui.placeholder import Placeholder
from desktop_app.ui.row_list import RowList
from desktop_app.ui.style import style_sheet
from tests.ui.findings.fiction import ATTRIBUTIONS, CLAIMS, FINDINGS, SPEAKERS, TEXT, reading, span, unnamed_controls


def click(qtbot: QtBot, view: RowList, place: int, *, double: bool = False) -> None:
    model = view.model()
    where = view.visualRect(model.index(place, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    if double:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def seen_words(panel: FindingsPanel) -> list[str]:
    return [words.title() for words in panel.findChildren(Placeholder) if words.isVisible()]


def test_tabs_say_how_much_there_is(panel: FindingsPanel) -> None:
    panel.set_note_count(4)
    assert [panel.tabs.tabText(place) for place in range(4)] == ["Speakers 4", "Claims 8", "Topics 2", "Notes 4"]


def test_a_narrow_panel_leaves_the_counts_to_the_tooltips(panel: FindingsPanel) -> None:
    panel.resize(220, 600)
    assert panel.tabs.tabText(1) == "Claims"
    assert panel.tabs.tabToolTip(1) == "Claims 8"


def test_models_keep_qts_rules(panel: FindingsPanel) -> None:
    for model in (panel.speaker_model, panel.claim_model, panel.topic_model):
        assert isinstance(model, QAbstractListModel)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    panel.show_findings(TEXT, FINDINGS)
    panel.set_filter(Filter(words="price"))
    panel.show_findings(TEXT, replace(FINDINGS, claims=CLAIMS[:2]))
    panel.show_reading(None)


def test_choosing_a_speaker_filters_and_choosing_it_again_releases(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.show_tab("speakers")
    with qtbot.waitSignal(panel.filter_changed) as told, qtbot.waitSignal(panel.passage_requested) as asked:
        click(qtbot, panel.speakers, 1)
    assert told.args == [frozenset({"c4", "a4", "a5", "t1"})]
    assert asked.args == [span("the ministry had known since October"), ("attribution", "a4")]
    assert [row.key for row in panel.claim_model.rows] == ["c4", "a5"]
    assert panel.strip.chip("speaker").isVisible()
    assert panel.strip.count.text() == "2 of 8 claims"
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    with qtbot.waitSignal(panel.filter_changed) as told, qtbot.assertNotEmitted(panel.passage_requested):
        click(qtbot, panel.speakers, 1)
    assert told.args == [None]
    assert not panel.strip.chip("speaker").isVisible()
    assert panel.strip.count.text() == "8 claims"


def test_clicking_a_speaker_of_whom_nothing_is_attributed_goes_to_the_first_mention(
    panel: FindingsPanel, qtbot: QtBot
) -> None:
    panel.show_tab("speakers")
    panel.show_findings(TEXT, replace(FINDINGS, attributions=(), claims=CLAIMS[-1:]))
    with qtbot.waitSignal(panel.passage_requested) as asked:
        click(qtbot, panel.speakers, 1)
    assert asked.args == [span("Tomas Reuel"), ("speaker", "s2")]


@pytest.mark.parametrize("size", [(380, 700), (260, 330), (220, 300)])
@pytest.mark.parametrize("is_unfolded", [False, True])
def test_a_click_on_a_speaker_moves_nothing_under_the_pointer(
    panel: FindingsPanel, qtbot: QtBot, size: tuple[int, int], is_unfolded: bool
) -> None:
    many = tuple(
        replace(SPEAKERS[place % 4], id=f"p{place}", name=f"Speaker {place}", aliases=("an alias",) * (place % 5))
        for place in range(12)
    )
    panel.setStyleSheet(style_sheet(theme.LIGHT))
    panel.show_findings(TEXT, replace(FINDINGS, speakers=(*SPEAKERS, *many)))
    panel.show_tab("speakers")
    panel.resize(*size)
    panel.details.fold.setEnabled(True)
    panel.details.fold.setChecked(is_unfolded)
    QApplication.sendPostedEvents()
    view, model = panel.speakers, panel.speaker_model

    def places() -> list[QPoint]:
        for _round in range(3):  # layouts ask each other
            QApplication.sendPostedEvents()
        rows = [
            view.viewport().mapTo(panel, view.visualRect(model.index(row)).topLeft()) for row in range(len(model.rows))
        ]
        return [*rows, view.geometry().bottomLeft(), panel.strip.pos(), panel.details.fold.mapTo(panel, QPoint())]

    for scrolled in (0, view.verticalScrollBar().maximum()):
        view.verticalScrollBar().setValue(scrolled)
        before = places()
        seen = [
            row for row in range(len(model.rows)) if view.viewport().rect().contains(view.visualRect(model.index(row)))
        ]
        for row in (seen[0], seen[-1], seen[-1]):
            where = view.visualRect(model.index(row)).center()
            qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
            assert places() == before
            qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
            assert places() == before


def test_the_foot_is_as_high_with_a_filter_as_without(panel: FindingsPanel) -> None:
    panel.setStyleSheet(style_sheet(theme.LIGHT))
    panel.show_tab("claims")
    heights = set()
    for chosen in (Filter(), Filter("s1"), Filter("s1", AttributionKind.DIRECT, "t1", "office"), Filter(words="zzz")):
        panel.set_filter(chosen)
        QApplication.sendPostedEvents()
        heights.add(panel.strip.height())
    assert len(heights) == 1


def test_a_chip_that_has_little_room_says_the_rest_in_its_tooltip(panel: FindingsPanel) -> None:
    panel.setStyleSheet(style_sheet(theme.LIGHT))
    panel.show_tab("claims")
    panel.resize(220, 500)
    panel.set_filter(Filter("s3", AttributionKind.DIRECT, "t2", "a good many words"))
    QApplication.sendPostedEvents()
    chip = panel.strip.chip("speaker")
    assert chip.text().endswith("… ×")
    assert "Verrin Audit Office" in chip.toolTip()
    assert chip.accessibleName() == "Release the filter Verrin Audit Office"
    assert panel.strip.chip("words").geometry().right() < panel.strip.width()


def test_space_chooses_a_speaker_and_enter_goes_to_the_first_mention(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.show_tab("speakers")
    panel.speakers.select_key("s1")
    qtbot.keyClick(panel.speakers, Qt.Key.Key_Space)
    assert panel.filter == Filter(speaker="s1")
    with qtbot.waitSignal(panel.passage_requested) as asked:
        qtbot.keyClick(panel.speakers, Qt.Key.Key_Return)
    assert asked.args == [span("Ilse Varga"), ("speaker", "s1")]


def test_a_double_click_jumps_and_leaves_the_filter_alone(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.show_tab("speakers")
    asked: list[tuple[object, object]] = []
    panel.passage_requested.connect(lambda passage, target: asked.append((passage, target)))
    click(qtbot, panel.speakers, 0, double=True)
    assert asked[-1] == (span("Ilse Varga"), ("speaker", "s1"))
    assert panel.filter == Filter()


def test_clicking_a_claim_asks_for_its_passage(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.show_tab("claims")
    with qtbot.waitSignal(panel.passage_requested) as asked:
        click(qtbot, panel.claims, 0)
    assert asked.args == [CLAIMS[0].span, ("attribution", "a1")]


def test_a_claim_without_a_source_is_asked_for_as_a_claim(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.select("claim", "c9")
    with qtbot.waitSignal(panel.passage_requested) as asked:
        qtbot.keyClick(panel.claims, Qt.Key.Key_Return)
    assert asked.args == [CLAIMS[-1].span, ("claim", "c9")]


@pytest.mark.parametrize(
    ("kind", "target", "tab", "key"),
    [
        ("attribution", "a3", "claims", "c3"),
        ("attribution", "a5", "claims", "a5"),
        ("claim", "c6", "claims", "c6"),
        ("speaker", "s2", "speakers", "s2"),
        ("topic", "t2", "topics", "t2"),
    ],
)
def test_selecting_shows_the_row_and_asks_for_nothing(
    panel: FindingsPanel, qtbot: QtBot, kind: str, target: str, tab: str, key: str
) -> None:
    with qtbot.assertNotEmitted(panel.passage_requested), qtbot.assertNotEmitted(panel.filter_changed):
        panel.select(kind, target)
    assert panel.current_tab() == tab
    view = {"claims": panel.claims, "speakers": panel.speakers, "topics": panel.topics}[tab]
    assert view.current_row().key == key


def test_selecting_what_the_filter_hides_keeps_the_filter(panel: FindingsPanel) -> None:
    panel.set_filter(Filter(speaker="s2"))
    panel.select("attribution", "a1")
    assert panel.claims.current_row() is None
    assert panel.filter == Filter(speaker="s2")


def test_chips_boxes_and_words_filter_together(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.show_tab("claims")
    qtbot.mouseClick(panel.claim_filters.chip(AttributionKind.INDIRECT), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(panel.claim_filters.words, "price")
    box = panel.claim_filters.topic
    box.setCurrentIndex(box.findData("t2"))
    box.activated.emit(box.currentIndex())
    speakers = panel.claim_filters.speaker
    speakers.setCurrentIndex(speakers.findData("s4"))
    speakers.activated.emit(speakers.currentIndex())
    assert panel.filter == Filter("s4", AttributionKind.INDIRECT, "t2", "price")
    assert [row.key for row in panel.claim_model.rows] == ["c7"]
    assert panel.strip.count.text() == "1 of 8 claims"


def test_each_filter_can_be_released_by_its_chip_and_all_at_once(panel: FindingsPanel, qtbot: QtBot) -> None:
    whole = Filter("s1", AttributionKind.DIRECT, "t1", "office")
    panel.show_tab("claims")
    for name, left in (
        ("speaker", replace(whole, speaker=None)),
        ("form", replace(whole, form=None)),
        ("topic", replace(whole, topic=None)),
        ("words", replace(whole, words="")),
    ):
        panel.set_filter(whole)
        assert panel.strip.chip(name).isVisible()
        qtbot.mouseClick(panel.strip.chip(name), Qt.MouseButton.LeftButton)
        assert panel.filter == left
    qtbot.mouseClick(panel.strip.clear_button, Qt.MouseButton.LeftButton)
    assert panel.filter == Filter()
    assert panel.claim_filters.words.text() == ""


def test_where_no_claim_fits_a_button_clears_the_filters(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.show_tab("claims")
    panel.set_filter(Filter(words="nothing like it"))
    assert seen_words(panel) == ["No claim fits the filters"]
    button = next(
        b
        for b in panel.findChildren(QPushButton)
        if b.isVisible() and b.text() == "Clear all filters" and b is not panel.strip.clear_button
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(panel.claim_model.rows) == 8


def test_empty_states_say_what_is_the_matter(panel: FindingsPanel) -> None:
    panel.show_tab("claims")
    panel.show_reading(reading(None))
    assert seen_words(panel)[0] == "Not analysed"
    panel.show_analysis(True)
    assert seen_words(panel) == ["Looking for who said what …"]
    panel.show_findings(TEXT, Findings("rules", "1"))
    assert seen_words(panel) == ["No quotations were found in this text."]
    panel.show_reading(None)
    assert seen_words(panel) == ["No article is open"]
    panel.show_tab("speakers")
    assert seen_words(panel) == ["No article is open"]


def test_another_article_releases_the_filter_but_new_findings_of_the_same_keep_it(
    panel: FindingsPanel, qtbot: QtBot
) -> None:
    panel.set_filter(Filter(speaker="s1", words="office"))
    panel.show_findings(TEXT, FINDINGS)
    assert panel.filter == Filter(speaker="s1", words="office")
    panel.show_findings(TEXT, replace(FINDINGS, speakers=SPEAKERS[1:]))
    assert panel.filter == Filter(words="office")
    with qtbot.waitSignal(panel.filter_changed) as told:
        panel.show_reading(reading(article="another"))
    assert told.args == [None]


def test_the_selected_claim_stays_selected_while_a_filter_is_typed(panel: FindingsPanel) -> None:
    panel.select("attribution", "a4")
    panel.set_filter(Filter(words="october"))
    assert panel.claims.current_row().key == "c4"


def test_copying_a_row_copies_its_words(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.select("attribution", "a4")
    qtbot.keyClick(panel.claims, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "the ministry had known since October"
    panel.select("speaker", "s1")
    qtbot.keyClick(panel.speakers, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Ilse Varga, Transport Minister"


def test_topics_jump_on_click_and_filter_on_space(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.show_tab("topics")
    with qtbot.waitSignal(panel.passage_requested) as asked:
        click(qtbot, panel.topics, 1)
    assert asked.args[1] == ("topic", "t2")
    qtbot.keyClick(panel.topics, Qt.Key.Key_Space)
    assert panel.filter == Filter(topic="t2")


@pytest.mark.parametrize(
    ("tab", "place", "expected"),
    [
        ("claims", 1, ["claim", "c2"]),
        ("claims", 4, ["attribution", "a5"]),
        ("speakers", 1, ["speaker", "s2"]),
        ("topics", 1, ["topic", "t2"]),
    ],
)
def test_a_right_click_selects_its_row_and_asks_for_a_menu(
    panel: FindingsPanel, qtbot: QtBot, tab: str, place: int, expected: list[str]
) -> None:
    panel.show_tab(tab)
    view = {"claims": panel.claims, "speakers": panel.speakers, "topics": panel.topics}[tab]
    where = view.visualRect(view.model().index(place, 0)).center()
    with qtbot.waitSignal(panel.menu_requested) as asked:
        view.customContextMenuRequested.emit(where)
    assert asked.args == [*expected, view.viewport().mapToGlobal(where)]
    assert view.currentIndex().row() == place


def test_c_r_and_del_ask_for_corrections_of_the_current_claim(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.select("attribution", "a3")
    panel.activateWindow()
    panel.claims.setFocus()
    for key, signal in ((Qt.Key.Key_C, panel.confirm_requested), (Qt.Key.Key_Delete, panel.reject_requested)):
        with qtbot.waitSignal(signal) as asked:
            qtbot.keyClick(panel.claims, key)
        assert asked.args == ["claim", "c3"]
    with qtbot.waitSignal(panel.reassign_requested) as asked:
        qtbot.keyClick(panel.claims, Qt.Key.Key_R)
    assert asked.args[:2] == ["claim", "c3"]
    assert asked.args[2] == panel.claims_tab.place_of_current()
    assert panel.claims.window().geometry().intersects(asked.args[2])


def test_keys_of_the_list_can_be_changed_and_switched_off(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.set_keys({"confirm": [QKeySequence("Ctrl+Shift+Y")], "reject": []})
    panel.select("attribution", "a3")
    panel.activateWindow()
    panel.claims.setFocus()
    with qtbot.assertNotEmitted(panel.confirm_requested), qtbot.assertNotEmitted(panel.reject_requested):
        qtbot.keyClick(panel.claims, Qt.Key.Key_C)
        qtbot.keyClick(panel.claims, Qt.Key.Key_Delete)
    with qtbot.waitSignal(panel.confirm_requested):
        qtbot.keyClick(
            panel.claims, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )


def test_a_claim_that_goes_leaves_the_keys_on_its_neighbour(panel: FindingsPanel) -> None:
    panel.select("attribution", "a3")
    panel.show_findings(TEXT, replace(FINDINGS, claims=(*CLAIMS[:2], *CLAIMS[3:]), attributions=ATTRIBUTIONS[3:]))
    assert panel.claims.current_row().key == "c4"
    panel.select("claim", "c9")
    panel.show_findings(TEXT, replace(FINDINGS, claims=CLAIMS[:1], attributions=()))
    assert panel.claims.current_row().key == "c1"


def test_n_writes_a_note_on_the_current_claim(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.select("attribution", "a3")
    panel.activateWindow()
    panel.claims.setFocus()
    with qtbot.waitSignal(panel.note_requested) as asked:
        qtbot.keyClick(panel.claims, Qt.Key.Key_N)
    assert asked.args == ["attribution", "a3"]


def test_details_walk_through_the_mentions_of_the_chosen_speaker(panel: FindingsPanel, qtbot: QtBot) -> None:
    panel.show_tab("speakers")
    panel.set_filter(Filter(speaker="s1"))
    panel.details.fold.click()
    assert "Also called: Varga" in panel.details.text()
    assert "Mentioned 2 times, 1 of them by name" in panel.details.text()
    with qtbot.waitSignals([panel.passage_requested] * 3) as _:
        for _step in range(3):
            panel.details.on.click()
    assert "Mention 1 of 2" in panel.details.text()
    panel.details.back.click()
    assert "Mention 2 of 2" in panel.details.text()
    with qtbot.waitSignal(panel.note_requested) as asked:
        panel.details.note.click()
    assert asked.args == ["speaker", "s1"]


def test_details_of_what_nobody_is_named_for_offer_no_note(panel: FindingsPanel) -> None:
    panel.show_tab("speakers")
    panel.set_filter(Filter(speaker=UNATTRIBUTED))
    panel.details.fold.click()
    assert "1 passage without a source" in panel.details.text()
    assert not panel.details.note.isVisible()


def test_every_control_has_a_name(panel: FindingsPanel) -> None:
    assert unnamed_controls(panel) == []


def test_rows_are_spoken_and_tooltips_are_escaped(panel: FindingsPanel) -> None:
    hostile = replace(SPEAKERS[0], name='<img src="file:///etc/passwd">', kind=SpeakerKind.GROUP)
    panel.show_findings(TEXT, replace(FINDINGS, speakers=(hostile, *SPEAKERS[1:])))
    claim = panel.claim_model.index(0)
    assert "<img" not in claim.data(Qt.ItemDataRole.ToolTipRole)
    assert "Found by a rule: “cue before content”." in claim.data(Qt.ItemDataRole.ToolTipRole)
    assert claim.data(Qt.ItemDataRole.AccessibleTextRole).endswith("(indirect, sure)")
    assert "3 quotes, 3 claims" in panel.speaker_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "1 passage" in panel.topic_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert claim.data(Qt.ItemDataRole.DecorationRole) is None


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("width", [180, 380])
def test_every_row_is_painted_in_both_themes(panel: FindingsPanel, chosen: theme.Theme, width: int) -> None:
    panel.set_theme(chosen)
    panel.resize(width, 900)
    panel.set_filter(Filter(speaker="s1", topic="t1"))
    for tab in ("speakers", "claims", "topics"):
        panel.show_tab(tab)
        picture = panel.grab().toImage()
        colours = {picture.pixelColor(x, y).name() for x in range(0, width, 3) for y in range(0, 900, 3)}
        assert len(colours) > 5


def test_long_names_do_not_make_the_panel_wide(panel: FindingsPanel) -> None:
    long = replace(
        SPEAKERS[0],
        name="Sir Archibald Montgomery-Featherstonehaugh, Under-Secretary",
        aliases=("the under-secretary",) * 9,
    )
    panel.show_findings(TEXT, replace(FINDINGS, speakers=(long, *SPEAKERS[1:])))
    panel.set_filter(Filter("s1", AttributionKind.INDIRECT, "t1", "a good many words to look for"))
    panel.details.fold.setChecked(True)
    panel.setFont(theme.interface_font(10.5))
    panel.setStyleSheet(style_sheet(theme.LIGHT))
    for tab in ("speakers", "claims", "topics"):
        panel.show_tab(tab)
        assert panel.minimumSizeHint().width() <= 220


def test_the_notes_tab_hides_the_filter(panel: FindingsPanel) -> None:
    panel.set_filter(Filter(speaker="s1"))
    panel.show_tab("notes")
    assert not panel.strip.isVisible()
    panel.show_tab("claims")
    assert panel.strip.isVisible()
    panel.show_reading(None)
    assert not panel.strip.isVisible()


def test_more_colours_of_speakers_than_ever_are_painted(panel: FindingsPanel) -> None:
    panel.show_tab("speakers")
    panel.set_theme(replace(theme.LIGHT, speakers=tuple(QColor.fromHsv(hue, 200, 120) for hue in range(0, 360, 20))))
    picture = panel.speakers.grab().toImage()
    shown = {picture.pixelColor(x, y).name() for x in range(14, 42) for y in range(60)}
    assert QColor.fromHsv(0, 200, 120).name() in shown


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ((MentionKind.NAME,), "Mentioned once, by name"),
        ((MentionKind.PRONOUN,), "Mentioned once, not by name"),
        ((MentionKind.PRONOUN,) * 2, "Mentioned 2 times, none of them by name"),
    ],
)
def test_details_count_one_and_many(panel: FindingsPanel, mentions: tuple[MentionKind, ...], expected: str) -> None:
    named = tuple(Mention(span("Ilse Varga"), kind) for kind in mentions)
    panel.show_findings(TEXT, replace(FINDINGS, speakers=(replace(SPEAKERS[0], mentions=named), *SPEAKERS[1:])))
    panel.select("speaker", "s1")
    assert expected in panel.details.text()


def test_large_numbers_are_set_apart_everywhere(panel: FindingsPanel) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    try:
        panel.set_note_count(1204)
        assert panel.tabs.tabText(3) == "Notes 1,204"
        panel.show_findings(TEXT, replace(FINDINGS, claims=CLAIMS[:1] * 1204))
        assert panel.tabs.tabToolTip(1).startswith("Claims 1,2")
        assert "1,204 claims" in panel.speaker_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    finally:
        QLocale.setDefault(before)


def test_the_panel_hands_its_focus_to_the_list_of_its_tab(panel: FindingsPanel) -> None:
    for tab, view in (("speakers", panel.speakers), ("claims", panel.claims), ("topics", panel.topics)):
        panel.show_tab(tab)
        panel.setFocus()
        assert panel.window().focusWidget() is view

"""What a row of a claim says of itself, to the eye in its tooltip and to a screen reader."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop_app.domain.findings import CheckReason, Claim
from desktop_app.ui import theme
from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.findings.delegates import reason_in_words
from desktop_app.ui.findings.rows import ClaimRow, rows_of
from desktop_app.ui.findings.spoken import speak_claim, worth_in_words
from tests.ui.findings.fiction import CLAIMS, FINDINGS, TEXT


def _row(worth: float, *reasons: CheckReason) -> ClaimRow:
    return replace(rows_of(TEXT, FINDINGS).claims[0], worth=worth, reasons=reasons)


def _with_repetitions(count: int) -> tuple[Claim, ...]:
    first = replace(CLAIMS[0], worth=0.7, reasons=(CheckReason.NUMBER,))
    return (first, *(replace(CLAIMS[1], id=f"again{number}", repeats=first.id) for number in range(count)))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (_row(0.7, CheckReason.NUMBER, CheckReason.COMPARISON), "Worth checking: a number, a comparison."),
        (_row(0.4, CheckReason.LAW), "Perhaps worth checking: law or a vote."),
        (_row(0.1, CheckReason.PREDICTION), "It is a prediction: cannot be checked yet."),
        (
            _row(0.2, CheckReason.NUMBER, CheckReason.OPINION),
            "It holds a number. But it is an opinion: can hardly be checked.",
        ),
        (_row(0.2), ""),
    ],
)
def test_the_hint_explains_itself_in_words(row: ClaimRow, words: str) -> None:
    assert worth_in_words(row) == words
    spoken = speak_claim(row)
    assert words in spoken.text
    assert words in spoken.tooltip


def test_a_claim_tells_its_grounds_and_one_without_a_source_that_there_is_none() -> None:
    first, *_, bare = rows_of(TEXT, FINDINGS).claims
    told = speak_claim(first).tooltip
    assert "<p>Cue: “said on Tuesday”.</p><p>Found by a rule: “cue before content”.</p>" in told
    assert "<p>Confidence: 98%, sure.</p>" in told
    assert "<p>The article says it without a source.</p>" in speak_claim(bare).tooltip
    assert "<p>Confidence: 55%, a guess.</p>" in speak_claim(bare).tooltip


def test_every_reason_has_words_of_its_own() -> None:
    assert len({reason_in_words(reason) for reason in CheckReason}) == len(CheckReason)


def test_a_claim_that_is_made_again_says_how_often_and_where() -> None:
    first, second, *_ = rows_of(TEXT, replace(FINDINGS, claims=_with_repetitions(2))).claims
    assert "(indirect, sure, said 3 times). Worth checking" in speak_claim(first).text
    assert "said before" in speak_claim(second).text
    for row in (first, second):
        told = speak_claim(row).tooltip
        assert "<p>Said 3 times:</p><p>Ilse Varga: the dredging contract had been awarded twice</p>" in told
        assert "more</p>" not in told


def test_a_tooltip_lists_so_many_places_and_counts_the_rest() -> None:
    row = rows_of(TEXT, replace(FINDINGS, claims=_with_repetitions(12))).claims[0]
    told = speak_claim(row).tooltip
    assert told.count("Ilse Varga:") == 8
    assert "<p>and 5 more</p>" in told


def test_long_words_of_a_place_are_cut_and_markup_is_shown_as_words() -> None:
    row = rows_of(TEXT, replace(FINDINGS, claims=_with_repetitions(1))).claims[0]
    long = replace(row, sayings=(replace(row.sayings[0], words="<b>" + "x" * 500), row.sayings[1]))
    told = speak_claim(long).tooltip
    assert "&lt;b&gt;xxx" in told
    assert "x" * 100 not in told
    assert "x…</p>" in told


@pytest.mark.parametrize("chosen", [theme.LIGHT, theme.DARK])
def test_the_mark_of_a_claim_has_more_filled_bars_the_more_it_is_worth(
    panel: FindingsPanel, chosen: theme.Theme
) -> None:
    panel.set_theme(chosen)
    panel.show_tab("claims")
    inks = []
    for worth in (0.0, 0.4, 0.6, 0.9):
        claims = (replace(CLAIMS[0], worth=worth), *CLAIMS[1:])
        panel.show_findings(TEXT, replace(FINDINGS, claims=claims))
        place = panel.claims.visualRect(panel.claim_model.index(0))
        assert panel.claim_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
        picture = panel.claims.viewport().grab(place).toImage()
        inks.append(_ink(picture.copy(picture.width() - 60, picture.height() - 35, 60, 25), chosen))
    assert inks == sorted(inks)
    assert len(set(inks)) == 4


def _ink(picture: QImage, chosen: theme.Theme) -> int:
    return sum(
        picture.pixelColor(x, y).name() == chosen.muted.name()
        for x in range(picture.width())
        for y in range(picture.height())
    )

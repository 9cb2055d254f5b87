"""What the reader has chosen among findings, carried from one answer of the analysis to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.findings.rows import ClaimRow, SpeakerRow
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.ui.row_list import RowList, RowsModel


@contextmanager
def kept_choice(page: PageView, panel: FindingsPanel, lasting: Mapping[str, str]) -> Iterator[None]:
    """Around showing other findings of the same text: the chosen mark, speaker and rows are chosen afterwards too, and the
    lists stand where they stood. lasting: from the ids of what is shown to those of what will be, where they differ."""
    chosen, filtered = page.text.scene.chosen, panel.filter.speaker
    speaker: SpeakerRow | None = panel.speakers.current_row()
    claim: ClaimRow | None = panel.claims.current_row()
    places = {view: view.verticalScrollBar().value() for view in (panel.speakers, panel.claims)}
    yield
    if chosen is not None:
        page.select_mark(MarkRef(chosen.kind, lasting.get(chosen.id, chosen.id)))
    if filtered is not None and panel.filter.speaker is None:
        key = lasting.get(filtered, filtered)
        if any(row.key == key for row in panel.speaker_model.rows):
            panel.set_filter(replace(panel.filter, speaker=key))
    if speaker is not None:
        _choose(panel.speakers, lasting.get(speaker.key, speaker.key))
    if claim is not None:
        _choose(panel.claims, _key_now(claim, panel.claim_model.rows, lasting))
    for view, place in places.items():
        if view.verticalScrollBar().value() != place:
            view.doItemsLayout()  # a list whose rows are new knows its height only then
            view.verticalScrollBar().setValue(place)


def _key_now(was: ClaimRow, rows: tuple[ClaimRow, ...], lasting: Mapping[str, str]) -> str:
    """The row of the same attribution: it is one of its own at first, and one of its claim's later."""
    keys = {row.key for row in rows}
    if was.key in keys or was.attribution is None:
        return was.key
    attribution = lasting.get(was.attribution, was.attribution)
    return next((row.key for row in rows if row.attribution == attribution), was.key)


def _choose(view: RowList, key: str) -> None:
    """Where the row of that key is gone (its finding was rejected), the one that has come in its place stays chosen."""
    current = view.current_row()
    if current is None or (current.key != key and _is_shown(view, key)):
        view.select_key(key)


def _is_shown(view: RowList, key: str) -> bool:
    model = view.model()
    return isinstance(model, RowsModel) and model.index_of(key).isValid()

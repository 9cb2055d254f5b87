"""The places where an article names a speaker, and the speakers that were merged into them, as rows of the details."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.domain.corrected import Corrected
from desktop_app.domain.corrections import Field
from desktop_app.domain.findings import MentionKind, Speaker
from desktop_app.domain.spans import Span
from desktop_app.ui.painting import Type, draw_focus, draw_line, tooltip
from desktop_app.ui.row_list import RowDelegate, Spoken, has_state

_AROUND = 60
"""Characters of the line that are shown behind a mention."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention with the words behind it on its line."""

    key: str
    span: Span
    words: str
    rest: str
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class MergedIn:
    """Somebody who was merged into a speaker: the correction that says so, and the name that they had."""

    correction_id: str
    name: str


def mention_rows(text: str, speaker: Speaker) -> tuple[MentionRow, ...]:
    return tuple(
        MentionRow(str(place), one.span, " ".join(one.span.of(text).split()), _behind(text, one.span.end), one.kind)
        for place, one in enumerate(speaker.mentions)
    )


def merged_into(word: Corrected | None, speaker: Speaker) -> tuple[MergedIn, ...]:
    """Merges that were not taken back, oldest first; those of somebody who was merged along, too."""
    merges = word.merged.get(speaker.id, ()) if word is not None else ()
    return tuple(MergedIn(one.id, json.loads(one.before)["name"]) for one in merges)


def changes_in_words(fields: tuple[Field, ...]) -> str:
    """What of a speaker the reader corrected: “name, role”; each once."""
    names = {
        Field.NAME: _tr("name"),
        Field.ROLE: _tr("role"),
        Field.KIND: _tr("kind"),
        Field.ALIASES: _tr("other names"),
        Field.MERGED: _tr("merged"),
        Field.SPLIT: _tr("split"),
        Field.MENTION: _tr("who is meant"),
    }
    return ", ".join(names[field] for field in dict.fromkeys(fields) if field in names)


def mention_kind(kind: MentionKind) -> str:
    match kind:
        case MentionKind.NAME:
            return _tr("name")
        case MentionKind.PRONOUN:
            return _tr("pronoun")
    return _tr("description")


def speak_mention(row: MentionRow) -> Spoken:
    hint = _tr("Click or Enter: go there.")
    return Spoken(f"{row.words}, {mention_kind(row.kind)}: {row.words}{row.rest}", tooltip(row.words + row.rest, hint))


class MentionDelegate(RowDelegate[MentionRow]):
    """One line: the mention, what stands behind it, and at its right what kind it is."""

    def height(self, row: MentionRow, width: float, face: Type) -> float:  # noqa: ARG002  one height for all
        return face.plain.line_height + 8

    def draw(self, painter: QPainter, row: MentionRow, option: QStyleOptionViewItem, face: Type) -> None:
        theme, area = self.theme, QRectF(option.rect)
        self.draw_ground(painter, option)
        line = QRectF(area.left() + 6, area.top() + 4, self._view.row_width() - 10, face.plain.line_height)
        kind = mention_kind(row.kind)
        draw_line(painter, face.small, line.translated(0, 1), kind, theme.muted, right=True)
        line.setWidth(line.width() - face.small.width(kind) - 8)
        draw_line(painter, face.strong, line, row.words, theme.text)
        line.setLeft(line.left() + face.strong.width(row.words))
        if line.width() > 12 and row.rest:
            draw_line(painter, face.plain, line, row.rest, theme.muted)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            draw_focus(painter, area, theme.accent)


def _behind(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[place : min(len(text) if end < 0 else end, place + _AROUND)]

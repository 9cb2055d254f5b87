"""Why a finding is there: a small popup beside its passage, with source, cue, mentions, what found it and how sure that is."""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from desktop_app.domain.corrections import READER, Target, Verdict, finding_of
from desktop_app.domain.findings import Attribution, AttributionKind, Claim, MentionKind, Speaker, Topic
from desktop_app.domain.reading import Reading
from desktop_app.ui.desk import Desk
from desktop_app.ui.grounds import grounds_of
from desktop_app.ui.grounds_in_words import confidence_in_words, finders_in_words, grounds_in_words
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.painting import mixed
from desktop_app.ui.review_words import said_in_words
from desktop_app.ui.theme import LIGHT, Theme

WIDTH, _TALLEST = 380, 340
_MARGIN = 12
_MENTIONS_TOLD = 8
_LONGEST = 300  # characters of a passage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Why", text)


@dataclass(frozen=True, slots=True)
class Explanation:
    """head: what it is; words: the passage; lines: all that speaks for it, a sentence or two each."""

    head: str
    words: str
    lines: tuple[str, ...]


def explanation_of(reading: Reading, kind: str, finding_id: str) -> Explanation | None:
    """Of an attribution, a claim, a speaker or a topic; None where there is none of that kind and id."""
    findings = reading.findings
    if findings is None or kind not in set(Target):
        return None
    found = finding_of(findings, Target(kind), finding_id)
    if isinstance(found, Claim):
        attribution = finding_of(findings, Target.ATTRIBUTION, found.attribution or "")
        return (
            _of_claim(reading, found) if attribution is None else explanation_of(reading, "attribution", attribution.id)
        )
    if isinstance(found, Attribution):
        return _of_attribution(reading, found)
    if isinstance(found, Speaker):
        return _of_speaker(reading, found)
    return _of_topic(reading, found) if isinstance(found, Topic) else None


def _of_attribution(reading: Reading, found: Attribution) -> Explanation:
    text, findings = reading.revision.text, reading.findings
    speaker = findings.speaker(found.speaker) if findings is not None else None
    kinds = {
        AttributionKind.DIRECT: _tr("%1, word for word"),
        AttributionKind.MIXED: _tr("%1, quoted in part"),
        AttributionKind.INDIRECT: _tr("%1, reported"),
    }
    head = kinds[found.kind].replace("%1", speaker.name if speaker is not None else _tr("Nobody named"))
    mentions = [_mentions_in_words(text, speaker)] if speaker is not None else []
    source, *cue_and_finder = grounds_in_words(grounds_of(text, found, speaker))
    if found.found_by == READER:
        cue_and_finder = cue_and_finder[:-1]
    lines = (source, *mentions, *cue_and_finder, *_word_in_words(reading, found))
    return Explanation(head, said_in_words(text, found), lines)


def _of_claim(reading: Reading, found: Claim) -> Explanation:
    lines = [_tr("The article says it without a source.")]
    if found.found_by != READER:
        lines.append(finders_in_words(found.found_by))
    lines += _word_in_words(reading, found)
    return Explanation(_tr("A claim"), " ".join(found.span.of(reading.revision.text).split()), tuple(lines))


def _of_speaker(reading: Reading, speaker: Speaker) -> Explanation:
    findings = reading.findings
    said = sum(one.speaker == speaker.id for one in findings.attributions) if findings is not None else 0
    counts = counted(said, _tr("1 statement in this article."), _tr("%1 statements in this article."))
    mentions = _mentions_in_words(reading.revision.text, speaker)
    return Explanation(speaker.name, speaker.role, (mentions, counts, *_word_in_words(reading, speaker)))


def _of_topic(reading: Reading, topic: Topic) -> Explanation:
    lines = [counted(len(topic.spans), _tr("1 passage."), _tr("%1 passages."))]
    if topic.key_phrases:
        lines.append(_tr("Its words: %1.").replace("%1", " · ".join(topic.key_phrases)))
    if topic.found_by != READER:
        lines.append(finders_in_words(topic.found_by))
    lines += _word_in_words(reading, topic)
    return Explanation(topic.label, "", tuple(lines))


def _mentions_in_words(text: str, speaker: Speaker) -> str:
    """“Mentions: “Ann Rivera”, a name · “she”, a pronoun, 3 times.”: in the order of the text, alike ones once."""
    kinds = {
        MentionKind.NAME: _tr("a name"),
        MentionKind.PRONOUN: _tr("a pronoun"),
        MentionKind.DESCRIPTION: _tr("a description"),
    }
    counts = Counter((" ".join(mention.span.of(text).split()), mention.kind) for mention in speaker.mentions)
    if not counts:
        return _tr("Mentions: none is known.")
    told = []
    for (words, kind), times in list(counts.items())[:_MENTIONS_TOLD]:
        one = _tr("“%1”, %2").replace("%2", kinds[kind]).replace("%1", words)
        told.append(one if times == 1 else _tr("%1, %2 times").replace("%2", number(times)).replace("%1", one))
    more = len(counts) - len(told)
    told += [_tr("and %1 more").replace("%1", number(more))] if more else []
    return _tr("Mentions: %1.").replace("%1", " · ".join(told))


def _word_in_words(reading: Reading, finding: Attribution | Claim | Speaker | Topic) -> list[str]:
    """How sure the program was, and what the reader said of it."""
    word, lines = reading.word, []
    if not isinstance(finding, Speaker) and finding.found_by != READER:
        lines.append(confidence_in_words(_confidence_at_first(reading, finding)))
    if not isinstance(finding, Speaker) and finding.found_by == READER:
        lines.append(_tr("You made this."))
    elif word is not None and finding.id in word.changed:
        lines.append(_tr("You corrected this."))
    if word is not None and word.verdicts.get(finding.id) is Verdict.CONFIRMED:
        lines.append(_tr("You confirmed this."))
    return lines


def _confidence_at_first(reading: Reading, finding: Attribution | Claim | Topic) -> float:
    """The engine's: corrections make a finding surer."""
    found = reading.found
    known: tuple[Attribution | Claim | Topic, ...] = ()
    if found is not None:
        known = (*found.attributions, *found.claims, *found.topics)
    return next((one.confidence for one in known if one.id == finding.id), finding.confidence)


class WhyPopup(QFrame):
    """Made anew for every question. Its text can be selected and copied; Esc, or a click beside it, closes it."""

    def __init__(self, told: Explanation, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Why this is here"))
        self._theme = theme
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.viewport().setAutoFillBackground(False)
        self.text.setStyleSheet("QTextEdit { background: transparent; border: none; padding: 0; }")
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(told.head)
        self.text.setAccessibleDescription(" ".join((told.words, *told.lines)))
        self.text.document().setDocumentMargin(0)
        self.text.setHtml(_as_html(told, theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN - 2, _MARGIN, _MARGIN)
        column.addWidget(self.text)
        self.ensurePolished()
        self.text.document().setDefaultFont(self.font())
        self.text.document().setTextWidth(WIDTH - 2 * _MARGIN)
        wanted = round(self.text.document().size().height()) + 2 * _MARGIN
        self.setFixedSize(WIDTH, min(wanted, _TALLEST))

    def open_beside(self, place: QRect) -> None:
        """Below a passage, or above it where there is no room; in global coordinates."""
        screen = QGuiApplication.screenAt(place.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        top = place.bottom() + 6
        if top + self.height() > room.bottom():
            top = max(room.top(), place.top() - self.height() - 6)
        self.move(QPoint(min(max(place.left(), room.left()), room.right() - WIDTH), top))
        self.show()
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.raised)
        painter.setPen(QPen(mixed(self._theme.muted, self._theme.line, 0.4), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


def _as_html(told: Explanation, theme: Theme) -> str:
    """Words of the article are words, whatever they look like."""
    words = told.words if len(told.words) <= _LONGEST else told.words[:_LONGEST].rstrip() + "…"
    parts = [f"<p style='margin:0 0 4px 0; font-weight:600'>{html.escape(told.head)}</p>"]
    if words:
        parts.append(f"<p style='margin:0 0 8px 0'>{html.escape(words)}</p>")
    for line in told.lines:
        label, colon, rest = line.partition(": ")
        shown = f"<span style='color:{theme.muted.name()}'>{html.escape(label + colon)}</span>{html.escape(rest)}"
        parts.append(f"<p style='margin:0 0 3px 0'>{shown if colon else html.escape(line)}</p>")
    return f"<div style='color:{theme.text.name()}'>{''.join(parts)}</div>"


class Why(QObject):
    """Answers “why” for the open article, and says so where nothing that can be explained is chosen."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self._theme = LIGHT
        self._popup: WhyPopup | None = None
        desk.opened.connect(lambda _opened: self.close())
        desk.closed.connect(self.close)

    @property
    def popup(self) -> WhyPopup | None:
        """What is shown now."""
        return self._popup

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def explain(self, kind: str, finding_id: str, place: QRect) -> bool:
        """Show why a finding is there, beside its passage (global coordinates); False where there is nothing to explain."""
        reading = self._desk.reading
        told = explanation_of(reading, kind, finding_id) if reading is not None else None
        self.close()
        if told is None:
            self._desk.said.emit(self.tr("Go to a finding first (J and K lead from one to the next)."))
            return False
        popup = self._popup = WhyPopup(told, self._theme, self._window)
        popup.destroyed.connect(lambda: self._forget(popup))
        popup.open_beside(place)
        return True

    def close(self) -> None:
        if self._popup is not None:
            self._popup.close()

    def _forget(self, popup: WhyPopup) -> None:
        if self._popup is popup:
            self._popup = None

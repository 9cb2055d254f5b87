"""The review: goes through the findings of the open article in order of doubt and takes the reader's word on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.corrections import Verdict
from desktop_app.domain.doubt import Doubtful, in_order_of_doubt, next_open, place_in
from desktop_app.domain.findings import Findings
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import hull
from desktop_app.ui.desk import Desk
from desktop_app.ui.numbers import counted, number
from desktop_app.ui.review_bar import ReviewBar
from desktop_app.ui.review_keys import ReviewKeys, portable
from desktop_app.ui.review_words import answer_in_words, ending_of, turn_of
from desktop_app.ui.theme import Theme
from desktop_app.workspace import Opened

USUAL_KEYS: Mapping[str, tuple[str, ...]] = {
    "next_finding": ("J",),
    "previous_finding": ("K",),
    "confirm": ("C",),
    "reassign": ("R",),
    "remove_mark": ("Del",),
    "not_speech": ("Shift+N",),
    "why": ("I",),
}
"""Of the commands whose keys act on the reviewed finding."""
_WISHES = {
    "next_finding": "next",
    "previous_finding": "back",
    "confirm": "confirm",
    "reassign": "reassign",
    "remove_mark": "reject",
    "not_speech": "not_speech",
    "why": "why",
}


class Review(QObject):
    """`bar` is to be placed by whoever makes this; it hides itself. What is answered already is known from the corrections alone,
    so that a review begins wherever the last one ended."""

    passage_requested = Signal(object, object)  # Span, (kind, id)
    speaker_wanted = Signal(str, object)  # attribution id, QRect: beside which to ask, on the screen
    why_requested = Signal(str, object)  # attribution id, QRect: beside which to tell, on the screen
    changed = Signal(bool)  # whether a review is on

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_on = False
        self._with_sure: set[str] = set()  # articles in which the sure ones are reviewed, too
        self._order: tuple[Doubtful, ...] = ()
        self._current: Doubtful | None = None  # None: at the end
        self._opened = ("", "")  # ids of the article and of its text
        self.bar = ReviewBar(parent)
        self._keys = ReviewKeys(self)
        self._keys.add_area(self.bar)
        self._keys.left.connect(self.leave)
        self._acts: dict[str, Callable[[], object]] = {
            "confirm": self.confirm,
            "reassign": self.ask_speaker,
            "reject": self.reject,
            "not_speech": self.mark_not_speech,
            "why": self.ask_why,
            "back": self.go_back,
            "next": self.go_on,
            "left": self.begin,
            "sure": self.review_sure,
            "leave": self.leave,
        }
        self.bar.asked.connect(lambda wish: self._acts[wish]())
        self.set_keys({name: [QKeySequence(key) for key in keys] for name, keys in USUAL_KEYS.items()})
        desk.findings_changed.connect(self._follow)
        desk.opened.connect(self._leave_article)
        desk.closed.connect(lambda: self._leave_article(None))

    @property
    def is_on(self) -> bool:
        return self._is_on

    @property
    def current(self) -> str | None:
        """Id of the reviewed attribution; None at the end, and while no review is on."""
        return self._current.id if self._current is not None else None

    def listen_in(self, *areas: QWidget) -> None:
        """Keys act on the reviewed finding while the focus is in one of these, too."""
        for area in areas:
            self._keys.add_area(area)

    def set_keys(self, keys: Mapping[str, Sequence[QKeySequence]]) -> None:
        """Keys of commands by their ids, those of USUAL_KEYS; none switches one off."""
        acts = {name: self._acts[wish] for name, wish in _WISHES.items()}
        self._keys.set_acts({key: acts[name] for name in acts for key in portable(keys.get(name, ()))})
        firsts = {_WISHES[name]: given[0] for name, given in keys.items() if name in _WISHES and given}
        native = QKeySequence.SequenceFormat.NativeText
        self.bar.name_keys(
            {wish: key.toString(native) for wish, key in firsts.items()}
            | {"leave": QKeySequence("Esc").toString(native)}
        )

    def set_theme(self, theme: Theme) -> None:
        self.bar.set_theme(theme)

    # Beginning and leaving -------------------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Begin or take up a review, or leave it."""
        if self._is_on:
            self.leave()
        else:
            self.begin()

    def begin(self) -> None:
        """Start at the most doubtful finding that has no answer."""
        reading = self._desk.reading
        if reading is None:
            return
        if reading.findings is None:
            self._desk.said.emit(self.tr("Findings can be reviewed when the analysis has ended."))
            return
        if not in_order_of_doubt(reading, with_sure=True):
            self._desk.said.emit(self.tr("Nothing was found here that could be reviewed."))
            return
        was_on, self._is_on = self._is_on, True
        self._opened = (reading.article.id, reading.revision.id)
        self._order = self._ordered(reading)
        first = next_open(self._order, 0, 1)
        if not was_on:
            self.bar.show()
            self._keys.set_on(True)
            self.changed.emit(True)
        self._go_to(first, "" if was_on else self.tr("Review."))
        if not was_on and not self._keys.hears(QApplication.focusWidget()):
            self.bar.take_focus()

    def review_sure(self) -> None:
        """Go on with what the program is sure of."""
        self._with_sure.add(self._opened[0])
        self.begin()

    def leave(self) -> None:
        """What is answered stays; the rest waits for the next review."""
        if self._is_on:
            self._stop()
            left = sum(one.is_open for one in self._order)
            words = counted(
                left,
                self.tr("1 statement is still to be reviewed."),
                self.tr("%1 statements are still to be reviewed."),
            )
            self._desk.said.emit(words if left else self.tr("The review is done."))

    def _stop(self) -> None:
        self._is_on = False
        self._current = None
        self._keys.set_on(False)
        self.bar.hide()
        self.changed.emit(False)

    def _leave_article(self, opened: Opened | None) -> None:
        """Shown again in the same text, an article goes on being reviewed."""
        if not self._is_on:
            return
        reading = opened.reading if opened is not None else None
        if reading is not None and (reading.article.id, reading.revision.id) == self._opened:
            self._follow(reading.findings)
            return
        answered, count = sum(not one.is_open for one in self._order), len(self._order)
        self._stop()
        words = self.tr("The review was left: %1 of %2 have an answer. It can be taken up again in that article.")
        self._desk.said.emit(words.replace("%1", number(answered)).replace("%2", number(count)))

    # Answers ---------------------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        if self._current is not None:
            if self._current.verdict is Verdict.CONFIRMED:  # taken up again after a step back
                self.go_on()
            else:
                self._desk.corrections.confirm("attribution", self._current.id)

    def ask_speaker(self) -> None:
        """The next one comes when somebody was chosen."""
        if self._current is not None:
            self.speaker_wanted.emit(self._current.id, _on_screen(self.bar.buttons["reassign"]))

    def reject(self) -> None:
        if self._current is not None:
            self._desk.corrections.reject("attribution", self._current.id)

    def mark_not_speech(self) -> None:
        if self._current is not None:
            self._desk.corrections.mark_not_speech(self._current.id)

    def ask_why(self) -> None:
        if self._current is not None:
            self.why_requested.emit(self._current.id, _on_screen(self.bar.buttons["why"]))

    # Going through ---------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """To the next one without an answer, or to the end."""
        if self._current is not None:
            self._go_to(next_open(self._order, self._place() + 1, 1))

    def go_back(self) -> None:
        """To the last one before that has no answer."""
        before = self._before()
        if before is not None:
            self._go_to(before)
        elif self._is_on:
            self.bar.announce(self.tr("There is none before that has no answer."))

    def _before(self) -> int | None:
        return next_open(self._order, self._place() - 1, -1)

    def _place(self) -> int:
        """Of the current one, or where it stood; the end where there is none."""
        return place_in(self._order, self._current.key) if self._current is not None else len(self._order)

    def _go_to(self, place: int | None, done: str = "") -> None:
        """done: what was done just now, in words."""
        self._current = self._order[place] if place is not None else None
        self._show()
        if self._current is not None:
            self.passage_requested.emit(hull(self._current.finding.content), ("attribution", self._current.id))
        self.bar.announce(f"{done} {self.bar.accessibleDescription()}".strip())

    def _ordered(self, reading: Reading) -> tuple[Doubtful, ...]:
        return in_order_of_doubt(reading, with_sure=reading.article.id in self._with_sure)

    # Following what happens ------------------------------------------------------------------------------------------

    def _follow(self, _findings: Findings | None) -> None:
        """Something was said of a finding, here or elsewhere, or taken back; or another analysis has ended."""
        reading = self._desk.reading
        if not self._is_on or reading is None or reading.findings is None:
            return
        before = {one.id: one for one in self._order}
        self._order = self._ordered(reading)
        back = next(
            (place for place, one in enumerate(self._order) if one.id in before and one.is_back_since(before[one.id])),
            None,
        )
        was = self._current
        now = next((one for one in self._order if was is not None and one.id == was.id), None)
        if back is not None:
            self._go_to(back, self.tr("Taken back."))
        elif was is None:
            self._show()
        elif now is None or now.is_answered_since(was):
            self._current = now or was
            done = f"{answer_in_words(now.answer)}." if now is not None else ""
            self._go_to(next_open(self._order, self._place(), 1), done)
        else:
            self._current = now
            self._show()

    def _show(self) -> None:
        reading = self._desk.reading
        if reading is None:
            return
        if self._current is None:
            with_sure = reading.article.id in self._with_sure
            self.bar.show_ending(ending_of(reading, self._order, with_sure=with_sure))
        else:
            self.bar.show_turn(turn_of(reading, self._order, self._place()))


def _on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(widget.rect().topLeft()), widget.size())

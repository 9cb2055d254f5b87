"""The reader's word on topics: names, colours, passages, which are one, and which of the reader's own an article has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain import correcting as say
from desktop_app.domain.annotations import Correction
from desktop_app.domain.corrections import Target, Verdict, finding_of
from desktop_app.domain.findings import Topic
from desktop_app.domain.own_topics import HUES, OwnTopic, hue_places, next_hue
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.correcting.topic_suggestions import SuggestionBar, TopicSuggestions
from desktop_app.ui.desk import Desk
from desktop_app.ui.desk.history import Change
from desktop_app.ui.dialogs.topic import OtherTopic, TopicDialog
from desktop_app.ui.numbers import counted
from desktop_app.ui.page import MarkRef
from desktop_app.ui.row_list import RowList
from desktop_app.ui.theme import LIGHT, Theme
from desktop_app.ui.topic_box import Choice, Source, TopicBox, draw_tick, hue_name

_IN_MENU = 12


class TopicCorrecting(QObject):
    """Menus, box, dialog and bar for topics. `bar` is to be placed by whoever makes this; it hides itself. `key_of` tells the key
    of a command, for the menus."""

    passage_requested = Signal(object, object)  # Span, (kind, id) or None

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self._theme = LIGHT
        self._selection: Span | None = None
        self._meant = Span(0, 0)  # what the box was opened for
        self._box: TopicBox | None = None
        self.key_of: Callable[[str], str] = lambda _command: ""
        self.suggestions = TopicSuggestions(desk, self._say, self)
        self.suggestions.passage_requested.connect(self.passage_requested)
        self.bar = SuggestionBar(self.suggestions, parent)
        desk.opened.connect(self._leave_article)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._box is not None:
            self._box.set_theme(theme)

    def set_selection(self, span: Span | None) -> None:
        """The passage that is selected on the page, which menus are about."""
        self._selection = span

    def _leave_article(self, _opened: object) -> None:
        """What was selected or asked for is of another text."""
        self._selection = None
        if self._box is not None:
            self._box.close()

    # A passage -------------------------------------------------------------------------------------------------------

    def choose(self, span: Span | None, place: QRect) -> None:
        """Open the box for a passage; `place`: where it stands on the screen."""
        reading = self._desk.reading
        if reading is None or span is None or not span.of(reading.revision.text).strip():
            self._desk.said.emit(self.tr("Select a passage first, then choose its topic."))
            return
        if reading.findings is None:
            self._desk.said.emit(self.tr("Findings can be corrected when the analysis has ended."))
            return
        if self._box is None:
            self._box = TopicBox(self._window, theme=self._theme)
            self._box.chosen.connect(self._put_passage)
        self._meant = span
        self._box.offer(self._choices(reading, self.suggestions.own))
        self._box.open_beside(place)
        self.suggestions.load_own(self._offer_own)

    def _offer_own(self, topics: list[OwnTopic]) -> None:
        if self._box is not None and self._box.isVisible() and self._desk.reading is not None:
            self._box.offer(self._choices(self._desk.reading, topics))

    def _choices(self, reading: Reading, own: list[OwnTopic]) -> list[Choice]:
        here = reading.findings.topics if reading.findings is not None else ()
        places = hue_places(reading)
        choices = []
        for topic in here:
            has_it = any(span.contains(self._meant) for span in topic.spans)
            passages = counted(len(topic.spans), self.tr("1 passage"), self.tr("%1 passages"))
            facts = self.tr("take it away") if has_it else passages
            choices.append(Choice(Source.ARTICLE, topic.id, topic.label, places[topic.id], facts, has_it))
        known = {topic.id for topic in here}
        for one in own:
            if one.id not in known:
                facts = counted(one.articles, self.tr("in 1 article"), self.tr("in %1 articles"))
                hue = HUES.index(one.colour) if one.colour in HUES else 0
                choices.append(Choice(Source.OWN, one.id, one.label, hue, facts))
        return choices

    def _put_passage(self, choice: Choice) -> None:
        reading, span = self._desk.reading, self._meant
        if reading is None:
            return
        if choice.source is Source.NEW:
            self.make(choice.label, span)
        elif choice.source is Source.OWN:
            hue = HUES[choice.hue]
            words = self.tr("Add passage to topic “{0}”").format(choice.label)
            self._say(lambda reading: say.topic(reading, choice.label, [span], choice.key, hue), words)
        elif choice.has_passage:
            self.take(choice.key, span)
        else:
            self._desk.corrections.give_passage(choice.key, span)

    def make(self, label: str, span: Span) -> str | None:
        """A new topic of the reader's with that passage, in a colour that is still free; its id."""
        words = self.tr("New topic “{0}”").format(" ".join(label.split()))
        made = self._say(lambda reading: say.topic(reading, label, [span], hue=next_hue(reading)), words)
        return made[0].target_id if made else None

    def take(self, topic_id: str, span: Span) -> None:
        """Take a passage away; with the last one the topic goes, which is said."""
        self._desk.corrections.take_passage(topic_id, span)
        if self._topic(topic_id) is None:
            self._desk.removed.emit(self.tr("The topic was removed with its last passage."))

    # A topic ---------------------------------------------------------------------------------------------------------

    def edit(self, topic_id: str) -> None:
        """The dialog for name, colour, merging and removing."""
        reading, topic = self._desk.reading, self._topic(topic_id)
        if reading is None or topic is None:
            self._desk.said.emit(self.tr("Choose a topic first, in the Topics tab or beside the text."))
            return
        others = [OtherTopic(other.id, other.label) for other in self._others(topic_id)]
        known = {other.key for other in others} | {topic_id}
        others += [OtherTopic(own.id, own.label, True) for own in self.suggestions.own if own.id not in known]
        hue = HUES[hue_places(reading)[topic_id] % len(HUES)]
        dialog = TopicDialog(topic.label, hue, others, theme=self._theme, parent=self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda label, chosen: self._change(topic_id, label, chosen if chosen != hue else ""))
        dialog.merged.connect(lambda other: self.merge(topic_id, other))
        dialog.remove_requested.connect(lambda: self.remove(topic_id))
        self._desk.opened.connect(dialog.reject)
        dialog.open()

    def _change(self, topic_id: str, label: str, hue: str) -> None:
        """Name and colour in one step; “” leaves the colour."""
        was = self._topic(topic_id)
        is_colour_alone = was is not None and was.label == " ".join(label.split())

        def changes(reading: Reading) -> tuple[Correction, ...]:
            coloured = say.colour_topic(reading, topic_id, hue) if hue else ()
            return (*say.rename_topic(reading, topic_id, label), *coloured)

        self._say(changes, self.tr("Change topic colour") if is_colour_alone else self.tr("Change topic"))

    def recolour(self, topic_id: str, hue: str) -> None:
        self._desk.corrections.colour_topic(topic_id, hue)

    def merge(self, topic_id: str, into: str) -> None:
        """Make one of two topics; `into` may be one of the reader's own that this article does not have yet."""
        was, other = self._topic(topic_id), self._topic(into)
        own = next((one for one in self.suggestions.own if one.id == into), None)
        label = other.label if other is not None else own.label if own is not None else ""
        if was is None or not label:
            self._desk.said.emit(self.tr("That topic is not there any more."))
            return
        hue = own.colour if own is not None else ""

        def merged(reading: Reading) -> tuple[Correction, ...]:
            if other is not None:
                return say.merge_topics(reading, topic_id, into)
            return say.merge_into_own(reading, topic_id, into, label, hue)

        if self._say(merged, self.tr("Merge topics")):
            self._desk.removed.emit(self.tr("“{0}” is part of “{1}” now.").format(was.label, label))

    def remove(self, topic_id: str) -> bool:
        """Leave a topic out, with an offer to undo. False where there is none of that id."""
        if self._topic(topic_id) is None:
            return False
        self._desk.corrections.reject("topic", topic_id)
        return True

    def confirm(self, topic_id: str) -> bool:
        """False where there is none of that id."""
        if self._topic(topic_id) is None:
            return False
        self._desk.corrections.confirm("topic", topic_id)
        return True

    # Menus and keys --------------------------------------------------------------------------------------------------

    def contribute(self, menu: QMenu, ref: MarkRef, passage: Span | None = None) -> None:
        """What can be said of a topic, at the end of its menu. passage: the one of its passages that is pointed at."""
        topic = self._topic(ref.id) if ref.kind == "topic" else None
        if topic is None:
            return
        self._add(menu, self.tr("Change topic…"), partial(self.edit, topic.id), "change_topic")
        menu.addMenu(self._hue_menu(menu, topic))
        if self._others(topic.id):
            menu.addMenu(self._merge_menu(menu, topic))
        self._contribute_passages(menu, topic, passage)
        if self._verdict(topic.id) is Verdict.CONFIRMED:
            take_back = partial(self._desk.corrections.take_back, "topic", topic.id)
            self._add(menu, self.tr("Not confirmed any more"), take_back)
        else:
            self._add(menu, self.tr("Confirm topic"), partial(self.confirm, topic.id), "confirm")
        self._add(menu, self.tr("Remove topic"), partial(self.remove, topic.id), "remove_mark")

    def _add(self, menu: QMenu, words: str, act: Callable[[], object], command: str = "") -> None:
        key = self.key_of(command) if command else ""
        menu.addAction(f"{words}\t{key}" if key else words).triggered.connect(lambda _checked=False: act())

    def _contribute_passages(self, menu: QMenu, topic: Topic, passage: Span | None) -> None:
        selected = self._selection
        if selected is not None and not any(span.contains(selected) for span in topic.spans):
            give = partial(self._desk.corrections.give_passage, topic.id, selected)
            self._add(menu, self.tr("Add the selected passage"), give)
        if selected is not None and any(span.overlaps(selected) for span in topic.spans):
            self._add(menu, self.tr("Take the selected passage away"), partial(self.take, topic.id, selected))
        elif passage is not None and len(topic.spans) > 1:
            self._add(menu, self.tr("Take this passage away"), partial(self.take, topic.id, passage))

    def _hue_menu(self, menu: QMenu, topic: Topic) -> QMenu:
        reading = self._desk.reading
        current = hue_places(reading)[topic.id] % len(HUES) if reading is not None else -1
        hues = QMenu(self.tr("Colour"), menu)
        for place, hue in enumerate(HUES):
            sign = _swatch(self._theme, place, is_chosen=place == current)
            action = hues.addAction(sign, hue_name(hue), partial(self.recolour, topic.id, hue))
            action.setCheckable(True)
            action.setChecked(place == current)
        return hues

    def _merge_menu(self, owner: QWidget, topic: Topic) -> QMenu:
        others = QMenu(self.tr("Same topic as"), owner)
        for other in self._others(topic.id)[:_IN_MENU]:
            others.addAction(other.label.replace("&", "&&"), partial(self.merge, topic.id, other.id))
        if len(self._others(topic.id)) > _IN_MENU:
            others.addAction(self.tr("Another…"), partial(self.edit, topic.id))
        return others

    def add_keys(self, topics: RowList) -> None:
        """Keys of a list of topics: Del remove, C confirm, M choose which other one it is the same as."""

        def on(key: str, act: Callable[[str], object]) -> None:
            shortcut = QShortcut(QKeySequence(key), topics)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

            def act_on_current() -> None:
                row = topics.current_row()
                if row is not None:
                    act(row.key)

            shortcut.activated.connect(act_on_current)

        def choose_other(topic_id: str) -> None:
            topic = self._topic(topic_id)
            if topic is not None and self._others(topic_id):
                menu = self._merge_menu(topics, topic)
                menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                menu.popup(topics.viewport().mapToGlobal(topics.visualRect(topics.currentIndex()).center()))

        on("Del", self.remove)
        on("C", self.confirm)
        on("M", choose_other)

    # Inside ----------------------------------------------------------------------------------------------------------

    def _topic(self, topic_id: str) -> Topic | None:
        reading = self._desk.reading
        if reading is None or reading.findings is None:
            return None
        found = finding_of(reading.findings, Target.TOPIC, topic_id)
        return found if isinstance(found, Topic) else None

    def _others(self, topic_id: str) -> list[Topic]:
        reading = self._desk.reading
        topics = reading.findings.topics if reading is not None and reading.findings is not None else ()
        return [topic for topic in topics if topic.id != topic_id]

    def _verdict(self, topic_id: str) -> Verdict | None:
        reading = self._desk.reading
        return reading.word.verdicts.get(topic_id) if reading is not None and reading.word is not None else None

    def _say(self, corrections: Callable[[Reading], tuple[Correction, ...]], words: str) -> tuple[Correction, ...]:
        """Carry corrections out as one step."""
        reading = self._desk.reading
        if reading is None or reading.findings is None:
            return ()
        try:
            made = corrections(reading)
        except KeyError:  # it went while a menu or the dialog was open
            self._desk.said.emit(self.tr("That topic is not there any more."))
            return ()
        if made:
            self._desk.step([Change(None, one) for one in made], words)
        return made


def _swatch(theme: Theme, place: int, *, is_chosen: bool) -> QIcon:
    """A menu shows no mark of its own beside an icon, so that the icon has to say what is chosen."""
    pixmap = QPixmap(18, 18)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.topic(place))
    painter.drawRoundedRect(QRect(1, 1, 16, 16), 3, 3)
    if is_chosen:
        draw_tick(painter, QPointF(9, 9), theme.raised)
    painter.end()
    return QIcon(pixmap)

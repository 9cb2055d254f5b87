"""What a reader can wish for a passage: by the floating bar, by the menu, and by the window's keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtWidgets import QMenu

from desktop_app.domain.annotations import Highlight, HighlightColour
from desktop_app.domain.spans import Span
from desktop_app.ui.page.marks import MarkRef
from desktop_app.ui.page.overview import WIDTH as OVERVIEW_WIDTH
from desktop_app.ui.page.selection_bar import SelectionBar
from desktop_app.ui.page.text_view import TextView

_NOTED = frozenset({"highlight", "attribution", "speaker", "claim"})
"""What of the marks a note can hang on."""


class Wishes(QObject):
    """Of the selection, else of the chosen highlight under the caret. Signals as those of the page."""

    highlight_requested = Signal(object, str)
    recolour_requested = Signal(object, str)
    note_requested = Signal(object)
    tag_requested = Signal(object)
    said_by_requested = Signal(object)
    topic_requested = Signal(object)
    claim_requested = Signal(object)
    copy_requested = Signal(object)
    link_requested = Signal()
    remove_requested = Signal(object)
    mark_menu_requested = Signal(object, object)

    def __init__(self, view: TextView, bar: SelectionBar) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._highlights: dict[str, Highlight] = {}
        self._by_name: dict[str, Callable[[], None]] = {
            "note": self.note,
            "tag": self.tag,
            "said_by": lambda: self._wish_for_selection(self.said_by_requested.emit),
            "topic": lambda: self._wish_for_selection(self.topic_requested.emit),
            "claim": lambda: self._wish_for_selection(self.claim_requested.emit),
            "copy": self.copy,
            "link": self.link,
            "remove": self.remove,
        }
        bar.colour_requested.connect(self._colour)
        bar.wished.connect(self.wish)
        bar.left.connect(self.leave_bar)
        view.selection_rested.connect(self.show_bar)
        view.verticalScrollBar().valueChanged.connect(self.follow)
        view.cursorPositionChanged.connect(self.hide_bar_of_highlight)
        view.menu_requested.connect(self._open_menu)

    def show_annotations(self, highlights: Sequence[Highlight], colours: Sequence[HighlightColour]) -> None:
        self._highlights = {item.id: item for item in highlights}
        self._bar.show_colours(colours)
        if not self._bar.isHidden():
            self.show_bar()  # or hide it: the highlight that it was about may be gone

    # -- wishes --------------------------------------------------------------------------------------------------------

    def wish(self, name: str) -> None:
        """One of those of the bar."""
        self._by_name[name]()

    def highlight(self, colour_id: str) -> None:
        span = self._view.meant_span()
        if span is not None:
            self.leave_bar()
            self._view.clear_selection()
            self.highlight_requested.emit(span, colour_id)

    def note(self) -> None:
        self._wish_for_mark(self.note_requested.emit, _NOTED)

    def tag(self) -> None:
        self._wish_for_mark(self.tag_requested.emit, frozenset({"highlight"}))

    def copy(self) -> None:
        span = self._view.selected_span()
        if span is not None:
            self.copy_requested.emit(span)

    def link(self) -> None:
        self.link_requested.emit()

    def remove(self) -> None:
        ref = self._view.highlight_here()
        if ref is not None:
            self.leave_bar()
            self.remove_requested.emit(ref)

    def _colour(self, colour_id: str) -> None:
        """A dot of the bar: mark the selection or, where there is none, give the highlight that colour."""
        ref = self._view.highlight_here()
        if self._view.selected_span() is not None:
            self.highlight(colour_id)
        elif ref is not None:
            self.recolour_requested.emit(ref, colour_id)

    def _wish_for_selection(self, wish: Callable[[Span], None]) -> None:
        span = self._view.meant_span()
        if span is not None:
            self.leave_bar()
            wish(span)

    def _wish_for_mark(self, wish: Callable[[Span | MarkRef], None], kinds: frozenset[str]) -> None:
        """For the selected words, else for the mark of those kinds under the caret: the chosen one, or the shortest."""
        wanted: Span | MarkRef | None = self._view.meant_span() or self._mark_of(kinds)
        if wanted is not None:
            self.leave_bar()
            wish(wanted)

    def _mark_of(self, kinds: frozenset[str]) -> MarkRef | None:
        under = [ref for ref in self._view.marks_under(self._view.caret()) if ref.kind in kinds]
        chosen = self._view.scene.chosen
        return chosen if chosen in under else next(iter(under), None)

    # -- the floating bar ----------------------------------------------------------------------------------------------

    def show_bar(self) -> None:
        """Beside what it is about; hidden where there is nothing."""
        ref = self._view.highlight_here()
        highlight = self._highlights.get(ref.id) if ref is not None else None
        is_selection = self._view.selected_span() is not None
        if not is_selection and highlight is None:
            self._bar.hide()
            return
        colour = highlight.colour_id if highlight is not None else None
        self._bar.offer(is_selection=is_selection, highlight_colour=colour)
        self._place_bar()

    def follow(self) -> None:
        """The text stands elsewhere: so does the bar, if it is shown."""
        if not self._bar.isHidden():
            self._place_bar()

    def leave_bar(self) -> None:
        self._bar.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_bar_of_highlight(self) -> None:
        """The reader has gone elsewhere: a bar that is about a highlight goes too."""
        if self._view.selected_span() is None:
            self._bar.hide()

    def _passage(self) -> Span | None:
        span = self._view.selected_span()
        if span is not None:
            return span
        ref = self._view.highlight_here()
        highlight = self._highlights.get(ref.id) if ref is not None else None
        return highlight.span if highlight is not None else None

    def _place_bar(self) -> None:
        span = self._passage()
        box = self._view.box_of(span) if span is not None else QRectF()
        if span is None or box.isEmpty():
            self._bar.hide()
            return
        viewport = self._view.viewport().geometry()
        scroll_bar = self._view.verticalScrollBar().width()
        area = QRect(0, viewport.top(), self._view.width() - OVERVIEW_WIDTH - scroll_bar, viewport.height())
        above, below = (edge + viewport.top() for edge in self._view.surroundings(span))
        self._bar.place_beside(box.translated(viewport.topLeft()), (above, below), area)

    # -- the menu ------------------------------------------------------------------------------------------------------

    def _open_menu(self, place: QPoint, by_keyboard: bool) -> None:
        """On a mark the window's own menu; else what can be done here, in words, for those who look under the right button."""
        view = self._view
        at = view.viewport().mapToGlobal(place)
        if view.selected_span() is None:
            under = view.marks_under(view.caret()) if by_keyboard else view.marks_at(place.toPointF())
            ref = view.scene.chosen if view.scene.chosen in under else next(iter(under), None)
            if ref is not None:
                self._bar.hide()
                self.mark_menu_requested.emit(ref, at)
                return
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, wish, is_possible in self._choices():
            action = menu.addAction(words)
            action.setEnabled(is_possible)
            action.triggered.connect(wish)
        menu.popup(at)

    def _choices(self) -> list[tuple[str, Callable[[], None], bool]]:
        """Where words are selected, a highlight at their beginning can be removed; where none are, a highlight has a menu of its
        own, and one at the caret elsewhere is not meant."""
        is_selection, has_text = self._view.selected_span() is not None, bool(self._view.page_text.text)
        has_highlight = is_selection and self._view.highlight_here() is not None
        removal = [(self.tr("Remove highlight"), self.remove, True)] if has_highlight else []
        return [
            (self.tr("Copy"), self._view.copy, is_selection),
            (self.tr("Copy with citation"), self.copy, is_selection),
            (self.tr("Copy the link"), self.link, has_text),
            (self.tr("Write a note"), self.note, is_selection),
            (self.tr("Tag…"), self.tag, is_selection),
            (self.tr("Said by…"), self._by_name["said_by"], is_selection),
            (self.tr("Give to a topic…"), self._by_name["topic"], is_selection),
            (self.tr("Make a claim of it"), self._by_name["claim"], is_selection),
            *removal,
            (self.tr("Select all"), self._view.selectAll, has_text),
        ]

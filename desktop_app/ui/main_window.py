"""The window: three areas, menus, and the wires between them. Parts know the window's signals, never each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.background import Background
from desktop_app.domain.annotations import HighlightColour, Note
from desktop_app.domain.errors import NotFound
from desktop_app.domain.findings import Findings
from desktop_app.domain.links import Link, parse_link
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span, hull
from desktop_app.exporting import Profile
from desktop_app.settings import Settings
from desktop_app.ui import theme as themes
from desktop_app.ui.actions import NEED_ARTICLE, WISHES, Actions
from desktop_app.ui.corrections import Corrections
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialog_opener import Dialogs
from desktop_app.ui.findings import FindingsPanel
from desktop_app.ui.focus_ring import ring
from desktop_app.ui.gathering import ManyArticles
from desktop_app.ui.intake import Intake
from desktop_app.ui.kept_choice import kept_choice
from desktop_app.ui.library import LibraryPanel
from desktop_app.ui.looks import Looks
from desktop_app.ui.marking import Marking, end_slots
from desktop_app.ui.notes import NotesPanel
from desktop_app.ui.page import MarkRef, PageView
from desktop_app.ui.reviewing import USUAL_KEYS, Review
from desktop_app.ui.searching import Searching
from desktop_app.ui.shape import Shape
from desktop_app.ui.shelving import Shelving
from desktop_app.ui.status_line import StatusLine
from desktop_app.ui.tool_bar import ToolBar
from desktop_app.ui.visits import Visits
from desktop_app.ui.welcome import Welcome
from desktop_app.ui.whole_library import WholeLibrary
from desktop_app.ui.why_popup import Why
from desktop_app.workspace import Opened


class MainWindow(QMainWindow):
    """`settings` is how the window looked last; `looks` says how it looks now, `closing` that it goes."""

    closing = Signal()
    first_shown = Signal()
    restore_requested = Signal()
    problem_shown = Signal(object)

    def __init__(self, background: Background, settings: Settings, profile: Path) -> None:
        super().__init__()
        self.desk = Desk(background, self)
        self.looks = Looks(settings, self)
        self._background = background
        self._visits = Visits()
        self._was_shown = False
        self._may_close = False
        self._is_closing = False

        self.page = PageView()
        self.welcome = Welcome()
        self.notes = NotesPanel()
        self.findings = FindingsPanel(self.notes)
        self.library = LibraryPanel()
        self.dialogs = Dialogs(self, self.desk, self.looks, profile)
        self.dialogs.restore_requested.connect(self.restore_requested)
        self.marking = Marking(self.desk, self.page, settings.last_colour, self)
        self.corrections = Corrections(self, self.desk, self.page, self.findings, self.marking)
        self.desk.findings_changed.connect(self._show_findings)  # before the review moves on
        self.review = Review(self.desk, self)
        self.why = Why(self.desk, self)
        self.whole = WholeLibrary(self, self.desk, background, self.looks, self.notes, self.notes.flush)
        self.searching = Searching(self, self.desk, self.library)
        self.shelving = Shelving(self, self.desk, self.library, self.page, self.looks)
        self.intake = Intake(self, self.desk, self.looks, self.notes.flush)
        self.many = ManyArticles(self, self.desk, self.looks)
        self._shape = Shape(self, self.looks)
        self.actions_by_id = Actions(self, self.page, self._slots())
        self._build()
        self._wire()
        self.looks.apply_theme()
        self.looks.tell_type()
        self.many.follow(self.actions_by_id)
        self.actions_by_id.set_keys(settings.keys)
        self.actions_by_id.set_letter_keys(settings.letter_keys)
        self._follow_keys()
        self._shape.restore()
        self._name_steps()
        self._show_nothing()

    @property
    def settings(self) -> Settings:
        return self.looks.settings

    # -- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("Pressmark")
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(640, 420))
        self.resize(self._shape.first_size())
        self.actions_by_id.fill(self.menuBar())
        self._centre = QStackedWidget()
        self._centre.addWidget(self.page)
        self._centre.addWidget(self.welcome)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._centre, 1)
        column.addWidget(self.corrections.topics.bar)
        column.addWidget(self.review.bar)
        middle.setFocusProxy(self._centre)
        findings_column = self.findings.layout()
        assert findings_column is not None
        findings_column.addWidget(self.corrections.proposals)
        self._bar = ToolBar(self.actions_by_id)
        self._shape.place(
            self.actions_by_id,
            (self.library, middle, self.findings),
            lambda: (self.menuBar(), self._bar, self.statusBar()),
        )
        self.setCentralWidget(self.many.below(self._shape.splitter))
        self.addToolBar(self._bar)
        self.status = StatusLine()
        self.setStatusBar(self.status)

    def _slots(self) -> dict[str, Callable[[], object]]:
        page, desk = self.page, self.desk
        return {
            "open": self.intake.choose_files,
            "import_folder": self.intake.choose_folder,
            "import_failures": self.many.show_failures,
            "pause_analysis": self.many.toggle_pause,
            "paste_article": self.intake.paste,
            "open_sample": desk.opening.sample,
            "export": self.intake.export_open,
            "export_all": lambda: self.intake.export(None),
            "plain_export": self._choose_profile,
            "bin_article": self._bin_article,
            "show_bin": self.dialogs.show_bin,
            "quit": self.close,
            "undo": self._undo,
            "redo": self._redo,
            "copy_citation": partial(page.request, "copy"),
            "copy_link": self.marking.copy_link,
            "find": page.open_find,
            "search": self.searching.go_to_box,
            "search_help": self.searching.show_help,
            "find_next": lambda: page.find_next(1),
            "find_previous": lambda: page.find_next(-1),
            "highlight": lambda: self.marking.highlight_in(0),
            "highlight_again": self.marking.highlight_again,
            **{f"colour_{number}": partial(self.marking.highlight_in, number - 1) for number in range(1, 10)},
            "colours": self.dialogs.show_colours,
            "tag": partial(page.request, "tag"),
            "note": self.marking.note_here,
            "article_note": self.marking.note_on_article,
            "remove_mark": self._remove_here,
            "extend_word": partial(page.extend_selection, "word"),
            "extend_sentence": partial(page.extend_selection, "sentence"),
            "extend_quotation": partial(page.extend_selection, "quotation"),
            "extend_paragraph": partial(page.extend_selection, "paragraph"),
            **end_slots(page),
            **self.corrections.slots(),
            "next_finding": lambda: page.next_finding(1),
            "previous_finding": lambda: page.next_finding(-1),
            "overlapping": page.cycle_marks,
            "back": partial(self._step_back_or_forward, -1),
            "forward": partial(self._step_back_or_forward, 1),
            "review": self.review.toggle,
            "why": lambda: self._explain(page.mark_under_caret() or page.text.scene.chosen),
            **self.whole.slots(),
            "preview_note": self.notes.toggle_preview,
            "go_library": lambda: self._shape.go_to(self.library, "show_library"),
            "go_page": lambda: page.setFocus(Qt.FocusReason.ShortcutFocusReason),
            **{name: partial(self._go_to_tab, name) for name in ("speakers", "claims", "topics", "notes")},
            "show_library": self._shape.apply_panels,
            "show_findings": self._shape.apply_panels,
            "reading_mode": self._shape.apply_reading_mode,
            "type_larger": partial(self.looks.step_type, 1),
            "type_smaller": partial(self.looks.step_type, -1),
            "type_normal": self.looks.reset_type,
            "wider": partial(self.looks.step_width, 1),
            "narrower": partial(self.looks.step_width, -1),
            "line_taller": partial(self.looks.step_height, 1),
            "line_lower": partial(self.looks.step_height, -1),
            "reading_options": self.dialogs.show_reading_options,
            "theme_next": self._next_theme,
            "repairs": self.dialogs.show_repairs,
            "encoding": self.dialogs.show_encodings,
            "analyse_again": desk.analysis.start,
            "letter_keys": self._toggle_letter_keys,
            "shortcuts": self.dialogs.show_keys,
            "cheat_sheet": self.dialogs.show_cheat_sheet,
            "back_up": lambda: desk.back_up(
                lambda path: self.status.say(self.tr("Backed up as {0}.").format(path.name))
            ),
            "about": self.dialogs.show_about,
        }

    def _wire(self) -> None:
        desk, page, notes, findings, library = self.desk, self.page, self.notes, self.findings, self.library
        desk.opened.connect(self._show_opened)
        desk.closed.connect(self._show_nothing)
        desk.analysis.part_found.connect(self._show_findings)
        desk.analysis.changed.connect(self.findings.show_analysis)
        desk.said.connect(self.status.say)
        desk.annotations_changed.connect(self._show_annotations)
        desk.articles_changed.connect(lambda overview: self.welcome.show_articles(overview.newest))
        desk.annotations.note_saved.connect(notes.mark_saved)
        desk.annotations.note_failed.connect(notes.mark_failed)
        self.intake.said.connect(self.status.say)
        self.many.said.connect(self.status.say)
        desk.failed.connect(self.show_problem)
        desk.removed.connect(self._offer_undo)
        desk.work.started.connect(self.status.begin)
        desk.work.progressed.connect(self.status.advance)
        desk.work.ended.connect(self.status.end)

        marking = self.marking
        marking.said.connect(self.status.say)
        marking.note_opened.connect(self._edit_note)
        marking.tags_wanted.connect(self._edit_tags)
        marking.merge_offered.connect(self._offer_merge)
        marking.colour_used.connect(lambda colour_id: self.looks.change(last_colour=colour_id))
        page.mark_activated.connect(self._select_finding)
        page.highlight_requested.connect(marking.highlight)
        page.note_requested.connect(marking.note_on)
        page.remove_requested.connect(marking.remove)
        page.copy_requested.connect(marking.copy_citation)
        page.recolour_requested.connect(lambda ref, colour: desk.annotations.recolour([ref.id], colour))
        page.resize_requested.connect(marking.resize)
        page.link_requested.connect(marking.copy_link)
        page.tag_requested.connect(marking.tag)
        page.position_changed.connect(self._save_position)
        page.repairs_requested.connect(self.dialogs.show_repairs)

        findings.passage_requested.connect(self._go_to_passage)
        findings.filter_changed.connect(page.set_filter)
        findings.note_requested.connect(marking.note_on_target)
        notes.passage_requested.connect(self._go_to_passage)
        notes.note_changed.connect(desk.annotations.save_note)
        notes.remove_note_requested.connect(desk.annotations.remove_note)
        notes.remove_highlights_requested.connect(desk.annotations.remove_highlights)
        notes.colour_requested.connect(desk.annotations.recolour)
        notes.tags_requested.connect(desk.annotations.set_tags)
        notes.article_note_requested.connect(marking.note_on_article)
        notes.link_requested.connect(self.follow_link)
        notes.left.connect(lambda: page.setFocus(Qt.FocusReason.OtherFocusReason))
        desk.leaving.connect(notes.flush)
        findings.claims_tab.why_requested.connect(lambda kind, one: self._explain(MarkRef(kind, one)))
        self.whole.link_requested.connect(self._go_from_all_notes)
        self.whole.said.connect(self.status.say)
        self.whole.speakers_known.connect(self.corrections.offer_speakers)
        library.article_requested.connect(self.open_article)
        library.remove_requested.connect(self._bin)
        library.paste_requested.connect(self.intake.paste)
        self.searching.box_wanted.connect(lambda: self._shape.go_to(library, "show_library"))
        self.searching.passage_requested.connect(self._show_reviewed)
        self.searching.passage_requested.connect(lambda *_: page.setFocus(Qt.FocusReason.OtherFocusReason))
        self.searching.leaving.connect(notes.flush)
        self.welcome.open_requested.connect(self.intake.choose_files)
        self.welcome.folder_requested.connect(self.intake.choose_folder)
        self.welcome.sample_requested.connect(desk.opening.sample)
        self.welcome.paste_requested.connect(self.intake.paste)

        self.status.undo_requested.connect(desk.undo)
        self.status.stop_requested.connect(self._stop)
        self.status.explanation_requested.connect(self.dialogs.explain_rules)
        desk.history.changed.connect(self.status.withdraw_word)
        desk.bin.changed.connect(self.status.withdraw_word)
        desk.undo_changed.connect(self._name_undo)
        self.looks.theme_changed.connect(self._show_theme)
        self.looks.type_changed.connect(page.set_type)
        page.type_requested.connect(self.looks.step_type)
        self.corrections.said.connect(self.status.say)
        self.corrections.passage_requested.connect(self._go_to_passage)
        self.corrections.wire(self.actions_by_id)
        self.review.listen_in(page, findings.speakers, findings.claims_tab, findings.topics)
        self.review.passage_requested.connect(self._show_reviewed)
        self.review.speaker_wanted.connect(self.corrections.ask_speaker)
        self.review.why_requested.connect(lambda one, _at: self._explain(MarkRef("attribution", one)))
        self.looks.keys_changed.connect(self._take_keys)
        self.looks.letter_keys_changed.connect(self._take_letter_keys)
        ring(self)
        self._name_undo()

    # -- showing an article -------------------------------------------------------------------------------------------

    def _show_opened(self, opened: Opened) -> None:
        reading = opened.reading
        self.notes.flush()
        self.setWindowTitle(
            self.tr("{0} – Pressmark").format(reading.article.metadata.title or self.tr("Untitled article"))
        )
        self._centre.setCurrentWidget(self.page)
        self.page.show_reading(reading)
        self.findings.show_reading(reading)
        self.notes.show_reading(reading)
        self.status.show_findings(reading.findings)
        self._count_notes(reading)
        self.library.select(reading.article.id)
        self.actions_by_id.enable(NEED_ARTICLE, True)
        self.actions_by_id["repairs"].setEnabled(bool(reading.revision.repairs) or not reading.revision.repaired)
        self._name_colours(reading.offered)
        self._name_undo()
        if opened.place is not None:
            self.page.go_to(opened.place)
            if opened.target is not None:
                self._select_finding(MarkRef(*opened.target))
        elif opened.target is not None:
            self.status.say(self.tr("The passage of this link is no longer in the article; here is its beginning."))
        self._visits.add(reading.article.id)
        self._name_steps()
        self.looks.change(last_article=reading.article.id)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_nothing(self) -> None:
        self.notes.flush()
        self.setWindowTitle("Pressmark")
        self._centre.setCurrentWidget(self.welcome)
        self.page.show_nothing()
        self.findings.show_reading(None)
        self.notes.show_reading(None)
        self.library.select(None)
        self.actions_by_id.enable(NEED_ARTICLE, False)
        self.status.show_findings(None)
        self._name_undo()

    def _show_findings(self, findings: Findings | None) -> None:
        """What was found in the text that is shown already, all of it or what is settled so far."""
        reading = self.desk.reading
        if reading is not None:
            is_part = reading.findings is None
            with kept_choice(self.page, self.findings, self.desk.analysis.lasting_ids):
                self.page.show_findings(findings, None if is_part else reading.word)
                if is_part:
                    self.findings.show_findings(reading.revision.text, findings, is_part=True)
                else:
                    self.findings.show_reading(reading)
            self.status.show_findings(findings, is_part=is_part)
            self.notes.show_annotations(reading.highlights, reading.notes, reading.colours, findings)

    def _show_annotations(self) -> None:
        reading = self.desk.reading
        if reading is None:
            return
        self.page.show_annotations(reading.highlights, reading.notes, reading.colours)
        self.notes.show_annotations(reading.highlights, reading.notes, reading.colours, reading.findings)
        self._name_colours(reading.offered)
        self._count_notes(reading)

    def _count_notes(self, reading: Reading) -> None:
        on_highlights = {note.target_id for note in reading.notes}
        bare = sum(highlight.id not in on_highlights for highlight in reading.highlights)
        self.findings.set_note_count(len(reading.notes) + bare)

    def _select_finding(self, ref: MarkRef) -> None:
        if ref.kind in ("highlight", "note"):
            self.findings.show_tab("notes")
            self._shape.show_panel("show_findings")
            self.notes.select(ref.kind, ref.id)
        else:
            self.findings.select(ref.kind, ref.id)

    def _go_to_passage(self, span: Span, target: tuple[str, str] | None) -> None:
        self.page.go_to(span)
        if target is not None:
            self.page.select_mark(MarkRef(*target))

    def _show_reviewed(self, span: Span, target: tuple[str, str] | None) -> None:
        self._go_to_passage(span, target)
        if target is not None:
            self.findings.select(*target)

    def _explain(self, ref: MarkRef | None) -> None:
        """Why the finding is there; said in words where there is none."""
        view, found = self.page.text, self.corrections.attributions.attribution_of(ref)
        box = view.cursorRect()
        place = QRect(view.viewport().mapToGlobal(box.topLeft()), box.size())
        if found is not None:
            place = self.corrections.place_of(hull(found.content))
        self.why.explain(ref.kind if ref is not None else "", ref.id if ref is not None else "", place)

    def _edit_note(self, note: Note) -> None:
        self.notes.edit_note(note, self._turn_to_notes())

    def _go_from_all_notes(self, address: str) -> None:
        self.follow_link(address)
        self.raise_()
        self.activateWindow()

    def _offer_merge(self, ids: list[str], colour: str) -> None:
        self.status.offer(
            self.tr("It overlaps another passage marked “{0}”.").format(colour),
            self.tr("Make them one"),
            partial(self.desk.annotations.merge, ids),
        )

    def _edit_tags(self, highlight_id: str) -> None:
        self.notes.edit_tags(highlight_id, self._turn_to_notes())

    def _turn_to_notes(self) -> bool:
        """Whether the reader comes from the page."""
        is_from_page = self.page.text.hasFocus()  # before the panel takes it
        self._shape.show_panel("show_findings")
        self.findings.show_tab("notes")
        return is_from_page

    def _name_colours(self, colours: Sequence[HighlightColour]) -> None:
        """The menu shows what each colour means to this reader."""
        for number in range(1, 10):
            action = self.actions_by_id[f"colour_{number}"]
            action.setVisible(number <= len(colours))
            if number <= len(colours):
                name = colours[number - 1].name.replace("&", "&&")
                action.setText(self.tr("Highlight as “{0}”").format(name))

    # -- opening ------------------------------------------------------------------------------------------------------

    def open_article(self, article_id: str) -> None:
        self.notes.flush()
        self.desk.opening.article(article_id)

    def open_link(self, link: Link) -> None:
        self.notes.flush()
        self.desk.opening.link(link)

    def follow_link(self, address: str) -> None:
        """Open the place that a pressmark:// address names; in words if it names none."""
        try:
            self.open_link(parse_link(address))
        except NotFound as error:
            self.show_problem(error)

    def open_last_article(self) -> None:
        """What was read last, if it is still in the library; no word about it if it is not."""
        self.desk.opening.article(self.settings.last_article, if_there=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.intake.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.intake.take(event.mimeData()):
            event.acceptProposedAction()

    def _step_back_or_forward(self, step: int) -> None:
        if self._visits.can_step(step):
            self.open_article(self._visits.step(step))
        self._name_steps()

    def _name_steps(self) -> None:
        self.actions_by_id["back"].setEnabled(self._visits.can_step(-1))
        self.actions_by_id["forward"].setEnabled(self._visits.can_step(1))

    def _save_position(self, position: int) -> None:
        if self.desk.reading is not None:
            self.desk.save_position(self.desk.reading.article.id, position)

    def _bin_article(self) -> None:
        if self.desk.reading is not None:
            self._bin(self.desk.reading.article.id)

    def _bin(self, article_id: str) -> None:
        self.notes.flush()
        self.corrections.claims.flush()
        self.desk.remove_article(article_id)

    def _choose_profile(self) -> None:
        plain = self.actions_by_id["plain_export"].isChecked()
        self.looks.change(export_profile=(Profile.COMMONMARK if plain else Profile.CALLOUTS).value)

    # -- undo, messages, progress -------------------------------------------------------------------------------------

    def _undo(self) -> None:
        self.status.hide_word()
        self.desk.undo()

    def _stop(self) -> None:
        self.desk.work.cancel()
        self.status.say(self.tr("Stopped."))

    def _redo(self) -> None:
        self.desk.redo()

    def _name_undo(self, *_: object) -> None:
        self.actions_by_id.name_steps(self.desk.undo_text, self.desk.redo_text)

    def _offer_undo(self, what: str) -> None:
        self._name_undo()
        self.status.say(what, can_undo=True)

    def show_problem(self, error: Exception) -> None:
        """Tell the reader what happened; a bug is logged as well."""
        self.dialogs.show_problem(error)
        self.problem_shown.emit(error)

    # -- looks --------------------------------------------------------------------------------------------------------

    def _show_theme(self, theme: themes.Theme) -> None:
        panels = (self.page, self.welcome, self.findings, self.notes, self.library, self._bar)
        for part in (*panels, self.corrections, self.review, self.why):
            part.set_theme(theme)

    def _next_theme(self) -> None:
        self.looks.next_theme()
        names = {"system": self.tr("as the system"), "light": self.tr("light"), "dark": self.tr("dark")}
        self.status.say(self.tr("Theme: {0}").format(names[self.settings.theme]))

    def _toggle_letter_keys(self) -> None:
        on = self.actions_by_id["letter_keys"].isChecked()
        self.looks.set_letter_keys(on)
        self.status.say(self.tr("Single letters act on the page.") if on else self.tr("Single letters do nothing now."))

    def _take_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        self.actions_by_id.set_keys(keys)
        self._follow_keys()

    def _take_letter_keys(self, on: bool) -> None:
        self.actions_by_id.set_letter_keys(on)
        self._follow_keys()

    def _follow_keys(self) -> None:
        """Bars and lists name the keys as they are now."""
        self.corrections.follow_keys()
        self.review.set_keys({name: self.actions_by_id[name].shortcuts() for name in USUAL_KEYS})
        self.page.name_keys({wish: self.corrections.key_of(command) for wish, command in WISHES.items()})

    def _remove_here(self) -> None:
        """A highlight under the caret is removed; any other finding there is rejected."""
        ref = self.page.mark_under_caret()
        if ref is not None and ref.kind == "highlight":
            self.marking.remove(ref)
        elif not self.corrections.reject_here():
            self.status.say(self.tr("There is nothing here to remove."))

    def _go_to_tab(self, name: str) -> None:
        self._shape.show_panel("show_findings")
        self.findings.show_tab(name)
        self.findings.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- coming and going ---------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shape.follow_width(self.width())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self.first_shown.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """First write what is still unsaved; the window goes when the writing lane has answered."""
        if not self._may_close:
            event.ignore()
            if self._is_closing or self.many.asks_before_quit():
                return
            self._is_closing = True
            self.notes.flush()
            self.corrections.claims.flush()
            self.searching.stop()
            self.desk.work.cancel()
            self._background.write(lambda: None, done=self._close_now, failed=self.show_problem)
            return
        self._shape.remember()
        self.status.stop_timers()
        self.many.stop()
        self.closing.emit()
        super().closeEvent(event)

    def _close_now(self, _none: None) -> None:
        """All writes that were asked for have been answered; if one failed, ask before words could be lost."""
        if self.notes.has_unsaved() and not self._may_lose_notes():
            self._is_closing = False
            return
        self._may_close = True
        self.close()

    def _may_lose_notes(self) -> bool:
        answer = QMessageBox.warning(
            self,
            self.tr("A note is not saved"),
            self.tr("The library could not take your last words. Quit all the same and lose them?"),
            QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Discard

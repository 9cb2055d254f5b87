"""What a reader does with claims: give them a status, dismiss them, make them, say which of them are the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from desktop_app.domain.corrections import ClaimStatus
from desktop_app.domain.findings import Claim
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span, hull, trimmed
from desktop_app.ui.desk import Desk
from desktop_app.ui.dialogs.claim import ClaimDialog, ClaimFacts, Draft, surroundings
from desktop_app.ui.dialogs.claim_choice import ClaimChoice, ClaimOption, by_likeness
from desktop_app.ui.findings.delegates import form_name, speaker_name
from desktop_app.ui.grounds_in_words import certainty
from desktop_app.ui.numbers import counted, percent
from desktop_app.ui.page.marks import MarkRef
from desktop_app.ui.statuses import status_icon, status_name
from desktop_app.ui.theme import shown_in

_WORDS_IN_MENU = 44  # characters
Ref = MarkRef | None
_Words = tuple[str, str]  # id of an article, words of a claim: they outlive an analysis


class ClaimCorrecting(QObject):
    """Acts on the claim that a ref stands for; of a statement that holds several it asks which one is meant. No ref: says what to
    do first. key_of: the key of a command as menus show it, by the command's id; the window sets it. What is typed into the
    window of a claim is never lost: closing it saves the note, and `flush` does so while the window stays."""

    made = Signal(object)  # MarkRef of a claim of the reader's

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = parent
        self._size: QSize | None = None
        self._open: dict[_Words, ClaimDialog] = {}
        self._drafts: dict[_Words, Draft] = {}
        self.key_of: Callable[[str], str] = lambda _command_id: ""
        desk.findings_changed.connect(self._follow)
        desk.opened.connect(self._follow)
        desk.closed.connect(self._follow)

    # What is meant -----------------------------------------------------------------------------------------------------

    def narrowed(self, ref: Ref, place: int) -> Ref:
        """The claim at that code point, where `ref` is the statement around it; else `ref`."""
        if ref is not None and ref.kind == "attribution":
            held = [one for one in self._claims_of(ref) if one.span.start <= place <= one.span.end]
            if held:
                return MarkRef("claim", min(held, key=lambda one: one.span.length).id)
        return ref

    def _claims_of(self, ref: Ref) -> tuple[Claim, ...]:
        findings = self._desk.reading.findings if self._desk.reading is not None else None
        if findings is None or ref is None:
            return ()
        if ref.kind == "claim":
            return tuple(one for one in findings.claims if one.id == ref.id)
        return tuple(one for one in findings.claims if ref.kind == "attribution" and one.attribution == ref.id)

    def _with_claim(self, ref: Ref, act: Callable[[Claim], None]) -> None:
        claims = self._claims_of(ref)
        reading = self._desk.reading
        if reading is None or not claims:
            self._desk.said.emit(self.tr("Choose a claim first: in the list of claims, or with the caret on the page."))
            return
        if len(claims) == 1:
            act(claims[0])
            return
        by_id = {one.id: one for one in claims}
        dialog = ClaimChoice(
            self.tr("Which claim?"),
            self.tr("The statement makes more than one."),
            [_option(reading, one) for one in claims],
            self.tr("Choose"),
            self._window,
        )
        dialog.chosen.connect(lambda key: act(by_id[key]))
        _show(dialog)

    # One key each ------------------------------------------------------------------------------------------------------

    def set_status(self, ref: Ref, status: ClaimStatus) -> None:
        """Without a note; a claim that has the status already keeps its entry."""
        self._with_claim(ref, lambda claim: self._give(claim, status))

    def ask_status(self, ref: Ref, place: QPoint) -> None:
        """Show the statuses at a global position; 1 to 5 choose one."""
        self._with_claim(ref, lambda claim: self._pop_up_statuses(claim, place))

    def dismiss(self, ref: Ref) -> None:
        self._with_claim(ref, self._dismiss)

    def take_back(self, ref: MarkRef) -> None:
        """Bring a dismissed claim back."""
        self._desk.corrections.take_back("claim", ref.id)

    def make(self, span: Span | None) -> None:
        """A claim of the selected words."""
        reading = self._desk.reading
        place = trimmed(reading.revision.text, span) if reading is not None and span is not None else None
        if reading is None or place is None or not place.length:
            self._desk.said.emit(self.tr("Select the words of the claim first."))
            return
        if any(one.span == place for one in (reading.findings.claims if reading.findings else ())):
            self._desk.said.emit(self.tr("These words are a claim already."))
            return
        self._make(place)

    def join(self, ref: Ref) -> None:
        """Choose another claim of the article that says the same."""
        self._with_claim(ref, self._choose_same)

    def separate(self, ref: Ref) -> None:
        """Say that a claim says something of its own."""
        self._with_claim(ref, self._set_apart)

    def open(self, ref: Ref) -> None:
        """Show the window of a claim, which stays beside the page."""
        self._with_claim(ref, self._show_claim)

    # Menus -------------------------------------------------------------------------------------------------------------

    def contribute(self, menu: QMenu, ref: MarkRef) -> None:
        """Add what can be done with the claim, or with each claim of the statement, that `ref` stands for."""
        reading = self._desk.reading
        if reading is None or reading.findings is None or reading.word is None:
            return
        if ref.kind == "claim" and ref.id in reading.word.rejected:
            self._add(menu, self.tr("Bring the claim back"), lambda: self.take_back(ref))
            return
        claims = self._claims_of(ref)
        statement = next((one for one in reading.findings.attributions if MarkRef("attribution", one.id) == ref), None)
        if not claims and statement is not None:
            self._add(menu, self.tr("Make it a claim"), lambda: self._make(hull(statement.content)))
        for claim in claims:
            if len(claims) == 1:
                self._add_actions(menu, reading, claim)
            else:
                words = _one_line(claim.span.of(reading.revision.text))
                short = words if len(words) <= _WORDS_IN_MENU else words[: _WORDS_IN_MENU - 1].rstrip() + "…"
                below = menu.addMenu(self.tr("Claim “{0}”").format(short.replace("&", "&&")))
                self._add_actions(below, reading, claim)

    def _add_actions(self, menu: QMenu, reading: Reading, claim: Claim) -> None:
        self._add(menu, self.tr("Status and sources…"), lambda: self._show_claim(claim), "claim")
        below = menu.addMenu(self.tr("Status"))
        self._add_statuses(below, reading, claim)
        self._add(menu, self.tr("Says the same as …"), lambda: self._choose_same(claim), "same_claim")
        if _row_of(reading, claim):
            self._add(menu, self.tr("Says something of its own"), lambda: self._set_apart(claim), "separate_claim")
        self._add(menu, self.tr("Dismiss claim"), lambda: self._dismiss(claim), "dismiss_claim")

    def _add_statuses(self, menu: QMenu, reading: Reading, claim: Claim) -> None:
        """One entry each, which its number chooses while the menu is open."""
        theme = shown_in(menu.palette())
        group = QActionGroup(menu)
        now = reading.word.status_of(claim.id) if reading.word is not None else ClaimStatus.TO_CHECK
        for number, status in enumerate(ClaimStatus, start=1):
            entry = self._add(menu, f"&{number}  {status_name(status)}", partial(self._give, claim, status))
            entry.setIcon(status_icon(status, theme.text, theme.raised))
            entry.setCheckable(True)
            entry.setChecked(status is now)
            group.addAction(entry)

    def _add(self, menu: QMenu, words: str, act: Callable[[], object], command_id: str = "") -> QAction:
        key = self.key_of(command_id) if command_id else ""
        entry = menu.addAction(f"{words}\t{key}" if key else words)
        entry.triggered.connect(lambda _checked=False: act())
        return entry

    def _make(self, place: Span) -> None:
        self._desk.corrections.claim(place)
        now = self._desk.reading
        claims = now.findings.claims if now is not None and now.findings is not None else ()
        claim = next((one for one in claims if one.span == place), None)
        if claim is not None:
            self._desk.said.emit(self.tr("These words are a claim now."))
            self.made.emit(MarkRef("claim", claim.id))

    # The acts ----------------------------------------------------------------------------------------------------------

    def _give(self, claim: Claim, status: ClaimStatus) -> None:
        reading = self._desk.reading
        if reading is None or reading.word is None:
            return
        if reading.word.status_of(claim.id) is status:
            self._desk.said.emit(self.tr("The claim’s status is “{0}” already.").format(status_name(status)))
            return
        self._desk.corrections.judge_claim(claim.id, status)
        self._desk.said.emit(self.tr("The claim’s status: {0}.").format(status_name(status)))

    def _pop_up_statuses(self, claim: Claim, place: QPoint) -> None:
        reading = self._desk.reading
        if reading is not None:
            menu = QMenu(self._window)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.setAccessibleName(self.tr("Status of the claim"))
            self._add_statuses(menu, reading, claim)
            menu.addSeparator()
            self._add(menu, self.tr("Status and sources…"), lambda: self._show_claim(claim), "claim")
            menu.popup(place)

    def _dismiss(self, claim: Claim) -> None:
        self.flush()  # the window of the claim closes with it
        self._desk.corrections.reject("claim", claim.id)

    def _choose_same(self, claim: Claim) -> None:
        reading = self._desk.reading
        if reading is None or reading.findings is None:
            return
        words = _one_line(claim.span.of(reading.revision.text))
        row = {claim.id, *(one.id for one in _row_of(reading, claim))}
        options = [_option(reading, one) for one in reading.findings.claims if one.id not in row]
        if not options:
            self._desk.said.emit(self.tr("The article has no other claim."))
            return
        dialog = ClaimChoice(
            self.tr("Says the same as …"), words, by_likeness(words, options), self.tr("Says the same"), self._window
        )
        dialog.chosen.connect(lambda key: self._desk.corrections.same_claim(claim.id, key))
        _show(dialog)

    def _set_apart(self, claim: Claim) -> None:
        reading = self._desk.reading
        if reading is not None and not _row_of(reading, claim):
            self._desk.said.emit(self.tr("The claim says something of its own already."))
            return
        self._desk.corrections.same_claim(claim.id, None)

    # The window of a claim ---------------------------------------------------------------------------------------------

    def _show_claim(self, claim: Claim) -> None:
        reading = self._desk.reading
        if reading is None:
            return
        key = (reading.article.id, claim.span.of(reading.revision.text))
        dialog = self._open.get(key)
        if dialog is None:
            dialog = self._open[key] = ClaimDialog(
                self._facts(reading, claim), self._window, draft=self._drafts.pop(key, None)
            )
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            if self._size is not None:
                dialog.resize(self._size)
            dialog.saved.connect(partial(self._save, key))
            dialog.draft_left.connect(partial(self._leave, key, dialog))
            dialog.show()
        else:
            dialog.raise_()
        dialog.activateWindow()

    def flush(self) -> None:
        """Save the notes that were typed into windows that are open, while the article is there. What was chosen and not typed
        waits for the reader's word."""
        for key, dialog in list(self._open.items()):
            if dialog.has_new_note:
                self._keep_note(key, dialog.draft.note)

    def _save(self, key: _Words, draft: Draft) -> None:
        claim = self._claim_of(key)
        if claim is not None:
            self._desk.corrections.judge_claim(claim.id, draft.status, draft.note)

    def _keep_note(self, key: _Words, note: str) -> ClaimStatus | None:
        """Save a note with the status that the claim has now, for closing a window gives no verdict, and give that back. None where
        it could not be saved."""
        claim, reading = self._claim_of(key), self._desk.reading
        if claim is None or reading is None or reading.word is None:
            return None
        status = reading.word.status_of(claim.id)
        self._desk.corrections.judge_claim(claim.id, status, note)
        now = self._desk.reading
        history = now.word.statuses.get(claim.id, ()) if now is not None and now.word is not None else ()
        if not history or history[-1].note != note:
            return None
        self._desk.said.emit(self.tr("The note was saved; the claim’s status: {0}.").format(status_name(status)))
        return status

    def _leave(self, key: _Words, dialog: ClaimDialog, draft: Draft | None) -> None:
        """A note is saved; a status that was only chosen waits until the window is opened again."""
        self._size = dialog.size()
        self._open.pop(key, None)
        if draft is None:
            return
        kept_with = self._keep_note(key, draft.note) if dialog.has_new_note else None
        if kept_with is not draft.status:
            self._drafts[key] = draft

    def _follow(self, *_: object) -> None:
        """Windows show their claims as they are now; where a claim or its article is not there any more, they close."""
        for key, dialog in list(self._open.items()):
            claim = self._claim_of(key)
            if claim is None or self._desk.reading is None:
                dialog.close()
            else:
                dialog.show_facts(self._facts(self._desk.reading, claim))

    def _claim_of(self, key: _Words) -> Claim | None:
        reading = self._desk.reading
        if reading is None or reading.findings is None or reading.article.id != key[0]:
            return None
        return next((one for one in reading.findings.claims if one.span.of(reading.revision.text) == key[1]), None)

    def _facts(self, reading: Reading, claim: Claim) -> ClaimFacts:
        text, findings = reading.revision.text, reading.findings
        found = next((one for one in findings.attributions if one.id == claim.attribution), None) if findings else None
        speaker = findings.speaker(claim.speaker) if findings else None
        times = 1 + len(_row_of(reading, claim))
        about = (
            speaker_name(speaker.name if speaker is not None else ""),
            speaker.role if speaker is not None else "",
            _one_line(" … ".join(cue.of(text) for cue in found.cue)) if found is not None else "",
            form_name(found.kind if found is not None else None),
            percent(claim.confidence),
            certainty(claim.confidence),
            counted(times, "", self.tr("said %1 times")),
        )
        before, after = surroundings(text, claim.span)
        history = reading.word.statuses.get(claim.id, ()) if reading.word is not None else ()
        return ClaimFacts(
            before, _one_line(claim.span.of(text)), after, " · ".join(part for part in about if part), history
        )


def _row_of(reading: Reading, claim: Claim) -> list[Claim]:
    """The other claims that say the same."""
    first = claim.repeats or claim.id
    claims = reading.findings.claims if reading.findings is not None else ()
    return [one for one in claims if one.id != claim.id and first in {one.id, one.repeats}]


def _option(reading: Reading, claim: Claim) -> ClaimOption:
    speaker = reading.findings.speaker(claim.speaker) if reading.findings is not None else None
    words = _one_line(claim.span.of(reading.revision.text))
    return ClaimOption(claim.id, speaker_name(speaker.name if speaker is not None else ""), words)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()

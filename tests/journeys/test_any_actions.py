"""Whatever is done in whatever order: undone entirely it is as if nothing had been done, redone entirely it is done again, and no
analysis takes a word of the reader's away. Real desk, real library on disk, real lanes; no window."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop_app.analysis import analyse
from desktop_app.app import Deliverer
from desktop_app.background import Background
from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.correcting import new_speaker
from desktop_app.domain.corrections import READER, ClaimStatus
from desktop_app.domain.findings import Findings
from desktop_app.domain.marked import Marked, MarkedQuery
from desktop_app.domain.own_topics import OwnTopic
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.domain.tasks import Task
from desktop_app.storage import Library
from desktop_app.ui.desk import Desk
from desktop_app.ui.desk.history import STEPS
from desktop_app.workspace import Workspace, call_here
from tests.journeys.hand import ACTIONS, Action, Hand
from tests.journeys.lasting_words import missing_words
from tests.journeys.quarrel import ARTICLE, TEXT, found, found_anew, place

numbers = st.integers(0, 400)
actions = st.builds(Action, st.sampled_from(list(ACTIONS)), numbers, numbers, numbers)


class Engine:
    """What the workspace calls for heavy work: here, in this process; an analysis gives what was drawn by hand."""

    def __init__(self) -> None:
        self.found = found()

    def __call__(
        self,
        function: Callable[..., Any],
        *args: object,
        task: Task,
        seconds: float,
        reports: bool = False,
        partial: Callable[[Any], None] | None = None,
    ) -> Any:
        if function is analyse:
            return self.found
        return call_here(function, *args, task=task, seconds=seconds, reports=reports, partial=partial)


@dataclass(frozen=True)
class Kept:
    """All that a reader could see of a library."""

    reading: Reading
    marked: list[Marked]
    topics: list[OwnTopic]
    tags: list[str]


class Room:
    """A desk with the article on it."""

    def __init__(
        self, qtbot: QtBot, desk: Desk, workspace: Workspace, engine: Engine, articles: tuple[str, str]
    ) -> None:
        self.qtbot, self.desk, self.engine = qtbot, desk, engine
        self.library: Library = workspace.library
        self.workspace = workspace
        self.article, self.other = articles
        self.hand = Hand(desk)
        self.failures: list[Exception] = []
        desk.failed.connect(self.failures.append)

    def settle(self) -> None:
        """Wait until everything that was asked of the library is written and shown."""
        with self.qtbot.waitCallback() as done:
            self.desk.background.write(lambda: None, done=done, failed=self.desk.failed.emit)
        assert not self.failures

    def do(self, action: Action) -> None:
        self.hand.do(action)
        if action.what == "merge_colours":  # asks the library first, then is a step
            self.settle()

    @property
    def shown(self) -> Reading:
        assert self.desk.reading is not None
        return self.desk.reading

    def kept(self) -> Kept:
        """What the file holds now; what is shown is just that."""
        self.settle()
        stored = self.library.reading(self.article)
        assert self.shown == stored
        marked = self.library.marked(MarkedQuery(limit=None))
        offered = {colour.id: number for number, colour in enumerate(stored.offered, 1)}
        assert all(one.colour_number == offered.get(one.colour_id, 0) for one in marked)
        return Kept(stored, marked, self.library.own_topics(), self.library.tags())

    def undo_all(self) -> int:
        steps = 0
        while self.desk.undo_text:
            self.desk.undo()
            steps += 1
        return steps

    def redo_all(self) -> None:
        while self.desk.history.redo_text:
            self.desk.redo()

    def analyse_again(self, findings: Findings) -> None:
        self.engine.found = findings
        with self.qtbot.waitSignal(self.desk.findings_changed):
            self.desk.analysis.start()

    def open(self, article_id: str) -> None:
        with self.qtbot.waitSignal(self.desk.opened):
            self.desk.opening.article(article_id)


Rooms = Callable[[], Any]


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, str]]:
    """A library with the article, marks and notes on it, and another article: as it was left after an earlier session."""
    folder = tmp_path_factory.mktemp("furnished") / "profile"
    workspace = Workspace.open(folder)
    other = workspace.keep(workspace.read_clipboard(ARTICLE, "", Task())).reading
    workspace.keep_findings(other, Findings(*_engine()))
    reading = workspace.keep(workspace.read_clipboard(TEXT, "", Task())).reading
    assert reading.revision.text == TEXT
    stored = workspace.keep_findings(reading, found())
    library, article = workspace.library, reading.article.id
    marks = [
        workspace.new_highlight(reading, place("The bridge is safe"), "evidence"),
        workspace.new_highlight(reading, place("bridge is safe,” said Ada Vane"), "evidence"),
        replace(workspace.new_highlight(reading, place("fog machine"), "doubtful"), tags=("Quay", "fog")),
        workspace.new_highlight(reading, place("Nobody asked us"), "question"),
    ]
    for mark in marks:
        library.save_highlight(mark)
    targets = [(NoteTarget.HIGHLIGHT, mark.id) for mark in marks[:3]]
    targets += [(NoteTarget.ARTICLE, article), (NoteTarget.SPEAKER, stored.speakers[0].id)]
    targets += [(NoteTarget.ATTRIBUTION, stored.attributions[2].id), (NoteTarget.CLAIM, stored.claims[1].id)]
    for number, (target, target_id) in enumerate(targets):
        library.save_note(replace(workspace.new_note(reading, target, target_id), text=f"Note {number}"))
    library.save_highlight(workspace.new_highlight(other, place("Quarrel"), "evidence"))
    workspace.close()
    return folder, (article, other.article.id)


def _engine() -> tuple[str, str]:
    first = found()
    return first.engine, first.engine_version


@pytest.fixture
def rooms(qtbot: QtBot, furnished: tuple[Path, tuple[str, str]]) -> Rooms:
    """Opens a copy of the furnished library; many can be opened in one test, one after the other."""
    template, articles = furnished

    @contextmanager
    def enter() -> Iterator[Room]:
        with tempfile.TemporaryDirectory() as folder:
            profile = Path(folder) / "profile"
            shutil.copytree(template, profile)
            deliverer, engine = Deliverer(), Engine()
            background = Background(deliverer.deliver)
            workspace = Workspace.open(profile, engine)
            desk = Desk(background)
            try:
                with qtbot.waitSignal(desk.articles_changed):
                    desk.use(workspace)
                room = Room(qtbot, desk, workspace, engine, articles)
                room.open(articles[0])
                yield room
            finally:
                background.close()
                deliverer.close()
                workspace.close()
                desk.deleteLater()

    return enter


def words_of_hand(kept: Kept) -> tuple[object, ...]:
    """What no analysis has a part in."""
    reading = kept.reading
    return reading.highlights, reading.notes, reading.colours, reading.corrections, kept.topics, kept.tags


def any_sequence(
    examples: int, longest: int, of: st.SearchStrategy[Action] = actions, **more: st.SearchStrategy[int]
) -> Callable[[Any], Any]:
    """Few sequences, but long ones, and the same in every run."""
    chosen = settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],  # a sequence fails where it says, and making it shorter would take minutes
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    done = st.lists(of, min_size=longest // 2, max_size=longest)
    return lambda test: chosen(given(done=done, **more)(test))


@any_sequence(5, 45)
def test_any_actions_undone_give_the_same_library_and_redone_give_the_same_again(
    rooms: Rooms, done: list[Action]
) -> None:
    with rooms() as room:
        first = last = room.kept()
        for action in done:
            was = room.shown
            room.do(action)
            if room.shown is not was:
                last = room.kept()
                assert last.reading.word is not None
                assert last.reading.word.orphans == ()
        assert room.undo_all() <= len(done)
        assert room.kept() == first
        room.redo_all()
        assert room.kept() == last
        room.open(room.other)
        assert (room.desk.undo_text, room.desk.history.redo_text) == ("", "")
        room.open(room.article)
        room.undo_all()
        assert room.kept() == first


@any_sequence(6, 45, which=numbers)
def test_any_actions_followed_by_any_analysis_keep_every_word_and_can_be_undone(
    rooms: Rooms, done: list[Action], which: int
) -> None:
    with rooms() as room:
        first = room.kept()
        for action in done:
            room.do(action)
        before = room.kept()
        room.analyse_again(found_anew(0))
        assert room.kept() == before
        room.analyse_again(found_anew(which))
        after = room.kept()
        assert missing_words(before.reading, after.reading) == []
        assert words_of_hand(after) == words_of_hand(before)
        room.undo_all()
        bare = room.kept()
        assert bare.reading.findings == bare.reading.found == after.reading.found
        assert words_of_hand(bare) == words_of_hand(first)
        room.redo_all()
        assert room.kept() == after
        room.analyse_again(found())
        again = room.kept()
        assert again == before


between = st.builds(Action, st.sampled_from(["undo", "redo", "analyse", "leave"]), numbers, numbers, numbers)


@any_sequence(5, 45, st.one_of(actions, actions, between), which=numbers)
def test_the_history_outlives_analyses_and_other_articles_in_between(
    rooms: Rooms, done: list[Action], which: int
) -> None:
    with rooms() as room:
        first = room.kept()
        for action in done:
            match action.what:
                case "undo":
                    room.desk.undo()
                case "redo":
                    room.desk.redo()
                case "analyse":
                    room.analyse_again(found_anew(action.one % 9))
                case "leave":
                    room.open(room.other)
                    room.open(room.article)
                case _:
                    room.do(action)
            room.kept()
        room.analyse_again(found_anew(which))
        room.redo_all()
        last = room.kept()
        room.undo_all()
        bare = room.kept()
        assert words_of_hand(bare) == words_of_hand(first)
        assert bare.reading.findings == bare.reading.found
        room.redo_all()
        assert room.kept() == last


writing = st.builds(
    Action,
    st.sampled_from(["write", "write", "merge_highlights", "remove_note", "remove_highlights", "undo", "undo", "redo"]),
    numbers,
    numbers,
    numbers,
)


@any_sequence(6, 30, writing)
def test_no_step_and_no_undoing_takes_back_what_was_typed(rooms: Rooms, done: list[Action]) -> None:
    with rooms() as room:
        typed: dict[str, str] = {note.id: note.text for note in room.shown.notes}
        for action in done:
            if action.what == "write":
                note = room.hand.write(action.one, action.two, action.three)
                typed |= {note.id: note.text} if note is not None else {}
            elif action.what in ("undo", "redo"):
                getattr(room.desk, action.what)()
            else:
                room.do(action)
            notes = room.kept().reading.notes
            assert {note.id: note.text for note in notes} == {note.id: typed[note.id] for note in notes}
        room.undo_all()
        assert {note.id: note.text for note in room.kept().reading.notes} == typed


def test_five_hundred_steps_can_be_undone_and_the_ones_before_them_stay(rooms: Rooms) -> None:
    with rooms() as room:
        mark = room.shown.highlights[0].id
        for number in range(STEPS + 5):
            room.desk.annotations.set_tags([mark], [f"tag {number}"])
        assert room.undo_all() == STEPS
        assert room.kept().reading.highlights[0].tags == ("tag 4",)


def test_a_word_that_is_said_after_the_clock_was_set_back_is_still_the_last(rooms: Rooms) -> None:
    with rooms() as room:
        room.desk.corrections.confirm("attribution", findings_of(room.shown).attributions[0].id)
        room.settle()
        (said,) = room.shown.corrections
        room.library.put([replace(said, made_at=said.made_at + timedelta(hours=1))], [])
        room.open(room.article)
        room.desk.corrections.reject("attribution", said.target_id)
        kept = room.kept()
        assert kept.reading.word is not None
        assert list(kept.reading.word.rejected) == [said.target_id]
        assert [one.after for one in kept.reading.corrections] == ['"confirmed"', '"rejected"']


def test_words_that_were_typed_after_a_step_outlive_its_undoing(rooms: Rooms) -> None:
    with rooms() as room:
        note, *_ = room.shown.notes
        room.desk.annotations.merge([one.id for one in room.shown.highlights[:2]])
        typed = replace(note, text="Second thoughts", changed_at=datetime.now(UTC))
        room.desk.annotations.save_note(typed)
        room.desk.undo()
        assert room.kept().reading.notes[0] == typed
        room.desk.annotations.remove_note(note.id)
        room.desk.undo()
        last = replace(typed, text="Third thoughts", changed_at=datetime.now(UTC))
        room.desk.annotations.save_note(last)
        room.desk.redo()
        room.desk.undo()
        assert room.kept().reading.notes[0] == last


def test_a_note_that_is_typed_on_after_its_highlight_was_merged_hangs_on_the_merged_one(rooms: Rooms) -> None:
    with rooms() as room:
        first, second, *_ = room.shown.highlights
        note = next(one for one in room.shown.notes if one.target_id == second.id)
        room.desk.annotations.merge([first.id, second.id])
        room.desk.annotations.save_note(replace(note, text="Typed by an editor that knows the old place"))
        kept = next(one for one in room.kept().reading.notes if one.id == note.id)
        assert (kept.target_id, kept.text) == (first.id, "Typed by an editor that knows the old place")


def test_a_note_that_comes_back_takes_its_old_place(rooms: Rooms) -> None:
    with rooms() as room:
        before = room.shown.notes
        room.desk.annotations.remove_note(before[0].id)
        room.desk.annotations.remove_highlights([before[1].target_id])
        room.undo_all()
        assert room.kept().reading.notes == before


def test_somebody_taken_out_of_another_stays_a_person_of_their_own_after_an_engine_that_found_nobody(
    rooms: Rooms,
) -> None:
    with rooms() as room:
        vane = next(one for one in findings_of(room.shown).speakers if one.name == "Ada Vane")
        new = new_speaker("Bea Holm")
        room.desk.corrections.split_speaker(vane.id, new, [vane.mentions[1].span], [])
        room.desk.corrections.describe(new.id, role="clerk")
        before = room.kept()
        room.analyse_again(found_anew(1))
        room.analyse_again(found())
        assert room.kept() == before


def test_a_judged_claim_outlives_a_statement_of_the_readers_in_the_place_of_its_own(rooms: Rooms) -> None:
    with rooms() as room:
        statement = findings_of(room.shown).attributions[2]
        claim = next(one for one in findings_of(room.shown).claims if one.attribution == statement.id)
        room.desk.corrections.judge_claim(claim.id, ClaimStatus.DISPUTED, "Town hall, 3 March")
        made = room.desk.corrections.attribute(statement.content[0], None)
        kept = room.kept().reading
        here = [one for one in findings_of(kept).claims if one.span == claim.span]
        assert [(one.id, one.attribution) for one in here] == [(claim.id, made)]
        assert kept.word is not None
        assert kept.word.status_of(claim.id) is ClaimStatus.DISPUTED


def test_a_word_on_a_claim_that_is_gone_never_falls_on_one_of_the_readers_beside_it(rooms: Rooms) -> None:
    with rooms() as room:
        claim = next(one for one in findings_of(room.shown).claims if one.span == place("It will close in May,"))
        room.desk.corrections.claim(Span(claim.span.start - 7, claim.span.end + 4))
        (own,) = [one for one in findings_of(room.shown).claims if one.found_by == READER]
        room.desk.corrections.reject("claim", claim.id)
        room.analyse_again(found_anew(1))
        assert own in findings_of(room.kept().reading).claims


def findings_of(reading: Reading) -> Findings:
    assert reading.findings is not None
    return reading.findings

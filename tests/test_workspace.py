"""What a reader can do, on a real library and real files, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.analysis import NETWORK, RULES, expected_engine, signature
from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.errors import Cancelled, CannotExport, CannotImport, NotFound
from desktop_app.domain.findings import Findings
from desktop_app.domain.links import Link, parse_link
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span, hull
from desktop_app.domain.tasks import Task
from desktop_app.exporting import Profile
from desktop_app.workspace import Reread, Workspace, citation, lasting_ids, passage_link
from tests.articles import DAMAGED, HARBOUR
from tests.models import described_model


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.open(tmp_path / "profile")
    yield made
    made.close()


def _file(folder: Path, text: str = HARBOUR, name: str = "harbour.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _with_repair(workspace: Workspace, reading: Reading, repaired: bool) -> Reading:
    return _read_again(workspace, reading, Reread(repaired, reading.revision.encoding))


def _read_again(workspace: Workspace, reading: Reading, how: Reread) -> Reading:
    return workspace.show_again(reading, how, workspace.read_again(reading, how, Task())).reading


def test_a_file_becomes_an_article_and_is_found_again_by_its_bytes(workspace: Workspace, tmp_path: Path) -> None:
    first = workspace.open_file(_file(tmp_path), Task())
    again = workspace.open_file(_file(tmp_path, name="a copy.txt"), Task())
    assert first.is_new
    assert not again.is_new
    assert again.reading.article.id == first.reading.article.id
    assert [summary.title for summary in workspace.articles()] == [HARBOUR.splitlines()[0]]


def test_findings_are_kept_and_known_to_be_current(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.open_file(_file(tmp_path), Task()).reading
    assert workspace.needs_analysis(reading)
    findings = workspace.analyse(reading, Task())
    shown = workspace.open_article(reading.article.id).reading
    assert shown.findings == findings
    assert not workspace.needs_analysis(shown)
    assert workspace.needs_analysis(replace(shown, findings=replace(findings, engine_version="0")))


def test_an_article_that_rules_alone_analysed_is_analysed_anew_once_there_is_a_network(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = workspace.open_file(_file(tmp_path), Task()).reading
    by_rules = replace(reading, findings=Findings(*signature("")))
    described_model(tmp_path, monkeypatch, {})
    assert not workspace.needs_analysis(by_rules)
    described_model(tmp_path, monkeypatch, {"sha256": {"attribution.onnx": "ab" * 32}})
    assert workspace.needs_analysis(by_rules)
    by_network = replace(reading, findings=Findings(*expected_engine()))
    assert expected_engine()[0] == NETWORK
    assert not workspace.needs_analysis(by_network)
    of_other_weights = replace(reading, findings=Findings(*signature("cd" * 6)))
    assert workspace.needs_analysis(of_other_weights)


def test_where_the_network_is_damaged_an_article_is_not_analysed_at_every_opening(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described_model(tmp_path, monkeypatch, {"sha256": {"attribution.onnx": "ab" * 32}})
    reading = workspace.open_file(_file(tmp_path), Task()).reading
    found = workspace.analyse(reading, Task())
    assert found.engine == RULES
    assert not workspace.needs_analysis(replace(reading, findings=found))
    assert Workspace(workspace.library).needs_analysis(replace(reading, findings=found))


def test_rules_alone_do_not_replace_what_a_network_found(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described_model(tmp_path, monkeypatch, {})
    reading = workspace.open_file(_file(tmp_path), Task()).reading
    assert not workspace.needs_analysis(replace(reading, findings=Findings(*signature("ab" * 6))))


def test_ids_before_and_after_keeping_are_known_to_belong_together(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.open_file(_file(tmp_path), Task()).reading
    found = workspace.find(reading, Task())
    kept = workspace.keep_findings(reading, found)
    ids = lasting_ids(found, kept)
    assert [ids[one.id] for one in found.attributions] == [one.id for one in kept.attributions]
    assert {ids[one.id]: one.name for one in found.speakers} == {one.id: one.name for one in kept.speakers}


def test_the_clipboard_becomes_an_article(workspace: Workspace) -> None:
    opened = workspace.keep(workspace.read_clipboard(HARBOUR, "", Task()))
    assert opened.reading.revision.original_name == "clipboard"


@pytest.mark.parametrize(
    ("name", "words"),
    [("missing.txt", "There is no file"), (".", "is a folder"), ("empty.txt", "Nothing was imported")],
)
def test_what_cannot_be_read_is_said_in_words_and_nothing_is_kept(
    workspace: Workspace, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(CannotImport) as caught:
        workspace.open_file(tmp_path / name, Task())
    assert words in str(caught.value)
    assert workspace.articles() == []


def test_a_stopped_import_keeps_nothing(workspace: Workspace, tmp_path: Path) -> None:
    task = Task()
    task.cancel()
    with pytest.raises(Cancelled):
        workspace.open_file(_file(tmp_path), task)
    assert workspace.articles() == []


def test_switching_the_repair_off_and_on_carries_the_highlights_along(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.open_file(_file(tmp_path, DAMAGED), Task()).reading
    assert reading.revision.repairs
    start = reading.revision.text.index("“a full accounting, line by line”")
    span = Span(start, start + len("“a full accounting, line by line”"))
    highlight = workspace.new_highlight(reading, span, reading.colours[0].id)
    workspace.library.save_highlight(highlight)
    as_arrived = _with_repair(workspace, reading, False)
    assert not as_arrived.revision.repairs
    assert as_arrived.highlights[0].id == highlight.id
    assert as_arrived.highlights[0].span.of(as_arrived.revision.text) == "âa full accounting, line by lineâ"
    back = _with_repair(workspace, as_arrived, True)
    assert back.revision.id == reading.revision.id
    assert back.highlights[0].span == span


def test_a_text_that_was_never_read_cannot_be_shown(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.open_file(_file(tmp_path, DAMAGED), Task()).reading
    with pytest.raises(NotFound):
        workspace.show_again(reading, Reread(False, "utf-8"), None)


def test_a_text_in_a_wrongly_guessed_encoding_is_read_anew_in_another(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "cyrillic.txt"
    path.write_bytes("Мост закрыт\n\nГород сказал: завтра.\n".encode("koi8-r"))
    opened = workspace.open_file(path, Task()).reading
    reading = _read_again(workspace, opened, Reread(True, "mac-roman"))
    right = _read_again(workspace, reading, Reread(True, "koi8-r"))
    assert right.revision.text.startswith("Мост закрыт")
    assert right.article.id == reading.article.id
    assert right.article.metadata.title == "Мост закрыт"
    again = _read_again(workspace, right, Reread(True, reading.revision.encoding))
    assert again.revision.text == reading.revision.text


def test_links_lead_to_what_they_name(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.open_file(_file(tmp_path), Task()).reading
    workspace.analyse(reading, Task())
    reading = workspace.open_article(reading.article.id).reading
    article_id = reading.article.id
    highlight = workspace.new_highlight(reading, Span(10, 20), reading.colours[0].id)
    workspace.library.save_highlight(highlight)
    note = replace(workspace.new_note(reading, NoteTarget.HIGHLIGHT, highlight.id), text="look")
    workspace.library.save_note(note)
    assert reading.findings is not None
    attribution, claim = reading.findings.attributions[0], reading.findings.claims[0]
    topic, speaker = reading.findings.topics[0], reading.findings.speakers[0]
    expected = {
        Link(article_id, "highlight", highlight.id): Span(10, 20),
        Link(article_id, "note", note.id): Span(10, 20),
        Link(article_id, "claim", claim.id): claim.span,
        Link(article_id, "topic", topic.id): topic.spans[0],
        Link(article_id, "speaker", speaker.id): speaker.mentions[0].span,
        Link(article_id, span=Span(3, 9)): Span(3, 9),
        Link(article_id, span=Span(10**8, 10**8 + 1)): None,
        Link(article_id, "note", "gone"): None,
        Link(article_id): None,
    }
    for link, place in expected.items():
        assert workspace.open_link(parse_link(str(link))).place == place
    place = workspace.open_link(Link(article_id, "attribution", attribution.id)).place
    assert place is not None
    assert place.contains(attribution.content[0])
    with pytest.raises(NotFound):
        workspace.open_link(Link("0000000000000000"))


def test_a_link_to_a_finding_of_another_text_leads_to_the_same_words(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.open_file(_file(tmp_path, DAMAGED), Task()).reading
    as_arrived = _with_repair(workspace, reading, False)
    found = workspace.analyse(reading, Task()).attributions[0]
    opened = workspace.open_link(Link(reading.article.id, "attribution", found.id))
    assert opened.reading.revision.id == as_arrived.revision.id
    assert opened.target is None
    assert opened.place is not None
    there, here = opened.place.of(as_arrived.revision.text), hull(found.content).of(reading.revision.text)
    assert there.replace("â", "") == "".join(letter for letter in here if letter not in "“”’‘")
    gone = workspace.open_link(Link(reading.article.id, "attribution", "gone"))
    assert (gone.place, gone.target) == (None, ("attribution", "gone"))


def test_a_citation_names_its_source_and_leads_back(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.open_file(_file(tmp_path), Task()).reading
    start = reading.revision.text.index("Residents")
    span = Span(start, start + len("Residents have watched the price climb."))
    cited = citation(reading, span)
    assert cited.startswith("“Residents have watched the price climb.” (")
    assert "Minister promises" in cited
    assert cited.endswith(passage_link(reading, span))


def test_exporting_twice_keeps_what_the_reader_wrote_in_the_file(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.open_file(_file(tmp_path), Task()).reading
    highlight = workspace.new_highlight(reading, Span(10, 20), reading.colours[0].id)
    workspace.library.save_highlight(highlight)
    out = tmp_path / "vault" / "news"
    (path,) = workspace.export([reading.article.id], out, Profile.CALLOUTS)
    text = path.read_text(encoding="utf-8")
    assert "Ilse Varga" in text
    path.write_text(text + "\nMy own last thought.\n", encoding="utf-8")
    workspace.library.save_note(
        replace(workspace.new_note(reading, NoteTarget.HIGHLIGHT, highlight.id), text="A *new* note")
    )
    assert workspace.export([reading.article.id], out, Profile.CALLOUTS) == [path]
    text = path.read_text(encoding="utf-8")
    assert "My own last thought." in text
    assert "A *new* note" in text
    assert len(list(out.iterdir())) == 1


def test_an_export_follows_its_article_to_a_new_title(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.open_file(_file(tmp_path), Task()).reading
    (path,) = workspace.export([reading.article.id], tmp_path / "out", Profile.COMMONMARK)
    workspace.library.save_metadata(reading.article.id, replace(reading.article.metadata, title="Another title"))
    assert workspace.export([reading.article.id], tmp_path / "out", Profile.COMMONMARK) == [path]


def test_an_export_that_cannot_be_written_says_so(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.open_file(_file(tmp_path), Task()).reading
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(CannotExport):
        workspace.export([reading.article.id], tmp_path / "taken", Profile.CALLOUTS)


def test_the_sample_article_opens(workspace: Workspace) -> None:
    opened = workspace.keep(workspace.read_sample(Task()))
    assert opened.is_new
    assert opened.reading.article.metadata.title


def test_a_library_is_looked_after(workspace: Workspace, tmp_path: Path) -> None:
    workspace.open_file(_file(tmp_path), Task())
    assert workspace.look_after() == []
    assert list((tmp_path / "profile" / "backups").iterdir())

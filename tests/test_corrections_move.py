"""The reader's corrections go along when an article is read anew, in another encoding or as it arrived."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain import correcting as say
from desktop_app.domain.corrections import Target, Verdict
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span, hull
from desktop_app.domain.tasks import Task
from desktop_app.workspace import Reread, Workspace
from tests.articles import DAMAGED

CYRILLIC = (
    "Мост закрыт до весны\n\n"
    "“We will mend the bridge by May,” Ada Vane, the harbour master, said on Monday. Город ждёт давно.\n\n"
    "“Nobody asked the ferrymen,” Otto Brandt said. Паром стоит.\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.open(tmp_path / "profile")
    yield made
    made.close()


def _read(workspace: Workspace, reading: Reading, repaired: bool, encoding: str) -> Reading:
    how = Reread(repaired, encoding)
    shown = workspace.show_again(reading, how, workspace.read_again(reading, how, Task())).reading
    if shown.findings is None:
        workspace.analyse(shown, Task())
        shown = workspace.open_article(shown.article.id).reading
    return shown


def _opened(workspace: Workspace, path: Path) -> Reading:
    reading = workspace.open_file(path, Task()).reading
    workspace.analyse(reading, Task())
    return workspace.open_article(reading.article.id).reading


def _about(reading: Reading, words: str) -> str:
    """Id of the statement that holds these words."""
    assert reading.findings is not None
    return next(one.id for one in reading.findings.attributions if words in hull(one.content).of(reading.revision.text))


def test_corrections_outlive_another_encoding_and_the_way_back(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_bytes(CYRILLIC.replace("“", '"').replace("”", '"').encode("koi8-r"))
    first = _read(workspace, _opened(workspace, path), True, "koi8-r")
    mend, ferrymen = _about(first, "mend the bridge"), _about(first, "ferrymen")
    new = say.new_speaker("Ines Falk")
    start = first.revision.text.index("mend the bridge")
    workspace.library.save_corrections(
        [
            *say.reassign(first, mend, new),
            *say.judge(first, Target.ATTRIBUTION, ferrymen, Verdict.REJECTED),
            *say.claim(first, Span(start, start + len("mend the bridge by May"))),
            *say.topic(first, "Bridges", [Span(start, start + 15)]),
        ]
    )
    other = _read(workspace, workspace.open_article(first.article.id).reading, True, "iso8859_5")
    text = other.revision.text
    assert text != first.revision.text
    assert len(other.corrections) == 4
    assert other.findings is not None
    assert all(one.anchor.exact == one.span.of(text) for one in other.corrections)
    statement = next(one for one in other.findings.attributions if one.id == _about(other, "mend the bridge"))
    speaker = other.findings.speaker(statement.speaker)
    assert speaker is not None
    assert speaker.name == "Ines Falk"
    assert not any("ferrymen" in hull(one.content).of(text) for one in other.findings.attributions)
    assert "mend the bridge by May" in [one.span.of(text) for one in other.findings.claims]
    topic = next(one for one in other.findings.topics if one.label == "Bridges")
    assert [span.of(text) for span in topic.spans] == ["mend the bridge"]
    back = _read(workspace, other, True, "koi8-r")
    assert back.revision.id == first.revision.id
    assert back.corrections == workspace.library.corrections(first.article.id)
    assert [one.span for one in back.findings.claims if one.found_by == "reader"] == [  # type: ignore[union-attr]
        Span(start, start + len("mend the bridge by May"))
    ]


def test_a_correction_of_words_that_the_other_text_lacks_stays_with_its_text(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "bridge.txt"
    path.write_bytes(CYRILLIC.replace("“", '"').replace("”", '"').encode("koi8-r"))
    first = _read(workspace, _opened(workspace, path), True, "koi8-r")
    start = first.revision.text.index("Город ждёт давно")
    (made,) = say.claim(first, Span(start, start + len("Город ждёт давно")))
    workspace.library.save_corrections([made])
    other = _read(workspace, workspace.open_article(first.article.id).reading, True, "iso8859_5")
    assert other.corrections == ()
    back = _read(workspace, other, True, "koi8-r")
    assert back.corrections == (made,)


def test_corrections_follow_the_text_as_it_arrived_and_back(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "harbour.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    reading = _opened(workspace, path)
    assert reading.findings is not None
    confirmed = [
        *(say.judge(reading, Target.ATTRIBUTION, one.id, Verdict.CONFIRMED) for one in reading.findings.attributions)
    ]
    said = [one for some in confirmed for one in some]
    workspace.library.save_corrections(said)
    arrived = _read(workspace, workspace.open_article(reading.article.id).reading, False, reading.revision.encoding)
    assert len(arrived.corrections) == len(said)
    assert arrived.word is not None
    assert arrived.word.orphans == ()
    back = _read(workspace, arrived, True, reading.revision.encoding)
    assert [one.span for one in back.corrections] == [one.span for one in said]
    assert [json_of.before for json_of in back.corrections] == [one.before for one in said]

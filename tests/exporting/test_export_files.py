"""Exported files: names that every system takes, and writing that is all or nothing."""

from __future__ import annotations

import stat
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.article import Metadata
from desktop_app.domain.errors import CannotExport
from desktop_app.exporting import file_name, file_tail, write_atomically
from tests.exporting.readings import ARTICLE_ID, reading_of

TAIL = " - 4f0c9t2m.md"


def name_of(title: str) -> str:
    return file_name(reading_of(metadata=Metadata(title=title)))


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_any_title_makes_a_name_that_every_system_takes(title: str) -> None:
    name = name_of(title)
    assert name.endswith(TAIL) == name.endswith(file_tail(ARTICLE_ID)) is True
    assert 0 < len(name.encode("utf-8")) <= 120
    assert not set(name) & set('<>:"/\\|?*#^[]`')
    assert all(unicodedata.category(character)[0] not in "C" for character in name)
    assert name == name.strip(" .-~")
    assert name.split(".")[0].strip().casefold() not in {"con", "nul", "aux", "prn", "com1"}
    assert name_of(title) == name


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Harwick bridge closed", "Harwick bridge closed"),
        ("“We must act”: mayor/council?", "“We must act” mayor council"),
        ("", "Untitled article"),
        ("../../etc/passwd", "etc passwd"),
        ("...", "Untitled article"),
        ("con.txt", "_con.txt"),
        ("Nul. A film", "_Nul. A film"),
        ("Constance", "Constance"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("a\nb\tc", "a b c"),
        ("re\u0301sume\u0301", "résumé"),
        ("-rf *", "rf"),
        (
            "word " * 60,
            "word word word word word word word word word word word word word word word word word word word word word",
        ),
        ("x" * 300, "x" * 105),
        ("é" * 300, "é" * 52),
        ("🙂" * 300, "🙂" * 26),
        ("q" + "\u0301" * 300, "Untitled article"),
    ],
)
def test_names_are_the_words_of_the_title(title: str, words: str) -> None:
    assert name_of(title) == words + TAIL


def test_a_file_is_written_as_utf8_with_the_line_ends_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_atomically(path, "é\r\nb\n")
    assert path.read_bytes() == "é\r\nb\n".encode()
    write_atomically(path, "new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(CannotExport) as caught:
        write_atomically(path, "half \ud800")
    assert "a.md" in caught.value.what
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_a_folder_that_is_not_there_or_is_a_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(CannotExport, match="could not be written: No such file"):
        write_atomically(tmp_path / "none" / "a.md", "x")
    (tmp_path / "taken.md").mkdir()
    with pytest.raises(CannotExport, match="Nothing that was there has been changed"):
        write_atomically(tmp_path / "taken.md", "x")
    assert [each.name for each in tmp_path.iterdir()] == ["taken.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and links of POSIX")
def test_permissions_and_symbolic_links_stay(tmp_path: Path) -> None:
    target = tmp_path / "target.md"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(target)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    fresh = tmp_path / "fresh.md"
    write_atomically(fresh, "x")
    plain = tmp_path / "plain.md"
    plain.touch()
    assert stat.S_IMODE(fresh.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)

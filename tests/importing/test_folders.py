"""Which files of a folder are taken for articles."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.importing import SUFFIXES, find_files


def made(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return root


def found(root: Path, *paths: Path) -> list[str]:
    answers = list(find_files(paths or [root]))
    assert all(isinstance(one, Path) for one in answers)
    return [one.relative_to(root).as_posix() for one in answers if isinstance(one, Path)]


def test_files_of_known_formats_are_found_in_order_a_folder_after_its_own_files(tmp_path: Path) -> None:
    made(tmp_path, "b.txt", "a.HTML", "c.md", "photo.jpg", "no suffix", "x/z.htm", "x/y/a.txt", "w/b.txt")
    assert found(tmp_path) == ["a.HTML", "b.txt", "c.md", "w/b.txt", "x/z.htm", "x/y/a.txt"]


def test_hidden_files_and_the_companions_of_saved_pages_are_left_out(tmp_path: Path) -> None:
    made(
        tmp_path,
        "Story.html",
        "Story_files/frame.html",
        "Other_files/own.html",
        ".hidden.txt",
        ".git/notes.txt",
        "._Story.html",
    )
    assert found(tmp_path) == ["Story.html", "Other_files/own.html"]


def test_a_named_file_is_taken_whatever_its_name_and_each_only_once(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", ".strange", "sub/b.txt")
    named = [tmp_path / ".strange", tmp_path / "sub" / "b.txt", tmp_path, tmp_path / "a.txt"]
    assert found(tmp_path, *named) == [".strange", "sub/b.txt", "a.txt"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    made(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "round").symlink_to(tmp_path, target_is_directory=True)
    assert found(tmp_path) == ["sub/a.txt"]


def test_a_folder_that_is_gone_below_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "a.txt", "gone/b.txt")
    scan = os.scandir

    def refusing(place: str) -> object:
        if Path(place).name == "gone":
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refusing)
    answers = list(find_files([tmp_path]))
    assert answers[0] == tmp_path / "a.txt"
    place, reason = answers[1]  # type: ignore[misc]
    assert place == tmp_path / "gone"
    assert "Permission denied" in reason.what


_NAMES = st.text(st.sampled_from("aB.é _"), min_size=1, max_size=5).filter(lambda name: name.strip(". ") != "")


@given(st.lists(st.tuples(st.lists(_NAMES, max_size=2), _NAMES, st.sampled_from([*SUFFIXES, ".pdf", ""])), max_size=8))
def test_every_visible_file_of_a_known_format_is_found_once(files: list[tuple[list[str], str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, expected = Path(folder), set()
        for folders, stem, suffix in files:
            parts = [f"d{part}" for part in folders]
            path = root.joinpath(*parts, f"f{stem}{suffix}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
            if suffix in SUFFIXES or path.name.endswith(SUFFIXES):
                expected.add(path)
        answers = list(find_files([root]))
        assert len(answers) == len(set(answers))
        assert set(answers) == expected

"""Files as a reader names them: ordinary ones are read whole, all else is refused in words and never waited for."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import CannotImport
from desktop_app.importing import files, read_document, read_file

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def refusal(path: Path) -> CannotImport:
    with pytest.raises(CannotImport) as caught:
        read_file(path)
    assert caught.value.kept.startswith("Nothing was imported")
    assert caught.value.advice
    return caught.value


def test_an_ordinary_file_is_read_whole_also_behind_a_link(tmp_path: Path) -> None:
    path = tmp_path / "größe.txt"
    path.write_bytes(b"\0\xff words\r\n")
    assert read_file(path) == b"\0\xff words\r\n"
    if sys.platform != "win32":
        (tmp_path / "link").symlink_to(path)
        assert read_file(tmp_path / "link") == path.read_bytes()


def test_a_file_may_have_as_many_bytes_as_are_allowed_and_not_one_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 2**20)
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 2**20)
    assert len(read_file(path)) == 2**20
    path.write_bytes(b"x" * (2**20 + 1))
    assert refusal(path).what == "“long.txt” is larger than 1 MB."


def test_a_missing_file_and_a_folder_are_told_by_name(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.txt").what == f"There is no file “{tmp_path / 'gone.txt'}”."
    assert refusal(tmp_path).what == f"“{tmp_path.name}” is a folder."
    assert refusal(Path(tmp_path.anchor)).what == f"“{tmp_path.anchor}” is a folder."


@needs_posix
def test_a_pipe_a_socket_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "“pipe.txt” is no ordinary file" in refusal(tmp_path / "pipe.txt").what
    assert "“zero” is no ordinary file" in refusal(Path("/dev/zero")).what
    with socket.socket(socket.AF_UNIX) as end, pytest.MonkeyPatch.context() as here:
        here.chdir(tmp_path)  # the address of a socket is short
        end.bind("end")
        assert "“end” is no ordinary file" in refusal(Path("end")).what


@needs_posix
def test_a_file_below_a_file_or_with_an_endless_name_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "x.txt").what.startswith("“x.txt” could not be read: ")
    assert "could not be read: " in refusal(tmp_path / ("x" * 5000)).what


@given(name=st.text(st.characters(exclude_characters="/\\"), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_whatever_the_name_nothing_but_words_comes_back(name: str) -> None:
    told = refusal(Path("no such folder") / name / f"{name}\0.txt")
    assert "\0" not in told.what.split(":")[0]


def test_a_name_that_is_no_utf_8_keeps_no_text_from_being_imported() -> None:
    article = read_document(b"Ferry to stay\n\nIt will stay, Ada Vane said.", "caf\udce9 \0.txt")
    assert article.original.name == "caf\ufffd \ufffd.txt"
    article.original.name.encode("utf-8")

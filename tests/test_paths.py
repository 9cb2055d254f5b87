"""paths: what ships with the program, and what a desktop hands over."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.paths import default_profile, local_file, resource

_NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1)


def test_a_shipped_file_is_found_from_the_checkout() -> None:
    assert resource("icons", "pressmark.svg").is_file()


def test_a_frozen_bundle_finds_its_own_resources_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = tmp_path / "resources" / "icons" / "pressmark.svg"
    drawing.parent.mkdir(parents=True)
    drawing.touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icons", "pressmark.svg") == drawing


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="resources/icons/no such drawing"):
        resource("icons", "no such drawing")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folders of freedesktop.org")
def test_the_library_lies_where_the_platform_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_profile() == tmp_path / "pressmark"


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
@given(_NAMES)
@example("100% & more?.txt")
@example("file:")
def test_the_address_of_any_file_leads_back_to_it(name: str) -> None:
    path = Path("/somewhere") / name
    assert local_file(path.as_uri()) == path


@given(_NAMES)
def test_a_path_is_taken_as_it_is(name: str) -> None:
    if name[:5].lower() != "file:":
        assert local_file(name) == Path(name)


@pytest.mark.parametrize("word", ["file://other-machine/share/story.txt", "file://[", "FILE://server/story.txt"])
def test_a_file_of_another_machine_is_not_fetched(word: str) -> None:
    assert local_file(word) == Path(word)


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_localhost_and_short_forms_name_local_files() -> None:
    assert local_file("file://localhost/a%20b.txt") == Path("/a b.txt")
    assert local_file("file:/a%20b.txt") == Path("/a b.txt")

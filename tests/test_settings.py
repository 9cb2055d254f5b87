"""Preferences survive, and nothing in their file can stop the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.settings import Settings, load_settings, save_settings


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    settings = Settings(
        theme="sepia",
        type_size=18.0,
        line_width=60,
        line_height=1.8,
        face="legible",
        keys={"find": ("Ctrl+K", "F3"), "note": ()},
        panel_sizes=(1, 2, 3),
        last_article="abc",
    )
    save_settings(tmp_path / "new folder", settings)
    assert load_settings(tmp_path / "new folder") == settings


def test_a_first_start_has_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "[]", "null", "\x00", '{"theme": 3, "type_size": "big", "panel_sizes": [1]}']
)
def test_a_damaged_file_means_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path) == Settings()


def test_one_impossible_value_does_not_cost_the_others(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"type_size": 900, "theme": "dark"}), encoding="utf-8")
    assert load_settings(tmp_path) == Settings(theme="dark")


def test_keys_that_cannot_be_read_do_not_cost_the_others(tmp_path: Path) -> None:
    stored = {"keys": {"find": ["Ctrl+K"], "note": "M", "open": [3], "redo": ["A"] * 50}, "face": "runes"}
    (tmp_path / "settings.json").write_text(json.dumps(stored), encoding="utf-8")
    assert load_settings(tmp_path) == Settings(keys={"find": ("Ctrl+K",)})


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
_names = st.sampled_from([*Settings.__dataclass_fields__, "unknown"])


@given(stored=st.dictionaries(_names, _json, max_size=12))
def test_any_json_gives_settings_of_the_right_types(
    tmp_path_factory: pytest.TempPathFactory, stored: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    (folder / "settings.json").write_text(json.dumps(stored), encoding="utf-8")
    settings = load_settings(folder)
    save_settings(folder, settings)
    assert load_settings(folder) == settings

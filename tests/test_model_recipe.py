"""packaging/model: the recipe of the network holds together, as far as that shows without torch."""

from __future__ import annotations

import ast
import hashlib
import importlib
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from environment import Environment, locked_versions
from tokenizers import Tokenizer

from desktop_app.analysis.learned import network
from tests.evaluation import people

CHECKOUT = Path(__file__).resolve().parent.parent
MODEL = CHECKOUT / "packaging" / "model"
SCRIPTS = sorted(MODEL.glob("*.py"))
TEXT = "Mayor Ann Ray opened the bridge.\n“It holds,” she said.\nTom Hale called it a joke.\n"


def _script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(MODEL))
    return importlib.import_module(name)


def _lock() -> str:
    return (MODEL / "requirements.txt").read_text(encoding="utf-8")


def _readme() -> str:
    return (MODEL / "README.md").read_text(encoding="utf-8")


# --- the lock


def test_every_line_of_the_lock_is_an_exact_version_with_hashes_and_none_a_place_to_fetch_from() -> None:
    lines = re.sub(r" \\\n *", " ", _lock()).splitlines()
    pins = [line for line in lines if not line.lstrip().startswith("#")]
    assert pins
    for pin in pins:
        assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*==\S+( --hash=sha256:[0-9a-f]{64})+", pin), pin
    assert "://" not in _lock()


def test_the_network_is_trained_with_versions_that_also_run_it() -> None:
    ours, running = (locked_versions(text) for text in (_lock(), _running_lock()))
    shared = ours.keys() & running.keys()
    assert {"numpy", "onnxruntime", "tokenizers"} <= shared
    for name in shared:
        assert ours[name] <= running[name], name


def _running_lock() -> str:
    return (CHECKOUT / "packaging" / Environment.RUNTIME).read_text(encoding="utf-8")


def test_whatever_the_scripts_import_is_locked() -> None:
    own = {path.stem for path in SCRIPTS} | {"desktop_app", "tests"}
    names = {name for path in SCRIPTS for name in _imports(path)} - own - sys.stdlib_module_names
    assert {"torch", "onnx", "safetensors"} <= names
    assert names <= locked_versions(_lock()).keys()


def _imports(path: Path) -> set[str]:
    """The first parts of the names of all modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


# --- the README


def test_every_script_that_the_readme_names_is_there_and_every_script_is_named() -> None:
    assert set(re.findall(r"\b([a-z]+\.py)\b", _readme())) == {path.name for path in SCRIPTS} | {"dev.py"}


def test_every_path_of_the_checkout_that_the_readme_names_is_there() -> None:
    named = set(re.findall(r"(?<![\w/.])((?:packaging|resources|tests)/[\w/.]*\w)", _readme()))
    assert "resources/models" in named
    assert [path for path in sorted(named) if not (CHECKOUT / path).exists()] == []


def test_every_option_of_the_commands_in_the_readme_is_one_of_its_script() -> None:
    commands = re.findall(r"(?m)^    (?!#)((?:.*\\\n)*.*)$", _readme())
    known = {path.stem: set(re.findall(r'"(--[a-z-]+)"', path.read_text(encoding="utf-8"))) for path in SCRIPTS}
    seen = set()
    for command in commands:
        script = "train" if command.startswith("train ") else re.search(r"packaging/model/([a-z]+)\.py", command)
        name = script if isinstance(script, str) else script[1] if script else ""
        if name:
            assert set(re.findall(r"--[a-z-]+", command)) <= known[name], command
            seen.add(name)
    assert seen == {"train", "export", "antecedents", "confidence"}


# --- the scripts


def test_sealing_writes_the_checksums_that_the_program_looks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing = _script("sealing", monkeypatch)
    files = (network.WEIGHTS, network.VOCABULARY, network.ANTECEDENTS, network.CONFIDENCE)
    for name in files:
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / network.DESCRIPTION).write_text('{"tags": ["O"], "sha256": {"older": "0"}}', encoding="utf-8")
    sealing.seal(tmp_path)
    assert json.loads((tmp_path / network.DESCRIPTION).read_text(encoding="utf-8")) == {
        "tags": ["O"],
        "sha256": {name: hashlib.sha256(name.encode()).hexdigest() for name in files},
    }


def test_the_network_is_asked_whom_a_pronoun_means_where_the_people_of_an_article_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = _script("examples", monkeypatch)
    _write_polnear(tmp_path)
    known = {"speakers": {"ray": {"name": "Ann Ray", "kind": "person"}}, "who": {"0": "ray", "1": None}}
    (tmp_path / "polnear-train.json").write_text(json.dumps({"articles": {"bridge": known}}), encoding="utf-8")
    monkeypatch.setattr(people, "PEOPLE", tmp_path)
    tokenizer = Tokenizer.from_file(str(CHECKOUT / "resources" / "models" / network.VOCABULARY))
    (document,) = examples.polnear(tmp_path, "train", tokenizer)
    (asked, who), *marks = document.asked
    assert asked.of(TEXT) == "she"
    assert [key for _, key in marks] == [who] * len(marks)
    assert [TEXT[span.start] for span, _ in marks] == ["“"]
    assert [span.of(TEXT) for span, key in document.mentions if key == who] == ["Ann Ray", "she"]
    assert "Tom Hale" in {span.of(TEXT) for span, key in document.mentions if key != who}


def test_of_an_article_whose_people_nobody_wrote_down_the_network_learns_the_spans_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = _script("examples", monkeypatch)
    _write_polnear(tmp_path)
    tokenizer = Tokenizer.from_file(str(CHECKOUT / "resources" / "models" / network.VOCABULARY))
    (document,) = examples.polnear(tmp_path, "train", tokenizer)
    assert document.asked == document.mentions == []
    (annotation,) = document.annotations
    assert [one.cue[0].of(TEXT) for one in annotation] == ["said", "called"]


def _write_polnear(folder: Path) -> None:
    relations = (("she", "said", "“It holds,”"), ("Tom Hale", "called", "it a joke"))
    lines = ""
    for number, relation in enumerate(relations):
        marked = ""
        for role, words in zip(("Source", "Cue", "Content"), relation, strict=True):
            start = TEXT.index(words)
            lines += f"T{role}{number}\t{role} {start} {start + len(words)}\t{words}\n"
            marked += f" {role}:T{role}{number}"
        lines += f"E{number}\t{marked.strip()}\n"
    (folder / "train" / "text").mkdir(parents=True)
    (folder / "train" / "attributions").mkdir()
    (folder / "train" / "text" / "bridge.txt").write_text(TEXT, encoding="utf-8")
    (folder / "train" / "attributions" / "bridge_aaaa.ann").write_text(lines, encoding="utf-8")

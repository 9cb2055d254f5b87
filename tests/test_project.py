"""What the project promises about itself: its lock, its dependencies, its layers, its package."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from environment import Environment, locked_versions
from packaging.requirements import Requirement
from pathspec import GitIgnoreSpec

CHECKOUT = Path(__file__).resolve().parent.parent
LOCKS = (Environment.RUNTIME, Environment.DEVELOPMENT)


def _project() -> dict[str, Any]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def _lock(name: str) -> str:
    return (CHECKOUT / "packaging" / name).read_text(encoding="utf-8")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _runtime() -> list[Requirement]:
    return [Requirement(line) for line in _project()["project"]["dependencies"]]


def _development() -> list[Requirement]:
    return [Requirement(line) for line in _project()["dependency-groups"]["dev"]]


# --- the lock


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_the_lock_is_an_exact_version_with_hashes(name: str) -> None:
    logical = re.sub(r"\\\n\s*", " ", _lock(name))
    lines = [line for line in logical.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[a-z0-9][a-z0-9._-]*(\[[^\]]+\])?==\S+", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", line), line


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_names_no_host_and_no_place_to_fetch_from(name: str) -> None:
    assert "://" not in _lock(name)
    assert not re.search(r"^\s*--?(index|extra|find|trusted|i |f )", _lock(name), re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_locked_within_its_range(name: str) -> None:
    locked = locked_versions(_lock(name))
    asked = _runtime() if name == Environment.RUNTIME else [*_runtime(), *_development()]
    for requirement in asked:
        versions = locked.get(_plain(requirement.name), set())
        assert versions, f"{requirement.name} is not in {name}; run `python3 packaging/dev.py lock`"
        for version in versions:
            assert requirement.specifier.contains(version), f"{requirement} but {version} is locked"


def test_what_is_tested_is_what_runs() -> None:
    runtime, development = (locked_versions(_lock(name)) for name in LOCKS)
    assert {name: development.get(name) for name in runtime} == runtime


def _needs(name: str, extra: str) -> list[Requirement]:
    """What an installed package asks for on this Python and system, for one of its extras or ("") by itself."""
    requirements = [Requirement(line) for line in metadata.requires(name) or []]
    return [item for item in requirements if item.marker is None or item.marker.evaluate({"extra": extra})]


def test_the_environment_has_everything_that_its_packages_need() -> None:
    waiting = [*_runtime(), *_development()]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement = waiting.pop()
        assert requirement.specifier.contains(metadata.version(requirement.name)), str(requirement)
        for extra in ("", *requirement.extras):
            if (requirement.name, extra) not in seen:
                seen.add((requirement.name, extra))
                waiting += _needs(requirement.name, extra)
    assert len(seen) > len(_runtime()) + len(_development())


# --- the dependencies


def test_qt_is_one_of_the_sound_versions_on_python_311() -> None:
    """PySide6 6.12.0 loses a reference to None at every void call on Python before 3.12."""
    for version in locked_versions(_lock(Environment.RUNTIME))["pyside6-essentials"]:
        assert tuple(int(part) for part in version.split(".")[:2]) < (6, 12)


def test_fifty_thousand_void_calls_leave_python_sound() -> None:
    code = (
        "import sys\n"
        "from PySide6.QtCore import QPoint\n"
        "point = QPoint()\n"
        "before = sys.getrefcount(None)\n"
        "for number in range(50_000): point.setX(number)\n"
        "print(before - sys.getrefcount(None))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1000


def test_every_dependency_is_justified_in_the_contributing_guide() -> None:
    guide = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    justified = {_plain(name) for name in re.findall(r"^\| `([A-Za-z0-9._-]+)` \| \S", guide, re.MULTILINE)}
    assert justified == {_plain(requirement.name) for requirement in [*_runtime(), *_development()]}


# --- the layers


def test_the_import_contracts_hold() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# --- the files


def _own_files() -> list[Path]:
    """Everything that .gitignore leaves to the project; also where there is no git, as on a bare machine."""
    ignored = GitIgnoreSpec.from_lines([".git/", *(CHECKOUT / ".gitignore").read_text(encoding="utf-8").splitlines()])
    found: list[Path] = []
    for folder, folders, names in os.walk(CHECKOUT):
        here = Path(folder).relative_to(CHECKOUT)
        folders[:] = [name for name in folders if not ignored.match_file((here / name).as_posix() + "/")]
        found += [CHECKOUT / here / name for name in names if not ignored.match_file((here / name).as_posix())]
    return found


def test_no_file_names_a_package_registry_or_a_place_on_somebodys_machine() -> None:
    hosts = ("pypi" + ".org", "python" + "hosted", "registry.npm" + "js", "deb.debian" + ".org", "crates" + ".io")
    forbidden = re.compile(
        b"|".join(re.escape(host.encode()) for host in hosts)
        + rb"|(?<![\w.])/work/(main|shared|\.lib)|/opt/p"
        + rb"ypi"
    )
    for path in _own_files():
        found = forbidden.search(path.read_bytes())
        assert found is None or path == Path(__file__), f"{path.relative_to(CHECKOUT)}: {found[0]!r}"


def test_the_top_level_holds_the_agreed_folders_only() -> None:
    folders = {path.relative_to(CHECKOUT).parts[0] for path in _own_files() if path.parent != CHECKOUT}
    assert folders <= {"desktop_app", "resources", "tests", "packaging", ".ci"}


def test_the_readme_gives_the_two_commands() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert "python3 packaging/dev.py run" in readme
    assert "python3 packaging/dev.py test" in readme


def test_the_readme_names_no_key_that_the_program_does_not_have() -> None:
    from desktop_app.ui.actions import COMMANDS

    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+`) \|", readme.partition("| key |")[2].partition("\n\n")[0], re.MULTILINE)
    named = {key for row in rows for key in re.findall(r"`([^`]+)`", row)}
    assert len(named) > 15
    assert named <= {key for command in COMMANDS for key in command.keys}


def test_every_file_that_the_readme_links_to_is_there() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (CHECKOUT / target).exists(), target


# --- the package


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as an installer would lay it out; built without a network, by the locked build tool."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
    )
    (wheel,) = folder.glob("pressmark-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_brings_every_resource(unpacked: Path) -> None:
    shipped = {
        path.relative_to(unpacked / "desktop_app")
        for path in (unpacked / "desktop_app" / "resources").rglob("*")
        if path.is_file()
    }
    ours = {path.relative_to(CHECKOUT) for path in _own_files() if path.is_relative_to(CHECKOUT / "resources")}
    assert ours
    assert ours <= shipped


def test_the_wheel_brings_the_model_whole(unpacked: Path) -> None:
    models = unpacked / "desktop_app" / "resources" / "models"
    if not (CHECKOUT / "resources" / "models").exists():
        pytest.skip("this checkout has no model")
    sums = json.loads((models / "decoding.json").read_text(encoding="utf-8"))["sha256"]
    assert sums
    assert {name: hashlib.sha256((models / name).read_bytes()).hexdigest() for name in sums} == sums


def test_the_wheel_brings_no_tests_and_says_what_it_is(unpacked: Path) -> None:
    assert {path.name.split("-")[0] for path in unpacked.iterdir()} == {"desktop_app", "pressmark"}
    (description,) = unpacked.glob("*.dist-info/METADATA")
    text = description.read_text(encoding="utf-8")
    assert "License-Expression: Apache-2.0" in text
    assert "Requires-Python: >=3.11" in text
    (entries,) = unpacked.glob("*.dist-info/entry_points.txt")
    assert "pressmark = desktop_app.__main__:main" in entries.read_text(encoding="utf-8")


def _from_wheel(unpacked: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=unpacked.parent,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_program_of_the_wheel_finds_its_own_resources(unpacked: Path) -> None:
    code = "from desktop_app.paths import resource; print(resource('icons', 'pressmark.svg'))"
    assert Path(_from_wheel(unpacked, "-c", code)).is_relative_to(unpacked)


def test_the_program_of_the_wheel_starts(unpacked: Path) -> None:
    version = re.search(r'__version__ = "(.+)"', (CHECKOUT / "desktop_app" / "__init__.py").read_text(encoding="utf-8"))
    assert version is not None
    assert _from_wheel(unpacked, "-m", "desktop_app", "--version").endswith(version[1])


# --- the drawings


def test_every_icon_takes_its_colour_from_one_place(qapp: object) -> None:
    from PySide6.QtSvg import QSvgRenderer

    drawings = sorted((CHECKOUT / "resources" / "icons").glob("*.svg"))
    assert drawings
    for path in drawings:
        assert QSvgRenderer(str(path)).isValid(), path.name
        if path.stem != "pressmark":
            text = path.read_text(encoding="utf-8")
            assert 'stroke="currentColor"' in text
            assert set(re.findall(r"#[0-9a-f]{3,8}", text)) == {"#7d7a74"}, path.name

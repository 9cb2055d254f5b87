"""packaging/: the two commands on a bare machine, down to the words they say when something is missing."""

from __future__ import annotations

import ast
import base64
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import dev
import pytest
from desktop_entry import DesktopEntry, quoted
from environment import CannotInstall, Environment, locked_versions
from hypothesis import given
from hypothesis import strategies as st
from system_libraries import (
    OFFSCREEN,
    WAYLAND,
    X11,
    Library,
    Missing,
    Need,
    advice,
    family,
    has_window_system,
    install_command,
    is_root,
    library_needs,
    missing,
    needed,
    packages_for,
    provide,
    python_needs,
)

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGING = CHECKOUT / "packaging"
on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="about system libraries, which only Linux has"
)


# --- system libraries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ID=debian\nVERSION_ID=12\n", "debian"),
        ('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', "debian"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "debian"),
        ("ID=fedora\n", "fedora"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("ID=arch\nBUILD_ID=rolling\n", ""),
        ("", ""),
    ],
)
def test_the_family_of_a_system_is_read_from_its_own_description(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "os-release"
    path.write_text(text, encoding="utf-8")
    assert family(path) == expected


def test_a_system_without_a_description_has_no_family(tmp_path: Path) -> None:
    assert family(tmp_path / "nothing here") == ""


def test_a_library_that_no_system_has_is_missing() -> None:
    odd = Library("libpressmark-has-no-such-library.so.9", "a", "b")
    assert missing([odd]) == [odd]


@on_linux
def test_the_c_library_is_found_by_the_loader() -> None:
    assert missing([Library("libc.so.6", "libc6", "glibc")]) == []


@on_linux
def test_tests_run_only_where_qt_has_what_it_needs() -> None:
    assert missing(OFFSCREEN) == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, OFFSCREEN),
        ({"QT_QPA_PLATFORM": "xcb"}, OFFSCREEN + X11),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, OFFSCREEN + WAYLAND),
        ({"DISPLAY": ":0"}, OFFSCREEN + X11),
        ({"WAYLAND_DISPLAY": "wayland-0"}, OFFSCREEN + WAYLAND),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, OFFSCREEN + X11 + WAYLAND),
        ({}, OFFSCREEN),
    ],
)
def test_only_the_libraries_of_the_window_system_in_use_are_asked_for(
    environment: dict[str, str], expected: tuple[Library, ...]
) -> None:
    assert needed(environment) == expected


def test_the_advice_holds_the_one_exact_line_for_debian() -> None:
    words = advice("Something is missing.", packages_for([*OFFSCREEN[:2]], "debian"), "debian")
    assert "\n    sudo apt-get install -y --no-install-recommends libglib2.0-0 libegl1\n" in words


def test_a_package_that_holds_several_libraries_is_named_once() -> None:
    assert packages_for(X11, "fedora").count("libxcb") == 1
    assert install_command(["libxcb"], "fedora") == ["dnf", "install", "-y", "libxcb"]


def test_on_an_unknown_system_the_advice_names_what_is_missing_and_no_command() -> None:
    with pytest.raises(Missing) as error:
        provide([Need("Qt needs libEGL.so.1.", ("libegl1",))], "")
    assert "libEGL.so.1" in str(error.value)
    assert "sudo" not in str(error.value)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="only systems with a root user")
def test_whoever_is_not_root_gets_the_line_and_nothing_is_installed() -> None:
    code = (
        "import os, system_libraries as s\n"
        "if os.geteuid() == 0: os.seteuid(65534)\n"
        "needs = [s.Need('Qt needs libEGL.so.1.', ('libegl1',)), s.Need('No venv.', ('python3.11-venv',))]\n"
        "try: s.provide(needs, 'debian')\n"
        "except s.Missing as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PACKAGING, capture_output=True, text=True, check=True)
    assert "sudo apt-get install -y --no-install-recommends libegl1 python3.11-venv\n" in done.stdout
    assert "Installing" not in done.stdout


def _stand_in(folder: Path, name: str, body: str) -> None:
    """A package tool of our own on the PATH: the real one would change the machine that runs the tests."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.skipif(not is_root(), reason="installs only as root")
def test_root_installs_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stand_in(tmp_path, "apt-get", f'echo "$DEBIAN_FRONTEND $@" >> {tmp_path}/said')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    provide([Need("Qt needs libEGL.so.1.", ("libegl1",))], "debian")
    assert (tmp_path / "said").read_text().splitlines() == [
        "noninteractive update",
        "noninteractive install -y --no-install-recommends libegl1",
    ]


@pytest.mark.skipif(not is_root(), reason="installs only as root")
def test_when_the_package_tool_fails_its_words_and_the_line_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stand_in(tmp_path, "dnf", "echo no space left; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(Missing) as error:
        provide([Need("Qt needs libEGL.so.1.", ("libglvnd-egl",))], "fedora")
    assert "no space left" in str(error.value)
    assert "sudo dnf install -y libglvnd-egl" in str(error.value)


def test_what_is_here_is_not_asked_for() -> None:
    assert library_needs({"QT_QPA_PLATFORM": "offscreen"}, family()) == []
    assert python_needs(family()) == []


@on_linux
def test_many_missing_libraries_are_one_sentence_and_all_their_packages() -> None:
    code = (
        "import system_libraries as s\n"
        "s.OFFSCREEN = tuple(s.Library(f'libpressmark-lacks-{n}.so.9', f'package{n}', '') for n in range(8))\n"
        "(need,) = s.library_needs({}, 'debian')\n"
        "print(need.what); print(*need.packages)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PACKAGING, capture_output=True, text=True, check=True)
    what, packages = done.stdout.splitlines()
    assert what.endswith("libpressmark-lacks-4.so.9 and 3 more.")
    assert packages.split() == [f"package{number}" for number in range(8)]


@on_linux
def test_without_a_window_system_there_is_none_unless_qt_was_told_what_to_use() -> None:
    assert not has_window_system({})
    assert has_window_system({"DISPLAY": ":0"})
    assert has_window_system({"WAYLAND_DISPLAY": "wayland-0"})
    assert has_window_system({"QT_QPA_PLATFORM": "offscreen"})


# --- the environment


def _wheel(folder: Path, version: str) -> str:
    """A tiny real wheel of our own; its line for a lock."""
    path = folder / f"tiny-{version}-py3-none-any.whl"
    files = {
        "tiny.py": f"VERSION = {version!r}\n",
        f"tiny-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
        f"tiny-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}\n"
        for name, text in files.items()
    )
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**files, f"tiny-{version}.dist-info/RECORD": record}.items():
            wheel.writestr(name, text)
    return f"./{path.name} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A small checkout in a folder with an odd name, with its environment: a first start was killed, a second one made it."""
    checkout = tmp_path_factory.mktemp("x") / "Zoë’s cheque & book"
    (checkout / "packaging").mkdir(parents=True)
    (checkout / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (checkout / "pressmark_probe.py").write_text("", encoding="utf-8")
    lock = _wheel(checkout, "1.0")
    for name in (Environment.RUNTIME, Environment.DEVELOPMENT):
        (checkout / "packaging" / name).write_text(lock, encoding="utf-8")
    environment = Environment(checkout)
    if os.name != "nt":
        _kill_a_start(checkout)
        assert environment.folder.exists()
    assert not environment.is_ready(Environment.RUNTIME)
    environment.prepare(Environment.RUNTIME)
    return environment


def _kill_a_start(checkout: Path) -> None:
    """Start an installation in a process group of its own and end it, without a chance to clean up, once it is under way."""
    code = "import sys, environment, pathlib; environment.Environment(pathlib.Path(sys.argv[1])).prepare('requirements.txt')"
    command = [sys.executable, "-c", code, str(checkout)]
    with subprocess.Popen(command, cwd=PACKAGING, stdout=subprocess.PIPE, text=True, start_new_session=True) as start:
        assert start.stdout is not None
        assert "Making an environment" in start.stdout.readline()
        while start.poll() is None and not (checkout / ".venv" / "pyvenv.cfg").exists():
            pass
        os.killpg(start.pid, signal.SIGKILL)


def _ask(environment: Environment, code: str) -> str:
    done = subprocess.run(
        [environment.python, "-P", "-c", code], cwd=environment.folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_start_after_a_killed_one_makes_an_environment_with_the_locked_packages_and_the_checkout(
    made: Environment,
) -> None:
    assert made.is_ready(Environment.RUNTIME)
    assert _ask(made, "import tiny, pressmark_probe; print(tiny.VERSION)") == "1.0"


def test_an_environment_that_is_ready_is_not_touched(made: Environment, capsys: pytest.CaptureFixture[str]) -> None:
    made.prepare(Environment.RUNTIME)
    assert capsys.readouterr().out == ""


def test_an_environment_for_running_does_not_pass_for_one_with_the_tools_for_tests(made: Environment) -> None:
    assert not made.is_ready(Environment.DEVELOPMENT)


def test_after_a_change_of_the_lock_the_new_versions_are_installed(made: Environment) -> None:
    lock = made.checkout / "packaging" / Environment.RUNTIME
    before = lock.read_text(encoding="utf-8")
    lock.write_text(_wheel(made.checkout, "1.1"), encoding="utf-8")
    assert not made.is_ready(Environment.RUNTIME)
    made.prepare(Environment.RUNTIME)
    assert _ask(made, "import tiny; print(tiny.VERSION)") == "1.1"
    lock.write_text(before, encoding="utf-8")
    made.prepare(Environment.RUNTIME)
    assert _ask(made, "import tiny; print(tiny.VERSION)") == "1.0"


@pytest.mark.skipif(os.name == "nt", reason="about links to the interpreter, which Windows does not make")
def test_an_environment_whose_interpreter_has_gone_is_made_anew(made: Environment) -> None:
    for link in made.python.parent.glob("python*"):
        link.unlink()
    made.python.symlink_to(made.checkout / "no such python")
    assert not made.is_ready(Environment.RUNTIME)
    made.prepare(Environment.RUNTIME)
    assert made.is_ready(Environment.RUNTIME)
    assert _ask(made, "import tiny; print(tiny.VERSION)") == "1.0"


def test_a_wrong_hash_stops_the_installation_with_the_words_of_pip(made: Environment) -> None:
    lock = made.checkout / "packaging" / Environment.RUNTIME
    path = _wheel(made.checkout, "1.2").split()[0]
    lock.write_text(f"{path} --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    with pytest.raises(CannotInstall, match=r"(?i)hash"):
        made.prepare(Environment.RUNTIME)
    assert not made.is_ready(Environment.RUNTIME)
    assert _ask(made, "import tiny; print(tiny.VERSION)") == "1.0"


def test_the_names_and_versions_of_a_lock_are_read_with_extras_and_markers() -> None:
    lock = "# words==1\nRapid_Fuzz==3.1 \\\n    --hash=sha256:00\nlxml[html]==6.0 ; python_version < '3.12' \\\nlxml==6.1\n"
    assert locked_versions(lock) == {"rapid-fuzz": {"3.1"}, "lxml": {"6.0", "6.1"}}


# --- the command


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], True),
        (["story.txt"], True),
        (["--profile", "analyze"], True),
        (["--profile", "folder", "story.txt"], True),
        (["analyze", "story.txt"], False),
        (["--profile", "folder", "export", "--all"], False),
        (["--log-level=debug", "import", "x.md"], False),
        (["--version"], False),
        (["--profile", "folder", "--help"], False),
    ],
)
def test_commands_of_the_program_need_no_window(arguments: list[str], expected: bool) -> None:
    assert dev.needs_window(arguments) is expected


def test_the_starter_knows_the_commands_that_the_program_has() -> None:
    from desktop_app.commands import _COMMANDS

    assert set(dev.WITHOUT_WINDOW) == set(_COMMANDS)


def _dev(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    dropped = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return subprocess.run(
        [sys.executable, PACKAGING / "dev.py", *arguments],
        env={**kept, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@on_linux
def test_run_without_a_window_system_says_what_is_missing_before_it_installs_anything() -> None:
    done = _dev("run")
    assert done.returncode == 1
    assert "neither DISPLAY nor WAYLAND_DISPLAY is set" in done.stderr
    assert done.stdout == ""


def test_an_unknown_command_is_refused_with_those_that_there_are() -> None:
    done = _dev("tset", PYTHONIOENCODING="utf-8")
    assert done.returncode == 2
    assert "“tset”" in done.stderr
    assert "install-desktop" in done.stderr


def test_arguments_that_would_be_ignored_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("lint", "format", "install-desktop"):
        assert dev.main([command, "--fast"]) == 2
        assert "--fast" in capsys.readouterr().err


def test_a_folder_to_evaluate_is_meant_from_where_the_caller_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = str(tmp_path / "articles")
    assert dev.with_whole_folder(["dev", "--corpus", "articles", "--json"]) == ["dev", "--corpus", here, "--json"]
    assert dev.with_whole_folder(["--corpus=articles"]) == [f"--corpus={here}"]
    assert dev.with_whole_folder(["test", "--errors"]) == ["test", "--errors"]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    said = capsys.readouterr().out
    for command in ("run", "test", "lint", "format", "bench", "evaluate", "lock", "install-desktop"):
        assert f"dev.py {command} " in said or f"dev.py {command}\n" in said


def test_a_terminal_without_typographic_marks_gets_the_help_all_the_same() -> None:
    assert _dev("--help", PYTHONIOENCODING="ascii").returncode == 0


def test_an_old_python_understands_the_file_well_enough_to_say_that_it_is_old() -> None:
    ast.parse((PACKAGING / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.skipif(os.name == "nt", reason="makes a link in the place that Windows does not use")
def test_all_steps_are_carried_out_and_one_failure_fails_the_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    environment = Environment(tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    steps = {
        "first": ["-c", "print('one')"],
        "second": ["-c", "raise SystemExit(3)"],
        "third": ["-c", "print('three')"],
    }
    assert dev.carry_out(environment, steps, dict(os.environ)) == 1
    said = capfd.readouterr().out
    assert said.index("one") < said.index("three") < said.index("summary")
    assert "not green: second" in said.splitlines()[-1]
    assert dev.carry_out(environment, {"first": steps["first"]}, dict(os.environ)) == 0


def test_the_checks_are_those_that_the_contributing_guide_names() -> None:
    guide = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name in dev.checks():
        assert name in guide
    assert f"{dev.COVERAGE_FLOOR} %" in guide
    assert f"{dev.STRICTER_FLOOR} %" in guide


# --- the entry among the applications


def _words_of(exec_value: str) -> list[str]:
    """The arguments that a desktop makes of an Exec value: string escapes first, then quotes, then field codes."""
    value = re.sub(
        r"\\(.)", lambda match: {"s": " ", "n": "\n", "t": "\t", "r": "\r"}.get(match[1], match[1]), exec_value
    )
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', value, re.DOTALL)
    plain = [re.sub(r"\\(.)", r"\1", in_quotes, flags=re.DOTALL) if in_quotes else bare for in_quotes, bare in words]
    return [word.replace("%%", "%") for word in plain]


@given(st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), min_size=1))
def test_any_folder_name_survives_the_quoting_of_exec(word: str) -> None:
    assert _words_of(quoted(word)) == [word]


def test_the_entry_starts_the_program_of_this_checkout_and_can_be_taken_away(tmp_path: Path) -> None:
    python = tmp_path / "My $work 100%" / "python"
    entry = DesktopEntry(CHECKOUT, python, {"XDG_DATA_HOME": str(tmp_path / "data")})
    written = entry.install()
    assert written == [
        tmp_path / "data" / "applications" / "pressmark.desktop",
        tmp_path / "data" / "icons" / "hicolor" / "scalable" / "apps" / "pressmark.svg",
    ]
    text = entry.file.read_text(encoding="utf-8")
    assert "@" not in text
    values = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    assert _words_of(values["Exec"]) == [str(python), "-P", "-m", "desktop_app", "%U"]
    assert set(values["MimeType"].split(";")) == {
        "text/plain",
        "text/markdown",
        "text/html",
        "x-scheme-handler/pressmark",
        "",
    }
    assert entry.icon.read_bytes() == (CHECKOUT / "resources" / "icons" / "pressmark.svg").read_bytes()
    if shutil.which("desktop-file-validate"):
        # The validator looks for the program of TryExec nowhere, so a made-up path is no fault.
        subprocess.run(["desktop-file-validate", entry.file], check=True)
    assert entry.remove() == written
    assert not entry.file.exists()
    assert entry.remove() == []


def test_without_xdg_folders_the_entry_goes_to_the_home_folder(tmp_path: Path) -> None:
    entry = DesktopEntry(CHECKOUT, tmp_path / "python", {"HOME": str(tmp_path)})
    assert entry.file == tmp_path / ".local" / "share" / "applications" / "pressmark.desktop"

#!/usr/bin/env python3
"""Start, test and look after Pressmark from a checkout, on a machine that has nothing but Python 3.11 or newer.

    python3 packaging/dev.py run [FILE …]       start the program (also: run analyze FILE, run --help)
    python3 packaging/dev.py test [PYTEST …]    everything that must be green; with arguments: an aimed run
    python3 packaging/dev.py lint               formatting, rules, types, import contracts
    python3 packaging/dev.py format             put the code into its standard form
    python3 packaging/dev.py bench [NAME …]     benchmarks, as ratios within one run
    python3 packaging/dev.py evaluate [train|dev|test …] [--corpus DIR] [--errors|--json]    how well it finds who said what
    python3 packaging/dev.py lock [PACKAGE …]   renew the locked requirements (all, or only the packages named)
    python3 packaging/dev.py install-desktop [--remove]

The first start makes the environment .venv in the checkout; later starts find it ready.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

OLDEST = (3, 11)
CHECKOUT = Path(__file__).resolve().parent.parent

# Import from beside this file, also where Python was told not to look there (-P, PYTHONSAFEPATH).
sys.path.insert(0, str(CHECKOUT / "packaging"))

if sys.version_info >= OLDEST:
    from desktop_entry import DesktopEntry
    from environment import CannotInstall, Environment
    from system_libraries import Missing, family, has_window_system, library_needs, provide, python_needs

COVERAGE_FLOOR = 85
STRICTER_FLOOR = 95
STRICTER = ("analysis", "storage", "domain")
"""Parts whose mistakes a reader would not see at once: their branches are covered more closely."""

MOST_PROCESSES = 4
"""For the tests, one on each core: what measures time or starts programs of its own suffers from more."""
WITHOUT_WINDOW = ("analyze", "import", "export", "search", "speaker", "speakers", "stats", "variants")
"""Commands of the program that need no window system."""


class NotUnderstood(Exception):
    """The command line asks for something that is not there; the message says what."""


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("--help", [])
    commands = {
        "run": run,
        "test": test,
        "lint": lint,
        "format": format_code,
        "bench": bench,
        "evaluate": evaluate,
        "lock": lock,
        "install-desktop": install_desktop,
    }
    if command in ("-h", "--help", "help"):
        print((__doc__ or "").strip())
        return 0
    try:
        if command not in commands:
            raise NotUnderstood(f"There is no command “{command}”. Commands: {', '.join(commands)}.")
        return commands[command](rest)
    except NotUnderstood as error:
        print(error, file=sys.stderr)
        return 2
    except (Missing, CannotInstall) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def run(arguments: list[str]) -> int:
    """Start the program in the caller's folder, so that relative paths mean what they say."""
    if needs_window(arguments) and not has_window_system(os.environ):
        print(
            "Pressmark opens a window, and there is no window system here: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
            "Start it from a desktop session (or over `ssh -X`). These work without a window:\n"
            "    python3 packaging/dev.py run analyze FILE\n"
            "    QT_QPA_PLATFORM=offscreen python3 packaging/dev.py run",
            file=sys.stderr,
        )
        return 1
    environment = make_ready(Environment.RUNTIME, os.environ if needs_window(arguments) else None)
    # -P: a file called random.py beside the reader's articles must not be taken for Python's own.
    command = [str(environment.python), "-P", "-m", "desktop_app", *arguments]
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606 - takes this process's place: signals and exit status are the program's own
    return subprocess.run(command, check=False).returncode


def needs_window(arguments: list[str]) -> bool:
    """Whether the program, started so, will open a window: not for its commands, --help and --version."""
    waiting = iter(arguments)
    for argument in waiting:
        if argument in ("--help", "-h", "--version"):
            return False
        if argument in ("--profile", "--log-level"):
            next(waiting, None)
        elif not argument.startswith("-"):
            return argument not in WITHOUT_WINDOW
    return True


def test(arguments: list[str]) -> int:
    """All checks and all tests with their coverage; with arguments for pytest only those tests, without the floors."""
    environment, variables = for_tests()
    if arguments:
        return call(environment, ["-m", "pytest", *arguments], variables)
    beside = [f"-n{min(MOST_PROCESSES, os.cpu_count() or 1)}", "--dist=loadfile"]
    with tempfile.TemporaryDirectory() as folder:
        variables["COVERAGE_FILE"] = str(Path(folder) / "coverage")
        coverage = ["-m", "coverage", "report", "--skip-covered"]
        steps = {
            **checks(),
            "tests": ["-m", "pytest", *beside, "--cov", "--cov-branch", "--cov-report=", "--durations=8"],
            f"coverage ≥ {COVERAGE_FLOOR} %": [*coverage, f"--fail-under={COVERAGE_FLOOR}"],
        }
        for part in STRICTER:
            only = f"--include=desktop_app/{part}/*"
            steps[f"coverage of {part} ≥ {STRICTER_FLOOR} %"] = [
                *coverage,
                "--show-missing",
                only,
                f"--fail-under={STRICTER_FLOOR}",
            ]
        return carry_out(environment, steps, variables)


def lint(arguments: list[str]) -> int:
    refuse(arguments)
    environment, variables = for_tests()
    return carry_out(environment, checks(), variables)


def format_code(arguments: list[str]) -> int:
    refuse(arguments)
    environment, variables = for_tests()
    steps = {"rules": ["-m", "ruff", "check", "--fix", "--quiet", "."], "format": ["-m", "ruff", "format", "."]}
    return carry_out(environment, steps, variables)


def bench(arguments: list[str]) -> int:
    environment, variables = for_tests()
    return call(environment, ["tests/benchmarks/run.py", *arguments], variables)


def refuse(arguments: list[str]) -> None:
    """End, in words, where a command was given arguments that it would ignore."""
    if arguments:
        raise NotUnderstood(f"“{' '.join(arguments)}” is not understood here; see python3 packaging/dev.py --help.")


def evaluate(arguments: list[str]) -> int:
    """Measure the engine on annotated articles: ours or, after --corpus, those of another folder."""
    environment, variables = for_tests()
    return call(environment, ["-m", "tests.evaluation", *with_whole_folder(arguments)], variables)


def with_whole_folder(arguments: list[str]) -> list[str]:
    """The same arguments with the folder after --corpus as a whole path: it is meant from where the caller stands, and the
    measurement runs in the checkout."""
    whole: list[str] = []
    for argument in arguments:
        option, equals, folder = argument.partition("=")
        if whole and whole[-1] == "--corpus":
            whole.append(str(Path(argument).absolute()))
        elif option == "--corpus" and equals:
            whole.append(f"{option}={Path(folder).absolute()}")
        else:
            whole.append(argument)
    return whole


def checks() -> dict[str, list[str]]:
    """Name and arguments for Python of every check that is not a test."""
    return {
        "format": ["-m", "ruff", "format", "--check", "."],
        "rules": ["-m", "ruff", "check", "."],
        "types": ["-m", "mypy"],
        "import contracts": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    }


def for_tests() -> tuple[Environment, dict[str, str]]:
    """The environment with the tools for tests, and the variables of a run without a window."""
    variables = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM") or "offscreen"}
    return make_ready(Environment.DEVELOPMENT, variables), variables


def make_ready(lock: str, variables: Mapping[str, str] | None) -> Environment:
    """The environment with that lock installed and, unless `variables` is None, with the libraries that Qt needs to show itself
    so. Everything that only the system can bring is asked for at once: one line for whoever has to type it."""
    environment = Environment(CHECKOUT)
    system = family()
    needs = library_needs(variables, system) if variables is not None else []
    if not environment.python.exists():
        needs += python_needs(system)
    if needs:
        provide(needs, system)
    environment.prepare(lock)
    return environment


def call(environment: Environment, arguments: list[str], variables: dict[str, str]) -> int:
    return subprocess.run([environment.python, *arguments], cwd=CHECKOUT, env=variables, check=False).returncode


def carry_out(environment: Environment, steps: dict[str, list[str]], variables: dict[str, str]) -> int:
    """Every step in order, each with its name and time, whether or not one before it failed; a summary stands last."""
    results: list[tuple[str, int, float]] = []
    for name, arguments in steps.items():
        print(f"\n── {name}", flush=True)
        started = time.monotonic()
        results.append((name, call(environment, arguments, variables), time.monotonic() - started))
    print("\n── summary")
    for name, status, seconds in results:
        print(f"   {'ok    ' if status == 0 else 'FAILED'}  {seconds:6.1f} s  {name}")
    failed = [name for name, status, _ in results if status]
    print(f"   {'all is green' if not failed else 'not green: ' + ', '.join(failed)}", flush=True)
    return 1 if failed else 0


def lock(arguments: list[str]) -> int:
    """Write the two locks anew with uv, for every supported Python and system. Packages that are not named keep their versions;
    without names all take the newest that pyproject.toml allows."""
    with tempfile.TemporaryDirectory() as folder:
        uv = shutil.which("uv")
        if uv is None:
            print("Fetching uv for this once …", flush=True)
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            tools = Path(folder) / ("Scripts" if os.name == "nt" else "bin")
            subprocess.run([tools / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
            uv = str(tools / "uv")
        chosen = [f"--upgrade-package={name}" for name in arguments] or ["--upgrade"]
        common = [uv, "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--generate-hashes"]
        common += [
            f"--python-version={OLDEST[0]}.{OLDEST[1]}",
            "--no-emit-index-url",
            "--no-emit-find-links",
            "--no-header",
        ]
        common += ["--no-config", *chosen]
        runtime, development = (f"packaging/{name}" for name in (Environment.RUNTIME, Environment.DEVELOPMENT))
        subprocess.run([*common, "-o", runtime], cwd=CHECKOUT, check=True)
        # What is tested is what runs: the second lock is bound to the versions of the first.
        subprocess.run(
            [*common, "--group=dev", f"--constraints={runtime}", "-o", development], cwd=CHECKOUT, check=True
        )
    print(f"Written: {runtime}, {development}. Run the tests before you commit them.")
    return 0


def install_desktop(arguments: list[str]) -> int:
    """Put Pressmark among this user's applications, or take it away again."""
    if arguments != ["--remove"]:
        refuse(arguments)
    if not sys.platform.startswith("linux"):
        print(
            "An entry among the applications is made on Linux only so far; nothing was changed. On this system start Pressmark\n"
            "with `python3 packaging/dev.py run`.",
            file=sys.stderr,
        )
        return 1
    entry = DesktopEntry(CHECKOUT, Environment(CHECKOUT).python)
    if arguments:
        removed = entry.remove()
        print("\n".join(f"Removed {path}" for path in removed) or "There was nothing to remove.")
        return 0
    make_ready(Environment.RUNTIME, {"QT_QPA_PLATFORM": "xcb", **os.environ})
    for path in entry.install():
        print(f"Wrote {path}")
    print(
        "Pressmark now stands among your applications, and opens text, Markdown and HTML files and pressmark:// links."
    )
    return 0


def newer_python() -> str | None:
    """A Python on this machine that is new enough, where the one that was called is not."""
    return next(filter(None, map(shutil.which, ("python3.14", "python3.13", "python3.12", "python3.11"))), None)


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        found = newer_python()
        if found is None:
            sys.exit(
                f"Pressmark needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.\n"
                "Install python3.11, 3.12 or 3.13 (Ubuntu 22.04: sudo apt-get install python3.11-venv), then start again."
            )
        sys.exit(subprocess.call([found, __file__, *sys.argv[1:]]))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # “…” must not end the program on a terminal that lacks it
    sys.exit(main(sys.argv[1:]))

"""The checkout's own virtual environment: made once, stamped, repaired when it is half-made."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from system_libraries import family, provide, python_needs

_UNFINISHED = "pressmark-unfinished"
"""Name of the mark that stands in the environment while packages are being installed."""


class CannotInstall(Exception):
    """The environment could not be made; the message holds the words of the tool that failed."""


class Environment:
    """The `.venv` of one checkout. `lock` names a file of hashed requirements in `packaging/`; the one for tests holds all of the
    one for running, so an environment that was made for tests also serves for running."""

    RUNTIME = "requirements.txt"
    DEVELOPMENT = "requirements-dev.txt"

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        self.folder = checkout / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def is_ready(self, lock: str) -> bool:
        """True if this very lock was installed completely for the interpreter that is in the environment now."""
        if not self.python.exists() or (self.folder / _UNFINISHED).exists():
            return False
        locks = {lock, self.DEVELOPMENT}
        return any(self._read(self._stamp(name)) == self.fingerprint(name) for name in locks)

    def fingerprint(self, lock: str) -> str:
        """Changes with the project's configuration, the lock, or the interpreter behind the environment."""
        digest = hashlib.sha256()
        for path in (self.checkout / "pyproject.toml", self.checkout / "packaging" / lock):
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
        # A system update can put another Python behind the same link; its resolved name (python3.11) tells.
        digest.update(os.path.realpath(self.python).encode() + b"\0")
        digest.update(self._read(self.folder / "pyvenv.cfg").encode())
        return digest.hexdigest()

    def prepare(self, lock: str) -> None:
        """Make the environment ready for that lock, from whatever state it is in. CannotInstall or Missing if that fails."""
        if self.is_ready(lock):
            return
        with self._alone():
            if self.is_ready(lock):  # another start made it while this one waited
                return
            started = time.monotonic()
            if self.folder.exists() and not self._is_sound():
                print("The environment in .venv is unfinished or broken; making it anew.", flush=True)
                shutil.rmtree(self.folder)
            if not self.folder.exists():
                self._create()
            self._install(lock)
            self._link_checkout()
            self._stamp(lock).write_text(self.fingerprint(lock), encoding="ascii")
            (self.folder / _UNFINISHED).unlink()
            print(f"Ready after {time.monotonic() - started:.0f} s.", flush=True)

    def _is_sound(self) -> bool:
        """False after an interrupted installation, or when the interpreter behind the environment has gone or changed."""
        if (self.folder / _UNFINISHED).exists():
            return False
        try:
            return subprocess.run([self.python, "-c", "import pip"], capture_output=True, check=False).returncode == 0
        except OSError:
            return False

    def _create(self) -> None:
        system = family()
        if needs := python_needs(system):
            provide(needs, system)
        print("Making an environment of its own in .venv …", flush=True)
        self.folder.mkdir()
        (self.folder / _UNFINISHED).touch()  # from the first moment on: pip's own files may be half there as well
        # In a fresh process: this one may have started before the module was installed.
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(self.folder)],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if made.returncode:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise CannotInstall(f"The environment could not be made:\n{made.stdout}{made.stderr}")

    def _install(self, lock: str) -> None:
        (self.folder / _UNFINISHED).touch()
        for stamp in self.folder.glob("pressmark-*.stamp"):
            stamp.unlink()  # whatever was complete before is not any more
        path = self.checkout / "packaging" / lock
        count = len(locked_versions(path.read_text(encoding="utf-8")))
        print(f"Installing up to {count} packages (first time, or after a change) …", flush=True)
        # --no-deps: nothing but the lock decides what is installed; a test makes sure that it is complete.
        command = [str(self.python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        command += ["--require-hashes", "--no-deps", "-r", str(path)]
        with subprocess.Popen(
            command,
            cwd=self.checkout,  # pip reads no files of the folder that the reader happens to be in
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as pip:
            assert pip.stdout is not None
            said = list(_shown(pip.stdout, count))
        if pip.returncode:
            raise CannotInstall(f"The packages could not be installed. pip said:\n{''.join(said[-40:])}")

    def _link_checkout(self) -> None:
        """Let the environment import the project from the checkout. The path is a relative one, so that it is plain ASCII in
        any home folder (a .pth file is read in the encoding of the locale)."""
        packages = sorted(self.folder.glob("Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"))
        for folder in packages:
            (folder / "pressmark-checkout.pth").write_text(
                os.path.relpath(self.checkout, folder) + "\n", encoding="ascii"
            )

    def _stamp(self, lock: str) -> Path:
        return self.folder / f"pressmark-{lock}.stamp"

    @staticmethod
    def _read(path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one start at a time installs; a second waits for it. (Windows has no such lock: there both would try.)"""
        try:
            import fcntl
        except ImportError:
            yield
            return
        with (self.checkout / "pyproject.toml").open("rb") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                print("Another start is installing; waiting for it …", flush=True)
                fcntl.flock(held, fcntl.LOCK_EX)
            yield


def _shown(lines: Iterable[str], count: int) -> Iterator[str]:
    """The lines of pip, as they come; on a terminal with a count of the packages that it has come to."""
    reached = 0
    for line in lines:
        if sys.stdout.isatty() and line.startswith(("Collecting ", "Requirement already")):
            reached += 1
            print(f"\r  {reached} of {count} ", end="", flush=True)
        yield line
    if reached:
        print("\r" + " " * 20 + "\r", end="", flush=True)


_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def locked_versions(lock: str) -> dict[str, set[str]]:
    """Normalised name to versions (more than one where Python versions or systems differ) of a lock's text."""
    found: dict[str, set[str]] = {}
    for name, version in _PIN.findall(lock):
        found.setdefault(re.sub(r"[-_.]+", "-", name).lower(), set()).add(version)
    return found

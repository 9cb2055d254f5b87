"""An entry among this user's applications (freedesktop.org: Desktop Entry, Icon Theme) that starts the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

NAME = "pressmark"


class DesktopEntry:
    """The .desktop file and the icon of one user. `python` is the interpreter of the environment that has the program."""

    def __init__(self, checkout: Path, python: Path, environment: Mapping[str, str] = os.environ) -> None:
        self.template = checkout / "packaging" / "linux" / f"{NAME}.desktop.in"
        self.drawing = checkout / "resources" / "icons" / f"{NAME}.svg"
        self.python = python
        data = Path(
            environment.get("XDG_DATA_HOME") or Path(environment.get("HOME") or Path.home()) / ".local" / "share"
        )
        self.file = data / "applications" / f"{NAME}.desktop"
        self.icon = data / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"

    def text(self) -> str:
        """The entry's text. -P keeps files of the folder it is started in from being taken for Python's own modules."""
        command = " ".join([*(quoted(word) for word in (str(self.python), "-P", "-m", "desktop_app")), "%U"])
        filled = self.template.read_text(encoding="utf-8").replace("@EXEC@", command)
        return filled.replace("@TRY_EXEC@", escaped(str(self.python)))

    def install(self) -> list[Path]:
        """Write both files; the paths written. OSError if the folders cannot be written."""
        text = self.text()
        for path in (self.file, self.icon):
            path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.drawing, self.icon)
        self.file.write_text(text, encoding="utf-8", newline="\n")
        self._announce()
        return [self.file, self.icon]

    def remove(self) -> list[Path]:
        """Take both files away; the paths that were there."""
        there = [path for path in (self.file, self.icon) if path.exists()]
        for path in there:
            path.unlink()
        if there:
            self._announce()
        return there

    def _announce(self) -> None:
        """Tell desktops that keep an index. Those without these tools look into the folders themselves."""
        for tool, *options in (
            ("update-desktop-database", "-q", str(self.file.parent)),
            ("gtk-update-icon-cache", "-qtf", str(self.icon.parents[2])),
        ):
            if shutil.which(tool):
                subprocess.run([tool, *options], check=False, capture_output=True)


def escaped(value: str) -> str:
    """A value of type string: a backslash stands for itself only when doubled."""
    return value.replace("\\", "\\\\").replace("\n", "\\n")


def quoted(word: str) -> str:
    """One argument of Exec: quoted where it must be, its own escapes doubled by those of the string, and % as %%."""
    plain = word.replace("%", "%%")
    if word and all(letter.isalnum() or letter in "/._-+=:,@%" for letter in word):
        return plain
    for letter in ("\\", '"', "`", "$"):
        plain = plain.replace(letter, "\\" + letter)
    return escaped(f'"{plain}"')

"""Where things are: the resources that ship with the program, and the reader's own data."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs


def resource(*parts: str) -> Path:
    """A shipped file or folder, from a checkout, an installed wheel or a frozen bundle. FileNotFoundError if it is missing."""
    package = Path(__file__).resolve().parent
    bundle = Path(getattr(sys, "_MEIPASS", package))
    for root in (bundle / "resources", package / "resources", package.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(("resources", *parts)))


def default_profile() -> Path:
    """The folder that holds the reader's library, backups and settings, in the place that the platform sets aside for it."""
    return Path(platformdirs.user_data_dir("pressmark", appauthor=False))


def local_file(word: str) -> Path:
    """The file that a word of a command line names: a path, or a file: address as desktops hand over what was double-clicked.
    An address of another machine's file stays a path that does not exist."""
    if word[:5].lower() != "file:":
        return Path(word)
    from urllib.request import url2pathname  # rarely needed, and it brings all of http with it

    try:
        parts = urlsplit(word)
    except ValueError:  # an address that breaks the form, such as file://[
        return Path(word)
    return Path(word) if parts.netloc not in ("", "localhost") else Path(url2pathname(parts.path))

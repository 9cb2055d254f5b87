"""Files that are either the old ones or the new ones, never something between."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from desktop_app.domain.errors import CannotExport


def write_atomically(path: Path, text: str) -> None:
    """Put the text there as UTF-8, durable before this returns. CannotExport leaves what was there as it was.

    The text goes to a new file beside the target, which then takes its place. A symbolic link stays one: its target is replaced.
    """
    target = Path(os.path.realpath(path))
    fresh = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        data = text.encode("utf-8")
        try:
            with fresh.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                fresh.chmod(target.stat().st_mode & 0o7777)
            fresh.replace(target)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        _make_durable(target.parent)
    except (OSError, UnicodeEncodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CannotExport(
            f"“{path.name}” could not be written: {why}.",
            kept="Nothing that was there has been changed.",
            advice="Choose another folder, or make room and permission there.",
        ) from error


def _make_durable(folder: Path) -> None:
    """The new name is on the disk too, where the system can be asked for that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

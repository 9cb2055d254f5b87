"""`pressmark` and `python -m desktop_app`: the window, or a command without one."""

from __future__ import annotations

import logging
import multiprocessing
import sys


def main(argv: list[str] | None = None) -> int:
    """Run what the arguments ask for; the exit status."""
    multiprocessing.freeze_support()
    # Imported here: child processes import this module again and need nothing of it.
    from desktop_app.commands import parse, run_command

    invocation = parse(sys.argv[1:] if argv is None else argv)
    logging.basicConfig(level=invocation.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    if invocation.command:
        return run_command(invocation)
    from desktop_app.app import run_window

    return run_window(invocation.profile, invocation.files, invocation.links)


if __name__ == "__main__":
    sys.exit(main())

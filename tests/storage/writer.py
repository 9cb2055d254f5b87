"""A program of its own for `test_killed_while_saving`: saves notes and findings until it is killed.

    python -m tests.storage.writer FOLDER ARTICLE REVISION

Prints the id of each note after the library has said that it is saved.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from desktop_app.domain.annotations import NoteTarget
from desktop_app.storage import Library
from tests.storage.samples import findings, note


def main(folder: Path, article_id: str, revision_id: str) -> None:
    library = Library.open(folder)
    print("open", flush=True)
    for i in count():
        written = note(article_id, f"Note {i} " + "words " * (i % 300), NoteTarget.ARTICLE)
        library.save_note(written)
        print(written.id, flush=True)
        if i % 5 == 0:
            library.save_findings(revision_id, findings(version=str(i)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])

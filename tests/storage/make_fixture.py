"""Makes the small library that stands for a released schema, once for each release:

python -m tests.storage.make_fixture tests/data/storage/library-0001.db.gz
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

from desktop_app.domain.annotations import NoteTarget
from desktop_app.storage import Library
from tests.storage.samples import VANE, correction, findings, highlight, imported, note


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        with Library.open(Path(name)) as library:
            reading = library.add_article(imported())
            found = library.save_findings(reading.revision.id, findings())
            library.save_highlight(highlight(reading, VANE, tags=("ferry", "to ask")))
            library.save_note(note(reading.article.id, "About the *whole*."))
            on_quotation = found.attributions[0].id
            library.save_note(
                note(reading.article.id, "Who heard it?", NoteTarget.ATTRIBUTION, on_quotation, minutes=1)
            )
            library.save_corrections([correction(reading, "attribution", found.attributions[1].id)])
            copy = library.back_up()  # one file, compact
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(gzip.compress(copy.read_bytes(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

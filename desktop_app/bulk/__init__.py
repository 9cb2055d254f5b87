"""Work on many articles at once: importing folders, and analysing what has not been analysed yet. No Qt: whoever starts it hears
of it on the thread that `background` delivers to, and calls it from there."""

from desktop_app.bulk.backlog import Backlog
from desktop_app.bulk.importing import MassImport

__all__ = ["Backlog", "MassImport"]

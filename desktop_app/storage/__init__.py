"""Everything that is kept, in one SQLite file: `Library`. The only place that knows SQLAlchemy."""

from desktop_app.domain.errors import DamagedLibrary
from desktop_app.storage.backups import Rescue
from desktop_app.storage.library import Library

__all__ = ["DamagedLibrary", "Library", "Rescue"]

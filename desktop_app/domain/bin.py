"""What the reader removed and can still have back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEPT_FOR = timedelta(days=30)
"""So long things stay in the bin before they are removed for good."""
SHOWN_WORDS = 300
"""Characters of a removed thing that are kept in `Binned.words`."""


class BinKind(StrEnum):
    ARTICLE = "article"
    HIGHLIGHT = "highlight"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Binned:
    """One thing in the bin. words: the title of an article, the passage of a highlight, the beginning of a note; notes: how many
    notes come back with it, which hang on it or in it."""

    kind: BinKind
    id: str
    words: str
    article_id: str
    article_title: str
    removed_at: datetime
    notes: int = 0

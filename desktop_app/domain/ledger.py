"""The ledger: what is said over all articles of the library, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.findings import AttributionKind, SpeakerKind
from desktop_app.domain.links import Link
from desktop_app.domain.spans import Span


@dataclass(frozen=True, slots=True)
class LedgerSpeaker:
    """Somebody across articles. `id` is that of the ledger, not of a finding in an article. role: the latest that an article
    gives; aliases: all other names, the most used first. Counts are of articles outside the bin; first, last: the days (ISO) of
    the first and the last statement, “” where there is none."""

    id: str
    name: str
    kind: SpeakerKind
    role: str = ""
    aliases: tuple[str, ...] = ()
    articles: int = 0
    statements: int = 0
    quotations: int = 0
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of one article, as it reads after the reader's corrections.

    target_id: of the attribution. speaker_id: of the ledger, None for nobody; name: as this article names them. day: ISO, of the
    publication, or of the import where that is not known. words: the whole content, said: what of it stands inside marks, a line
    for each stretch. span: in the shown text of the article. topic: label of the topic that it stands in, “” for none. status:
    that the reader gave to a claim of it, “” for none.
    """

    article_id: str
    target_id: str
    speaker_id: str | None
    name: str
    kind: AttributionKind
    day: str
    title: str
    outlet: str
    words: str
    said: str
    cue: str
    topic: str
    status: str
    span: Span
    confidence: float

    @property
    def address(self) -> str:
        """The pressmark:// address of its place."""
        return str(Link(self.article_id, "attribution", self.target_id))


def day_of(published: str, imported_at: str) -> str:
    """The day (ISO) that statements of an article are of: a year or a month alone begins it; what is no date leaves the import.
    imported_at: ISO 8601, with its date in the first ten characters."""
    given = published.strip()[:10]
    for whole in (given, f"{given[:7]}-01", f"{given[:4]}-01-01"):
        try:
            return date.fromisoformat(whole).isoformat()
        except ValueError:
            continue
    return imported_at[:10]

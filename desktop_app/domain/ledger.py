"""The ledger: what is said over all articles of the library, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.annotations import Note
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


class SpeakerOrder(StrEnum):
    """How speakers are listed; equals by name."""

    NAME = "name"
    STATEMENTS = "statements"
    ARTICLES = "articles"
    LATEST = "latest"
    """those who said something last, first"""


@dataclass(frozen=True, slots=True)
class Where:
    """An article, as far as a line about it needs it. day: ISO, of the publication or else of the import."""

    article_id: str
    title: str
    outlet: str
    day: str


@dataclass(frozen=True, slots=True)
class RoleAt:
    """A role, the days (ISO) of the first and the last article that give it, and those articles, the oldest first."""

    role: str
    first: str
    last: str
    articles: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class NameUsed:
    """A name and in how many articles it is used."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Month:
    """What somebody said in a month (“YYYY-MM”). words: of all statements; quoted_words: of them inside marks."""

    month: str
    statements: int
    quotations: int
    words: int
    quoted_words: int


@dataclass(frozen=True, slots=True)
class Counted:
    """An outlet or a topic, and how many statements stand in it."""

    label: str
    statements: int


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who appears in the same articles. speaker_id: of the ledger; articles: in how many."""

    speaker_id: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """All about a speaker but the statements, which are read in pages. Months are in order, the gaps left out; all else is
    ordered by how often, most first; notes are those on the speaker, or on a statement of theirs, in any article, changed last
    first."""

    speaker: LedgerSpeaker
    roles: tuple[RoleAt, ...] = ()
    names: tuple[NameUsed, ...] = ()
    months: tuple[Month, ...] = ()
    outlets: tuple[Counted, ...] = ()
    topics: tuple[Counted, ...] = ()
    companions: tuple[Companion, ...] = ()
    notes: tuple[Note, ...] = ()
    is_renamed: bool = False
    """the reader gave the name"""


@dataclass(frozen=True, slots=True)
class PersonInArticle:
    """A speaker as one article names them: what can be split off. target_id: of the speaker in that article."""

    article_id: str
    target_id: str
    name: str
    role: str
    title: str
    outlet: str
    day: str
    statements: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two who may be one. likeness: 0..1; reasons: for and against, in words for the reader."""

    one: LedgerSpeaker
    other: LedgerSpeaker
    likeness: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a table before and after, None where there was or is none. Nobody but the storage looks into it."""

    table: str
    before: tuple[str | int | float | None, ...] | None
    after: tuple[str | int | float | None, ...] | None


@dataclass(frozen=True, slots=True)
class LedgerStep:
    """What the reader said of speakers, and all that it changed, so that it can be taken back. speaker_id: the speaker whom to
    show afterwards (after a split, the new one); words: what was done, in the past tense, for a message."""

    speaker_id: str
    words: str
    changes: tuple[RowChange, ...]


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

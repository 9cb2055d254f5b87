"""The ledger of a library: who said what over all its articles, and the reader's word on who is who."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from desktop_app.domain.findings import AttributionKind, SpeakerKind
from desktop_app.domain.ledger import (
    LedgerSpeaker,
    LedgerStep,
    PersonInArticle,
    Proposal,
    Said,
    SpeakerOrder,
    SpeakerPage,
)
from desktop_app.domain.shares import By, Line, Matrix, Measure, Scope, Shares
from desktop_app.domain.variants import SameQuotation, Variant
from desktop_app.storage import ledger_pages, ledger_speakers, ledger_statements, ledger_steps, shares, variants
from desktop_app.storage.connection import Database

FIRST_PAGE = 200
"""Speakers or statements that are read at once, where nobody says how many."""


class Ledger:
    """Reached through `Library.ledger`. One method is one transaction; each first brings the ledger up to date. What is in the
    bin is not there. Methods raise what those of Library raise."""

    def __init__(self, database: Database, keep_up: Callable[[], None]) -> None:
        self._database = database
        self._keep_up = keep_up

    def speakers(
        self,
        words: str = "",
        *,
        order: SpeakerOrder = SpeakerOrder.STATEMENTS,
        kinds: Collection[SpeakerKind] = (),
        limit: int = FIRST_PAGE,
        offset: int = 0,
    ) -> list[LedgerSpeaker]:
        """Those who have a name in which each of the words begins a word; kinds: none for all."""
        self._keep_up()
        with self._database.read() as connection:
            chosen = ledger_speakers.Choice(words, frozenset(kinds))
            return ledger_speakers.listed(connection, chosen, order, limit, offset)

    def count_speakers(self, words: str = "", *, kinds: Collection[SpeakerKind] = ()) -> int:
        """How many `speakers` would list, whatever the page."""
        self._keep_up()
        with self._database.read() as connection:
            return ledger_speakers.count(connection, ledger_speakers.Choice(words, frozenset(kinds)))

    def find(self, name: str) -> list[LedgerSpeaker]:
        """Whom a name may mean: those who have that very name, or else those of whose names it is a part. Also an id."""
        self._keep_up()
        with self._database.read() as connection:
            return ledger_speakers.named(connection, name)

    def head(self, speaker_id: str) -> LedgerSpeaker:
        """What a list shows of somebody, at once however much they said: for the first screen of their page. NotFound."""
        self._keep_up()
        with self._database.read() as connection:
            return ledger_pages.head(connection, speaker_id)

    def speaker(self, speaker_id: str) -> SpeakerPage:
        """All about somebody but what they said; reads all their articles. Whoever was merged leads to the other. NotFound."""
        self._keep_up()
        with self._database.read() as connection:
            return ledger_pages.page(connection, speaker_id)

    def statements(
        self,
        speaker_id: str,
        *,
        kinds: Collection[AttributionKind] = (),
        words: str = "",
        outlet: str = "",
        topic: str = "",
        newest_first: bool = False,
        limit: int = FIRST_PAGE,
        offset: int = 0,
    ) -> list[Said]:
        """What somebody said, by day. words: each must occur in it, in whatever case; “” and () for all. NotFound."""
        self._keep_up()
        chosen = ledger_statements.Choice(frozenset(kinds), words, outlet, topic)
        with self._database.read() as connection:
            return ledger_statements.said_by(
                connection, speaker_id, chosen, newest_first=newest_first, limit=limit, offset=offset
            )

    def count_statements(
        self,
        speaker_id: str,
        *,
        kinds: Collection[AttributionKind] = (),
        words: str = "",
        outlet: str = "",
        topic: str = "",
    ) -> int:
        """How many `statements` would list, whatever the page. NotFound."""
        self._keep_up()
        chosen = ledger_statements.Choice(frozenset(kinds), words, outlet, topic)
        with self._database.read() as connection:
            return ledger_statements.count(connection, speaker_id, chosen)

    def people(self, speaker_id: str) -> list[PersonInArticle]:
        """Somebody as each article names them, the oldest first. NotFound."""
        self._keep_up()
        with self._database.read() as connection:
            return ledger_pages.people(connection, speaker_id)

    def proposals(self, limit: int = FIRST_PAGE) -> list[Proposal]:
        """Pairs who may be one, the likest first."""
        self._keep_up()
        with self._database.read() as connection:
            return ledger_speakers.proposals(connection, limit)

    # The reader's word: kept for later imports

    def merge(self, into_id: str, from_ids: Sequence[str]) -> LedgerStep:
        """All these are one from now on, also in later imports. NotFound."""
        self._keep_up()
        with self._database.write() as connection:
            return ledger_steps.merge(connection, into_id, from_ids)

    def split(self, speaker_id: str, people: Sequence[tuple[str, str]]) -> LedgerStep:
        """These people (ids of article and of the speaker in it) are somebody else than the rest: a new speaker. NotFound."""
        self._keep_up()
        with self._database.write() as connection:
            return ledger_steps.split(connection, speaker_id, people)

    def keep_apart(self, one_id: str, other_id: str) -> LedgerStep:
        """These are two: never proposed again. NotFound."""
        self._keep_up()
        with self._database.write() as connection:
            return ledger_steps.keep_apart(connection, one_id, other_id)

    def rename(self, speaker_id: str, name: str) -> LedgerStep:
        """Show somebody under this name. NotFound."""
        self._keep_up()
        with self._database.write() as connection:
            return ledger_steps.rename(connection, speaker_id, name)

    def undo(self, step: LedgerStep) -> None:
        """Take a step back. Steps are taken back in the order in which they were made, the last first."""
        with self._database.write() as connection:
            ledger_steps.undo(connection, step)

    def redo(self, step: LedgerStep) -> None:
        """Do a step again that was taken back."""
        with self._database.write() as connection:
            ledger_steps.redo(connection, step)

    # The same quotation in several articles

    def same_quotations(
        self, words: str = "", *, only_differing: bool = False, limit: int = FIRST_PAGE, offset: int = 0
    ) -> list[SameQuotation]:
        """Quotations that several articles have, those in most articles first. words: each occurs in a variant of it, or in the
        name of whom it is attributed to; only_differing: those that are attributed to several."""
        self._group_quotations()
        with self._database.read() as connection:
            return variants.groups(connection, variants.Choice(words, only_differing), limit, offset)

    def count_same_quotations(self, words: str = "", *, only_differing: bool = False) -> int:
        """How many `same_quotations` would list, whatever the page."""
        self._group_quotations()
        with self._database.read() as connection:
            return variants.count(connection, variants.Choice(words, only_differing))

    def variants(self, article_id: str, target_id: str) -> list[Variant]:
        """Of the quotation that an attribution has: the fullest first, the others by day; none where it stands alone."""
        self._group_quotations()
        with self._database.read() as connection:
            return variants.variants(connection, article_id, target_id)

    def _group_quotations(self) -> None:
        self._keep_up()
        with self._database.read() as connection:
            is_due = variants.has_due(connection)
        if is_due:
            with self._database.write() as connection:
                variants.settle(connection)

    # Who said what, counted

    def matrix(
        self,
        scope: Scope = Scope(),  # noqa: B008  frozen
        *,
        by: By = By.SPEAKER,
        columns_by: By = By.TOPIC,
        measure: Measure = Measure.STATEMENTS,
        most: tuple[int, int] = (50, 24),
    ) -> Matrix:
        """most: how many rows and columns have a name; what is smaller is put together."""
        self._keep_up()
        with self._database.read() as connection:
            return shares.matrix(connection, scope, by, columns_by, measure, most)

    def said_in(
        self, scope: Scope, matrix: Matrix, row: Line, column: Line, *, limit: int = FIRST_PAGE, offset: int = 0
    ) -> list[Said]:
        """The statements of one cell of a matrix of that scope, by day."""
        self._keep_up()
        with self._database.read() as connection:
            return shares.said_in(connection, scope, matrix, row, column, limit, offset)

    def shares(
        self,
        scope: Scope = Scope(),  # noqa: B008  frozen
        *,
        by: By = By.SPEAKER,
        measure: Measure = Measure.WORDS,
        most: int = 30,
    ) -> Shares:
        """Who has how large a part in what is said; most: how many have a name."""
        self._keep_up()
        with self._database.read() as connection:
            return shares.shares(connection, scope, by, measure, most)

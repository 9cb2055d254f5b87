"""The same quotation in several articles is told once, with its variants, however texts come, change, and go."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from desktop_app.domain.bin import BinKind
from desktop_app.domain.findings import (
    Attribution,
    AttributionKind,
    Findings,
    Mention,
    MentionKind,
    Speaker,
    SpeakerKind,
)
from desktop_app.domain.same_quotation import PieceKind
from desktop_app.domain.spans import Span
from desktop_app.domain.variants import Variant
from desktop_app.storage import Library, variants
from tests.storage.samples import imported

FULL = "We weighed forty barges at the mole, and in thirty-one of them the ledger was so wrong that nobody signed a page of it."
CUT = "We weighed forty barges at the mole … the ledger was so wrong that nobody signed a page of it."
BRACKETS = (
    "We weighed forty barges at the mole, and in thirty-one of [the holds] the ledger was so wrong that nobody signed."
)
FRAGMENT = "the ledger was so wrong that nobody signed a page"
EARLY = "We weighed forty barges at the mole"
VANE, ROE = "Ada Vane", "Milo Roe"


def article(
    library: Library, said: str, name: str = VANE, day: str = "2031-05-04", outlet: str = "The Mere Post"
) -> str:
    """One in which somebody says just that; “” for nobody."""
    title = f"{outlet}, {day}"
    text = f"{title}\n\n{name} said: “{said}”"
    at, start = len(title) + 2, text.index("“") + 1
    people = (Speaker("p0", name, SpeakerKind.PERSON, "", (), (Mention(Span(at, at + len(name)), MentionKind.NAME),)),)
    span = Span(start, start + len(said))
    statement = Attribution("a0", AttributionKind.DIRECT, (span,), (span,), (), (), "p0" if name else None, 0.9, "test")
    made = imported(text, text.encode(), title)
    made = replace(made, metadata=replace(made.metadata, outlet=outlet, published=day))
    reading = library.add_article(made)
    library.save_findings(reading.revision.id, Findings("test", "1", people if name else (), (statement,)))
    return reading.article.id


def variants_in(library: Library, article_id: str) -> list[Variant]:
    """Of the one statement of an article."""
    found = library.reading(article_id).findings
    assert found is not None
    return library.ledger.variants(article_id, found.attributions[0].id)


def told(library: Library) -> list[tuple[str, int]]:
    found = library.ledger.same_quotations()
    assert library.ledger.count_same_quotations() == len(found)
    return [(one.fullest.said, one.articles) for one in found]


def test_a_quotation_in_four_variants_is_told_once(library: Library) -> None:
    ids = [article(library, said, day=f"2031-05-0{day}") for day, said in enumerate((CUT, FULL, FRAGMENT, BRACKETS), 1)]
    article(library, "Nobody at the mole has ever seen a ledger that was kept so well.")
    (one,) = library.ledger.same_quotations()
    assert (one.fullest.said, one.variants, one.articles, one.first, one.last) == (
        FULL,
        4,
        4,
        "2031-05-01",
        "2031-05-04",
    )
    assert [(who.name, who.variants) for who in one.speakers] == [(VANE, 4)]
    assert not one.is_disputed
    found = variants_in(library, ids[2])
    assert [variant.said.said for variant in found] == [FULL, CUT, FRAGMENT, BRACKETS]
    assert [variant.is_fullest for variant in found] == [True, False, False, False]
    assert [piece.kind for piece in found[1].pieces] == [PieceKind.KEPT, PieceKind.CUT, PieceKind.KEPT]
    assert not any(variant.is_other for variant in found)


def test_who_else_is_said_to_have_said_it_is_told(library: Library) -> None:
    article(library, FULL, day="2031-05-01")
    article(library, CUT, day="2031-05-02")
    other = article(library, FULL, ROE, day="2031-05-03")
    article(library, "The ferry to the other shore will be painted blue in spring.", ROE, day="2031-05-04")
    article(library, "The ferry to the other shore will be painted blue in spring.", ROE, day="2031-05-05")
    one, plain = library.ledger.same_quotations()
    assert one.is_disputed
    assert not plain.is_disputed
    assert [(who.name, who.variants) for who in one.speakers] == [(VANE, 2), (ROE, 1)]
    assert library.ledger.same_quotations(only_differing=True) == [one]
    assert library.ledger.count_same_quotations(only_differing=True) == 1
    assert [one.speaker for one in variants_in(library, other) if one.is_other] == [ROE]


def test_nobody_and_a_part_of_a_name_are_no_other_person(library: Library) -> None:
    article(library, FULL, day="2031-05-01")
    nobody = article(library, CUT, "", day="2031-05-02")
    assert library.ledger.count_same_quotations(only_differing=True) == 0
    assert [one.speaker for one in variants_in(library, nobody)] == [VANE, ""]


def test_words_and_names_are_looked_for_in_all_variants(library: Library) -> None:
    article(library, FULL)
    article(library, BRACKETS, ROE, day="2031-05-05")
    for words in ("HOLDS", "milo", "forty roe", ""):
        assert library.ledger.count_same_quotations(words) == len(library.ledger.same_quotations(words)) == 1
    assert library.ledger.same_quotations("sheep") == []
    assert library.ledger.same_quotations(limit=1, offset=1) == []


def test_what_one_article_says_twice_or_alone_is_not_told(library: Library) -> None:
    alone = article(library, FULL)
    article(library, "It is so.", day="2031-05-05")
    article(library, "It is so.", day="2031-05-06")
    assert told(library) == []
    assert variants_in(library, alone) == []
    assert library.ledger.variants("nowhere", "a0") == []


def test_what_goes_to_the_bin_is_out_and_comes_back(library: Library) -> None:
    early, late, full = article(library, EARLY), article(library, FRAGMENT, day="2031-05-05"), article(library, FULL)
    assert told(library) == [(FULL, 3)]
    library.remove_article(full)
    assert told(library) == []
    assert variants_in(library, early) == variants_in(library, late) == []
    library.restore(BinKind.ARTICLE, full)
    assert told(library) == [(FULL, 3)]
    library.remove_article(late)
    assert told(library) == [(FULL, 2)]
    library.remove_article(full)
    library.delete_for_good(BinKind.ARTICLE, full)
    assert told(library) == []


def test_a_text_that_is_analysed_again_finds_its_variants_again(library: Library) -> None:
    first, second = article(library, FULL), article(library, CUT, day="2031-05-05")
    assert told(library) == [(FULL, 2)]
    for one in (first, second, second):
        reading = library.reading(one)
        assert reading.findings is not None
        library.save_findings(reading.revision.id, reading.findings)
        assert told(library) == [(FULL, 2)]
    reading = library.reading(first)
    library.save_findings(reading.revision.id, Findings("test", "2", (), ()))
    assert told(library) == []


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_articles_makes_no_difference(library: Library, seed: int) -> None:
    days = list(enumerate((FULL, CUT, BRACKETS, FRAGMENT, EARLY), 1))
    random.Random(seed).shuffle(days)
    for day, said in days:
        article(library, said, day=f"2031-05-0{day}")
        library.ledger.same_quotations()
    assert told(library) == [(FULL, 5)]


def test_what_everybody_prints_leads_nobody_to_each_other(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(variants, "_FREQUENT", 2)
    for day in range(1, 4):
        article(library, FULL, day=f"2031-05-0{day}")
        library.ledger.same_quotations()
    assert told(library) == [(FULL, 2)]

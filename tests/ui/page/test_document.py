"""Code points to Qt's positions and back: whatever the text, nothing is lost and nothing is shifted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from desktop_app.domain.article import Block, BlockKind, Metadata
from desktop_app.domain.spans import Span
from desktop_app.ui.page.document import LONGEST_LINE, Ornament, PageText, build, ornaments
from desktop_app.ui.theme import LIGHT
from tests.ui.page.article import TEXT, blocks, reading

CHARACTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("ab  \t\n\u00a0\u0301\u200f\u202e\u2067אבعربי😀𝔘👩‍👩‍👧\u2028\u2029\ufdd0\ufdd1\ufffc\r\x00\x0b“”é"),
)
TEXTS = st.text(CHARACTERS, max_size=80)


@st.composite
def blocked(draw: st.DrawFn) -> tuple[str, list[Block]]:
    """A text and blocks in order that do not overlap; some of the text may lie in none."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    kinds = st.sampled_from(list(BlockKind))
    spans = [Span(start, end) for start, end in pairwise(cuts) if start < end and draw(st.booleans())]
    return text, [Block(draw(kinds), part) for part in spans]


ORNAMENTS = st.lists(
    st.tuples(st.sampled_from(list(Ornament)), st.text(st.sampled_from("ab 😀·"), min_size=1, max_size=6)), max_size=3
)


def contents(document: QTextDocument) -> list[str]:
    block, found = document.begin(), []
    while block.isValid():
        found.append(block.text())
        block = block.next()
    return found


@given(blocked(), ORNAMENTS)
@example(("a😀\nb", [Block(BlockKind.HEADLINE, Span(0, 4))]), [(Ornament.META, "😀")])
def test_every_code_point_that_a_line_shows_comes_back_from_its_position(
    case: tuple[str, list[Block]], extra: list[tuple[Ornament, str]]
) -> None:
    page = PageText(case[0], case[1], extra)
    for line in page.lines:
        if line.span is not None:
            for offset in range(line.span.start, line.span.end + 1):
                assert page.from_document(page.to_document(offset)) == offset


@given(blocked(), ORNAMENTS)
def test_no_character_but_white_space_is_left_out(
    case: tuple[str, list[Block]], extra: list[tuple[Ornament, str]]
) -> None:
    text, parts = case
    page = PageText(text, parts, extra)
    shown = [line.span for line in page.lines if line.span is not None]
    assert shown == sorted(shown)
    assert all(before.end <= after.start for before, after in pairwise(shown))
    covered = {offset for part in shown for offset in range(*part)}
    assert all(text[offset].isspace() for offset in range(len(text)) if offset not in covered)


@given(case=blocked(), extra=ORNAMENTS)
def test_the_document_of_qt_has_every_character_where_the_mapping_says(
    faces: None, case: tuple[str, list[Block]], extra: list[tuple[Ornament, str]]
) -> None:
    text, parts = case
    page = PageText(text, parts, extra)
    document = build(page, LIGHT, 14, 600)
    assert contents(document) == ([page.shown(line) for line in page.lines] or [""])
    for line in page.lines:
        if line.span is None:
            continue
        assert len(page.shown(line)) == line.span.length
        block = document.findBlock(line.position)
        assert block.position() == line.position
        raw = document.toRawText().encode("utf-16-le", "surrogatepass")
        for offset in range(*line.span):
            unit, shown = page.to_document(offset), page.shown(line)[offset - line.span.start]
            assert raw[2 * unit :].startswith(shown.encode("utf-16-le", "surrogatepass"))


@given(blocked(), ORNAMENTS, st.data())
def test_a_selection_maps_to_the_words_between_its_ends(
    case: tuple[str, list[Block]], extra: list[tuple[Ornament, str]], data: st.DataObject
) -> None:
    page = PageText(case[0], case[1], extra)
    last = max((line.position + 200 for line in page.lines), default=0)
    start, end = sorted((data.draw(st.integers(0, last)), data.draw(st.integers(0, last))))
    chosen = page.selection(start, end)
    if chosen is not None:
        assert 0 <= chosen.start < chosen.end <= len(case[0])
        assert chosen.of(case[0]) == chosen.of(case[0]).strip()
        assert page.to_document(chosen.start) >= start or case[0][chosen.start] > "\uffff"


@given(TEXTS.filter(lambda text: bool(text.strip())), st.data())
def test_selecting_a_span_and_asking_for_it_gives_the_same_span(text: str, data: st.DataObject) -> None:
    page = PageText(text, [Block(BlockKind.PARAGRAPH, Span(0, len(text)))])
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    chosen = page.selection(page.to_document(start), page.to_document(end))
    if words.strip():
        assert chosen == Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
    else:
        assert chosen is None


def test_a_selection_of_nothing_but_ornaments_is_none() -> None:
    page = PageText(
        "Head\n\nBody",
        [Block(BlockKind.HEADLINE, Span(0, 4)), Block(BlockKind.PARAGRAPH, Span(6, 10))],
        [(Ornament.META, "By us")],
    )
    meta = page.lines[1]
    assert page.selection(meta.position, meta.position + 5) is None
    assert page.selection(0, page.lines[2].position + 4) == Span(0, 10)
    assert page.from_document(meta.position) == 4
    assert page.from_document(meta.position, forward=True) == 6


@pytest.mark.parametrize("words", ["word " * 9_000, "x" * 45_000, "é\u0301" * 20_000])
def test_a_paragraph_that_is_too_long_is_split_without_losing_a_character(words: str) -> None:
    page = PageText(words, [Block(BlockKind.PARAGRAPH, Span(0, len(words)))])
    spans = [line.span for line in page.lines if line.span is not None]
    assert len(spans) > 3
    assert all(part.length <= LONGEST_LINE for part in spans)
    assert "".join(part.of(words) for part in spans) == words
    assert [line.continues for line in page.lines] == [False] + [True] * (len(spans) - 1)
    assert not any(words[part.start] == "\u0301" for part in spans)
    assert all(page.from_document(page.to_document(offset)) == offset for offset in range(0, len(words), 977))


def test_text_outside_all_blocks_is_shown_as_paragraphs() -> None:
    page = PageText("One.\n\nTwo\nlines.\n\nThree.", [Block(BlockKind.SUBHEAD, Span(0, 4))])
    assert [(line.kind, line.span) for line in page.lines] == [
        (BlockKind.SUBHEAD, Span(0, 4)),
        (BlockKind.PARAGRAPH, Span(6, 16)),
        (BlockKind.PARAGRAPH, Span(18, 24)),
    ]
    assert page.shown(page.lines[1]) == "Two lines."


def test_a_list_item_gets_a_bullet_only_where_the_text_has_none() -> None:
    text = "- one\n2. two\nthree"
    spans = [Span(0, 5), Span(6, 12), Span(13, 18)]
    page = PageText(text, [Block(BlockKind.LIST_ITEM, part) for part in spans])
    assert [line.has_bullet for line in page.lines] == [False, False, True]


def test_the_meta_line_says_what_the_text_does_not() -> None:
    words = dict(ornaments(reading(repairs=2, remarks=["One character could not be read."])))
    assert words[Ornament.META] == "By Hanne Dorval · Verrin Courier · 3 March · 6 min read"
    assert words[Ornament.REPAIRS].startswith("2 damaged characters were restored")
    assert words[Ornament.QUIET] == "One character could not be read."
    assert Ornament.TITLE not in words
    single = dict(ornaments(reading(repairs=1)))
    assert single[Ornament.REPAIRS].startswith("One damaged character was restored")


def test_a_byline_in_the_text_is_not_said_twice_and_a_missing_headline_is_added() -> None:
    text = "By Hanne Dorval\n\nBody."
    parts = [Block(BlockKind.BYLINE, Span(0, 15)), Block(BlockKind.PARAGRAPH, Span(17, 22))]
    said = ornaments(
        reading(text, parts, metadata=Metadata("A title", "Hanne Dorval", "Courier", "2026-03-03T08:00:00Z"))
    )
    assert said[0] == (Ornament.TITLE, "A title")
    assert said[1] == (Ornament.META, "Courier · 3 March 2026 · 1 min read")
    lines = PageText(text, parts, said).lines
    assert [line.kind for line in lines] == [Ornament.TITLE, BlockKind.BYLINE, Ornament.META, BlockKind.PARAGRAPH]


def test_an_empty_text_makes_an_empty_page(faces: None) -> None:
    page = PageText("", ())
    assert contents(build(page, LIGHT, 14, 600)) == [""]
    assert page.to_document(5) == 0
    assert page.from_document(5) == 0
    assert page.selection(0, 3) is None


def test_the_blocks_of_an_article_become_one_line_each() -> None:
    assert len(PageText(TEXT, blocks()).lines) == len(blocks())

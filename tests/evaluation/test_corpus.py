"""The annotated articles are sound: they parse, their tags nest, and every quotation mark in them is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.spans import Span
from desktop_app.importing import read_document
from tests.evaluation.corpus import CORPUS, CorpusError, GoldArticle, parse, read

FILES = sorted(CORPUS.glob("*.txt"))
HEAD = "pressmark corpus 1\nvoice: a test\nspeaker ann: Ann Ray | person | mayor | Ray\n---\n"

_APOSTROPHE = re.compile(
    r"(?<=\w)['’](?=\w)|(?<=s)['’](?=[\s,.;:])|(?<!\w)['’](?=\d\ds?\b|(?:em|til|cause|n|twas|tis)\b)|(?<=in)['’](?=[\s,.])"
)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def article(request: pytest.FixtureRequest) -> GoldArticle:
    path: Path = request.param
    return read(path)


def test_every_quotation_mark_is_in_a_quotation_or_marked_as_no_speech(article: GoldArticle) -> None:
    assert list(_unaccounted(article)) == []


def test_every_speaker_of_the_head_is_used_and_every_alias_stands_in_the_text(article: GoldArticle) -> None:
    used = {attribution.speaker for attribution in article.attributions}
    assert set(article.speakers) - used == set()
    flat = " ".join(article.text.split()).casefold()
    missing = [
        alias for speaker in article.speakers.values() for alias in speaker.aliases if alias.casefold() not in flat
    ]
    assert missing == []


def test_every_quoted_stretch_stands_between_marks(article: GoldArticle) -> None:
    for attribution in article.attributions:
        for span in attribution.quoted:
            assert article.text[span.start - 1] in "\"'“‘«„”", span.of(article.text)


def test_the_importer_reads_the_same_text_as_the_annotator(article: GoldArticle) -> None:
    assert read_document(article.text.encode(), f"{article.name}.txt").text == article.text


def test_there_are_enough_articles_of_both_groups() -> None:
    assert len([path for path in FILES if path.stem.startswith("dev-")]) >= 8
    assert len([path for path in FILES if path.stem.startswith("test-")]) >= 4


def test_tags_become_spans_and_leave_the_text() -> None:
    article = parse(HEAD + "“{q1 Yes,}” {s1=ann Ray} {v1 said}. She {v2=ann wants} {c2 a “{q2 fair} deal”}.\n", "x")
    assert article.text == "“Yes,” Ray said. She wants a “fair deal”."
    first, second = article.attributions
    assert first.kind is AttributionKind.DIRECT
    assert first.content == first.quoted == (Span(1, 5),)
    assert second.kind is AttributionKind.MIXED
    assert [span.of(article.text) for span in (*second.content, *second.quoted)] == ["a “fair deal”", "fair"]


def test_hard_wrapping_moves_no_offset() -> None:
    long = "{s1=ann Ray} {v1 said} {c1 " + "the harbour would be deepened again " * 5 + "soon}.\n"
    plain, wrapped = (
        parse(HEAD.replace("speaker", f"layout: {layout}\nspeaker") + long, "x") for layout in ("lines", "wrapped")
    )
    assert "\n" in wrapped.text
    assert wrapped.text.replace("\n", " ") == plain.text
    assert wrapped.attributions == plain.attributions


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{s1=ann Ray {v1 said} {c1 so}", "not closed"),
        ("Ray} said", "closes nothing"),
        ("{x1 Ray} said", "opens or closes no tag"),
        ("{s1=bob Bob} {c1 so}", "no speaker"),
        ("{s1=ann Ray} {c1=? so}", "two speakers"),
        ("{s1=ann Ray} said", "has no content"),
        ("{c1 so}", "has no speaker"),
        ("{c1=ann so }", "white space"),
    ],
)
def test_a_broken_annotation_is_refused_with_its_reason(body: str, why: str) -> None:
    with pytest.raises(CorpusError, match=why):
        parse(HEAD + body + "\n", "x")


@pytest.mark.parametrize(
    "head",
    [
        "voice: x\n---\n",
        "pressmark corpus 1\n---\n",
        "pressmark corpus 1\nvoice: x\nspeaker a: A | person\n---\n",
        "pressmark corpus 1",
        "pressmark corpus 1\nvoice: x\nmood: y\n---\n",
    ],
)
def test_a_broken_head_is_refused(head: str) -> None:
    with pytest.raises(CorpusError):
        parse(head, "x")


def _unaccounted(article: GoldArticle) -> Iterator[str]:
    """Marks that are neither apostrophes nor at or inside a quotation or a stretch that is no speech."""
    marked = [span for attribution in article.attributions for span in attribution.quoted] + [
        *article.not_speech,
        *article.unscored,
    ]
    apostrophes = {match.start() for match in _APOSTROPHE.finditer(article.text)}
    for match in re.finditer("[\"'“”‘’«»„]", article.text):
        place = match.start()
        if place in apostrophes or any(span.start - 1 <= place <= span.end for span in marked):
            continue
        yield article.text[max(0, place - 30) : place + 30]

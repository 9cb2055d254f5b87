"""What an analysis found, as one line of JSON and as words in a terminal."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from desktop_app.domain.article import ImportedArticle, Metadata, Original, Repair
from desktop_app.domain.findings import AttributionKind, CheckReason, Findings, Speaker, SpeakerKind
from desktop_app.domain.spans import Span
from desktop_app.exporting import analysis_record
from desktop_app.exporting.analysis_text import print_analysis, terminal
from tests.exporting.readings import TEXT, attribution, blocks_of, example_findings, span_of


def imported(text: str = TEXT, **changes: object) -> ImportedArticle:
    metadata = Metadata("Harwick bridge closed", "By Bo Lindqvist", "The Ledger", "2026-03-01", "", "en")
    article = ImportedArticle(metadata, text, blocks_of(text), (), Original(b"x", "bridge.txt", "text/plain"))
    return replace(article, **changes)  # type: ignore[arg-type]


def printed(article: ImportedArticle, findings: Findings, width: int = 80) -> str:
    stream = io.StringIO()
    print_analysis(Console(file=stream, width=width, markup=False, highlight=False), article, findings)
    return stream.getvalue()


def test_the_record_follows_schema_1() -> None:
    findings = replace(example_findings(), not_speech=(Span(1, 2),))
    article = imported(repairs=(Repair(Span(0, 1), "â", "“"),))
    record = json.loads(json.dumps(analysis_record("dir/bridge.txt", article, findings)))
    assert list(record) == [
        "schema", "file", "title", "byline", "outlet", "published", "language", "text", "text_sha256", "repairs",
        "engine", "blocks", "speakers", "attributions", "claims", "topics", "not_speech",
    ]  # fmt: skip
    assert record["schema"] == 1
    assert record["file"] == "dir/bridge.txt"
    assert record["language"] == "en"
    assert record["repairs"] == 1
    assert record["engine"] == {"name": findings.engine, "version": findings.engine_version}
    assert record["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert record["blocks"][0] == {"kind": "paragraph", "start": 0, "end": 21}
    mention = span_of("Ann Smith")
    assert record["speakers"][0] == {
        "id": "s1",
        "name": "Ann Smith",
        "kind": "person",
        "role": "the mayor of Harwick",
        "aliases": ["Smith"],
        "mentions": [[mention.start, mention.end]],
    }
    indirect = record["attributions"][1]
    assert indirect == {
        "id": "a2xxxxxxxx",
        "kind": "indirect",
        "content": [list(span_of("the bridge would stay closed until March"))],
        "quoted": [],
        "cue": [],
        "source": [],
        "speaker": "s2",
        "confidence": 0.9,
        "found_by": "rule",
    }
    assert record["attributions"][3]["speaker"] is None
    assert record["claims"][1] == {
        "id": "c2",
        "attribution": None,
        "span": list(span_of("Harwick bridge closed")),
        "speaker": None,
        "confidence": 0.4,
        "worth": 0.0,
        "reasons": [],
        "repeats": None,
    }
    assert record["topics"][0]["key_phrases"] == ["closed until March", "disaster"]
    assert record["not_speech"] == [[1, 2]]
    start, end = record["attributions"][0]["content"][0]
    assert record["text"][start:end] == "This is a disaster,"


def test_the_record_tells_what_is_worth_checking_and_what_repeats_what() -> None:
    first, second = example_findings().claims
    worthy = replace(first, worth=0.65, reasons=(CheckReason.NUMBER, CheckReason.MONEY))
    findings = replace(example_findings(), claims=(worthy, replace(second, repeats="c1")))
    claims = json.loads(json.dumps(analysis_record("bridge.txt", imported(), findings)))["claims"]
    assert (claims[0]["worth"], claims[0]["reasons"], claims[0]["repeats"]) == (0.65, ["number", "money"], None)
    assert claims[1]["repeats"] == "c1"


def test_the_terminal_form_tells_who_said_what_in_reading_order() -> None:
    shown = printed(imported(repairs=(Repair(Span(0, 1), "â", "“"),), remarks=("One remark.",)), example_findings())
    order = [
        "Harwick bridge closed", "By Bo Lindqvist · The Ledger · 1 March 2026", "1 damaged character was restored", "One remark.",
        "Speakers", "● Ann Smith", "the mayor of Harwick", "● two officials", "unnamed source", "○ unattributed",
        "Quotations (5)", "“This is a disaster,” … “We must act.”", "mixed  (a guess)", "unattributed  direct", "“Nobody told us,”",
        "Said indirectly (1)", "the bridge would stay closed until March", "Topics", "The bridge  1 passage  closed until March",
    ]  # fmt: skip
    at = 0
    for words in order:
        assert words in shown[at:], words
        at = shown.index(words, at)


def test_lines_are_never_wider_than_the_terminal_nor_than_100_columns() -> None:
    text = "word " * 300
    whole = Span(0, len(text) - 1)
    findings = Findings(
        "rules",
        "1",
        (Speaker("s1", "N" * 150, SpeakerKind.PERSON, "role " * 40),),
        (attribution("a1", AttributionKind.DIRECT, [whole], "s1"),),
    )
    for width in (40, 100):
        assert max(map(len, printed(imported(text), findings, width).split("\n"))) <= width


def test_a_wide_terminal_is_used_to_100_columns_and_without_colour_where_it_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "180")
    stream = io.StringIO()
    console = terminal(stream)
    assert console.width == 100
    print_analysis(console, imported(), example_findings())
    assert "\x1b" not in stream.getvalue()


def test_no_control_character_of_an_article_reaches_the_terminal() -> None:
    text = "a\x1b]0;owned\x07 \x7f\x9b31m [bold]x[/bold] :smile: \u202eb\ud800"
    findings = Findings("rules", "1", (), (attribution("a1", AttributionKind.INDIRECT, [Span(0, len(text))], None),))
    shown = printed(imported(text, metadata=Metadata(title=text)), findings, 200)
    assert not set(shown) & set("\x1b\x07\x7f\x9b\u202e\ud800")
    assert "a␛]0;owned␇ \ufffd\ufffd31m [bold]x[/bold] :smile: ‹U+202E›b\ufffd" in shown


def test_an_article_in_which_nobody_speaks_says_so() -> None:
    shown = printed(imported(metadata=Metadata()), Findings("rules", "1"))
    assert "Untitled article" in shown
    assert "No quotations or statements of speakers were found." in shown
    assert "Speakers" not in shown

"""One article as a Markdown file: the reader's words first, then who said what, all of it exactly as in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.article import Metadata
from desktop_app.domain.findings import AttributionKind, CheckReason, Claim, Findings, Speaker, SpeakerKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.exporting import Profile, article_markdown
from desktop_app.exporting.cues import cue_of
from desktop_app.exporting.passages import Passages
from tests.exporting.plain import body, folded, seen
from tests.exporting.readings import (
    ARTICLE_ID,
    NOW,
    attribution,
    example,
    example_findings,
    foreign_text,
    highlight,
    note,
    reading_of,
    readings,
    span_of,
)

profiles = pytest.mark.parametrize("profile", list(Profile))
_OURS = re.compile(r"pressmark://article/4f0c9t2m7k1x8w3e(\?[achnst]=[a-z0-9]+(&p=\d+-\d+)?)?")


def export(reading: Reading, profile: Profile = Profile.CALLOUTS) -> str:
    return article_markdown(reading, profile=profile, exported_at=NOW)


def front(markdown: str) -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load(markdown.split("---\n")[1])
    return loaded


def passages(reading: Reading, spans: tuple[Span, ...]) -> list[str]:
    return Passages(reading.revision).paragraphs(spans)


def region(markdown: str, name: str) -> str:
    found = re.search(rf"<!-- pressmark:begin {name} -->\n(.*?)\n<!-- pressmark:end {name}", markdown, re.DOTALL)
    return found[1] if found else ""


def test_a_quotation_looks_as_readers_of_such_files_expect() -> None:
    assert """### Ann Smith (the mayor of Harwick)

> [!quote] Ann Smith (the mayor of Harwick)
> “This is a disaster,” \\[…\\] “We must act.
>
> “And we must act now.”
>
> [Open passage](pressmark://article/4f0c9t2m7k1x8w3e?a=a1xxxxxxxx) · direct

^q-a1xxxxxx
""" in export(example())


def test_plain_commonmark_has_the_same_without_callouts_and_block_ids() -> None:
    markdown = export(example(), Profile.COMMONMARK)
    assert (
        """### Ann Smith (the mayor of Harwick)

> “This is a disaster,” \\[…\\] “We must act.
>
> “And we must act now.”

[Open passage](pressmark://article/4f0c9t2m7k1x8w3e?a=a1xxxxxxxx) · direct
"""
        in markdown
    )
    assert "[!" not in markdown
    assert not re.search(r"(^|\s)\^", markdown)


def test_what_the_reader_wrote_comes_first_and_in_reading_order() -> None:
    markdown = export(example())
    own = region(markdown, "notes")
    places = [
        own.index(words)
        for words in (
            "On the whole.",
            "disaster,” said Ann",
            "said Ann Smith",
            "**mayor**",
            "Who is she?",
            "dead on arrival",
            "Dead?",
        )
    ]
    assert places == sorted(places)
    assert markdown.index("pressmark:begin notes") < markdown.index("pressmark:begin quotations")


def test_overlapping_highlights_both_stand_with_the_name_of_their_colour_and_their_tags() -> None:
    own = region(export(example()), "notes")
    assert "> [!note] Key point\n> disaster,” said Ann\n" in own
    assert "> [!note] Doubtful · #to-check\n> said Ann Smith\n" in own
    assert "**Doubtful · to check**\n\n> said Ann Smith" in region(export(example(), Profile.COMMONMARK), "notes")


def test_a_tag_that_would_not_act_as_one_is_shown_as_words() -> None:
    reading = reading_of(highlights=[highlight("disaster", tags=("2026", "a b/c", "x](y)"))])
    assert "Key point · 2026 · #a-b/c · x\\](y)" in export(reading)


def test_a_highlight_over_several_paragraphs_is_quoted_in_full() -> None:
    words = "We must act.\n\n“And we must act now.”\n\nTwo"
    assert "> We must act.\n>\n> “And we must act now.”\n>\n> Two\n" in export(
        reading_of(highlights=[highlight(words)])
    )


def test_a_highlight_whose_place_is_gone_still_shows_its_words() -> None:
    lost = replace(highlight("disaster"), span=Span(90_000, 90_010), colour_id="unknown")
    assert "> [!note] Highlight\n> disaster\n" in export(reading_of(highlights=[lost]))


@profiles
def test_unsure_and_unattributed_findings_say_so(profile: Profile) -> None:
    markdown = export(example(), profile)
    quotations = region(markdown, "quotations")
    assert "mixed (a guess)" in quotations
    assert quotations.count("(a guess)") == 1
    assert quotations.index("### Ann Smith") < quotations.index(
        "### Unattributed\n\nThe article does not say whose words"
    )
    assert "### two officials (unnamed source)" in region(markdown, "claims")
    assert "Harwick bridge closed [Open passage](pressmark://article/4f0c9t2m7k1x8w3e?c=c2) (a guess)" in markdown


@profiles
def test_claims_and_topics_link_to_their_passages(profile: Profile) -> None:
    markdown = export(example(), profile)
    end = " ^c-c1" if profile is Profile.CALLOUTS else ""
    assert (
        "- the bridge would stay closed until March "
        f"[Open passage](pressmark://article/4f0c9t2m7k1x8w3e?c=c1) · indirect{end}\n"
    ) in markdown
    assert (
        "### The bridge\n\nclosed until March, disaster\n\n- “This is a disaster,” said Ann Smith, the mayor"
        in markdown
    )
    assert "?t=t1&p=" in markdown


def test_a_claim_that_is_quoted_stands_in_a_pair_of_marks() -> None:
    findings = example_findings()
    claim = Claim("c9", "a1xxxxxxxx", span_of("This is a disaster"), "s1", 0.9, "rule")
    markdown = export(reading_of(findings=replace(findings, claims=(claim,))))
    assert "- “This is a disaster” [Open passage]" in markdown


@pytest.mark.parametrize(
    ("worth", "reasons", "mark"),
    [
        (0.65, (CheckReason.NUMBER, CheckReason.MONEY), " · indirect · worth checking (number, money)"),
        (0.4, (CheckReason.LAW,), " · indirect"),
        (0.2, (CheckReason.NUMBER, CheckReason.PREDICTION), " · indirect · a prediction"),
        (0.1, (CheckReason.OPINION,), " · indirect · an opinion"),
    ],
)
def test_a_claim_is_marked_with_what_it_is_worth(worth: float, reasons: tuple[CheckReason, ...], mark: str) -> None:
    first, second = example_findings().claims
    findings = replace(example_findings(), claims=(replace(first, worth=worth, reasons=reasons), second))
    own = region(export(reading_of(findings=findings), Profile.COMMONMARK), "claims")
    assert f"?c=c1){mark}\n" in own


@profiles
def test_a_claim_that_is_made_again_says_so_and_leads_to_the_first(profile: Profile) -> None:
    first, second = example_findings().claims
    findings = replace(example_findings(), claims=(first, replace(second, confidence=0.9, repeats="c1")))
    own = region(export(reading_of(findings=findings), profile), "claims")
    assert "?c=c1) · indirect · said 2 times" in own
    assert "?c=c2) · said [before](pressmark://article/4f0c9t2m7k1x8w3e?c=c1)" in own


def test_a_note_on_a_quotation_repeats_what_it_is_about() -> None:
    own = region(export(example()), "notes")
    assert own.index("The council’s plan was “dead on arrival”") < own.index("?a=a3xxxxxxxx") < own.index("Dead?")


def test_an_indirect_statement_can_carry_a_note_too() -> None:
    on_it = note("Which officials?", NoteTarget.ATTRIBUTION, "a2xxxxxxxx")
    own = region(export(reading_of(findings=example_findings(), notes=[on_it])), "notes")
    assert "> the bridge would stay closed until March\n>\n> [Open passage]" in own
    assert "Which officials?" in own


def test_a_note_whose_finding_is_gone_is_kept_and_says_so() -> None:
    lost = note("My words.", NoteTarget.ATTRIBUTION, "gone")
    assert "*On something that is no longer found in the text:*\n\nMy words." in export(reading_of(notes=[lost]))


def test_empty_notes_and_empty_sections_are_left_out() -> None:
    empty = [note("  \n"), note("", NoteTarget.ATTRIBUTION, "gone"), note("", NoteTarget.SPEAKER, "s1")]
    findings = replace(example_findings(), attributions=(), claims=(), topics=())
    markdown = export(reading_of(findings=findings, notes=empty))
    assert seen(body(markdown)).headings == ["Harwick bridge closed"]


def test_an_article_without_analysis_names_no_engine() -> None:
    assert "pressmark:begin about" not in export(reading_of())
    assert "engine rules 1" in export(example())


def test_two_findings_with_the_same_beginning_get_different_block_ids() -> None:
    direct = AttributionKind.DIRECT
    twins = tuple(attribution(f"samestart{at}", direct, [span_of("We must act.")], None) for at in (1, 2))
    markdown = export(reading_of(findings=Findings("rules", "1", attributions=twins)))
    assert "^q-samestar\n" in markdown
    assert "^q-samestart2\n" in markdown


def cued(text: str, kind: AttributionKind, content: list[str], cue: list[str], source: str) -> Reading:
    """A reading of one statement, and of one claim over the whole of it."""
    spans = [span_of(words, text) for words in content]
    found = attribution(
        "a1", kind, spans, "s1", cue=[span_of(words, text) for words in cue], source=[span_of(source, text)]
    )
    claim = Claim("c1", "a1", Span(spans[0].start, spans[-1].end), "s1", 0.9, "rule")
    speaker = Speaker("s1", source, SpeakerKind.ORGANISATION)
    return reading_of(text, Findings("rules", "1", (speaker,), (found,), (claim,)))


@profiles
@pytest.mark.parametrize(
    ("text", "kind", "content", "cue", "source", "shown"),
    [
        (
            "The Guild refused to agree to a deal.",
            "indirect",
            ["to agree to a deal"],
            ["refused"],
            "The Guild",
            "*refused* to agree to a deal",
        ),
        (
            "The Guild characterized this as “trade with rats”.",
            "mixed",
            ["this as “trade with rats”"],
            ["characterized"],
            "The Guild",
            "*characterized* this as “trade with rats”",
        ),
        (
            "The Guild has not said that the quay is safe.",
            "indirect",
            ["the quay is safe"],
            ["has not said"],
            "The Guild",
            "*has not said that* the quay is safe",
        ),
        (
            "The Guild accused Berg of selling the quay.",
            "indirect",
            ["selling the quay"],
            ["accused"],
            "The Guild",
            "*accused Berg of* selling the quay",
        ),
        (
            "The plan was “dead on arrival”, according to the Guild.",
            "mixed",
            ["The plan was “dead on arrival”"],
            ["according to"],
            "the Guild",
            "The plan was “dead on arrival” — *according to*",
        ),
        (
            "According to the Guild, the plan was dead.",
            "indirect",
            ["the plan was dead"],
            ["According to"],
            "the Guild",
            "*According to* the plan was dead",
        ),
        (
            "The Guild _slammed_ *all* of it.",
            "indirect",
            ["of it"],
            ["_slammed_ *all*"],
            "The Guild",
            "*\\_slammed\\_ \\*all\\** of it",
        ),
    ],
)
def test_no_statement_is_exported_without_the_words_that_turn_it(
    profile: Profile, text: str, kind: str, content: list[str], cue: list[str], source: str, shown: str
) -> None:
    reading = cued(text, AttributionKind(kind), content, cue, source)
    markdown = export(reading, profile)
    assert f"- {shown} [Open passage](" in region(markdown, "claims")
    if kind == "mixed":
        assert f"> {shown}\n" in region(markdown, "quotations")


def test_the_cue_of_a_direct_quotation_stands_below_it() -> None:
    reading = cued("“We act,” said Ann.", AttributionKind.DIRECT, ["We act,"], ["said"], "Ann")
    markdown = export(reading)
    assert "> “We act,”\n>\n> [Open passage](" in markdown
    assert markdown.count(") · direct · said") == 2


def test_a_cue_inside_a_statement_follows_it_and_a_claim_that_holds_it_is_whole_already() -> None:
    text, content = (
        "“Rats” are in the harbour, Berg said, and the quay is closed.",
        [
            "“Rats” are in the harbour",
            "and the quay is closed",
        ],
    )
    markdown = export(cued(text, AttributionKind.MIXED, content, ["said"], "Berg"))
    assert "> “Rats” are in the harbour \\[…\\] and the quay is closed — *said*\n" in markdown
    assert "- “Rats” are in the harbour, Berg said, and the quay is closed [Open passage]" in markdown


@profiles
def test_a_heading_in_a_note_stays_below_the_headings_of_the_file(profile: Profile) -> None:
    typed = note("# My thoughts\n\n## More\n\n```\n# code\n```\n")
    markdown = export(reading_of(notes=[typed]), profile)
    assert "### My thoughts\n\n#### More\n\n```\n# code\n```\n" in markdown
    assert typed.text.startswith("# My thoughts")


def test_apostrophes_beside_a_clause_are_not_taken_for_marks() -> None:
    text = "He said the workers’ union was “done”."
    mixed = attribution("a1", AttributionKind.MIXED, [span_of("the workers", text)], None)
    assert "> the workers\n" in export(reading_of(text, Findings("rules", "1", attributions=(mixed,))))


def test_hard_wrapped_text_is_quoted_in_one_paragraph() -> None:
    text = "She said “one\nline”."
    found = attribution("a1", AttributionKind.DIRECT, [span_of("one\nline", text)], None)
    assert "> “one line”\n" in export(reading_of(text, Findings("rules", "1", attributions=(found,))))


def test_two_stretches_with_only_space_between_them_get_no_dots() -> None:
    text = "He said: one two."
    found = attribution("a1", AttributionKind.DIRECT, [span_of("one", text), span_of("two", text)], None)
    assert "> one two\n" in export(reading_of(text, Findings("rules", "1", attributions=(found,))))


def test_front_matter_tells_where_it_is_from() -> None:
    facts = Metadata("A: “title” # x", "by Bo Lindqvist", "Ledger", "2026-03-01", "https://ex.example/a", "en")
    reading = reading_of(
        highlights=[highlight("disaster", tags=("to check", "b")), highlight("act", "h2", tags=("b", " "))],
        metadata=facts,
    )
    values = front(export(reading))
    assert values == {
        "id": ARTICLE_ID,
        "title": "A: “title” # x",
        "author": "Bo Lindqvist",
        "site": "Ledger",
        "published": date(2026, 3, 1),
        "source": "https://ex.example/a",
        "accessed": date(2026, 3, 4),
        "tags": ["to-check", "b"],
        "link": f"pressmark://article/{ARTICLE_ID}",
        "exported": "2026-03-04T10:30:00Z",
        "pressmark": values["pressmark"],
    }
    assert front(export(reading, Profile.COMMONMARK))["tags"] == ["to check", "b"]
    assert "[Source](https://ex.example/a)" in export(reading)


@pytest.mark.parametrize(
    ("published", "kept", "shown"),
    [
        ("2026-03-01T08:00:00+01:00", "2026-03-01T08:00:00+01:00", "1 March 2026"),
        ("last Tuesday", "last Tuesday", "last Tuesday"),
        ("2026-13-01", "2026-13-01", "2026-13-01"),
    ],
)
def test_dates_are_readable_and_never_guessed(published: str, kept: str, shown: str) -> None:
    markdown = export(reading_of(metadata=Metadata(title="T", published=published)))
    assert front(markdown)["published"] == kept
    assert f"\n{shown} · [Open in Pressmark]" in markdown


def test_the_moment_of_the_export_is_in_world_time() -> None:
    moment = datetime(2026, 3, 4, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    assert front(article_markdown(reading_of(), exported_at=moment))["exported"] == "2026-03-03T23:00:00Z"


@profiles
@settings(deadline=None, max_examples=60)
@given(reading=readings())
def test_whatever_the_article_holds_only_our_links_and_markers_act(profile: Profile, reading: Reading) -> None:
    markdown = export(reading, profile)
    shown = seen(body(markdown))
    assert not shown.images
    assert all(re.fullmatch(r"<!-- pressmark:(begin|end|front)[^<>]*-->", html) for html in shown.html)
    assert all(_OURS.fullmatch(link) or link.startswith(("http://", "https://")) for link in shown.links)
    assert not shown.types & {"code_block", "fence", "hr", "table_open", "ordered_list_open", "code_inline", "s_open"}
    assert isinstance(front(markdown), dict)
    for item in reading.highlights:
        words = folded(item.span.of(reading.revision.text))
        assert words in folded("\n".join(shown.quotes))
    for found in reading.findings.attributions if reading.findings else ():
        if found.kind is AttributionKind.MIXED and any(map(folded, passages(reading, found.content))):
            cue = cue_of(reading.revision.text, found)
            assert not folded(cue.before) or folded(cue.before) in [folded(words) for words in shown.italics]
            assert not folded(cue.after) or folded(cue.after) in [folded(words) for words in shown.italics]
    for speaker in reading.findings.speakers if reading.findings else ():
        if any(found.speaker == speaker.id for found in reading.findings.claims) if reading.findings else False:
            assert any(folded(speaker.name) in folded(heading) for heading in shown.headings)


_NOTE_PIECES = (
    "```",
    "~~~~",
    "```py",
    "- ",
    "> ",
    "  ",
    "\n",
    "\n\n",
    "<!--",
    "-->",
    "<details>",
    "<div>",
    "</div>",
    "<pre>",
    "<script>",
    "<style>",
    "<?php",
    "<!DOCTYPE",
    "<![CDATA[",
    "%%",
    "$$",
    "`",
    "# h",
    "word",
    "    code",
    "1. ",
    "<!-- pressmark:end notes -->",
    "<b>",
    "<br/>",
    "***",
)


@profiles
@settings(deadline=None, max_examples=150)
@given(words=st.one_of(st.lists(st.sampled_from(_NOTE_PIECES), max_size=9).map("".join), foreign_text))
def test_no_note_can_swallow_what_follows_it(profile: Profile, words: str) -> None:
    markdown = export(
        reading_of(findings=example_findings(), notes=[note(words), note("The next note.", name="n9")]), profile
    )
    after = markdown[markdown.index("<!-- pressmark:begin quotations -->") :]
    whole, alone = seen(body(markdown)), seen(after)
    assert whole.words.endswith(alone.words)
    assert whole.html[-len(alone.html) :] == alone.html
    assert "The next note." in whole.words
    assert sum(line.startswith("<!-- pressmark:end notes") for line in markdown.split("\n")) == 1
    for line in words.replace("\r", "\n").split("\n"):
        if "pressmark:" not in line and "\0" not in line and not re.fullmatch(r"[\s>]*(=+|-+)\s*", line):
            assert line.strip().replace("#", "") in markdown.replace("#", "")  # headings may stand lower

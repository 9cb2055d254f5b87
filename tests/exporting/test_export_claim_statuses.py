"""What the reader made of claims stands with them in the export: status, day, note with sources; what they dismissed does not."""

from __future__ import annotations

import pytest
from hypothesis import given

from desktop_app.domain import correcting as say
from desktop_app.domain.corrections import ClaimStatus, Target, Verdict
from desktop_app.domain.reading import Reading
from desktop_app.exporting import Profile, article_markdown
from desktop_app.exporting.dates import readable
from tests.exporting.plain import seen
from tests.exporting.readings import NOW, example_findings, foreign_text, reading_of

profiles = pytest.mark.parametrize("profile", list(Profile))
STAYS_CLOSED = "the bridge would stay closed until March"


def reading() -> Reading:
    return reading_of().with_found(example_findings())


def judged(status: ClaimStatus, note: str = "", claim: str = "c1") -> Reading:
    return further(reading(), status, note, claim)


def further(article: Reading, status: ClaimStatus, note: str = "", claim: str = "c1") -> Reading:
    return article.with_corrections((*article.corrections, *say.judge_claim(article, claim, status, note)))


def claims_of(article: Reading, profile: Profile = Profile.CALLOUTS) -> str:
    markdown = article_markdown(article, profile=profile, exported_at=NOW)
    return markdown.split("<!-- pressmark:begin claims -->\n")[1].split("<!-- pressmark:end claims")[0]


@profiles
def test_a_claim_says_its_status_the_day_and_the_note_with_sources(profile: Profile) -> None:
    article = judged(ClaimStatus.REFUTED, "Harwick council, *minutes*:\n\n- item 4\n- item 5")
    assert article.word is not None
    day = readable(article.word.statuses["c1"][-1].made_at.date().isoformat())
    own = claims_of(article, profile)
    end = " ^c-c1" if profile is Profile.CALLOUTS else ""
    assert (
        f"?c=c1) · indirect{end}\n\n  **Refuted** · {day}\n\n"
        "  Harwick council, *minutes*:\n\n  - item 4\n  - item 5\n\n"
    ) in own


def test_only_the_last_status_stands_there() -> None:
    own = claims_of(further(judged(ClaimStatus.SUPPORTED, "first"), ClaimStatus.DISPUTED, "second"))
    assert "**Disputed**" in own
    assert "second" in own
    assert "Supported" not in own
    assert "first" not in own


def test_a_claim_that_waits_for_its_check_says_nothing_of_it_unless_there_is_a_note() -> None:
    assert claims_of(judged(ClaimStatus.TO_CHECK)) == claims_of(reading())
    assert claims_of(further(judged(ClaimStatus.REFUTED, "hasty"), ClaimStatus.TO_CHECK)) == claims_of(reading())
    assert "**To check**" in claims_of(judged(ClaimStatus.TO_CHECK, "Ask the council."))


def test_a_dismissed_claim_is_left_out() -> None:
    article = judged(ClaimStatus.REFUTED, "never mind")
    article = article.with_corrections(
        (*article.corrections, *say.judge(article, Target.CLAIM, "c1", Verdict.REJECTED))
    )
    own = claims_of(article)
    assert STAYS_CLOSED not in own
    assert "never mind" not in own
    assert "Harwick bridge closed" in own


@profiles
def test_a_note_that_leaves_something_open_or_has_a_heading_swallows_nothing_below_it(profile: Profile) -> None:
    own = claims_of(judged(ClaimStatus.SUPPORTED, "# Sources\n\n```\nnever closed"), profile)
    shown = seen(own)
    assert "### Unattributed" in own.split("```")[-1]
    assert "Unattributed" in shown.headings
    assert "pressmark://article/4f0c9t2m7k1x8w3e?c=c2" in shown.links
    assert "\n  ##" in own


@given(foreign_text)
def test_no_note_changes_what_stands_around_it(note: str) -> None:
    own = claims_of(judged(ClaimStatus.DISPUTED, note), Profile.COMMONMARK)
    shown = seen(own)
    for heading in ("Claims", "two officials (unnamed source)", "Unattributed"):
        assert heading in shown.headings
    assert "pressmark://article/4f0c9t2m7k1x8w3e?c=c2" in shown.links

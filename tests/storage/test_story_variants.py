"""A running story by three outlets: its quotations are told once, with who is wrongly said to have said one of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.domain.tasks import Task
from desktop_app.workspace import Workspace

STORY = Path(__file__).resolve().parent.parent / "data" / "story"
PAGES = sorted(STORY.glob("*.html"))
pytestmark = pytest.mark.skipif(not PAGES, reason="the pages of the story are not there")


def test_a_quotation_of_the_story_is_told_once_in_all_its_variants(tmp_path: Path) -> None:
    truth = json.loads((STORY / "story.json").read_text(encoding="utf-8"))["variants"]
    workspace = Workspace.open(tmp_path / "library")
    try:
        for page in PAGES:
            reading = workspace.open_file(page, Task()).reading
            workspace.library.save_findings(reading.revision.id, workspace.find(reading, Task()))
        ledger = workspace.library.ledger
        for quotation in {one["quotation"] for one in truth}:
            expected = sorted(one["words"] for one in truth if one["quotation"] == quotation)
            told = [
                found
                for one in ledger.same_quotations()
                if one.fullest.said in expected
                for found in [ledger.variants(one.fullest.article_id, one.fullest.target_id)]
            ]
            assert [sorted(one.said.said for one in found) for found in told] == [expected]
        (disputed,) = ledger.same_quotations(only_differing=True)
        found = ledger.variants(disputed.fullest.article_id, disputed.fullest.target_id)
        assert [one.speaker for one in found if one.is_other] == ["Bettina Aldous"]
    finally:
        workspace.close()

"""Exporting again: not one line that the reader wrote goes missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.annotations import NoteTarget
from desktop_app.domain.findings import Findings
from desktop_app.domain.reading import Reading
from desktop_app.exporting import Profile, article_markdown, merge
from desktop_app.exporting.merging import merged_lines
from desktop_app.exporting.regions import checksums
from tests.exporting.plain import seen
from tests.exporting.readings import NOW, example, example_findings, highlight, note, reading_of


def export(reading: Reading, profile: Profile = Profile.CALLOUTS) -> str:
    return article_markdown(reading, profile=profile, exported_at=NOW)


def with_findings(change: Findings) -> Reading:
    return replace(example(), findings=change)


def changed_readings() -> list[Reading]:
    """The same article later: nothing found, other confidence, one finding less, other notes, another title."""
    found = example_findings()
    unsure = tuple(replace(item, confidence=0.1) for item in found.attributions)
    metadata = replace(example().article.metadata, title="Another title", outlet="")
    return [
        example(),
        reading_of(),
        with_findings(replace(found, attributions=unsure)),
        with_findings(replace(found, attributions=found.attributions[1:], topics=())),
        replace(example(), notes=(note("Another note.", name="n7"),), highlights=()),
        replace(example(), highlights=(highlight("disaster", "h5", tags=("new",)),)),
        replace(example(), article=replace(example().article, metadata=metadata)),
    ]


def test_a_first_export_is_what_was_generated() -> None:
    assert merge(None, "x\n") == "x\n"
    assert merge(" \n\ufeff", "x\n") == "x\n"


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("number", range(len(changed_readings())))
def test_an_untouched_export_becomes_the_new_one(number: int, profile: Profile) -> None:
    fresh = export(changed_readings()[number], profile)
    merged = merge(export(example()), fresh)
    assert [line for line in merged.split("\n") if line.strip()] == [line for line in fresh.split("\n") if line.strip()]


def test_exporting_the_same_again_later_leaves_the_file_as_it_is() -> None:
    first = export(example())
    later = article_markdown(example(), exported_at=NOW.replace(year=2027))
    assert later != first
    assert merge(first, later) == first


readers_lines = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12),
    st.sampled_from(
        [
            "---",
            "# Mine",
            "- mine",
            "  mine",
            "mine: yes",
            "title: Mine",
            "tags: [mine]",
            "> mine",
            "```",
            "<!--",
            "<!-- mine -->",
            "- a",
            "...",
            "\t",
        ]
    ),
).filter(lambda line: bool(line.strip()) and "pressmark:" not in line)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.tuples(st.floats(0, 1), readers_lines), min_size=1, max_size=5),
    st.sampled_from(changed_readings()),
    st.sampled_from(Profile),
)
def test_lines_inserted_anywhere_survive_every_later_export(
    inserted: list[tuple[float, str]], later: Reading, profile: Profile
) -> None:
    lines = export(example(), profile).split("\n")
    for place, line in inserted:
        lines.insert(round(place * len(lines)), line)
    edited = "\n".join(lines)
    fresh = export(later, profile)
    once = merge(edited, fresh)
    assert merge(once, fresh) == once
    back = merge(once, export(example(), profile))
    for result in (once, back, merge(edited, export(example(), profile))):
        left = [line.rstrip() for line in result.split("\n")]
        for _, line in inserted:
            assert line.rstrip() in left


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.sampled_from("abcdefgh "), max_size=14),
    st.lists(st.sampled_from("abcdefgh "), max_size=14),
    st.lists(st.sampled_from("abcdefghXYZ "), max_size=14),
    st.booleans(),
)
def test_a_three_way_merge_keeps_every_line_that_is_not_ours(
    base: list[str], fresh: list[str], existing: list[str], known: bool
) -> None:
    merged = merged_lines(existing, checksums(base) if known else None, fresh)
    for line in existing:
        if line in "XYZ":
            assert merged.count(line) == existing.count(line)
    if existing == base and known:
        assert [line for line in merged if line.strip()] == [line for line in fresh if line.strip()]
    if not known:
        assert {line for line in (*existing, *fresh) if line.strip()} <= set(merged)


def edited(before: str, old: str, new: str) -> str:
    assert before.count(old) == 1, before.count(old)
    return before.replace(old, new)


def test_what_stands_below_a_quotation_stays_below_it() -> None:
    first = edited(export(example()), "^q-a1xxxxxx\n", "^q-a1xxxxxx\n\nMy remark.\nIts second line.\n")
    found = example_findings()
    merged = merge(first, export(with_findings(replace(found, topics=(), attributions=found.attributions[:3]))))
    assert "^q-a1xxxxxx\n\nMy remark.\nIts second line.\n" in merged
    assert "Nobody told us" not in merged


def test_a_remark_follows_its_quotation_when_the_line_above_it_changes() -> None:
    first = export(example(), Profile.COMMONMARK)
    link = "[Open passage](pressmark://article/4f0c9t2m7k1x8w3e?a=a1xxxxxxxx) · direct"
    found = example_findings()
    unsure = (replace(found.attributions[0], confidence=0.1), *found.attributions[1:])
    merged = merge(
        edited(first, link, f"{link}\n\nMy remark."),
        export(with_findings(replace(found, attributions=unsure)), Profile.COMMONMARK),
    )
    assert f"{link} (a guess)\n\nMy remark.\n" in merged
    assert merged.count(link) == 1


@pytest.mark.parametrize("profile", list(Profile))
def test_a_remark_on_a_finding_that_vanished_keeps_the_words_it_is_about(profile: Profile) -> None:
    first = export(example(), profile)
    end = (
        "^q-a4xxxxxx"
        if profile is Profile.CALLOUTS
        else "[Open passage](pressmark://article/4f0c9t2m7k1x8w3e?a=a4xxxxxxxx) · direct"
    )
    first = edited(first, end, f"{end}\n\nMy remark.")
    found = example_findings()
    fresh = export(with_findings(replace(found, attributions=found.attributions[:3])), profile)
    merged = merge(first, fresh)
    assert "> “Nobody told us,”\n" in merged
    assert merged.index("Nobody told us") < merged.index(end) < merged.index("My remark.")
    assert merged.count("> “This is a disaster") == fresh.count("> “This is a disaster")
    assert merge(merged, fresh) == merged


def test_two_remarks_on_vanished_findings_keep_one_copy_each_of_their_words() -> None:
    first = export(example())
    for name in ("a3xxxxxx", "a4xxxxxx"):
        first = edited(first, f"^q-{name}", f"^q-{name}\n\nRemark on {name}.")
    merged = merge(first, export(with_findings(replace(example_findings(), attributions=()))))
    assert merged.count("Nobody told us") == 1
    assert (
        merged.index("arrival")
        < merged.index("Remark on a3")
        < merged.index("Nobody told")
        < merged.index("Remark on a4")
    )


def test_a_changed_line_stays_changed_and_a_removed_one_removed() -> None:
    first = edited(export(example()), "> [!quote] Unattributed\n", "> [!quote] A woman in the crowd\n")
    first = edited(
        first, "- Harwick bridge closed [Open passage](pressmark://article/4f0c9t2m7k1x8w3e?c=c2) (a guess) ^c-c2\n", ""
    )
    for later in changed_readings():
        merged = merge(first, export(later))
        assert "A woman in the crowd" in merged
        assert "> [!quote] Unattributed" not in merged
        assert "^c-c2" not in merged


def test_a_section_that_vanishes_leaves_what_the_reader_wrote_in_it() -> None:
    first = edited(export(example()), "closed until March, disaster\n", "closed until March, disaster\n\nMine.\n")
    merged = merge(first, export(with_findings(replace(example_findings(), topics=()))))
    assert "Mine." in merged
    assert "begin topics" not in merged
    again = merge(merged, export(example()))
    assert "Mine." in again
    assert "begin topics" in again


def test_a_new_section_stands_before_the_one_that_follows_it() -> None:
    without = export(with_findings(replace(example_findings(), claims=())))
    assert merge(without, export(example())).split("\n") == export(example()).split("\n")


def test_a_page_of_the_readers_own_is_kept_whole_with_ours_below_it() -> None:
    own = "# My page\n\n---\n\nWords.\n"
    merged = merge(own, export(example()))
    front, rest = merged.split("\n---\n", 1)
    assert front.startswith("---\nid: ")
    assert rest.index("# My page\n\n---\n\nWords.\n") < rest.index("pressmark:begin article")
    assert merge(merged, export(example())) == merged


def test_broken_markers_lose_nothing() -> None:
    first = export(example()).replace("<!-- pressmark:end notes", "<!-- gone")
    merged = merge(first, export(example()))
    assert {line for line in first.split("\n") if "front" not in line} <= set(merged.split("\n"))
    assert merge(merged, export(example())) == merged


def test_a_region_that_stands_twice_is_renewed_once_and_kept_once() -> None:
    first = export(example())
    begin, end = first.index("<!-- pressmark:begin claims"), first.index("<!-- pressmark:begin topics")
    doubled = first + first[begin:end].replace("bridge", "bridge!")
    merged = merge(doubled, export(changed_readings()[2]))
    assert "bridge! would stay" in merged
    assert merge(merged, export(changed_readings()[2])) == merged


@pytest.mark.parametrize("sums", ["", " abc", " a b", " ??????"])
def test_without_good_checksums_everything_that_stands_there_is_kept(sums: str) -> None:
    first = export(example())
    at = first.index("<!-- pressmark:end claims")
    broken = first[:at] + f"Mine.\n<!-- pressmark:end claims{sums} -->\n" + first[first.index("\n", at) + 1 :]
    merged = merge(broken, export(changed_readings()[3]))
    assert "Mine." in merged
    assert "?c=c1" in merged


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    first = "\ufeff" + edited(export(example()), "## Claims\n", "## Claims\n\nMine.\n").replace("\n", "\r\n")
    merged = merge(first, export(changed_readings()[2]))
    assert merged.startswith("\ufeff---\r\n")
    assert "## Claims\r\n\r\nMine.\r\n" in merged
    assert "\n" not in merged.replace("\r\n", "")


def front_of(markdown: str) -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load(markdown.split("---\n")[1])
    return loaded


def test_keys_and_tags_of_the_readers_stay_in_the_front_matter() -> None:
    tagged = replace(example(), highlights=(highlight("disaster", tags=("old", "kept", "removed")),))
    first = edited(export(tagged), "- removed\n", "- mine\n")
    first = edited(first, "site: The Harwick Ledger\n", "status: to read # soon\n# a remark\nsite: The Ledger\n")
    later = replace(tagged, highlights=(highlight("disaster", tags=("kept", "removed", "new")),))
    later = replace(
        later, article=replace(later.article, metadata=replace(later.article.metadata, title="New title", published=""))
    )
    merged = merge(first, export(later))
    values = front_of(merged)
    assert values["tags"] == ["kept", "mine", "new"]
    assert values["status"] == "to read"
    assert values["site"] == "The Ledger"
    assert values["title"] == "New title"
    assert "published" not in values
    assert "status: to read # soon\n# a remark\n" in merged


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("title: Harwick bridge closed", "title: Mine"),
        ("title: Harwick bridge closed", "title: Harwick bridge closed # mine"),
        ("title: Harwick bridge closed", "title: 'Harwick bridge closed\n  and more'"),
        ("title: Harwick bridge closed", "title: [broken"),
        ("title: Harwick bridge closed", "title: Harwick bridge closed\n..."),
        ("title: Harwick bridge closed", "title: Harwick bridge closed\ntitle: Twice"),
    ],
)
def test_an_edited_value_wins_over_a_new_one(line: str, kept: str) -> None:
    merged = merge(edited(export(example()), f"{line}\n", f"{kept}\n"), export(changed_readings()[6]))
    assert f"\n{kept}\n" in merged
    assert "title: Another title" not in merged


def test_front_matter_written_anew_by_an_editor_still_counts_as_ours() -> None:
    first = edited(export(example()), "title: Harwick bridge closed\n", 'title: "Harwick bridge closed"\n')
    assert "\ntitle: Another title\n" in merge(first, export(changed_readings()[6]))


def test_front_matter_that_the_reader_removed_stays_removed() -> None:
    without = export(example()).split("\n---\n", 1)[1]
    assert not merge(without, export(changed_readings()[6])).startswith("---")


def test_without_a_record_the_readers_front_matter_wins_and_ours_is_added() -> None:
    merged = merge("---\ntitle: Mine\ntags: [a]\n---\nWords.\n", export(example()))
    values = front_of(merged)
    assert values["title"] == "Mine"
    assert values["tags"] == ["a"]
    assert values["author"] == "Bo Lindqvist"
    assert "\nWords.\n" in merged


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    merged = merge("---\nWords.\n---\nMore.\n", export(example()))
    assert "\n---\nWords.\n---\nMore.\n" in merged
    assert merge("---\nWords.\n", export(example())).count("Words.") == 1


def test_a_note_that_is_edited_in_the_file_keeps_both_versions_when_it_changes_in_the_app() -> None:
    reading = reading_of(notes=[note("First words.")])
    in_file = edited(export(reading), "First words.", "Words of the file.")
    merged = merge(in_file, export(reading_of(notes=[note("Words of the app.")])))
    assert "Words of the file." in merged
    assert "Words of the app." in merged


def test_a_note_on_a_highlight_follows_it_into_the_merged_file() -> None:
    reading = replace(example(), notes=(note("New.\n\n```\nopen", NoteTarget.HIGHLIGHT, "h1"),))
    merged = merge(export(example()), export(reading))
    assert "open\n```\n" in merged
    assert seen(merged.split("\n---\n", 1)[1]).headings[-1] == "The bridge"


@pytest.mark.parametrize("profile", list(Profile))
def test_a_note_with_headings_exported_again_changes_nothing_and_keeps_what_was_added(profile: Profile) -> None:
    reading = replace(example(), notes=(note("# Mine\n\nTitle\n===\n\nwords", name="n1"),))
    first = export(reading, profile)
    assert "### Mine\n\n### Title\n\nwords\n" in first
    assert merge(first, export(reading, profile)) == first
    edited = first.replace("### Mine\n", "### Mine\nadded below\n")
    longer = replace(reading, notes=(note("# Mine\n\nTitle\n===\n\nother words", name="n1"),))
    merged = merge(edited, export(longer, profile))
    assert "### Mine\nadded below\n" in merged
    assert "other words" in merged

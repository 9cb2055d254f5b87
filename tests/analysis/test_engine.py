"""The whole chain: whatever the text, its findings are sound."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.analysis import analyse, expected_engine
from desktop_app.domain.findings import Findings
from tests.analysis.articles import blocks_of

_WORDS = (
    "Hanne Dorval|Mr. Hale|he|she|they|the minister|Beijing|officials|said|told|asked|accused|adding|according to|that|whether"
    "|to|of|and|but|who|“|”|‘|’|\"|'|,|.|?|:|;|—|(|)|\n|\n# |Q:|A:|DORVAL:|the bridge is shut|read|called|is believed|’s|statement"
    "|a|U.S.|Robert “Bob” Hale|54|…|🙂|é"
)
PIECES = _WORDS.split("|")


def findings(text: str) -> Findings:
    return analyse(text, blocks_of(text))


def check(text: str, found: Findings) -> None:
    assert (found.engine, found.engine_version) == expected_engine()
    everything = [one.id for part in (found.attributions, found.claims, found.topics, found.speakers) for one in part]
    assert len(set(everything)) == len(everything)
    speakers = {speaker.id for speaker in found.speakers}
    attributions = {one.id for one in found.attributions}
    for one in found.attributions:
        assert one.content
        assert one.speaker is None or one.speaker in speakers
        assert 0 < one.confidence <= 1
        for group in (one.content, one.quoted, one.cue, one.source):
            assert list(group) == sorted(group)
        assert all(any(span.contains(quoted) for span in one.content) for quoted in one.quoted)
    mentions = chain.from_iterable((mention.span for mention in speaker.mentions) for speaker in found.speakers)
    spans = chain(
        chain.from_iterable((*one.content, *one.quoted, *one.cue, *one.source) for one in found.attributions),
        (claim.span for claim in found.claims),
        found.not_speech,
        mentions,
    )
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(claim.attribution in attributions for claim in found.claims)
    assert {speaker.id for speaker in found.speakers} == {one.speaker for one in found.attributions} - {None}


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
@example("")
@example("It was late, Hanne Dorval told")
@example("“")
@example("said")
@example("A: said Q: “")
@settings(max_examples=120, deadline=None)
def test_findings_are_sound_for_any_text(text: str) -> None:
    check(text, findings(text))


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_findings_are_sound_for_any_characters(text: str) -> None:
    check(text, findings(text))


def test_importing_the_package_loads_neither_rules_nor_network_and_its_function_travels_by_name() -> None:
    code = (
        "import sys, desktop_app.analysis as analysis; analysis.expected_engine()\n"
        "heavy = {'desktop_app.analysis.engine', 'numpy', 'onnxruntime', 'tokenizers'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert pickle.loads(pickle.dumps(analyse)) is analyse


def test_speakers_are_ordered_by_how_much_they_say() -> None:
    text = "Ann Ray said the bridge was shut.\n“It is,” Tom Hale said.\n“We know,” Hale said."
    assert [speaker.name for speaker in findings(text).speakers] == ["Tom Hale", "Ann Ray"]


def test_progress_rises_to_one() -> None:
    told: list[float] = []
    text = "Ann Ray said the bridge was shut."
    analyse(text, blocks_of(text), report=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "A ",
        "said ",
        "“a” he said, ",
        "he said, ",
        "X said that ",
        "Ann Ray said the bridge was shut. ",
        "“ab ",
        "‘a b' ",
        "X: a\n",
        "“a.” ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        blocks = blocks_of(text)
        begun = time.perf_counter()
        analyse(text, blocks)
        return time.perf_counter() - begun

    short, long = min(seconds(400) for _ in range(2)), seconds(3200)
    assert long < 8 * max(short, 0.01) * 5  # quadratic would be 64 times

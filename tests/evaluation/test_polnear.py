"""Brat folders are read and scored as their own scorer does: numbers that were worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.findings import Attribution, AttributionKind, Findings, Speaker, SpeakerKind
from desktop_app.domain.spans import Span
from tests.evaluation import people, polnear, polnear_scorer
from tests.evaluation.corpus import GoldSpeaker
from tests.evaluation.exact import Exact, add_instance
from tests.evaluation.people import People
from tests.evaluation.polnear_scorer import PolnearScore, quoted_mask
from tests.evaluation.polnear_tables import as_json, table
from tests.evaluation.source_heads import agrees, head
from tests.evaluation.traits import SourceType

TEXT = "“The bridge is shut,” Mayor Ann Ray said.\nShe said that it would stay shut.\nTom Hale called it “a joke” and left.\n"
RAY, HALE = Speaker("s1", "Ann Ray", SpeakerKind.PERSON), Speaker("s2", "Tom Hale", SpeakerKind.PERSON)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One article, which two annotators marked; the second marks the first attribution only, with another cue."""
    (tmp_path / "dev" / "text").mkdir(parents=True)
    (tmp_path / "dev" / "attributions").mkdir()
    (tmp_path / "dev" / "text" / "bridge [1].txt").write_text(TEXT, "utf-8")
    first = [
        _relation(1, "Mayor Ann Ray", "said", "“The bridge is shut,”"),
        _relation(2, "She", "said", "that it would stay shut", after=42),
        _relation(3, "Tom Hale", "called", "it “a joke”"),
    ]
    second = [_relation(1, "Mayor Ann Ray", "Ray said", "“The bridge is shut,”")]
    (tmp_path / "dev" / "attributions" / "bridge [1]_aaaa.ann").write_text("".join(first), "utf-8")
    (tmp_path / "dev" / "attributions" / "bridge [1]_bbbb.ann").write_text("".join(second), "utf-8")
    return tmp_path


def test_an_article_is_read_as_each_annotator_marked_it(folder: Path) -> None:
    assert polnear.is_polnear(folder)
    assert not polnear.is_polnear(folder / "dev")
    (first,) = polnear.articles(folder, "dev")
    assert [one.annotator for one in polnear.articles(folder, "dev", every_annotator=True)] == ["aaaa", "bbbb"]
    assert [one.source[0].of(TEXT) for one in first.attributions] == ["Mayor Ann Ray", "She", "Tom Hale"]


def test_pieces_that_a_file_cuts_at_a_space_are_one_content_and_stay_two_pieces(tmp_path: Path) -> None:
    (tmp_path / "dev" / "text").mkdir(parents=True)
    (tmp_path / "dev" / "attributions").mkdir()
    (tmp_path / "dev" / "text" / "a.txt").write_text("It rained all day.", "utf-8")
    (tmp_path / "dev" / "attributions" / "a_aaaa.ann").write_text(
        "T1\tContent 0 9;10 17\tIt rained all day\nE1\tContent:T1\n", "utf-8"
    )
    (article,) = polnear.articles(tmp_path, "dev")
    (one,) = article.attributions
    assert one.content == (Span(0, 17),)
    assert one.pieces == (Span(0, 9), Span(10, 17))


def test_what_is_found_is_counted_by_kind_and_by_the_head_of_its_source(folder: Path) -> None:
    result = _scored(folder, _findings())
    direct, mixed, indirect, every = (result.kinds[kind] for kind in ("direct", "mixed", "indirect", "all"))
    assert direct.shares() == dict.fromkeys(direct.shares(), 1)
    assert (indirect.gold, indirect.found, indirect.found_matched) == (1, 1, 0)
    assert (mixed.gold, mixed.gold_matched, mixed.gold_exact, mixed.heads) == (1, 0, 0, 0)
    shares = every.shares()
    assert (shares["precision"], shares["recall"], shares["f1"]) == (0.5, 1 / 3, 0.4)
    assert (shares["speaker head"], shares["e2e"]) == (1, 1 / 3)
    assert {miss.what for miss in result.misses} == {"indirect not found", "mixed not found", "indirect that is none"}


def test_a_name_stands_for_a_source_that_has_no_place_and_another_source_is_a_miss(folder: Path) -> None:
    findings = _findings()
    carried = replace(findings.attributions[0], source=())
    assert _scored(folder, replace(findings, attributions=(carried,))).kinds["direct"].heads == 1
    wrong = replace(carried, speaker="s2")
    result = _scored(folder, replace(findings, attributions=(wrong,)))
    assert result.kinds["direct"].heads == 0
    (miss,) = [miss for miss in result.misses if "source" in miss.what]
    assert str(miss) == "bridge [1]: The bridge is shut (source: Mayor Ann Ray)  [Mayor Ann Ray ← Tom Hale]"


def test_every_annotator_is_an_instance_of_the_exact_measure(folder: Path) -> None:
    counts: dict[str, Exact] = {}
    for article in polnear.articles(folder, "dev", every_annotator=True):
        add_instance(counts, TEXT, article.attributions, _findings().attributions)
    # Annotated: 3 + 1. Found: 2, compared with either version. The same are the sources Ray, Ray and Hale, the cues said and
    # called, and the first content twice.
    assert counts["source"] == Exact(gold=4, found=4, same=3)
    assert counts["cue"] == Exact(gold=4, found=4, same=2)
    assert counts["content"] == Exact(gold=4, found=4, same=2)
    assert counts["cue"].f1 == 0.5
    assert (Exact().precision, Exact().recall, Exact().f1) == (0, 0, 0)


def test_marks_punctuation_and_the_word_that_are_taken_off_before_spans_are_compared() -> None:
    text = "that “it rained,” and\nThat is all that"
    one = Attribution("a", AttributionKind.MIXED, (Span(0, 21),), (), (Span(22, 38),), (), None, 1, "hand")
    other = replace(one, content=(Span(6, 21),), cue=(Span(27, 33),))
    counts: dict[str, Exact] = {}
    add_instance(counts, text, [one], [other])
    assert (counts["content"].same, counts["cue"].same) == (1, 1)


def test_the_right_person_is_counted_by_the_words_of_the_source(folder: Path) -> None:
    ray = GoldSpeaker("ray", "Ann Ray", SpeakerKind.PERSON, "", ())
    known = People((ray,), {0: ray, 1: ray, 2: None})
    findings = _findings()
    full = replace(findings, attributions=(*findings.attributions[:1], *_missing()))
    result = _scored(folder, full, known)
    assert {source: (one.gold, one.right_person) for source, one in result.people.items()} == {
        SourceType.NAME: (1, 1),
        SourceType.PRONOUN: (1, 0),
        SourceType.NOBODY: (1, 0),
    }
    assert [miss.expected for miss in result.misses if miss.what.endswith("person")] == ["Ann Ray", "nobody"]
    assert "all but nobody" in table(result, "dev")
    assert "all but nobody" in str(as_json(result)["people"])


def test_who_speaks_is_read_from_its_file_without_what_is_doubtful(tmp_path: Path) -> None:
    path = tmp_path / "polnear-dev.json"
    path.write_text(
        '{"articles": {"bridge": {"speakers": {"ann": {"name": "Ann Ray", "kind": "person"}, "bob": {"name": "Bob Ray", "kind":'
        ' "person"}, "board": {"name": "The harbour board", "kind": "organisation"}}, "who": {"0": "ann", "1": null, "2": "bob"},'
        ' "doubtful": ["2"]}}}',
        "utf-8",
    )
    known = people.read(path)["bridge"]
    assert dict(known.who) == {0: known.speakers[0], 1: None}
    assert known.speakers[0].aliases == ("Ann",)
    assert people.is_person_of(Speaker("s", "Ann", SpeakerKind.PERSON), known.speakers[0])
    assert not people.is_person_of(Speaker("s", "Ray", SpeakerKind.PERSON), known.speakers[0])
    assert people.is_person_of(Speaker("s", "Town’s harbour board", SpeakerKind.GROUP), known.speakers[2])
    assert not people.is_person_of(Speaker("s", "Board", SpeakerKind.PERSON), known.speakers[2])
    assert people.read(tmp_path / "none.json") == {}


def test_an_engine_is_measured_from_the_files_on(folder: Path) -> None:
    result = polnear_scorer.measure(folder, "dev", folder)
    assert result.articles == 1
    assert result.kinds["direct"].heads == 1
    assert result.exact["source"].gold == 4
    assert not result.people


def test_a_paragraph_that_does_not_close_its_marks_is_quoted_to_its_end() -> None:
    text = "a “b” c “d\ne ``f'' \"g"
    assert "".join(letter for letter, inside in zip(text, quoted_mask(text), strict=True) if inside) == "“b”“d``f''\"g"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mayor Ann Ray", "ray"),
        ("Ann Ray, the mayor,", "ray"),
        ("the head of the board", "head"),
        ("Ray’s", "ray"),
        ("", ""),
    ],
)
def test_the_head_is_the_last_word_of_the_first_phrase(words: str, expected: str) -> None:
    assert head(words) == expected


def test_sources_agree_by_their_head_or_where_one_lies_in_the_other() -> None:
    text = "Ann Ray of the board spoke"
    assert agrees(text, [Span(0, 7)], "Mayor Ray")
    assert agrees(text, [Span(0, 20)], Span(4, 7))
    assert not agrees(text, [Span(0, 7)], Span(15, 20))
    assert not agrees(text, [Span(0, 7)], None)
    assert not agrees(text, [Span(0, 7)], Span(7, 8))


def _relation(number: int, source: str, cue: str, content: str, after: int = 0) -> str:
    lines, parts = "", ""
    for index, (role, words) in enumerate({"Source": source, "Cue": cue, "Content": content}.items()):
        key, place = f"T{10 * number + index}", TEXT.index(words, after)
        lines += f"{key}\t{role} {place} {place + len(words)}\t{words}\n"
        parts += f" {role}:{key}"
    return f"{lines}E{number}\tAttribution:T0{parts}\n"


def _attribution(words: str, cue: str, source: str, speaker: str, after: int = 0) -> Attribution:
    content, verb, who = (_span(one, after) for one in (words, cue, source))
    return Attribution("a", AttributionKind.DIRECT, (content,), (), (verb,), (who,), speaker, 0.9, "hand")


def _span(words: str, after: int) -> Span:
    place = TEXT.index(words, after)
    return Span(place, place + len(words))


def _findings() -> Findings:
    """The first attribution, with a shorter source phrase in its place, and one that is none."""
    first = _attribution("The bridge is shut", "said", "Mayor Ann Ray", "s1")
    none = _attribution("and left", "called", "Tom Hale", "s2")
    return Findings("hand", "1", (RAY, HALE), (first, none))


def _missing() -> tuple[Attribution, Attribution]:
    """The two others, both given to Hale."""
    return (
        _attribution("that it would stay shut", "said", "She", "s2", after=42),
        _attribution("it “a joke", "called", "Tom Hale", "s2"),
    )


def _scored(folder: Path, findings: Findings, known: People | None = None) -> PolnearScore:
    result = PolnearScore()
    (article,) = polnear.articles(folder, "dev")
    polnear_scorer.add(result, article, findings, known)
    return result

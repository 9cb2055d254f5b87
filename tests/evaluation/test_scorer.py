"""The scorer counts what it says it counts: checked with findings whose score is known beforehand."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.findings import Attribution, AttributionKind, Findings, Speaker, Topic
from desktop_app.domain.spans import Span
from tests.evaluation.corpus import GoldArticle, articles, parse
from tests.evaluation.measuring import table, total
from tests.evaluation.scorer import score
from tests.evaluation.tallies import errors
from tests.evaluation.traits import SourceType

HEAD = (
    "pressmark corpus 1\nvoice: a test\nspeaker ann: Ann Ray | person | mayor | Ray; the mayor\n"
    "speaker men: Two men | unnamed | | two men\n---\n"
)
ARTICLE = parse(
    HEAD
    + "# Ray: ‘{n Enough}’\n"
    + "“{q1 The bridge is shut,}” {s1=ann Ray} {v1 said}. “{q1 It stays shut.}”\n"
    + "## More\n"
    + "{s2=men Two men} {v2 said} {c2 the “{n golden}” bridge had been “{q2 a joke}” for years}. "
    + "Ray wants {i no part in it at all}.\n",
    "bridge",
)


def test_the_annotation_itself_scores_full_marks() -> None:
    for article in [*articles("dev"), ARTICLE]:
        result = score(article, _as_found(article))
        for count in result.kinds.values():
            assert (count.precision, count.recall, count.person, count.full) == (1, 1, 1, 1), article.name
        assert result.misses == []
        assert result.topics_matched == result.topics == result.topics_found
        assert result.not_speech_taken == 0
        assert result.not_speech_listed == result.not_speech


def test_an_interrupted_quotation_is_two_units_and_headlines_are_none() -> None:
    result = score(ARTICLE, _as_found(ARTICLE))
    assert result.kinds[AttributionKind.DIRECT].gold == 2
    assert result.kinds[AttributionKind.MIXED].gold == 1
    assert result.not_speech == 1


def test_nothing_found_is_no_recall() -> None:
    result = score(ARTICLE, Findings("e", "1"))
    assert result.quotations.recall == 0
    assert result.quotations.precision == 1
    assert {miss.what for miss in result.misses} == {"direct not found", "mixed not found", "topic not found"}


def test_marks_and_final_punctuation_do_not_count_but_a_fifth_of_the_words_does() -> None:
    findings = _as_found(ARTICLE)
    first = findings.attributions[0]
    wider = Span(first.content[0].start - 1, first.content[0].end + 1)
    close = replace(
        findings, attributions=(replace(first, content=(wider, first.content[1])), findings.attributions[1])
    )
    assert score(ARTICLE, close).quotations.recall == 1
    short = Span(first.content[0].start, first.content[0].end - 8)
    cut = replace(findings, attributions=(replace(first, content=(short, first.content[1])), findings.attributions[1]))
    assert score(ARTICLE, cut).kinds[AttributionKind.DIRECT].gold_matched == 1


def test_the_wrong_person_is_a_miss_and_a_surname_is_not_the_full_name() -> None:
    findings = _as_found(ARTICLE)
    surname = replace(findings, speakers=(replace(findings.speakers[0], name="Ms Ray"), *findings.speakers[1:]))
    direct = score(ARTICLE, surname).kinds[AttributionKind.DIRECT]
    assert (direct.person, direct.full) == (1, 0)
    other = replace(findings, speakers=(replace(findings.speakers[0], name="Bob Hill"), *findings.speakers[1:]))
    result = score(ARTICLE, other)
    assert result.kinds[AttributionKind.DIRECT].person == 0
    assert result.misses[0].what == "direct: wrong speaker"


def test_what_is_marked_as_no_speech_or_left_open_is_told_apart() -> None:
    golden = ARTICLE.text.index("golden")
    open_place = ARTICLE.text.index("no part")
    found = Attribution(
        "a9",
        AttributionKind.DIRECT,
        (Span(golden, golden + 6),),
        (Span(golden, golden + 6),),
        (),
        (),
        None,
        0.5,
        "guess",
    )
    aside = replace(found, content=(Span(open_place, open_place + 15),), quoted=())
    result = score(ARTICLE, replace(_as_found(ARTICLE), attributions=(found, aside)))
    assert result.not_speech_taken == 1
    assert sum(count.found for count in result.kinds.values()) == 1


def test_scores_are_split_by_source_and_nobody_is_right_where_nobody_is_named() -> None:
    result = score(ARTICLE, _as_found(ARTICLE))
    assert (result.sources[SourceType.NAME].gold, result.sources[SourceType.NAME].right_person) == (2, 2)
    assert result.sources[SourceType.DESCRIPTION].right_person == 1
    article = parse(
        HEAD
        + "“{q1=? Shut it}” was written on the wall. {s2=ann Ray} {v2 said} {c2 the men, “{q3=men Two men}”, left}.\n",
        "x",
    )
    found = _as_found(article)
    assert score(article, found).sources[SourceType.NOBODY].person == 1
    given = replace(found, attributions=(replace(found.attributions[0], speaker="ann"), *found.attributions[1:]))
    result = score(article, given)
    assert result.sources[SourceType.NOBODY].person == 0
    assert [str(miss) for miss in result.misses] == ["x: Shut it  [nobody ← Ann Ray]"]


def test_quotations_within_speech_are_counted_with_their_own_speaker() -> None:
    article = parse(HEAD + "“{q1=ann The men told me ‘{q2=men it is ours}’ and left,}” Ray said.\n", "x")
    found = _as_found(article)
    nested = score(article, found).nested
    assert (nested.gold, nested.gold_matched, nested.right_person) == (1, 1, 1)
    outer, inner = found.attributions
    nested = score(article, replace(found, attributions=(outer, replace(inner, speaker="ann")))).nested
    assert (nested.gold_matched, nested.right_person) == (1, 0)


def test_the_table_and_the_errors_can_be_read() -> None:
    scores = [score(ARTICLE, Findings("e", "1")), score(ARTICLE, _as_found(ARTICLE))]
    assert "bridge" in table(scores, "both")
    assert total(scores, "both").quotations.recall == 0.5
    assert "The bridge is shut" in errors(total(scores, "both").misses)


def _as_found(article: GoldArticle) -> Findings:
    """The annotation, as a perfect engine would find it."""
    speakers = tuple(
        Speaker(gold.key, gold.name, gold.kind, gold.role, gold.aliases) for gold in article.speakers.values()
    )
    attributions = tuple(
        Attribution(
            f"a{gold.number}", gold.kind, gold.content, gold.quoted, gold.cue, gold.source, gold.speaker, 1.0, "hand"
        )
        for gold in article.attributions
    )
    topics = tuple(
        Topic(f"t{number}", gold.label or "Lead", (), gold.spans, 1.0, "hand")
        for number, gold in enumerate(article.topics, 1)
    )
    return Findings("hand", "1", speakers, attributions, (), topics, article.not_speech)

"""`python -m tests.evaluation.topics [train|dev|test …]`: cuts and labels of topics, measured where editors had put subheads."""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean, pstdev

from desktop_app.analysis.sentences import sentences
from desktop_app.analysis.topic_words import stem, stop_words
from desktop_app.analysis.topics import find_topics
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.findings import Topic
from desktop_app.domain.spans import Span
from tests.evaluation.corpus import GoldArticle, articles

GROUPS = ("train", "dev", "test")

_BODY = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCKQUOTE}
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Unmarked:
    """An article without its subheads. `cuts`: for each gap between two sentences, whether the editor began a section there;
    `paragraph_gaps`: whether a paragraph begins there; `sections`: label and numbers of the sentences of each section."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    cuts: tuple[bool, ...]
    paragraph_gaps: tuple[bool, ...]
    sections: tuple[tuple[str, range], ...]

    @property
    def window(self) -> int:
        """Half the mean length of a section, in sentences, as both measures ask for."""
        return max(1, round(len(self.sentences) / len(self.sections) / 2))


@dataclass(slots=True)
class TopicScore:
    """`pk` and `window_diff` by method, one number for each article; the rest are counts over sections and labels."""

    articles: int = 0
    pk: dict[str, list[float]] = field(default_factory=dict)
    window_diff: dict[str, list[float]] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=Counter)
    gold_sections: int = 0
    headed: int = 0
    """Sections with an editor's label."""
    reachable: int = 0
    """Of these, labels with a content word that the section's own text has as well."""
    shared: int = 0
    """Of these, sections whose found label shares a content word with the editor's."""
    labels: int = 0
    well_formed: int = 0
    flaws: list[str] = field(default_factory=list)


def unmarked(article: GoldArticle) -> Unmarked | None:
    """The article as it would stand without subheads; None where it has fewer than two sections."""
    if len(article.topics) < 2:
        return None
    text = ""
    blocks: list[Block] = []
    found: list[Span] = []
    labels: list[str] = []
    starts: set[int] = set()
    paragraphs: set[int] = set()
    for block in article.blocks:
        if block.kind is BlockKind.SUBHEAD:
            continue
        text += ("\n" if article.layout == "lines" else "\n\n") if text else ""
        span = Span(len(text), len(text) + block.span.length)
        text += block.span.of(article.text)
        blocks.append(Block(block.kind, span))
        if block.kind not in _BODY:
            continue
        topic = next((topic for topic in article.topics if topic.spans[0].start == block.span.start), None)
        if topic is not None:
            starts.add(len(found))
            labels.append(topic.label)
        paragraphs.add(len(found))
        found += sentences(text, span)
    gaps = range(1, len(found))
    sections = [range(start, end) for start, end in pairwise([*sorted(starts), len(found)])]
    return Unmarked(
        text,
        tuple(blocks),
        tuple(found),
        tuple(gap in starts for gap in gaps),
        tuple(gap in paragraphs for gap in gaps),
        tuple(zip(labels, sections, strict=True)),
    )


def pk(gold: Sequence[bool], found: Sequence[bool], window: int) -> float:
    """Beeferman, Berger & Lafferty 1999: how often two sentences `window` apart are wrongly said to be in one section or in two."""
    places = range(len(gold) - window + 1)
    return fmean(any(gold[at : at + window]) != any(found[at : at + window]) for at in places) if places else 0.0


def window_diff(gold: Sequence[bool], found: Sequence[bool], window: int) -> float:
    """Pevzner & Hearst 2002: how often a window of that size holds more cuts, or fewer, than it should."""
    places = range(len(gold) - window + 1)
    return fmean(sum(gold[at : at + window]) != sum(found[at : at + window]) for at in places) if places else 0.0


def ours(article: Unmarked) -> list[bool]:
    return _cuts_of(article, find_topics(article.text, article.blocks))


def nowhere(article: Unmarked) -> list[bool]:
    return [False] * len(article.cuts)


def evenly(article: Unmarked) -> list[bool]:
    """As many cuts as the editor made, which no finder can know, at equal distances."""
    count = len(article.sections)
    places = {round(number * len(article.sentences) / count) for number in range(1, count)}
    return [gap in places for gap in range(1, len(article.sentences))]


def text_tiling(article: Unmarked, width: int = 20, block: int = 6) -> list[bool]:
    """Hearst 1997: similarity of the blocks before and after each gap between sequences of `width` words, smoothed twice; a
    cut at the paragraph nearest to each valley that is deeper than the mean depth by a standard deviation. These settings, among
    80, were the best for it on train and dev: with Hearst's own threshold it cuts twice as often as editors do, and does worse."""
    words = [(stem(match[0].lower()), match.start()) for match in _words_of(article)]
    bags = [
        Counter(word for word, _ in words[start : start + width] if word not in stop_words())
        for start in range(0, len(words), width)
    ]
    likeness = [
        _cosine(sum(bags[max(0, gap - block) : gap], Counter()), sum(bags[gap : gap + block], Counter()))
        for gap in range(1, len(bags))
    ]
    smooth = _smoothed(_smoothed(likeness))
    depths = [_peak(smooth[at::-1]) + _peak(smooth[at:]) - 2 * smooth[at] for at in range(len(smooth))]
    if not depths:
        return nowhere(article)
    threshold = fmean(depths) + pstdev(depths)
    openings = [number + 1 for number, is_gap in enumerate(article.paragraph_gaps) if is_gap]
    cuts: set[int] = set()
    taken: set[int] = set()
    for at in sorted(range(len(depths)), key=lambda at: -depths[at]):
        if depths[at] > threshold and openings and not any(abs(at - other) < 4 for other in taken):
            taken.add(at)
            place = words[(at + 1) * width][1]
            cuts.add(min(openings, key=lambda opening: abs(article.sentences[opening].start - place)))
    return [gap in cuts for gap in range(1, len(article.sentences))]


METHODS: dict[str, Callable[[Unmarked], list[bool]]] = {
    "Pressmark": ours,
    "TextTiling": text_tiling,
    "evenly, count known": evenly,
    "no cut": nowhere,
}


def measure(group: str) -> TopicScore:
    score = TopicScore()
    for gold in articles(group):
        article = unmarked(gold)
        if article is None:
            continue
        score.articles += 1
        score.gold_sections += len(article.sections)
        for name, method in METHODS.items():
            cuts = method(article)
            score.pk.setdefault(name, []).append(pk(article.cuts, cuts, article.window))
            score.window_diff.setdefault(name, []).append(window_diff(article.cuts, cuts, article.window))
            score.sections[name] += 1 + sum(cuts)
        topics = find_topics(article.text, article.blocks)
        _compare_labels(article, topics, score)
        for topic in topics:
            score.labels += 1
            faults = list(flaws(topic.label, article.text))
            score.well_formed += not faults
            score.flaws += [f"{gold.name}: “{topic.label}” {fault}" for fault in faults]
    return score


def flaws(label: str, text: str) -> Iterator[str]:
    """What keeps a found label from reading as a person would have written it."""
    words = [word.lower() for word in _WORD.findall(label)]
    if not 2 <= len(words) <= 5:
        yield f"has {len(words)} words"
    if not _stands_in(words, [word.lower() for word in _WORD.findall(text)]):
        yield "does not stand in the text"
    if words and (words[0] in stop_words() or words[-1] in stop_words()):
        yield "begins or ends with a function word or a word of speech"


def table(score: TopicScore, name: str) -> str:
    lines = [f"{name}: {score.articles} articles", f"{'':22}{'Pk':>7}{'WindowDiff':>12}{'sections':>10}"]
    lines += [
        f"{method:22}{fmean(score.pk[method]):7.3f}{fmean(score.window_diff[method]):12.3f}{score.sections[method]:10}"
        for method in METHODS
    ]
    lines += [
        f"{'the editors':22}{0:7.3f}{0:12.3f}{score.gold_sections:10}",
        f"labels that share a content word with the editor’s: {score.shared} of {score.headed}"
        f" ({score.reachable} have one that their section’s text has as well)",
        f"labels of 2 to 5 words that stand in the text, without function words or speech at their ends: "
        f"{score.well_formed} of {score.labels}",
    ]
    return "\n".join(lines)


def _cuts_of(article: Unmarked, topics: Sequence[Topic]) -> list[bool]:
    holders = [_holder(topics, sentence) for sentence in article.sentences]
    return [before != after for before, after in pairwise(holders)]


def _holder(topics: Sequence[Topic], sentence: Span) -> str:
    return next((topic.id for topic in topics if any(span.contains(sentence) for span in topic.spans)), "")


def _words_of(article: Unmarked) -> Iterator[re.Match[str]]:
    for sentence in article.sentences:
        yield from _WORD.finditer(article.text, *sentence)


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    product = sum(count * other[word] for word, count in one.items())
    lengths = math.sqrt(_squares(one.values()) * _squares(other.values()))
    return product / lengths if lengths else 0.0


def _squares(numbers: Iterable[int]) -> int:
    return sum(number * number for number in numbers)


def _smoothed(numbers: Sequence[float]) -> list[float]:
    return [fmean(numbers[max(0, at - 1) : at + 2]) for at in range(len(numbers))]


def _peak(ahead: Sequence[float]) -> float:
    """The height that is reached by climbing from the first number on, without a step down."""
    height = ahead[0]
    for number in ahead[1:]:
        if number < height:
            break
        height = number
    return height


def _compare_labels(article: Unmarked, topics: Sequence[Topic], score: TopicScore) -> None:
    """Each section that the editor labelled against the topic that shares the most of its sentences, relative to both."""
    holders = [_holder(topics, sentence) for sentence in article.sentences]
    sizes = Counter(holders)
    for label, section in article.sections:
        if not label:
            continue
        common = Counter(holders[number] for number in section)
        best = max(topics, key=lambda topic: common[topic.id] / (sizes[topic.id] + len(section) - common[topic.id]))
        wanted = _content(label)
        score.headed += 1
        score.reachable += bool(wanted & _content(article.text[_first(article, section) : _last(article, section)]))
        score.shared += bool(wanted & _content(best.label))


def _first(article: Unmarked, section: range) -> int:
    return article.sentences[section[0]].start


def _last(article: Unmarked, section: range) -> int:
    return article.sentences[section[-1]].end


def _content(words: str) -> set[str]:
    found = {re.sub(r"[’']s?$", "", word.lower()).replace("’", "'") for word in _WORD.findall(words)}
    return {stem(word) for word in found if word not in stop_words()}


def _stands_in(words: Sequence[str], text: Sequence[str]) -> bool:
    return any(list(words) == list(text[at : at + len(words)]) for at in range(len(text) - len(words) + 1))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.topics", description=__doc__)
    parser.add_argument("groups", nargs="*", default=list(GROUPS), choices=GROUPS, metavar="train|dev|test")
    for group in parser.parse_args().groups:
        print(table(measure(group), group), end="\n\n")


if __name__ == "__main__":
    main()

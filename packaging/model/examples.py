"""What the network learns from: PolNeAR, GAP and our own corpus, as word pieces with labels."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path

from tokenizers import Tokenizer

from desktop_app.analysis.learned.encoding import CASINGS, DEPTHS, Pieces, Window, encoded, windows
from desktop_app.analysis.marks import Quotation, find_quotations
from desktop_app.analysis.preparation import prepared
from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.spans import Span
from tests.evaluation import corpus, people
from tests.evaluation.polnear import PolnearArticle
from tests.evaluation.polnear import articles as polnear_articles

SOURCE, CUE, CONTENT = 0, 1, 2
NONE = -100
MASK = 103
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM, BlockKind.SUBHEAD})


@dataclass(frozen=True, slots=True)
class Labelled:
    """One attribution as spans of the text; contents hold their quotation marks and the word “that”."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(slots=True)
class Document:
    """annotations: one list per annotator. mentions: (span, cluster), by place. asked: spans whose cluster is to be found: those
    that name a speaker, and opening marks, which ask for whoever speaks behind them."""

    name: str
    pieces: list[Pieces]
    annotations: list[list[Labelled]]
    mentions: list[tuple[Span, int]] = field(default_factory=list)
    asked: list[tuple[Span, int]] = field(default_factory=list)
    spoken: dict[int, int] = field(default_factory=dict)
    """Start of a stretch inside marks → 1 where somebody speaks, 0 for titles, nicknames and scare quotes."""
    ours: bool = False
    tagged: bool = True
    """Whether the tags count; GAP only knows whom a pronoun means."""


def paragraphs(text: str) -> list[Block]:
    """Each line with words as a paragraph."""
    return [
        Block(BlockKind.PARAGRAPH, Span(match.start(), match.end())) for match in re.finditer(r"[^\n]*\S[^\n]*", text)
    ]


# PolNeAR


def polnear(folder: Path, split: str, tokenizer: Tokenizer) -> list[Document]:
    """With all annotators; the people are those whom tests/data/people names, but for those that are held back."""
    known = people.read(people.PEOPLE / f"polnear-{split}.json")
    found: dict[str, Document] = {}
    for article in polnear_articles(folder, split, every_annotator=True):
        annotation = [Labelled(one.source, one.cue, one.content) for one in article.attributions]
        if article.name in found:
            found[article.name].annotations.append(annotation)
            continue
        blocks = paragraphs(article.text)
        quotations = find_quotations(article.text, blocks)
        pieces = encoded(article.text, [block.span for block in blocks], quotations, tokenizer)
        document = Document(article.name, pieces, [annotation], spoken=_spoken(article.text, quotations, annotation))
        if article.name in known and not people.is_held_back(article.name):
            _add_people(document, article, blocks, quotations, known[article.name])
        found[article.name] = document
    return list(found.values())


def _spoken(text: str, quotations: Sequence[Quotation], annotation: Sequence[Labelled]) -> dict[int, int]:
    """PolNeAR says nothing of scare quotes: short stretches inside a longer content are left out."""
    marked = bytearray(len(text))
    for one in annotation:
        for span in one.content:
            marked[span.start : span.end] = b"\1" * span.length
    found = {}
    for quotation in quotations:
        if quotation.depth:
            continue
        share = sum(marked[quotation.inner.start : quotation.inner.end]) / quotation.inner.length
        if share < 0.1:
            found[quotation.outer.start] = 0
        elif share > 0.8 and len(quotation.inner.of(text).split()) > 3:
            found[quotation.outer.start] = 1
    return found


def _add_people(
    document: Document,
    article: PolnearArticle,
    blocks: list[Block],
    quotations: Sequence[Quotation],
    known: people.People,
) -> None:
    """`article` as its first annotator has it, whose attributions `known` numbers."""
    keys = {speaker.key: number for number, speaker in enumerate(known.speakers)}
    forms = {keys[speaker.key]: {speaker.name, *speaker.aliases} for speaker in known.speakers}
    sources = [
        (source[0], keys[speaker.key])
        for number, speaker in known.who.items()
        if speaker is not None and (source := article.attributions[number].source)
    ]
    _cluster(document, article.text, blocks, forms, sources)
    contents = {
        span: keys[speaker.key]
        for number, speaker in known.who.items()
        if speaker is not None
        for span in article.attributions[number].content
    }
    for quotation in quotations:
        holding = [key for span, key in contents.items() if span.contains(quotation.inner)]
        if quotation.opened and not quotation.depth and len(holding) == 1:
            document.asked.append((quotation.outer, holding[0]))


# Our own corpus


def own(group: str, tokenizer: Tokenizer, without: Sequence[str] = ()) -> list[Document]:
    """Our articles of a group, but for those whose names fit one of the patterns `without`."""
    found = []
    for article in corpus.articles(group):
        if any(fnmatch(article.name, pattern) for pattern in without):
            continue
        quotations = find_quotations(article.text, article.blocks)
        read = [block for block in article.blocks if block.kind in _READ]
        pieces = encoded(article.text, [block.span for block in read], quotations, tokenizer)
        outer = {quotation.inner.start: quotation for quotation in quotations}
        annotation = [
            Labelled(one.source, one.cue, tuple(_whole(article.text, span, one.cue, outer) for span in one.content))
            for one in article.attributions
        ]
        document = Document(article.name, pieces, [_outermost(annotation)], ours=True)
        silent = set(article.not_speech)
        quoted = {span for one in article.attributions for span in one.quoted}
        for quotation in quotations:
            if quotation.inner in silent:
                document.spoken[quotation.outer.start] = 0
            elif any(span.start == quotation.inner.start for span in quoted):
                document.spoken[quotation.outer.start] = 1
        keys = {key: number for number, key in enumerate(article.speakers)}
        forms = {keys[key]: {speaker.name, *speaker.aliases} for key, speaker in article.speakers.items()}
        sources = [
            (one.source[0], keys[one.speaker]) for one in article.attributions if one.source and one.speaker is not None
        ]
        _cluster(document, article.text, article.blocks, forms, sources)
        speakers = {
            span.start: keys[one.speaker]
            for one in article.attributions
            if one.speaker is not None
            for span in one.quoted
        }
        for quotation in quotations:
            if quotation.opened and not quotation.depth and quotation.inner.start in speakers:
                document.asked.append((quotation.outer, speakers[quotation.inner.start]))
        found.append(document)
    return found


def _whole(text: str, span: Span, cue: Sequence[Span], quotations: dict[int, Quotation]) -> Span:
    """As PolNeAR has it: with its marks, and with the “that” behind the cue."""
    start, end = span
    quotation = quotations.get(start)
    if quotation is not None and end >= quotation.inner.end:
        start = quotation.outer.start
    closing = next((one for one in quotations.values() if one.inner.end == end and one.inner.start >= span.start), None)
    if closing is not None:
        end = closing.outer.end
    if text[max(0, start - 5) : start] == "that " and any(one.end <= start - 5 < one.end + 40 for one in cue):
        start -= 5
    return Span(start, end)


def _outermost(annotation: list[Labelled]) -> list[Labelled]:
    """Without what stands wholly inside the content of another: one flat layer."""
    contents = [span for one in annotation for span in one.content]

    def inside(one: Labelled) -> bool:
        own_ones = set(one.content)
        return all(any(big.contains(small) and big not in own_ones for big in contents) for small in one.content)

    return [one for one in annotation if not inside(one)]


# GAP (Webster et al. 2018)


def gap(path: Path, tokenizer: Tokenizer) -> list[Document]:
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row["Text"]
            if "TRUE" not in (row["A-coref"], row["B-coref"]):
                continue
            blocks = [Block(BlockKind.PARAGRAPH, Span(0, len(text)))]
            pieces = encoded(text, [blocks[0].span], find_quotations(text, blocks), tokenizer)
            document = Document(row["ID"], pieces, [[]], tagged=False)
            for number, side in enumerate("AB"):
                start = int(row[f"{side}-offset"])
                meant = row[f"{side}-coref"] == "TRUE"
                document.mentions.append((Span(start, start + len(row[side])), 0 if meant else 1 + number))
            start = int(row["Pronoun-offset"])
            document.asked.append((Span(start, start + len(row["Pronoun"])), 0))
            document.mentions.sort()
            found.append(document)
    return found


def _cluster(
    document: Document,
    text: str,
    blocks: Sequence[Block],
    forms: dict[int, set[str]],
    sources: list[tuple[Span, int]],
) -> None:
    """Mentions: every name that the rules find, joined to the speaker of that name, and every source."""
    exact = {form.casefold(): key for key, names in forms.items() for form in names}
    words = {key: [set(re.findall(r"\w+", form.casefold())) for form in names] for key, names in forms.items()}
    mentions: dict[int, tuple[Span, int]] = {}
    other = 1000
    strangers: dict[str, int] = {}
    for name in prepared(text, blocks).names:
        spelled = " ".join(name.core).casefold()
        key = exact.get(spelled)
        if key is None and name.core:
            parts = set(re.findall(r"\w+", spelled))
            fits = [one for one, sets in words.items() if any(parts <= known for known in sets)]
            key = fits[0] if len(fits) == 1 else None
        if key is None:
            key = strangers.setdefault(spelled, other + len(strangers))
        mentions[name.core_span.start] = (name.core_span, key)
    for span, key in sources:
        covered = [place for place in mentions if span.start <= place < span.end]
        if not covered:
            mentions[span.start] = (span, key)
            document.asked.append((span, key))
        else:
            document.asked += [(mentions[place][0], key) for place in covered if mentions[place][1] == key]
    document.mentions = sorted(mentions.values())
    document.asked = sorted(set(document.asked))


# Labels


@dataclass(slots=True)
class Labels:
    """Of one window: tags [T]; source, cue [T]: index of the first piece of what a content piece belongs to, 0 for none in
    this window, NONE for pieces outside of contents; meant: (asked piece, right pieces, all candidates)."""

    tags: list[int]
    source: list[int]
    cue: list[int]
    meant: list[tuple[int, list[int], list[int]]]
    speech: list[int]


def labels(window: Window, annotation: Sequence[Labelled], document: Document) -> Labels:
    length = len(window.ids)
    tags, ends = [0] * length, [[NONE] * length, [NONE] * length]
    low = next((start for start, _ in window.places if start >= 0), 0)
    high = max(end for _, end in window.places)
    spans = [
        (kind, span, number)
        for kind, attribute in ((CONTENT, "content"), (SOURCE, "source"), (CUE, "cue"))
        for number, one in enumerate(annotation)
        for span in getattr(one, attribute)
        if span.start < high and span.end > low
    ]
    first: dict[tuple[int, int], list[int]] = {}
    contents: dict[int, list[int]] = {}
    for kind, span, number in spans:
        started = False
        for place, (start, _) in enumerate(window.places):
            if start < 0 or not span.start <= start < span.end:
                started = False
                continue
            tags[place] = 1 + 2 * kind + started
            if not started:
                first.setdefault((kind, number), []).append(place)
            started = True
            if kind == CONTENT:
                contents.setdefault(number, []).append(place)
    for number, places in contents.items():
        for pointer, kind in ((0, SOURCE), (1, CUE)):
            targets = first.get((kind, number))
            for place in places:
                ends[pointer][place] = min(targets, key=lambda one: abs(one - place)) if targets else 0
    for place, tag in enumerate(tags):
        if tag and tag % 2 == 0 and (place == 0 or tags[place - 1] not in (tag, tag - 1)):
            tags[place] -= 1
    speech = [document.spoken.get(start, NONE) if start >= 0 else NONE for start, _ in window.places]
    return Labels(tags, ends[0], ends[1], _meant(window, document), speech)


def _meant(window: Window, document: Document) -> list[tuple[int, list[int], list[int]]]:
    at = {start: place for place, (start, _) in enumerate(window.places) if start >= 0}
    candidates = [(at[span.start], key) for span, key in document.mentions if span.start in at]
    found = []
    for span, key in document.asked:
        place = at.get(span.start)
        if place is None:
            continue
        others = [(one, cluster) for one, cluster in candidates if one != place]
        right = [one for one, cluster in others if cluster == key] or [0]
        found.append((place, right, [0, *(one for one, _ in others)]))
    return found


# Variety


@dataclass(slots=True)
class Variety:
    """Makes windows differ from epoch to epoch: marks lost, no casing, other names, hidden words. Apply it before `labels`."""

    rng: random.Random
    marks: frozenset[int]
    """Ids of quotation marks."""
    names: list[int]
    hidden: float = 0.06
    lost: float = 0.04

    def applied(self, window: Window) -> Window:
        rng = self.rng
        if rng.random() < self.lost:
            window = self._without_marks(window)
        ids, features = list(window.ids), list(window.features)
        roll = rng.random()
        if roll < 0.04:
            features = [_cased(one, 1) for one in features]  # all lower
        elif roll < 0.07:
            features = [_cased(one, 3) for one in features]  # ALL CAPITALS
        if rng.random() < 0.5:
            self._rename(ids, features)
        ids = [MASK if one > 1100 and rng.random() < self.hidden else one for one in ids]
        return replace(window, ids=ids, features=features)

    def _without_marks(self, window: Window) -> Window:
        kept = [place for place, one in enumerate(window.ids) if one not in self.marks]
        features = [window.features[place] for place in kept]
        return Window(
            [window.ids[place] for place in kept],
            [one - (one - 1) % DEPTHS if one else 0 for one in features],
            [window.places[place] for place in kept],
        )

    def _rename(self, ids: list[int], features: list[int]) -> None:
        """Half of the capitalised words become other ones, each the same throughout the window."""
        chosen: dict[int, int] = {}
        for place in range(2, len(ids)):
            title = features[place] and (features[place] - 1) // DEPTHS == 2
            if not title or ids[place] < 1100 or ids[place - 1] in (1012, 102):
                continue
            if ids[place] not in chosen:
                chosen[ids[place]] = self.rng.choice(self.names) if self.rng.random() < 0.5 else ids[place]
            ids[place] = chosen[ids[place]]


def _cased(feature: int, casing: int) -> int:
    if not feature or (feature - 1) // DEPTHS == 0:
        return feature
    assert 0 <= casing < CASINGS
    return 1 + casing * DEPTHS + (feature - 1) % DEPTHS


def name_ids(documents: Sequence[Document]) -> list[int]:
    """Ids of capitalised words inside sentences, as often as they occur, no piece more than 20 times."""
    counts: dict[int, int] = {}
    for document in documents:
        for pieces in document.pieces:
            for place in range(1, len(pieces.ids)):
                title = (pieces.features[place] - 1) // DEPTHS == 2
                if title and pieces.ids[place] > 1100 and pieces.ids[place - 1] != 1012:
                    counts[pieces.ids[place]] = counts.get(pieces.ids[place], 0) + 1
    return [one for one, count in sorted(counts.items()) for _ in range(min(20, count))]


def mark_ids(tokenizer: Tokenizer) -> frozenset[int]:
    return frozenset(tokenizer.token_to_id(mark) for mark in "“”‘")


def cut(document: Document, longest: int, rng: random.Random | None = None) -> Iterator[Window]:
    yield from windows(document.pieces, longest, rng.randint(48, longest) if rng else None)

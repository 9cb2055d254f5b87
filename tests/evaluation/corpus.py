"""Reads the annotated articles of tests/data/corpus (its README describes the format). Anything unclear is an error."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.findings import AttributionKind, SpeakerKind
from desktop_app.domain.spans import Span, hull

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
FIRST_LINE = "pressmark corpus 1"
UNATTRIBUTED = "?"

_TAG = re.compile(r"\{([scqdv])(\d+)(?:=([a-z0-9-]+|\?))? |\{([ni]) |(\})|([{}])")
_SPEAKER = re.compile(r"speaker ([a-z0-9-]+): (.+)")
_PREFIXES = {
    "# ": BlockKind.HEADLINE,
    "> ": BlockKind.STANDFIRST,
    "~ ": BlockKind.BYLINE,
    "@ ": BlockKind.DATELINE,
    "## ": BlockKind.SUBHEAD,
    "* ": BlockKind.LIST_ITEM,
    "- ": BlockKind.CREDIT,
}
_TOPIC = "== "
_WRAP = 76


class CorpusError(ValueError):
    """The file breaks the format; the message names file and line."""


@dataclass(frozen=True, slots=True)
class GoldSpeaker:
    key: str
    name: str
    kind: SpeakerKind
    role: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """As `Attribution` of the domain; `speaker` is the key of a GoldSpeaker, None for unattributed."""

    number: int
    kind: AttributionKind
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None

    @property
    def spoken(self) -> tuple[Span, ...]:
        """What is speech as a whole, with marks or, in the answers of an interview, without."""
        return self.content if self.kind is AttributionKind.DIRECT else ()


@dataclass(frozen=True, slots=True)
class GoldTopic:
    label: str
    spans: tuple[Span, ...]
    is_subhead: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    name: str
    voice: str
    layout: str
    text: str
    blocks: tuple[Block, ...]
    speakers: dict[str, GoldSpeaker]
    attributions: tuple[GoldAttribution, ...]
    not_speech: tuple[Span, ...]
    unscored: tuple[Span, ...]
    """Where an attribution is neither right nor wrong: an interviewer's questions, doubtful cases."""
    topics: tuple[GoldTopic, ...]

    def block_at(self, place: int) -> Block | None:
        return next((block for block in self.blocks if block.span.start <= place < block.span.end), None)


@dataclass(slots=True)
class _Parts:
    """The pieces of one attribution, as they are met."""

    speaker: str | None = None
    content: list[Span] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    unmarked: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)


def articles(group: str, folder: Path = CORPUS) -> Iterator[GoldArticle]:
    """The articles of a group (“train”, “dev” or “test”) in `folder`, by name."""
    for path in sorted(folder.glob(f"{group}-*.txt")):
        yield read(path)


def read(path: Path) -> GoldArticle:
    return parse(path.read_text(encoding="utf-8"), path.stem)


def parse(source: str, name: str) -> GoldArticle:
    """The text of an annotated file, and all that is marked in it. CorpusError if the file breaks the format."""
    head, divider, body = source.partition("\n---\n")
    if not divider:
        raise CorpusError(f"{name}: no line “---” after the head")
    voice, layout, speakers = _head(head, name)
    text = ""
    blocks: list[Block] = []
    parts: dict[int, _Parts] = {}
    loose: dict[str, list[Span]] = {"n": [], "i": []}
    topics: list[tuple[str, list[Span], bool]] = []
    for number, line in enumerate(body.split("\n"), head.count("\n") + 3):
        where = f"{name}, line {number}"
        if not line.strip():
            continue
        if line.startswith(_TOPIC):
            topics.append((line[len(_TOPIC) :].strip(), [], False))
            continue
        prefix = next((prefix for prefix in _PREFIXES if line.startswith(prefix)), "")
        kind = _PREFIXES.get(prefix, BlockKind.PARAGRAPH)
        if text:
            text += "\n" if layout == "lines" else "\n\n"
        start = len(text)
        text += _untagged(line[len(prefix) :], start, where, parts, loose, speakers)
        span = Span(start, len(text))
        blocks.append(Block(kind, span))
        if kind is BlockKind.SUBHEAD:
            topics.append((span.of(text), [], True))
        elif kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            if not topics:
                topics.append(("", [], False))
            topics[-1][1].append(span)
    if layout == "wrapped":
        text = "".join(_wrapped(text, blocks))
    return GoldArticle(
        name=name,
        voice=voice,
        layout=layout,
        text=text,
        blocks=tuple(blocks),
        speakers=speakers,
        attributions=tuple(_attribution(number, parts[number], name) for number in sorted(parts)),
        not_speech=tuple(loose["n"]),
        unscored=tuple(loose["i"]),
        topics=tuple(GoldTopic(label, (hull(spans),), is_subhead) for label, spans, is_subhead in topics if spans),
    )


def _head(head: str, name: str) -> tuple[str, str, dict[str, GoldSpeaker]]:
    lines = head.split("\n")
    if lines[0] != FIRST_LINE:
        raise CorpusError(f"{name}: the first line is not “{FIRST_LINE}”")
    fields = {"voice": "", "layout": "blank lines"}
    speakers: dict[str, GoldSpeaker] = {}
    for line in lines[1:]:
        if match := _SPEAKER.fullmatch(line):
            cells = [cell.strip() for cell in match[2].split("|")]
            if len(cells) != 4 or match[1] in speakers:
                raise CorpusError(f"{name}: “{line}” is not “speaker KEY: name | kind | role | alias; alias”")
            aliases = tuple(alias.strip() for alias in cells[3].split(";") if alias.strip())
            speakers[match[1]] = GoldSpeaker(match[1], cells[0], SpeakerKind(cells[1]), cells[2], aliases)
            continue
        key, colon, value = line.partition(": ")
        if not colon or key not in fields:
            raise CorpusError(f"{name}: cannot read “{line}”")
        fields[key] = value
    if not fields["voice"] or fields["layout"] not in {"blank lines", "lines", "wrapped"}:
        raise CorpusError(f"{name}: no voice, or no such layout")
    return fields["voice"], fields["layout"], speakers


def _untagged(
    line: str,
    offset: int,
    where: str,
    parts: dict[int, _Parts],
    loose: dict[str, list[Span]],
    speakers: dict[str, GoldSpeaker],
) -> str:
    """The line without its tags, whose spans (from `offset` on) are put where they belong."""
    text = ""
    open_tags: list[tuple[str, int, int]] = []
    place = 0
    for match in _TAG.finditer(line):
        text += line[place : match.start()]
        place = match.end()
        letter, number, key, loose_letter, closing, stray = match.groups()
        if stray:
            raise CorpusError(f"{where}: “{line[match.start() : match.start() + 12]}” opens or closes no tag")
        if not closing:
            open_tags.append((loose_letter or letter, int(number or 0), offset + len(text)))
            if number:
                _assign(parts.setdefault(int(number), _Parts()), key, where, speakers)
            continue
        if not open_tags:
            raise CorpusError(f"{where}: “}}” closes nothing")
        letter, attribution, start = open_tags.pop()
        span = Span(start, offset + len(text))
        if not span.length or text[start - offset].isspace() or text[-1].isspace():
            raise CorpusError(f"{where}: a tag is empty or has white space at its ends: “{text[start - offset :]}”")
        if letter in loose:
            loose[letter].append(span)
        else:
            _pieces(parts[attribution], letter).append(span)
            inside = ("c", attribution) in [tag[:2] for tag in open_tags]
            if letter in "qd" and not inside:
                parts[attribution].content.append(span)
    if open_tags:
        raise CorpusError(f"{where}: {len(open_tags)} tag(s) not closed")
    return text + line[place:]


def _assign(attribution: _Parts, key: str | None, where: str, speakers: dict[str, GoldSpeaker]) -> None:
    if key is None:
        return
    if key != UNATTRIBUTED and key not in speakers:
        raise CorpusError(f"{where}: no speaker “{key}” in the head")
    if attribution.speaker not in (None, key):
        raise CorpusError(f"{where}: two speakers, “{attribution.speaker}” and “{key}”, for one attribution")
    attribution.speaker = key


def _pieces(attribution: _Parts, letter: str) -> list[Span]:
    return {
        "s": attribution.source,
        "v": attribution.cue,
        "c": attribution.content,
        "q": attribution.quoted,
        "d": attribution.unmarked,
    }[letter]


def _attribution(number: int, parts: _Parts, name: str) -> GoldAttribution:
    if not parts.content:
        raise CorpusError(f"{name}: attribution {number} has no content")
    if parts.speaker is None:
        raise CorpusError(f"{name}: attribution {number} has no speaker; “?” says that the text gives none")
    direct = {*parts.quoted, *parts.unmarked}
    if not direct:
        kind = AttributionKind.INDIRECT
    elif direct.issuperset(parts.content):
        kind = AttributionKind.DIRECT
    else:
        kind = AttributionKind.MIXED
    return GoldAttribution(
        number,
        kind,
        tuple(sorted(parts.content)),
        tuple(sorted(parts.quoted)),
        tuple(sorted(parts.cue)),
        tuple(sorted(parts.source)),
        None if parts.speaker == UNATTRIBUTED else parts.speaker,
    )


def _wrapped(text: str, blocks: list[Block]) -> Iterator[str]:
    """Lines of at most 76 characters: some spaces become line ends, so that no offset moves."""
    before = 0
    for block in blocks:
        yield text[before : block.span.start]
        lines = textwrap.wrap(block.span.of(text), _WRAP, break_long_words=False, break_on_hyphens=False)
        yield "\n".join(lines)
        before = block.span.end

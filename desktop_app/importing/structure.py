"""Finds an article's structure in plain words: headline, standfirst, byline, subheads, quotes, lists, credits.

Rules of layout only, on purpose few: what stands alone on a line, how long it is, how it ends, what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.article import Block, BlockKind, Metadata
from desktop_app.domain.spans import Span
from desktop_app.importing import newspaper
from desktop_app.importing.paragraphs import paragraphs

_HEADLINE_WORDS = 25
_SUBHEAD_WORDS, _SUBHEAD_CHARACTERS = 12, 90
_STANDFIRST_WORDS = 60
_QUOTED_SUBHEAD_WORDS = 3
"""A word or two in quotation marks may be all of an answer."""
_HEAD_UNITS, _FOOT_UNITS = 8, 8
_ENDS_SENTENCE = re.compile(r"[.!…,;:][”’\"'»)\]]*$")
_ENDS_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Z]\.){2,}$")
_OPENS_QUOTE = tuple("“\"„«‘'")
_NOT_A_SUBHEAD = re.compile(
    r"(?:advertisement|share(?: this)?|read more|related|comments?|sign up|follow us|subscribe|continue reading)\b.*",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Structure:
    blocks: tuple[Block, ...]
    metadata: Metadata


def find_structure(text: str) -> Structure:
    """Blocks that cover all words of normalised text, and what its head says of title, byline, outlet and date."""
    units = paragraphs(text)
    kinds: list[BlockKind | None] = [None] * len(units)
    words = [unit.of(text) for unit in units]
    metadata = _head(words, kinds)
    _foot(words, kinds)
    _quotes_and_lists(text, units, words, kinds)
    _subheads(words, kinds)
    blocks = tuple(Block(kind or BlockKind.PARAGRAPH, unit) for kind, unit in zip(kinds, units, strict=True))
    return Structure(blocks, metadata)


def name_small_lines(pieces: Sequence[tuple[BlockKind, str]]) -> tuple[list[BlockKind], Metadata]:
    """For formats with marked-up structure: which of the paragraphs at head and foot are byline, date line or credit."""
    kinds: list[BlockKind | None] = [None if kind is BlockKind.PARAGRAPH else kind for kind, _ in pieces]
    words = [text for _, text in pieces]
    metadata = Metadata()
    for index, line in enumerate(words[:_HEAD_UNITS]):
        if kinds[index] is None:
            kind, metadata = _small_line(line, metadata)
            small = kinds[index + 1] if index + 1 < len(kinds) else None
            follows = newspaper.is_byline(words[index + 1]) if index + 1 < len(words) else False
            if kind is None and kinds[:index] == [BlockKind.HEADLINE] and len(line.split()) <= _STANDFIRST_WORDS:
                kind = BlockKind.STANDFIRST if follows or small is BlockKind.BYLINE else None
            is_below = kinds[:index] in ([BlockKind.HEADLINE], [BlockKind.HEADLINE, BlockKind.STANDFIRST])
            if (
                kind is None
                and is_below
                and not metadata.byline
                and _is_bare_byline(line, "".join(words[index + 1 : index + 2]))
            ):
                kind, metadata = BlockKind.BYLINE, replace(metadata, byline=newspaper.bare_names(line))
            kinds[index] = kind
            if kind is None and len(line.split()) > 12:
                break
    _foot(words, kinds)
    return [kind or BlockKind.PARAGRAPH for kind in kinds], metadata


def _small_line(line: str, metadata: Metadata) -> tuple[BlockKind | None, Metadata]:
    """Byline, date line or dateline, with what it tells; None if it is none of them."""
    if not metadata.byline and (names := newspaper.byline_names(line)):
        return BlockKind.BYLINE, replace(metadata, byline=names)
    if found := newspaper.date_line(line):
        return BlockKind.DATELINE, replace(
            metadata, published=metadata.published or found.published, outlet=metadata.outlet or found.outlet
        )
    return (BlockKind.DATELINE if newspaper.is_dateline(line) else None), metadata


def _head(words: Sequence[str], kinds: list[BlockKind | None]) -> Metadata:
    """Names the units before the first paragraph."""
    metadata = Metadata()
    headline = -1
    for index, line in enumerate(words[:_HEAD_UNITS]):
        following = words[index + 1] if index + 1 < len(words) else ""
        if index < len(words) - 2 and headline < 0 and not metadata.outlet and newspaper.is_outlet(line):
            kinds[index], metadata = BlockKind.DATELINE, replace(metadata, outlet=line)
            continue
        if headline < 0 and following and newspaper.is_mail_header(line) and _starts_mail(words):
            kinds[index] = BlockKind.CREDIT
            continue
        if headline < 0 and _is_headline(line, following) and not newspaper.is_date_line(line):
            headline, kinds[index] = index, BlockKind.HEADLINE
            metadata = replace(metadata, title=" ".join(line.split()))
            continue
        kind, metadata = _small_line(line, metadata) if not _is_shouted_headline(line, headline) else (None, metadata)
        is_below = headline >= 0 and kinds[index - 1] in (BlockKind.HEADLINE, BlockKind.STANDFIRST)
        if kind is None and is_below and not metadata.byline and _is_bare_byline(line, following):
            kind, metadata = BlockKind.BYLINE, replace(metadata, byline=newspaper.bare_names(line))
        if kind is None and 0 <= headline == index - 1 and _is_standfirst(line, words[index + 1 : index + 3]):
            kind = BlockKind.STANDFIRST
        if kind is None and headline >= 0 and newspaper.is_credit(line):
            kind = BlockKind.CREDIT
        if kind is None:
            break
        kinds[index] = kind
    return metadata


def _starts_mail(words: Sequence[str]) -> bool:
    """One such line may be an article's first; an e-mail has more of them."""
    return sum(newspaper.is_mail_header(line) for line in words[:_HEAD_UNITS]) >= 2


def _is_shouted_headline(line: str, headline: int) -> bool:
    """Capitals before any headline are a headline, not the place of a dateline."""
    return headline < 0 and newspaper.is_dateline(line) and not newspaper.is_date_line(line)


def _is_headline(line: str, following: str) -> bool:
    return (
        bool(following)
        and len(line.split()) <= _HEADLINE_WORDS
        and len(line) <= 220
        and _WORD.search(line) is not None
        and (not _ends_like_a_sentence(line) or newspaper.is_byline(following))
        and not newspaper.is_byline(line)
        and not newspaper.is_list_item(line)
        and not (newspaper.is_speaker_label(line) and newspaper.is_speaker_label(following))
        and not line.startswith(">")
    )


def _ends_like_a_sentence(line: str) -> bool:
    return _ENDS_SENTENCE.search(line) is not None and _ENDS_ABBREVIATION.search(line) is None


def _is_bare_byline(line: str, following: str) -> bool:
    return newspaper.bare_names(line) != "" and len(following.split()) > len(line.split())


def _is_standfirst(line: str, following: Sequence[str]) -> bool:
    """A summary under the headline: a byline or date comes next, or it is a line without a full stop before the paragraphs."""
    count = len(line.split())
    if not following or count > _STANDFIRST_WORDS or newspaper.is_speaker_label(line) or newspaper.is_list_item(line):
        return False
    if newspaper.is_byline(following[0]) or newspaper.is_date_line(following[0]) or newspaper.is_dateline(following[0]):
        return True
    return 6 <= count <= 40 and not _ends_like_a_sentence(line) and not line.endswith(("”", '"', "?"))


def _is_quoted(line: str) -> bool:
    return line.endswith(("”", '"', "»", "’", "'"))


def _foot(words: Sequence[str], kinds: list[BlockKind | None]) -> None:
    """Credits, read from the last line upwards until a line is none."""
    for index in range(len(words) - 1, max(-1, len(words) - 1 - _FOOT_UNITS), -1):
        if kinds[index] is not None or not newspaper.is_credit(words[index]):
            break
        kinds[index] = BlockKind.CREDIT


def _quotes_and_lists(text: str, units: Sequence[Span], words: Sequence[str], kinds: list[BlockKind | None]) -> None:
    indented = [_indent(text, unit) >= 2 for unit in units]
    stands_out = sum(indented) < 0.4 * len(units)
    items = [newspaper.is_list_item(line) for line in words]
    for index, line in enumerate(words):
        if kinds[index] is not None:
            continue
        has_neighbour = (index > 0 and items[index - 1]) or (index + 1 < len(items) and items[index + 1])
        if items[index] and has_neighbour:
            kinds[index] = BlockKind.LIST_ITEM
        elif line.startswith(">") or (indented[index] and stands_out and _all_indented(text, units[index])):
            kinds[index] = BlockKind.BLOCKQUOTE


def _indent(text: str, unit: Span) -> int:
    start = text.rfind("\n", 0, unit.start) + 1
    return len(text[start : unit.start].expandtabs(4))


def _all_indented(text: str, unit: Span) -> bool:
    return all(line[:1].isspace() for line in unit.of(text).split("\n")[1:])


def _subheads(words: Sequence[str], kinds: list[BlockKind | None]) -> None:
    could_be = [kind is None and _could_be_subhead(line) for line, kind in zip(words, kinds, strict=True)]
    for index in range(1, len(words) - 1):
        alone = not could_be[index - 1] and not could_be[index + 1]
        body_follows = kinds[index + 1] is None or kinds[index + 1] in (BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM)
        longer = len(words[index + 1]) > len(words[index]) or kinds[index + 1] is BlockKind.LIST_ITEM
        if could_be[index] and alone and body_follows and longer:
            kinds[index] = BlockKind.SUBHEAD


def _could_be_subhead(line: str) -> bool:
    return (
        "\n" not in line
        and len(line) <= _SUBHEAD_CHARACTERS
        and len(line.split()) <= _SUBHEAD_WORDS
        and _WORD.search(line) is not None
        and not line[0].islower()
        and not _ends_like_a_sentence(line)
        and not (line.startswith(_OPENS_QUOTE) and len(line.split()) < _QUOTED_SUBHEAD_WORDS and _is_quoted(line))
        and not newspaper.is_speaker_label(line)
        and not newspaper.is_list_item(line)
        and _NOT_A_SUBHEAD.fullmatch(line) is None
    )

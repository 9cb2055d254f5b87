"""A revision's text as a QTextDocument, and the only mapping between its code points and Qt's UTF-16 positions.

Every line of the layout is one QTextBlock. Lines of the article hold exactly the code points of their span, one for one (a line
end inside a hard-wrapped paragraph is shown as a space); ornaments (the meta line, the quiet notes) hold none.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, Qt
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from desktop_app.domain.article import Block, BlockKind
from desktop_app.domain.reading import Reading
from desktop_app.domain.spans import Span
from desktop_app.ui.theme import Theme, interface_font, reading_font

LONGEST_LINE = 10_000
"""Characters that one QTextBlock may hold: Qt lays a paragraph out in one go, and a line of 5 MB would take seconds."""

REPAIRS_LINK = "pressmark:repairs"
LINE_HEIGHT = 1.5
WORDS_A_MINUTE = 230
PADDING = 10
"""Pixels between the edge of the text area and the text: room for the edge of a highlight and for a bullet."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_HAS_MARKER = re.compile(r"\s*(?:[-–—•·*‣◦]|\(?\w{1,3}[.)])\s")

# What Qt would take for the end of a block, a frame or an embedded object is shown as something harmless of the same length.
_SHOWN: dict[int, str] = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
_SHOWN |= dict.fromkeys((0x0, 0xFDD0, 0xFDD1, 0xFFFC, *range(0xD800, 0xE000)), "\ufffd")
# Overrides of the writing direction make words read otherwise than they are (“exe.png”); no news text needs them.
_SHOWN |= dict.fromkeys((0x202D, 0x202E), "\ufffd")


class Ornament(StrEnum):
    """Lines that the page adds around the article; never part of its text."""

    TITLE = "title"
    META = "meta"
    QUIET = "quiet"
    REPAIRS = "repairs"


LineKind = BlockKind | Ornament

_HEAD = frozenset({BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.BYLINE, BlockKind.DATELINE})


@dataclass(frozen=True, slots=True)
class Line:
    """One QTextBlock. `position` is its first UTF-16 position in the document; `span` is None for an ornament."""

    kind: LineKind
    span: Span | None
    position: int
    text: str = ""
    """An ornament's words; the article's own are looked up by span."""
    continues: bool = False
    """True where the line goes on with a paragraph that was too long for one QTextBlock."""
    has_bullet: bool = False


class PageText:
    """The lines of one revision in order, and the two mappings. Needs no Qt."""

    def __init__(self, text: str, blocks: Sequence[Block], ornaments: Sequence[tuple[Ornament, str]] = ()) -> None:
        self.text = text
        self._astral = [match.start() for match in _ASTRAL.finditer(text)] if text and max(text) > "\uffff" else []
        self.lines: list[Line] = list(self._arranged(blocks, ornaments))
        self._positions = [line.position for line in self.lines]
        self._article = [number for number, line in enumerate(self.lines) if line.span is not None]
        self._starts = [self._span(number).start for number in self._article]

    def to_document(self, offset: int) -> int:
        """The UTF-16 position of a code point; one between two lines becomes the end of the first of them."""
        if not self._article:
            return 0
        line = self.lines[self._article[max(0, bisect_right(self._starts, offset) - 1)]]
        assert line.span is not None
        inside = min(max(offset, line.span.start), line.span.end)
        return line.position + self.units(line.span.start, inside)

    def from_document(self, position: int, *, forward: bool = False) -> int:
        """The code point at a UTF-16 position (that of its character inside a surrogate pair). On an ornament: the end of the
        article's line before it or, `forward` or before the first line, the start of the one after it."""
        number = max(0, bisect_right(self._positions, position) - 1)
        if not self._article:
            return 0
        line = self.lines[number]
        if line.span is None:
            after = bisect_right(self._article, number)
            if after == 0 or (forward and after < len(self._article)):
                return self._span(self._article[after]).start
            return self._span(self._article[after - 1]).end
        return min(self.forward(line.span.start, position - line.position), line.span.end)

    def selection(self, start: int, end: int) -> Span | None:
        """The article's text between two UTF-16 positions, without white space at its ends; None if there is none."""
        first, last = self.from_document(start, forward=True), self.from_document(end)
        if start < end and first < last:
            chosen = self.text[first:last]
            first += len(chosen) - len(chosen.lstrip())
            last -= len(chosen) - len(chosen.rstrip())
        return Span(first, last) if start < end and first < last else None

    def units(self, start: int, end: int) -> int:
        """How many UTF-16 units `text[start:end]` takes."""
        if not self._astral:
            return end - start
        return end - start + bisect_left(self._astral, end) - bisect_left(self._astral, start)

    def forward(self, start: int, units: int) -> int:
        """The code point that lies that many UTF-16 units after `start`; the character itself for its second half."""
        if not self._astral:
            return start + units
        before = bisect_left(self._astral, start)
        low, high = start + units // 2, start + units
        while low < high:  # the largest offset whose distance in units is not above `units`
            middle = (low + high + 1) // 2
            if middle - start + bisect_left(self._astral, middle) - before <= units:
                low = middle
            else:
                high = middle - 1
        return low

    def shown(self, line: Line) -> str:
        """What stands on a line: as many code points as its span."""
        return line.text if line.span is None else line.span.of(self.text).translate(_SHOWN)

    def runs_left(self) -> bool:
        """Whether the article is written from right to left: most of the letters at its beginning are."""
        kinds = [unicodedata.bidirectional(character) for character in self.text[:2_000]]
        return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")

    def is_right_to_left(self, line: Line) -> bool:
        """Whether any character of the line may be laid out from right to left."""
        return line.span is not None and _RIGHT_TO_LEFT.search(self.text, *line.span) is not None

    def _span(self, number: int) -> Span:
        span = self.lines[number].span
        assert span is not None
        return span

    def _arranged(self, blocks: Sequence[Block], ornaments: Sequence[tuple[Ornament, str]]) -> Iterator[Line]:
        covered = list(_covering(self.text, blocks))
        head = next((number for number, block in enumerate(covered) if block.kind not in _HEAD), len(covered))
        title = [Line(kind, None, 0, text) for kind, text in ornaments if kind is Ornament.TITLE]
        others = [Line(kind, None, 0, text) for kind, text in ornaments if kind is not Ornament.TITLE]
        position = 0
        for line in (*title, *self._pieces(covered[:head]), *others, *self._pieces(covered[head:])):
            yield Line(line.kind, line.span, position, line.text, line.continues, line.has_bullet)
            position += 1 + (self.units(*line.span) if line.span is not None else _units_of(line.text))

    def _pieces(self, blocks: Iterable[Block]) -> Iterator[Line]:
        for block in blocks:
            start, end = block.span
            is_item = block.kind is BlockKind.LIST_ITEM and not _HAS_MARKER.match(self.text, start, end)
            first = True
            while first or start < end:
                cut = end if end - start <= LONGEST_LINE else _cut(self.text, start)
                yield Line(block.kind, Span(start, cut), 0, "", not first, is_item and first)
                start, first = cut, False


def _units_of(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, start: int) -> int:
    """Where to break a paragraph that is too long: after white space near the limit, else between two characters."""
    limit = start + LONGEST_LINE
    for cut in range(limit, limit - 2_000, -1):
        if text[cut - 1].isspace():
            return cut
    while limit > start + 1 and (
        unicodedata.combining(text[limit]) or text[limit] in "\u200d\ufe0f" or text[limit - 1] == "\u200d"
    ):
        limit -= 1
    return limit


def _covering(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, and a paragraph for any text that none of them covers, so that nothing is ever hidden."""
    done = 0
    for block in sorted(blocks, key=lambda block: block.span):
        start, end = max(block.span.start, done), min(block.span.end, len(text))
        if start >= end:
            continue
        yield from _uncovered(text, done, start)
        yield Block(block.kind, Span(start, end))
        done = end
    yield from _uncovered(text, done, len(text))


def _uncovered(text: str, start: int, end: int) -> Iterator[Block]:
    for match in re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*").finditer(text, start, end):
        yield Block(BlockKind.PARAGRAPH, Span(*match.span()))


_SAYS_WHENCE = (BlockKind.BYLINE, BlockKind.DATELINE)


def ornaments(reading: Reading) -> list[tuple[Ornament, str]]:
    """What the page says around the article: a headline and a meta line where the text lacks them, and what was restored."""
    revision, metadata = reading.revision, reading.article.metadata
    kinds = {block.kind for block in revision.blocks}
    found: list[tuple[Ornament, str]] = []
    if metadata.title and BlockKind.HEADLINE not in kinds and metadata.title not in revision.text[:1_000]:
        found.append((Ornament.TITLE, _one_line(metadata.title)))
    stated = " ".join(block.span.of(revision.text) for block in revision.blocks if block.kind in _SAYS_WHENCE)
    parts = [
        _byline(metadata.byline) if metadata.byline and BlockKind.BYLINE not in kinds else "",
        "" if metadata.outlet and metadata.outlet in stated else metadata.outlet,
        "" if BlockKind.DATELINE in kinds else _date(metadata.published),
        _reading_time(len(revision.text.split())),
    ]
    if revision.text.strip():
        found.append((Ornament.META, " · ".join(_one_line(part) for part in parts if part)))
    if revision.repairs:
        words = _tr("%n damaged characters were restored", len(revision.repairs))
        if len(revision.repairs) == 1:
            words = _tr("One damaged character was restored", 1)
        found.append((Ornament.REPAIRS, f"{words} · {_tr('show', 1)}"))
    elif not revision.repaired:  # else there would be no way back to the repaired words
        found.append((Ornament.REPAIRS, f"{_tr('Shown as it arrived', 1)} · {_tr('show', 1)}"))
    found.extend((Ornament.QUIET, _one_line(remark)) for remark in revision.remarks)
    return found


def _byline(byline: str) -> str:
    return (
        byline
        if byline.casefold().startswith(("by ", "von ", "par ", "por "))
        else _tr("By %1", 1).replace("%1", byline)
    )


def _reading_time(words: int) -> str:
    """In minutes, from an hour on in whole hours."""
    minutes = max(1, round(words / WORDS_A_MINUTE))
    if minutes < 60:
        return _tr("%n min read", minutes)
    hours = round(minutes / 60)
    return _tr("One hour read", 1) if hours == 1 else _tr("%n hours read", hours)


def _date(published: str) -> str:
    """An ISO 8601 date in words; anything else as the article states it."""
    try:
        day = datetime.fromisoformat(published).date()
    except ValueError:
        return published
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")


def _one_line(words: str) -> str:
    return " ".join(words.translate(_SHOWN).split())


def _tr(words: str, count: int) -> str:
    return QCoreApplication.translate("Page", words, None, count)


def build(
    page_text: PageText,
    theme: Theme,
    points: float,
    width: float,
    parent: QObject | None = None,
    *,
    face: str = "serif",
    height: float = LINE_HEIGHT,
) -> QTextDocument:
    """A document, not yet attached to any view (which makes it several times faster), laid out lazily for `width` pixels. face: as
    the theme names it; height: of a line of the text, in type sizes."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(reading_font(points, face))
    document.setDocumentMargin(PADDING)
    frame = document.rootFrame().frameFormat()  # Qt ignores the space above the very first block
    em = QFontInfo(reading_font(points, face)).pixelSize()
    frame.setTopMargin(round(em * 1.8))
    frame.setBottomMargin(round(em * 4))
    document.rootFrame().setFrameFormat(frame)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    runs_left = page_text.runs_left()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for place, group in groupby(_with_place(page_text.lines), key=lambda item: item[0]):
        kind, _, _, is_first = place
        block_format, char_format = formats(*place, theme=theme, points=points, face=face, height=height)
        if runs_left:
            _turn(block_format, aligns=_STYLES[kind].is_interface)
        words = "\n".join(page_text.shown(line) for _, line in group)
        if is_first:
            cursor.setBlockFormat(block_format)
            cursor.setBlockCharFormat(char_format)
        else:
            cursor.insertBlock(block_format, char_format)
        if kind is Ornament.REPAIRS:
            words, blank, link = words.rpartition(" ")
            cursor.insertText(words + blank, char_format)
            cursor.insertText(link, _link_format(char_format, theme))
        else:
            cursor.insertText(words, char_format)
    cursor.endEditBlock()
    document.setTextWidth(width)
    return document


def _with_place(lines: Sequence[Line]) -> Iterator[tuple[tuple[LineKind, bool, float, bool], Line]]:
    """Each line with what decides its format (as `formats` takes it): lines of the same format are inserted at once."""
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        below = _STYLES[line.kind].below
        if following is not None and following.continues:
            below = 0.0
        elif line.kind is BlockKind.LIST_ITEM and (following is None or following.kind is not BlockKind.LIST_ITEM):
            below = _STYLES[BlockKind.PARAGRAPH].below  # after the last item the article goes on
        yield (line.kind, line.continues, below, number == 0), line


@dataclass(frozen=True, slots=True)
class _Style:
    """size and the spaces are in body sizes (1.0 = the type size), the line height in sizes of the line itself. Between two
    lines Qt leaves the larger of the space below the first and the space above the second."""

    size: float = 1.0
    above: float = 0.0
    below: float = 0.78
    height: float = LINE_HEIGHT
    weight: QFont.Weight = QFont.Weight.Normal
    indent: float = 0.0
    is_muted: bool = False
    is_italic: bool = False
    is_interface: bool = False


_STYLES: dict[LineKind, _Style] = {
    BlockKind.HEADLINE: _Style(1.78, 0.0, 0.45, 1.2, QFont.Weight.Bold),
    BlockKind.STANDFIRST: _Style(1.14, 0.1, 0.5, 1.4, is_muted=True),
    BlockKind.BYLINE: _Style(0.78, 0.05, 0.1, 1.5, is_muted=True, is_interface=True),
    BlockKind.DATELINE: _Style(0.78, 0.05, 0.1, 1.5, is_muted=True, is_interface=True),
    BlockKind.SUBHEAD: _Style(1.08, 1.4, 0.45, 1.35, QFont.Weight.Bold),
    BlockKind.PARAGRAPH: _Style(),
    BlockKind.BLOCKQUOTE: _Style(indent=1.7, is_italic=True),
    BlockKind.LIST_ITEM: _Style(below=0.35, indent=1.3),
    BlockKind.CREDIT: _Style(0.78, 0.3, 0.4, 1.5, is_muted=True, is_interface=True),
    Ornament.META: _Style(0.78, 0.05, 0.75, 1.5, is_muted=True, is_interface=True),
    Ornament.QUIET: _Style(0.72, 0.2, 1.1, 1.5, indent=0.55, is_muted=True, is_interface=True),
}
_STYLES[Ornament.TITLE] = _STYLES[BlockKind.HEADLINE]
_STYLES[Ornament.REPAIRS] = _STYLES[Ornament.QUIET]


def formats(
    kind: LineKind,
    continues: bool,
    below: float,
    is_first: bool,
    *,
    theme: Theme,
    points: float,
    face: str = "serif",
    height: float = LINE_HEIGHT,
) -> tuple[QTextBlockFormat, QTextCharFormat]:
    """How one kind of line is set at that type size; `below` is the space under it, in body sizes."""
    style = _STYLES[kind]
    size = points * style.size
    font = interface_font(size) if style.is_interface else reading_font(size, face)
    em = QFontInfo(reading_font(points, face)).pixelSize()
    chars = QTextCharFormat()
    font.setWeight(style.weight)
    font.setItalic(style.is_italic)
    chars.setFont(font)
    if style.is_muted:
        chars.setForeground(theme.muted)
    block = QTextBlockFormat()
    spread = style.height * height / LINE_HEIGHT
    block.setLineHeight(round(em * style.size * spread), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setTopMargin(0 if is_first or continues else round(em * style.above))
    block.setBottomMargin(round(em * below))
    block.setLeftMargin(round(em * style.indent))
    if kind is BlockKind.BLOCKQUOTE:
        block.setRightMargin(round(em * style.indent / 2))
    return block, chars


def _turn(block: QTextBlockFormat, *, aligns: bool) -> None:
    """Set a line of a right-to-left article from its right edge; `aligns`: even where its own letters run to the right."""
    left, right = block.leftMargin(), block.rightMargin()
    block.setLeftMargin(right)
    block.setRightMargin(left)
    if aligns:
        block.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)


def _link_format(chars: QTextCharFormat, theme: Theme) -> QTextCharFormat:
    """“show”: found again by QTextEdit.anchorAt; nothing ever opens it."""
    link = QTextCharFormat(chars)
    link.setAnchor(True)
    link.setAnchorHref(REPAIRS_LINK)
    link.setForeground(theme.accent)
    link.setFontUnderline(True)
    return link


def column_width(points: float, characters: int, face: str = "serif") -> int:
    """Pixels of a text area that shows that many characters of ordinary prose in a line."""
    prose = "The quick minister said that nobody in the harbour office had signed it, and that was that."
    return (
        round(QFontMetricsF(reading_font(points, face)).horizontalAdvance(prose) / len(prose) * characters)
        + 2 * PADDING
    )

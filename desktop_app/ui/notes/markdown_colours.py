"""Light colouring of Markdown while it is written: marks step back, headings and emphasis look like what they are."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop_app.ui.notes.markdown_lines import item_of
from desktop_app.ui.theme import LIGHT, Theme

_PLAIN, _CODE = 0, 1
_LONGEST = 4_000  # UTF-16 units of a line in which emphasis is looked for
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(.*)")
_QUOTE = re.compile(r" {0,3}>[ \t>]*")
_CODE_SPAN = re.compile(r"(`+)(?=[^`])(.+?[^`])??\1(?!`)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?![*_])")
_EMPHASIS = re.compile(r"(?:(?<![\w*_\\])|(?<=\*\*))([*_])(?=[^\s*_])(.+?)(?<=[^\s*_\\])\1(?!\w)")
_LINK = re.compile(r"(!?\[)((?:\\.|[^\[\]\\])+)(\]\()([^()\s]*|<[^<>]*>)(\))")
_BARE = re.compile(r"(?<![(<\w])(?:https?|pressmark)://[^\s<>)]+")


class MarkdownColours(QSyntaxHighlighter):
    """For one small document. Offsets are Qt's own, of one line."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._take_colours(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        self._take_colours(theme)
        self.rehighlight()

    def _take_colours(self, theme: Theme) -> None:
        self._mark = _format(theme.muted)
        self._heading = _format(weight=QFont.Weight.DemiBold)
        self._quote = _format(theme.muted, italic=True)
        self._link = _format(theme.accent)
        self._list = _format(theme.accent, weight=QFont.Weight.DemiBold)
        self._code = _format(ground=theme.chosen, mono=True)

    def highlightBlock(self, text: str) -> None:
        is_fence = _FENCE.match(text) is not None
        was_code = self.previousBlockState() == _CODE
        self.setCurrentBlockState(_CODE if was_code != is_fence else _PLAIN)
        if is_fence or was_code:
            self.setFormat(0, _units(text), self._mark if is_fence else self._code)
            return
        self._paint_start(text)
        if len(text) <= _LONGEST:
            self._paint_words(text)

    def _paint_start(self, text: str) -> None:
        heading, quote, item = _HEADING.match(text), _QUOTE.match(text), item_of(text)
        if heading is not None:
            self.setFormat(0, _units(text), self._heading)
            self.setFormat(0, heading.end(1), self._mark)
        elif quote is not None:
            self.setFormat(0, _units(text), self._quote)
        if item is not None:
            self.setFormat(len(item.lead), len(item.head) - len(item.lead), self._list)

    def _paint_words(self, text: str) -> None:
        taken: list[tuple[int, int]] = []
        for match in _CODE_SPAN.finditer(text):
            self._over(text, match.start(), match.end(), self._code)
            taken.append(match.span())
        for match in _LINK.finditer(text):
            if not _is_in(match.start(), taken):
                self._over(text, match.start(1), match.end(1), self._mark)
                self._over(text, match.start(2), match.end(2), self._link)
                self._over(text, match.start(3), match.end(5), self._mark)
                taken.append((match.start(3), match.end(5)))
        for match in _BARE.finditer(text):
            if not _is_in(match.start(), taken):
                self._over(text, match.start(), match.end(), self._link)
                taken.append(match.span())
        for pattern in (_STRONG, _EMPHASIS):
            for match in pattern.finditer(text):
                if not _is_in(match.start(), taken):
                    self._stress(text, match, is_strong=pattern is _STRONG)

    def _stress(self, text: str, match: re.Match[str], *, is_strong: bool) -> None:
        """Added to what is there: bold inside a heading, italic inside bold."""
        for place in range(match.start(2), match.end(2)):
            at = _units(text[:place])
            changed = QTextCharFormat(self.format(at))
            if is_strong:
                changed.setFontWeight(QFont.Weight.Bold)
            else:
                changed.setFontItalic(True)
            self.setFormat(at, _units(text[place]), changed)
        self._over(text, match.start(1), match.end(1), self._mark)
        self._over(text, match.end(2), match.end(), self._mark)

    def _over(self, text: str, start: int, end: int, shown: QTextCharFormat) -> None:
        self.setFormat(_units(text[:start]), _units(text[start:end]), shown)


def _units(text: str) -> int:
    """UTF-16 units: what Qt counts in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_in(place: int, taken: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in taken)


def _format(
    colour: QColor | None = None,
    *,
    ground: QColor | None = None,
    weight: QFont.Weight | None = None,
    italic: bool = False,
    mono: bool = False,
) -> QTextCharFormat:
    made = QTextCharFormat()
    if colour is not None:
        made.setForeground(colour)
    if ground is not None:
        made.setBackground(ground)
    if weight is not None:
        made.setFontWeight(weight)
    if italic:
        made.setFontItalic(True)
    if mono:
        made.setFontFamilies(["DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
        made.setFontFixedPitch(True)
    return made

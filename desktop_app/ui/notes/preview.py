"""Markdown of the reader's as safe HTML, and the widget that shows it without ever fetching anything.

Notes may be pasted from anywhere, so they are hostile until proven otherwise: the HTML goes through an allow-list (nh3), and
text that could keep the parser busy for long (deep nesting, thousands of brackets in one block) is shown as it is written.
"""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop_app.ui.theme import Theme

SCHEMES = frozenset({"http", "https", "mailto", "pressmark"})
"""What a link in a note may lead to."""

LONGEST = 40_000
"""Characters; a note that is longer is shown as it is written."""
_DEEPEST = 20
_MOST_MARKS = 160
"""Brackets, stars, underscores, backticks, angles of one block: Python-Markdown is quadratic in runs of them."""
_MOST_LINES = 300
"""Lines of one block, for the same reason."""
_MOST_BLOCKS = 1_500
"""Paragraphs, for the same reason."""

_TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "u", "ul",
})  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "li": {"id"},
    "sup": {"id"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
}
_HEADINGS = "h1 { font-size: x-large; } h2 { font-size: large; } h3, h4, h5, h6 { font-size: medium; }"
"""Sizes in words: Qt gives headings a size of its own, from which points in a sheet do not take them away."""
_BOX = re.compile(r"(<li>\s*(?:<p>)?)\[([ xX])\](?=\s)")
_MARK = re.compile(r"[\[\]()*_`<>!&\\]")
_INDENT = re.compile(r"(?:[ \t]|[>+*-] ?|\d{1,9}[.)] )*")
_ALLOWED = re.compile(rf"(?:{'|'.join(sorted(SCHEMES))}):|#", re.IGNORECASE)


def render(markdown: str) -> str:
    """Safe HTML of a note. Takes any text; never raises, never takes much longer than its length allows."""
    markdown = (
        markdown.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    )  # lone surrogates cannot be shown
    if len(markdown) > LONGEST or _is_intricate(markdown):
        return _as_written(markdown)
    import nh3  # both only when the first note is previewed: they would slow the start of the window
    from markdown import Markdown

    converter = Markdown(extensions=["tables", "fenced_code", "footnotes", "sane_lists"], output_format="html")
    try:
        made = converter.convert(markdown)
    except (RecursionError, ValueError, IndexError, AttributeError):  # what the parser has been seen to trip over
        return _as_written(markdown)
    clean = nh3.clean(
        made,
        tags=set(_TAGS),
        clean_content_tags={"script", "style", "iframe", "object", "template", "title"},
        attributes=_ATTRIBUTES,
        attribute_filter=_only_known_schemes,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return _BOX.sub(lambda match: match[1] + ("☐" if match[2] == " " else "☑"), clean)


def _only_known_schemes(_tag: str, attribute: str, value: str) -> str | None:
    """Relative addresses go too: there is nothing that they could be relative to, but files of this machine."""
    return value if attribute != "href" or _ALLOWED.match(value.strip()) else None


def _as_written(markdown: str) -> str:
    shown = markdown if len(markdown) <= LONGEST else markdown[:LONGEST] + "…"
    return f"<pre>{html.escape(shown, quote=False)}</pre>"


def _is_intricate(markdown: str) -> bool:
    """Whether the parser could take long over it: blocks full of marks, or lines nested deeper than anybody writes."""
    marks = lines = blocks = 0
    for line in markdown.split("\n"):
        is_blank = not line.strip()
        marks = 0 if is_blank else marks + len(_MARK.findall(line))
        lines = 0 if is_blank else lines + 1
        blocks += lines == 1
        if marks > _MOST_MARKS or lines > _MOST_LINES or blocks > _MOST_BLOCKS:
            return True
        lead = _INDENT.match(line)
        opening = lead[0].expandtabs(4) if lead else ""
        if opening.count(">") + len(opening.replace(">", "")) // 4 > _DEEPEST:
            return True
    return False


class Preview(QTextBrowser):
    """Shows a rendered note. Links are opened by a click only: pages by the system, links of ours by whoever listens."""

    link_requested = Signal(str)  # a pressmark:// address

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """The little typography that Qt's HTML knows; takes effect with the next text that is shown."""
        line, muted = theme.line.name(), theme.muted.name()
        self.document().setDefaultStyleSheet(
            f"table {{ border-collapse: collapse; margin: 6px 0; }} th, td {{ border: 1px solid {line}; padding: 3px 9px; }}"
            f"blockquote {{ color: {muted}; margin: 6px 14px; }} ul, ol {{ margin-left: -18px; }}"
            f"{_HEADINGS}"
            f"a {{ color: {theme.accent.name()}; }} hr {{ color: {line}; }}"
        )

    def show_markdown(self, markdown: str) -> None:
        self.setHtml(render(markdown))

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing: no picture, no sheet, no file, no address."""
        return b""

    def _follow(self, address: QUrl) -> None:
        scheme = address.scheme().lower()
        if scheme == "pressmark":
            self.link_requested.emit(address.toString())
        elif scheme in SCHEMES:
            QDesktopServices.openUrl(address)
        elif not scheme and address.hasFragment():
            self.scrollToAnchor(address.fragment())

"""Reads the blocks of an HTML tree: reading text only, so nothing that a page could do survives. Nothing is ever fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.article import BlockKind
from desktop_app.domain.errors import CannotImport
from desktop_app.importing import newspaper
from desktop_app.importing.draft import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 500
"""Elements inside each other; pages of newspapers have 15 to 40. Parsers need more than linear time beyond."""


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_TAG = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]*)|!--|!\[CDATA\[)")
_RAW_TEXT = {"script", "style", "textarea", "title", "xmp", "noembed", "noframes"}
_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_END_IS_OPTIONAL = _tags("p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rb rt rtc rp")
_CONTROLS = {0: 1, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}
"""A NUL would end the parser's input: another control character stands in, which is counted and left out like every other."""

_SKIPPED = _tags(
    "script style noscript template nav aside form button select textarea iframe object embed svg math audio video "
    "canvas head dialog figcaption input label datalist menu amp-ad amp-embed amp-iframe amp-sidebar amp-consent amp-social-share "
    "amp-analytics amp-user-notification amp-lightbox amp-subscriptions-dialog"
)
_BLOCKS = _tags(
    "address article blockquote body center dd details div dl dt fieldset figure footer header hgroup h1 h2 h3 h4 "
    "h5 h6 hr html li main ol p pre section summary table tbody thead tfoot tr ul"
)
_LONGEST_CELL = 300
_BOLD = {"b", "strong"}
_PARAGRAPH_TAGS = _tags("p h1 h2 h3 h4 h5 h6")
_BODY = {BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM}
_SENTENCE_ENDS = (".", "!", "?", "”", "’", '"', "»", ":")
_LINE_ENDS = (".", "!", "?", "…", ":", ";", ",", "”", "’", '"', "»")
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_NEVER_SKIPPED = {"html", "body", "main", "article", "h1", "p", "blockquote"}
_UNWANTED = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletter|related|recommended|shar(?:e|ing)|social|social-bar|promos?|captions?|interstitial(?:-link)?|pull-?quote|adverts?|advertisement|ads?"
    r"|breadcrumbs?|sidebar|comments|subscri(?:be|ptions?)|paywall|nav(?:bar|igation)?|menu|footer|skip|popup|modal|banner|toolbar"
    r"|most-read|read-more|trending|outbrain|taboola|visually-hidden|sr-only|screen-reader-text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNWANTED_ROLES = {"navigation", "banner", "contentinfo", "dialog", "alertdialog", "complementary", "search", "menu"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|subtitle|subheadline|summary|strapline|intro|excerpt)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|authors?|by-line)(?:$|[\s_-])", re.IGNORECASE)
_DATE = re.compile(r"(?:^|[\s_-])(?:dateline|timestamp|pub-?date|published|date)(?:$|[\s_-])", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r"[ \t\r\n\f]*\v[ \t\r\n\f]*")
_BREAK, _PARAGRAPH_BREAK = "\v", re.compile("\v{2,}")


def parse(source: str) -> HtmlElement | None:
    """The tree of a page, None if it is empty. CannotImport if it is nested too deep; that is seen before it is parsed."""
    _refuse_depth(source)
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    data = source.translate(_CONTROLS).encode("utf-8")
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(data, parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _refuse_depth(source: str) -> None:
    """Follows the tags as parsers do: an end tag closes what is open inside its element, an inline one closes no block."""
    open_tags: list[str] = []
    position = 0
    while (match := _TAG.search(source, position)) is not None:
        position = match.end()
        name = (match[2] or "").lower()
        if not name:
            end = source.find("-->" if match[0] == "<!--" else "]]>", position)
            position = end if end >= 0 else len(source)
        elif name in _VOID or name in _END_IS_OPTIONAL:
            continue
        elif match[1]:
            _close(open_tags, name)
        elif name in _RAW_TEXT:
            position = _end_of_raw_text(source, position, name)
        else:
            open_tags.append(name)
            if len(open_tags) > DEEPEST:
                raise CannotImport(
                    f"This page nests its elements more than {DEEPEST} deep; no article does, and reading it could take for ever.",
                    kept="Nothing was imported.",
                    advice="Copy the text that you want to read, and paste it into Pressmark.",
                )


def _close(open_tags: list[str], name: str) -> None:
    for index in range(len(open_tags) - 1, -1, -1):
        if open_tags[index] == name:
            del open_tags[index:]
            return
        if name not in _BLOCKS and open_tags[index] in _BLOCKS:
            return


def _end_of_raw_text(source: str, position: int, name: str) -> int:
    end = source.find("</", position)
    while end >= 0 and source[end + 2 : end + 2 + len(name)].lower() != name:
        end = source.find("</", end + 2)
    return end + 2 if end >= 0 else len(source)


@dataclass(slots=True)
class _Context:
    """What an open element does to the text in it."""

    element: HtmlElement
    kind: BlockKind | None
    is_preformatted: bool
    number: int = 0


class _Walk:
    """Collects pieces while elements open and close."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.words: list[str] = []
        self.bold: set[str] = set()
        self.links: set[str] = set()
        self.open: list[_Context] = []
        self.quotes = self.entered = 0
        self.has_headline = False

    def text(self, words: str | None) -> None:
        if words:
            is_preformatted = bool(self.open) and self.open[-1].is_preformatted
            if is_preformatted:
                self.words.append(words.replace("\r\n", "\n").replace("\n", _BREAK))
            else:
                self.words.append(words.replace(_BREAK, " "))

    def enter(self, element: HtmlElement, name: str) -> None:
        if name in _BLOCKS or (name in {"td", "th"} and self._is_column()):
            self.flush()
        outer = self.open[-1] if self.open else None
        kind = self._kind_of(element, name) or (outer.kind if outer else None)
        is_preformatted = name == "pre" or (outer is not None and outer.is_preformatted)
        self.entered += 1
        self.open.append(_Context(element, kind, is_preformatted, self.entered))
        if name == "q":
            self.words.append("“" if self.quotes % 2 == 0 else "‘")
            self.quotes += 1
        elif name == "br":
            self.words.append(_BREAK)
        elif name in {"td", "th"} and any(words.strip() for words in self.words):
            self.words.append(" | ")
        elif name in _BOLD and element.text:
            self.bold.add(" ".join(element.text.split()))
        elif name == "a" and element.text:
            self.links.add(" ".join(element.text.split()))
        self.text(element.text)

    def _is_column(self) -> bool:
        """Whether the cell before is a part of the page's layout: paragraphs, and no figure or name in a table."""
        joined = "".join(self.words)
        return len(joined) > _LONGEST_CELL or _PARAGRAPH_BREAK.search(_AROUND_BREAK.sub(_BREAK, joined)) is not None

    def leave(self, element: HtmlElement, name: str) -> None:
        if name in _BLOCKS:
            self.flush()
        if name == "q":
            self.quotes -= 1
            self.words.append("”" if self.quotes % 2 == 0 else "’")
        self.open.pop()
        self.text(element.tail)

    def flush(self) -> None:
        joined = _AROUND_BREAK.sub(_BREAK, "".join(self.words))
        self.words.clear()
        inner = self.open[-1] if self.open else None
        for part in _PARAGRAPH_BREAK.split(joined):
            words = _SPACES.sub(" ", part).replace(_BREAK, "\n").strip()
            kind = (inner.kind if inner else None) or BlockKind.PARAGRAPH
            if kind is BlockKind.PARAGRAPH and words in self.bold and self._is_subhead(words):
                kind = BlockKind.SUBHEAD
            # a paragraph that is nothing but a link leads to another article
            is_link = kind is BlockKind.PARAGRAPH and words in self.links and self._is_subhead(words)
            if words and not is_link:
                self.pieces.append(Piece(kind, words, self._place(inner)))
        self.bold.clear()
        self.links.clear()

    def _is_subhead(self, words: str) -> bool:
        """A short line of its own after the end of a paragraph."""
        return (
            bool(self.pieces)
            and self.pieces[-1].kind in _BODY
            and self.pieces[-1].text.endswith(_SENTENCE_ENDS)
            and len(words) <= 90
            and not words.endswith(_LINE_ENDS)
            and not newspaper.is_byline(words)
            and not newspaper.is_date_line(words)
        )

    def _place(self, inner: _Context | None) -> int:
        if inner is None:
            return 0
        if inner.element.tag in _PARAGRAPH_TAGS and len(self.open) > 1:
            inner = self.open[-2]
        return inner.number

    def _kind_of(self, element: HtmlElement, name: str) -> BlockKind | None:
        if name == "h1":
            kind = BlockKind.SUBHEAD if self.has_headline else BlockKind.HEADLINE
            self.has_headline = True
            return kind
        if name in _HEADINGS:
            return BlockKind.STANDFIRST if _STANDFIRST.search(_names(element)) else BlockKind.SUBHEAD
        if name == "blockquote":
            return BlockKind.BLOCKQUOTE
        if name == "li":
            return BlockKind.LIST_ITEM
        if name in _BLOCKS and name not in _NEVER_SKIPPED - {"p"}:
            return _hinted(element)
        return None


def _hinted(element: HtmlElement) -> BlockKind | None:
    """Small lines that the page itself names by class or itemprop."""
    names = _names(element)
    if not names or len(element) > 12:
        return None
    if _BYLINE.search(names) or element.get("rel") == "author":
        return BlockKind.BYLINE
    if _STANDFIRST.search(names):
        return BlockKind.STANDFIRST
    return BlockKind.DATELINE if _DATE.search(names) else None


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}".strip()


def _is_skipped(element: HtmlElement, name: str) -> bool:
    if name in _SKIPPED:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    if (element.get("role") or "").lower() in _UNWANTED_ROLES:
        return True
    if name == "footer":
        return not any(ancestor.tag == "blockquote" for ancestor in element.iterancestors())
    return name not in _NEVER_SKIPPED and _UNWANTED.search(_names(element)) is not None


def blocks_of(root: HtmlElement) -> list[Piece]:
    """The pieces under an element, in order; navigation, forms, scripts, banners and what is hidden are left out."""
    from lxml import etree

    walk = _Walk()
    events = etree.iterwalk(root, events=("start", "end"))
    skipped: HtmlElement | None = None
    for event, element in events:
        if not isinstance(element.tag, str):
            if event == "end" and skipped is None:
                walk.text(element.tail)
            continue
        name = element.tag.lower()
        if event == "start" and skipped is None:
            if element is not root and _is_skipped(element, name):
                skipped = element
                if name in _BLOCKS:
                    walk.flush()
            else:
                walk.enter(element, name)
        elif event == "end":
            if skipped is None:
                walk.leave(element, name)
            elif skipped is element:
                skipped = None
                walk.text(element.tail)
    walk.flush()
    return walk.pieces

"""What a reader of Markdown sees: the words, links, pictures, HTML and headings of a document."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass
class Seen:
    words: str
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    italics: list[str] = field(default_factory=list)
    types: set[str] = field(default_factory=set)


def seen(markdown: str) -> Seen:
    tokens = _PARSER.parse(markdown)
    found = Seen(words="")
    quote_depth = 0
    for at, token in enumerate(tokens):
        found.types |= {token.type, *(child.type for child in token.children or ())}
        quote_depth += token.type == "blockquote_open"
        quote_depth -= token.type == "blockquote_close"
        if token.type == "html_block":
            found.html.append(token.content.strip())
        if token.type == "inline":
            words = "".join(_words(token))
            found.words += words + "\n"
            if tokens[at - 1].type == "heading_open":
                found.headings.append(words)
            if quote_depth:
                found.quotes.append(words)
            found.italics += _italics(token)
            for child in token.children or ():
                if child.type == "link_open":
                    found.links.append(str(child.attrs["href"]))
                if child.type == "image":
                    found.images.append(str(child.attrs["src"]))
                if child.type == "html_inline":
                    found.html.append(child.content)
        elif token.type in ("code_block", "fence"):
            found.words += token.content + "\n"
    return found


def _words(token: Token) -> Iterator[str]:
    for child in token.children or ():
        yield " " if child.type in ("softbreak", "hardbreak") else child.content


def _italics(token: Token) -> Iterator[str]:
    words: list[str] | None = None
    for child in token.children or ():
        if child.type == "em_open":
            words = []
        elif child.type == "em_close" and words is not None:
            yield "".join(words)
            words = None
        elif words is not None:
            words.append(child.content)


def folded(text: str) -> str:
    """Words with white space folded, without controls, which are not exported, and closers of direction, which are added."""
    kept = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cs")
    )
    return " ".join("".join(character for character in kept if character not in "\u202c\u2069").split())


def body(markdown: str) -> str:
    """Without front matter."""
    return markdown.split("\n---\n", 1)[1] if markdown.startswith("---\n") else markdown

"""`pressmark://article/<id>?a=<attribution>` and its kin: addresses of passages in this library."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from desktop_app.domain.errors import NotFound
from desktop_app.domain.spans import Span

SCHEME = "pressmark"
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_KEYS = {"a": "attribution", "h": "highlight", "n": "note", "c": "claim", "s": "speaker", "t": "topic"}
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Link:
    """A place in an article: one finding or annotation (`kind` and `target_id`), a span, or the whole article."""

    article_id: str
    kind: str = ""
    target_id: str = ""
    span: Span | None = None

    def __str__(self) -> str:
        query: dict[str, str] = {}
        if self.kind:
            query[next(key for key, kind in _KEYS.items() if kind == self.kind)] = self.target_id
        if self.span is not None:
            query["p"] = f"{self.span.start}-{self.span.end}"
        return f"{SCHEME}://article/{self.article_id}" + (f"?{urlencode(query)}" if query else "")


def parse_link(address: str) -> Link:
    """The place that an address names. NotFound, in words for the reader, if it is not an address of ours."""
    try:
        parts = urlsplit(address.strip())
        query = parse_qs(parts.query)
    except ValueError:
        raise _not_ours(address) from None
    article_id = parts.path.strip("/")
    if parts.scheme.lower() != SCHEME or parts.netloc != "article" or not _ID.fullmatch(article_id):
        raise _not_ours(address)
    kind = target_id = ""
    for key, name in _KEYS.items():
        value = query.get(key, [""])[0]
        if _ID.fullmatch(value):
            kind, target_id = name, value
            break
    match = _SPAN.fullmatch(query.get("p", [""])[0])
    span = Span(int(match[1]), int(match[2])) if match and int(match[1]) <= int(match[2]) else None
    return Link(article_id, kind, target_id, span)


def _not_ours(address: str) -> NotFound:
    shown = address if len(address) <= 80 else address[:79] + "…"
    return NotFound(
        f"“{shown}” is not a Pressmark link.",
        kept="Nothing was changed.",
        advice="A link looks like pressmark://article/…",
    )

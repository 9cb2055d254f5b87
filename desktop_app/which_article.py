"""The article that somebody means on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.article import ArticleSummary
from desktop_app.domain.errors import NotFound
from desktop_app.domain.links import SCHEME, parse_link

_SHORTEST_PREFIX = 4


def find_article(articles: Sequence[ArticleSummary], asked: str) -> str:
    """The id of the one article that is meant: by id, link, beginning of an id (4 characters or more) or words of the title.
    NotFound, with what it could be, if it is none or several."""
    if asked.lower().startswith(f"{SCHEME}:"):
        asked = parse_link(asked).article_id
    if any(article.id == asked for article in articles):
        return asked
    found = [article for article in articles if len(asked) >= _SHORTEST_PREFIX and article.id.startswith(asked.lower())]
    if not found:
        words = asked.casefold().split()
        found = [article for article in articles if words and all(word in article.title.casefold() for word in words)]
    if len(found) == 1:
        return found[0].id
    if not found:
        raise NotFound(f"No article of this library is “{asked}”.", kept="Nothing was written.")
    shown = "; ".join(f"{article.id} {article.title}".rstrip() for article in found[:5])
    raise NotFound(
        f"“{asked}” may be any of {len(found)} articles: {shown}{'; …' if len(found) > 5 else ''}.",
        kept="Nothing was written.",
        advice="Give more of the title, or the id.",
    )

"""What a page says of itself: JSON-LD, Open Graph and other meta tags, the canonical address, its language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desktop_app.domain.article import Metadata
from desktop_app.importing import newspaper
from desktop_app.importing.html_head import without_outlet

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Review|Interview|LiveBlogPosting)$")
_LONGEST_JSON = 1_000_000
_LONGEST = 400
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.IGNORECASE)
_TITLES = ("og:title", "twitter:title", "dc.title", "title", "headline")
_AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author", "twitter:creator")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
)
_ADDRESSES = ("og:url", "twitter:url")


def metadata_of(root: HtmlElement) -> Metadata:
    """Each value from the most telling place that states it; "" where the page states nothing. Never raises on odd values."""
    tags = _meta_tags(root)
    linked = _article_of_json_ld(root)
    title = _text(linked.get("headline")) or _first(tags, _TITLES) or _without_outlet(root)
    author = _names(linked.get("author")) or _names(linked.get("creator")) or _author_tag(tags)
    publisher = linked.get("publisher")
    outlet = _first(tags, _OUTLETS[:1]) or _names(publisher) or _first(tags, _OUTLETS[1:])
    published = _text(linked.get("datePublished")) or _first(tags, _DATES) or _time_element(root)
    return Metadata(
        title=without_outlet(title, outlet),
        byline=newspaper.byline_names(author) or author,
        outlet=outlet,
        published=newspaper.iso_timestamp(published) or published,
        address=_address(root, tags, linked),
        language=_language(root, tags, linked),
    )


def _meta_tags(root: HtmlElement) -> dict[str, str]:
    tags: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            tags.setdefault(name.strip().lower(), content[:_LONGEST])
    return tags


def _first(tags: dict[str, str], names: tuple[str, ...]) -> str:
    return next((tags[name] for name in names if tags.get(name)), "")


def _author_tag(tags: dict[str, str]) -> str:
    """A name; some outlets put the address of the author's page there."""
    return next((tags[name] for name in _AUTHORS if tags.get(name) and "://" not in tags[name]), "").removeprefix("@")


def _without_outlet(root: HtmlElement) -> str:
    """<title> without “ | Verrin Courier” or “ - Verrin Courier”."""
    element = root.find(".//title")
    words = " ".join("".join(element.itertext()).split())[:_LONGEST] if element is not None else ""
    head, mark, _ = words.rpartition(" | ")
    return head if mark and len(head) > 15 else words


def _article_of_json_ld(root: HtmlElement) -> dict[str, object]:
    """The first object of an article's type in any JSON-LD script, {} if there is none."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = "".join(script.itertext())
        if len(source) > _LONGEST_JSON:
            continue
        try:
            whole = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(whole):
            types = found.get("@type")
            for each in types if isinstance(types, list) else [types]:
                if isinstance(each, str) and _ARTICLE_TYPES.search(each):
                    return found
    return {}


def _objects(whole: object) -> Iterator[dict[str, object]]:
    """Objects at the top, in lists, under @graph and mainEntity, breadth first and not deeper than pages nest them."""
    level: list[object] = [whole]
    for _ in range(6):
        following: list[object] = []
        for each in level:
            if isinstance(each, list):
                following.extend(each)
            elif isinstance(each, dict):
                yield each
                following.extend(
                    each[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if key in each
                )
        level = following


def _text(value: object) -> str:
    if isinstance(value, list):
        return next((words for each in value if (words := _text(each))), "") if len(value) < 100 else ""
    return " ".join(str(value).split())[:_LONGEST] if isinstance(value, str | int) else ""


def _names(value: object) -> str:
    """“A, B and C” from a string, an object with a name, or a list of those."""
    names: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        name = _text(each.get("name")) if isinstance(each, dict) else _text(each) if isinstance(each, str) else ""
        if name and "://" not in name and name not in names:
            names.append(name)
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _time_element(root: HtmlElement) -> str:
    return next((words for each in root.iter("time") if (words := (each.get("datetime") or "").strip()[:60])), "")


def _address(root: HtmlElement, tags: dict[str, str], linked: dict[str, object]) -> str:
    """The canonical web address; only http and https are kept."""
    canonical = (
        (each.get("href") or "") for each in root.iter("link") if "canonical" in (each.get("rel") or "").lower().split()
    )
    entity = linked.get("mainEntityOfPage")
    stated = entity.get("@id") if isinstance(entity, dict) else entity
    for address in (*canonical, *(tags.get(name, "") for name in _ADDRESSES), _text(linked.get("url")), _text(stated)):
        if _is_web_address(address.strip()):
            return address.strip()
    return ""


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and len(address) <= 2_000


def _language(root: HtmlElement, tags: dict[str, str], linked: dict[str, object]) -> str:
    html = root if root.tag == "html" else root.find(".//html")
    stated = (
        (html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or "") if html is not None else "",
        _text(linked.get("inLanguage")),
        tags.get("content-language", ""),
        tags.get("og:locale", ""),
        tags.get("dc.language", ""),
    )
    for words in stated:
        tag = words.strip().split(",")[0].replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            return tag
    return ""

"""What `pressmark search` prints of a hit."""

from __future__ import annotations

from desktop_app.domain.searching import Hit


def hit_record(hit: Hit) -> dict[str, object]:
    """schema 1: offsets in code points, of “snippet” (marks) and of the article's text (span)."""
    return {
        "schema": 1,
        "kind": hit.kind.value,
        "article": hit.article_id,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": hit.published,
        "speaker": hit.speaker,
        "status": hit.status,
        "snippet": hit.snippet,
        "marks": [list(span) for span in hit.marks],
        "span": list(hit.span) if hit.span is not None else None,
        "link": hit.address,
    }


def hit_lines(hit: Hit) -> str:
    """For a person: what it is, some of its words, its link."""
    title = " ".join(hit.title.split()) or "Untitled article"
    facts = ", ".join(part for part in (hit.outlet, hit.published) if part)
    about = " · ".join(part for part in (hit.kind.value, hit.speaker, hit.status) if part)
    return f"{title}{f' ({facts})' if facts else ''}\n  {about}: {hit.snippet}\n  {hit.address}"

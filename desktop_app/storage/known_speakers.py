"""Whom the library knows: people and bodies as the texts name them, for a list to choose from."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from desktop_app.domain.findings import Speaker, SpeakerKind
from desktop_app.domain.ids import new_id
from desktop_app.storage import tables

MOST = 2000
_NAMED = (SpeakerKind.PERSON.value, SpeakerKind.ORGANISATION.value)


def known_speakers(connection: Connection) -> list[Speaker]:
    """People and organisations of the articles outside the bin, each name and kind once with one of its roles, those of most
    articles first; at most `MOST`. Their ids are new: who is the same across articles is not decided here."""
    s, r, a = tables.article_speakers.c, tables.revisions.c, tables.articles.c
    articles = func.count(r.article_key.distinct())
    rows = connection.execute(
        select(s.name, s.kind, func.max(s.role), articles)
        .join_from(tables.article_speakers, tables.revisions, s.revision_key == r.key)
        .join(tables.articles, a.key == r.article_key)
        .where(s.kind.in_(_NAMED), a.removed_at.is_(None), r.number == a.shown_number)
        .group_by(s.name, s.kind)
        .order_by(articles.desc(), s.name)
        .limit(MOST)
    )
    return [Speaker(new_id(), name, SpeakerKind(kind), role) for name, kind, role, _ in rows]

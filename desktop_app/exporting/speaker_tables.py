"""A speaker's statements for other programs: a table, plain data, words for a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from desktop_app.domain.ledger import LedgerSpeaker, Said, SpeakerPage
from desktop_app.exporting.dates import readable
from desktop_app.exporting.speaker_markdown import basis, in_marks, place_of

SCHEMA = 1
COLUMNS = (
    "day",
    "outlet",
    "title",
    "speaker",
    "kind",
    "words",
    "quoted",
    "cue",
    "topic",
    "status",
    "confidence",
    "link",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def speaker_csv(page: SpeakerPage, said: Sequence[Said]) -> str:
    """A row for each statement below one of names. speaker: as that article names them."""
    written = io.StringIO()
    rows = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in said:
        facts = (
            one.day,
            one.outlet,
            one.title,
            one.name or page.speaker.name,
            one.kind.value,
            one.words,
            one.said,
            one.cue,
        )
        rows.writerow([cell(value) for value in (*facts, one.topic, one.status, f"{one.confidence:.2f}", one.address)])
    return written.getvalue()


def cell(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def speaker_record(speaker: LedgerSpeaker) -> dict[str, Any]:
    """What a list knows of somebody, as plain data (schema 1)."""
    return {
        "schema": SCHEMA,
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind.value,
        "role": speaker.role,
        "aliases": list(speaker.aliases),
        "articles": speaker.articles,
        "statements": speaker.statements,
        "quotations": speaker.quotations,
        "first": speaker.first,
        "last": speaker.last,
    }


def page_record(page: SpeakerPage, said: Sequence[Said]) -> dict[str, Any]:
    """The whole page as plain data (schema 1); spans are code points of the article's shown text."""
    return {
        **speaker_record(page.speaker),
        "names": [{"name": one.name, "articles": one.articles} for one in page.names],
        "roles": [
            {
                "role": one.role,
                "first": one.first,
                "last": one.last,
                "articles": [{"id": where.article_id, "title": where.title} for where in one.articles],
            }
            for one in page.roles
        ],
        "months": [
            {"month": one.month, "statements": one.statements, "quotations": one.quotations, "words": one.words}
            for one in page.months
        ],
        "outlets": {one.label: one.statements for one in page.outlets},
        "topics": {one.label: one.statements for one in page.topics},
        "companions": [{"id": one.speaker_id, "name": one.name, "articles": one.articles} for one in page.companions],
        "notes": [{"article": one.article_id, "text": one.text} for one in page.notes],
        "said": [_said(one) for one in said],
    }


def _said(one: Said) -> dict[str, Any]:
    return {
        "article": one.article_id,
        "title": one.title,
        "outlet": one.outlet,
        "day": one.day,
        "speaker": one.name,
        "kind": one.kind.value,
        "words": one.words,
        "quoted": one.said,
        "cue": one.cue,
        "topic": one.topic,
        "status": one.status,
        "span": list(one.span),
        "confidence": one.confidence,
        "link": one.address,
    }


def speaker_line(speaker: LedgerSpeaker) -> str:
    """One line for a list: name, role, what there is of them, id."""
    about = f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name
    return f"{_one_line(about)}: {basis(speaker)} [{speaker.id}]"


def speaker_text(page: SpeakerPage, said: Sequence[Said]) -> str:
    """For a person at a terminal."""
    speaker = page.speaker
    also = f"also: {', '.join(speaker.aliases)}" if speaker.aliases else ""
    lines = [_one_line(words) for words in (speaker.name, speaker.role, also, basis(speaker)) if words]
    for one in said:
        lines += [
            "",
            f"{readable(one.day)} · {_one_line(place_of(one))}",
            f"  {_one_line(in_marks(one))}",
            f"  {one.address}",
        ]
    return "\n".join(lines) + "\n"


def _one_line(words: str) -> str:
    """Without anything that a terminal would obey."""
    return " ".join("".join(one if one.isprintable() else " " for one in words).split())

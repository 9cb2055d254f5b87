"""A speaker's page as Markdown: who they are, and all they said in order of time, each with a link to its passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from desktop_app.domain.findings import AttributionKind
from desktop_app.domain.ledger import LedgerSpeaker, Said, SpeakerPage
from desktop_app.exporting.dates import readable
from desktop_app.exporting.escaping import inline

MOST_COMPANIONS = 15
_NAMELESS = "Untitled article"


def speaker_markdown(page: SpeakerPage, said: Sequence[Said], exported_at: datetime) -> str:
    """CommonMark. said: in order of time. Words of articles show literally; notes of the reader's stay the Markdown they are."""
    lines = [f"# {inline(page.speaker.name)}", "", *_facts(page), f"Exported {exported_at:%Y-%m-%d} by Pressmark.", ""]
    lines += _section("Roles", _roles(page))
    lines += _section(
        "Appears with", [f"- {inline(one.name)} ({one.articles})" for one in page.companions[:MOST_COMPANIONS]]
    )
    lines += _section("Notes", _notes(page))
    lines += _section("Statements", _statements(said))
    return "\n".join(lines).rstrip("\n") + "\n"


def basis(speaker: LedgerSpeaker) -> str:
    """“27 statements, 31 quotations in 12 articles, 3 May 2031 to 4 June 2031”."""
    counts = (
        (speaker.statements, "statement", "statements"),
        (speaker.quotations, "quotation", "quotations"),
        (speaker.articles, "article", "articles"),
    )
    said, quoted, articles = (f"{count:,} {one if count == 1 else many}" for count, one, many in counts)
    days = list(dict.fromkeys(readable(day) for day in (speaker.first, speaker.last) if day))
    return f"{said}, {quoted} in {articles}" + (f", {' to '.join(days)}" if days else "")


def in_marks(said: Said) -> str:
    """The words on one line, in quotation marks where all of them are quoted."""
    line = " ".join(said.words.split())
    return f"“{line}”" if said.kind is AttributionKind.DIRECT else line


def place_of(said: Said) -> str:
    """Title and outlet of its article."""
    title = " ".join(said.title.split()) or _NAMELESS
    return f"{title}, {said.outlet}" if said.outlet else title


def _facts(page: SpeakerPage) -> Iterator[str]:
    speaker = page.speaker
    if speaker.role:
        yield f"{inline(speaker.role)}  "
    if speaker.aliases:
        yield f"Also: {', '.join(inline(one) for one in speaker.aliases)}  "
    yield f"{basis(speaker)}  "


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [f"## {title}", "", *lines, ""] if lines else []


def _roles(page: SpeakerPage) -> list[str]:
    lines = []
    for role in page.roles:
        days = " to ".join(dict.fromkeys((readable(role.first), readable(role.last))))
        lines.append(f"- {inline(role.role)} ({days})")
        for where in role.articles:
            outlet = f", {inline(where.outlet)}" if where.outlet else ""
            lines.append(f"  - [{inline(where.title) or _NAMELESS}](pressmark://article/{where.article_id}){outlet}")
    return lines


def _notes(page: SpeakerPage) -> list[str]:
    lines: list[str] = []
    for note in page.notes:
        lines += [f"> {line}".rstrip() for line in note.text.splitlines()]
        lines += [">", f"> [passage](pressmark://article/{note.article_id}?n={note.id})", ""]
    return lines[:-1]


def _statements(said: Sequence[Said]) -> list[str]:
    lines: list[str] = []
    day = ""
    for one in said:
        if one.day != day:
            day = one.day
            lines += ([""] if lines else []) + [f"### {readable(day)}", ""]
        facts = [one.kind.value, *(part for part in (" ".join(one.cue.split()), one.topic, one.status) if part)]
        lines.append(f"- {inline(in_marks(one))}  ")
        lines.append(f"  [{inline(place_of(one))}]({one.address}) · {' · '.join(inline(fact) for fact in facts)}")
    return lines

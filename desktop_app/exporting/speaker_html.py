"""A speaker's page as one HTML file that needs nothing else: no scripts, no pictures, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from desktop_app.domain.ledger import Counted, Month, Said, SpeakerPage
from desktop_app.exporting.dates import readable
from desktop_app.exporting.speaker_markdown import MOST_COMPANIONS, basis, in_marks, place_of

_STYLE = """
:root { color-scheme: light dark; --ink: #22262a; --soft: #5c6670; --line: #d9dde1; --page: #fdfdfb; --bar: #7a9cc6 }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e6e8; --soft: #a3abb3; --line: #3a4046; --page: #1c1f22; --bar: #5f86b8 } }
body { max-width: 44rem; margin: 3rem auto; padding: 0 1.25rem; background: var(--page); color: var(--ink);
  font: 1.0625rem/1.55 Georgia, "Source Serif 4", serif; overflow-wrap: break-word }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem } h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem }
h3 { font-size: 1rem; margin: 1.75rem 0 .25rem; color: var(--soft) }
p { margin: .25rem 0 } .soft, footer { color: var(--soft); font-size: .9375rem }
ul { margin: 0; padding-left: 1.25rem } a { color: inherit; text-decoration-color: var(--soft) }
article { border-top: 1px solid var(--line); padding: .75rem 0 } blockquote { margin: 0 0 .25rem; white-space: pre-wrap }
table { border-collapse: collapse; width: 100%; font-size: .9375rem } th, td { text-align: left; padding: .2rem .75rem .2rem 0 }
th { font-weight: normal; white-space: nowrap }
td.bar { width: 60% } td.bar span { display: block; height: .75rem; background: var(--bar) }
caption { text-align: left; color: var(--soft); padding-bottom: .25rem } footer { margin-top: 3rem }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def speaker_html(page: SpeakerPage, said: Sequence[Said], exported_at: datetime) -> str:
    """said: in order of time. All words of others are escaped; links lead to the passages in Pressmark."""
    name = escape(page.speaker.name)
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{name}</h1>",
            *_facts(page),
            *_roles(page),
            *_months(page.months),
            *_counts("Outlets", page.outlets),
            *_counts("Topics", page.topics),
            *_list(
                "Appears with", [f"{escape(one.name)} ({one.articles:,})" for one in page.companions[:MOST_COMPANIONS]]
            ),
            *_notes(page),
            *_statements(said),
            f"</main>\n<footer>Exported {exported_at:%Y-%m-%d} by Pressmark.</footer>\n</body>\n</html>\n",
        )
    )


def _facts(page: SpeakerPage) -> Iterator[str]:
    speaker = page.speaker
    if speaker.role:
        yield f"<p>{escape(speaker.role)}</p>"
    if speaker.aliases:
        yield f'<p class="soft">Also: {escape(", ".join(speaker.aliases))}</p>'
    yield f'<p class="soft">{escape(basis(speaker))}</p>'


def _roles(page: SpeakerPage) -> Iterator[str]:
    rows = []
    for role in page.roles:
        days = " to ".join(dict.fromkeys((readable(role.first), readable(role.last))))
        links = ", ".join(
            f'<a href="pressmark://article/{escape(where.article_id)}">{escape(where.title or "Untitled article")}</a>'
            for where in role.articles
        )
        rows.append(f'{escape(role.role)} <span class="soft">({escape(days)}: {links})</span>')
    yield from _list("Roles", rows)


def _list(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"<h2>{title}</h2>\n<ul>"
        yield from (f"<li>{item}</li>" for item in items)
        yield "</ul>"


def _months(months: Sequence[Month]) -> Iterator[str]:
    rows = [(one.month, one.words, f"{one.statements:,} statements, {one.words:,} words") for one in months]
    yield from _table("By month", "Words of all statements", rows)


def _counts(title: str, counted: Sequence[Counted]) -> Iterator[str]:
    yield from _table(
        title, "Statements", [(one.label or "–", one.statements, f"{one.statements:,}") for one in counted]
    )


def _table(title: str, caption: str, rows: Sequence[tuple[str, int, str]]) -> Iterator[str]:
    """Bars beside their numbers."""
    if not rows:
        return
    most = max(1, *(size for _, size, _ in rows)) if len(rows) > 1 else max(1, rows[0][1])
    yield f"<h2>{title}</h2>\n<table>\n<caption>{caption}</caption>"
    for label, size, words in rows:
        bar = f'<td class="bar"><span style="width: {100 * size / most:.1f}%"></span></td>'
        yield f'<tr><th scope="row">{escape(label)}</th>{bar}<td>{words}</td></tr>'
    yield "</table>"


def _notes(page: SpeakerPage) -> Iterator[str]:
    if page.notes:
        yield "<h2>Notes</h2>"
    for note in page.notes:
        link = f"pressmark://article/{note.article_id}?n={note.id}"
        place = f'<p class="soft"><a href="{escape(link)}">passage</a></p>'
        yield f"<article><blockquote>{escape(note.text)}</blockquote>{place}</article>"


def _statements(said: Sequence[Said]) -> Iterator[str]:
    if said:
        yield "<h2>Statements</h2>"
    day = ""
    for one in said:
        if one.day != day:
            day = one.day
            yield f"<h3>{escape(readable(day))}</h3>"
        facts = (one.kind.value, " ".join(one.cue.split()), one.topic, one.status)
        words = " · ".join(escape(fact) for fact in facts if fact)
        link = f'<a href="{escape(one.address)}">{escape(place_of(one))}</a>'
        yield f'<article><blockquote>{escape(in_marks(one))}</blockquote><p class="soft">{link} · {words}</p></article>'

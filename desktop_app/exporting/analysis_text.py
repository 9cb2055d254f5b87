"""What one analysis found, for reading in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from desktop_app.domain.article import ImportedArticle
from desktop_app.domain.findings import (
    LIKELY_FROM,
    Attribution,
    AttributionKind,
    Findings,
    Speaker,
    SpeakerKind,
    quotation_count,
)
from desktop_app.domain.spans import Span
from desktop_app.exporting.dates import readable

WIDEST = 100
_COLOURS = ["cyan", "magenta", "green", "yellow", "blue", "red", "bright_cyan", "bright_magenta"]
_BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def terminal(stream: IO[str]) -> Console:
    """A console of at most 100 columns on that stream; colours only where it is a terminal and NO_COLOR is not set."""
    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)
    return Console(
        file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False, width=min(console.width, WIDEST)
    )


def print_analysis(console: Console, imported: ImportedArticle, findings: Findings) -> None:
    """Headline, speakers with their counts, quotations in reading order, indirect statements, topics, engine; empty parts left out.

    Control characters of the article are shown as symbols: none of them reaches the terminal.
    """
    _print_head(console, imported)
    colours = {speaker.id: _COLOURS[at % len(_COLOURS)] for at, speaker in enumerate(findings.speakers)}
    if findings.speakers:
        console.print(Rule("Speakers", align="left", style="dim"))
        console.print(_speakers(findings, colours))
    quotations = [found for found in findings.attributions if found.kind is not AttributionKind.INDIRECT]
    indirect = [found for found in findings.attributions if found.kind is AttributionKind.INDIRECT]
    for title, group in (("Quotations", quotations), ("Said indirectly", indirect)):
        if group:
            count = quotation_count(group) or len(group)
            console.print(Rule(f"{title} ({count})", align="left", style="dim"))
        for found in group:
            _print_statement(console, imported.text, findings, found, colours)
    if findings.topics:
        console.print(Rule("Topics", align="left", style="dim"))
    for topic in findings.topics:
        passages = f"{len(topic.spans)} passage{'' if len(topic.spans) == 1 else 's'}"
        line = Text.assemble((_shown(topic.label), "bold"), (f"  {passages}", "dim"))
        if topic.key_phrases:
            line.append(f"  {_shown(', '.join(topic.key_phrases))}", "dim")
        console.print(Padding(line, (0, 0, 0, 2)))
    if not findings.attributions:
        console.print(Text("No quotations or statements of speakers were found.", "dim"))
    console.print(Text(f"Analysed by {_shown(findings.engine)} {_shown(findings.engine_version)}", "dim"))


def _print_head(console: Console, imported: ImportedArticle) -> None:
    facts = imported.metadata
    console.print(Text(_shown(facts.title) or "Untitled article", "bold"))
    about = " · ".join(_shown(part) for part in (facts.byline, facts.outlet, readable(facts.published)) if part)
    if about:
        console.print(Text(about, "dim"))
    count = len(imported.repairs)
    if count:
        repaired = f"{count} damaged character{' was' if count == 1 else 's were'} restored"
        console.print(Text(repaired, "dim italic"))
    for remark in imported.remarks:
        console.print(Text(_shown(remark), "dim italic"))
    console.print()


def _speakers(findings: Findings, colours: dict[str, str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("Speaker", overflow="fold", ratio=None)
    table.add_column("Role", overflow="fold")
    for kind in AttributionKind:
        table.add_column(str(kind), justify="right", no_wrap=True)
    for speaker in findings.speakers:
        said = [found.kind for found in findings.attributions if found.speaker == speaker.id]
        counts = [str(said.count(kind) or "") for kind in AttributionKind]
        name = Text.assemble(("● ", colours[speaker.id]), (_shown(speaker.name), f"bold {colours[speaker.id]}"))
        table.add_row(name, Text(_role(speaker)), *counts)
    said = [found.kind for found in findings.attributions if findings.speaker(found.speaker) is None]
    if said:
        table.add_row(Text("○ unattributed", "dim"), "", *(str(said.count(kind) or "") for kind in AttributionKind))
    return table


def _role(speaker: Speaker) -> str:
    return "unnamed source" if speaker.kind is SpeakerKind.UNNAMED else _shown(speaker.role)


def _print_statement(
    console: Console, text: str, findings: Findings, found: Attribution, colours: dict[str, str]
) -> None:
    speaker = findings.speaker(found.speaker)
    style = colours[speaker.id] if speaker else "dim"
    head = Text(_shown(speaker.name) if speaker else "unattributed", f"bold {style}")
    cue = _shown(" … ".join(span.of(text) for span in found.cue))
    head.append(f"  {found.kind}{f', {cue}' if cue else ''}", "dim")
    if found.confidence < LIKELY_FROM:
        head.append("  (a guess)", "dim italic")
    console.print(head)
    words = Text(_words(text, found.content, found.kind), style if found.kind is not AttributionKind.INDIRECT else "")
    console.print(Padding(words, (0, 0, 1, 2)))


def _words(text: str, spans: Sequence[Span], kind: AttributionKind) -> str:
    pieces = [_shown(span.of(text)) for span in spans]
    return " … ".join(f"“{piece}”" for piece in pieces) if kind is AttributionKind.DIRECT else " … ".join(pieces)


def _shown(text: str) -> str:
    """One line without anything that could steer a terminal: controls as their symbols, directional marks by number."""
    return "".join(_symbol(character) for character in " ".join(text.split()))


def _symbol(character: str) -> str:
    if character in _BIDI:
        return f"‹U+{ord(character):04X}›"
    category = unicodedata.category(character)
    if category == "Cc":
        return chr(0x2400 + ord(character)) if ord(character) < 0x20 else "\ufffd"  # the pictures of the control codes
    return "\ufffd" if category == "Cs" else character

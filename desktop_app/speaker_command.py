"""`pressmark speaker` and `pressmark speakers`: what somebody said over all articles, and who there is."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.domain.ledger import LedgerSpeaker, Said
    from desktop_app.storage import Library

FORMATS = ("text", "md", "html", "csv", "json")
_AT_ONCE = 1000
_SHOWN = 20
"""Candidates that are named where a name may mean several."""
Parsers = Callable[[str, str, str], argparse.ArgumentParser]
"""Makes a parser from the name of a command, what it does, examples."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class SpeakerCommand:
    """`pressmark speaker`; `output` is None for standard output."""

    name: str
    format: str = "text"
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class SpeakersCommand:
    """`pressmark speakers`; at most `limit` are printed."""

    words: str = ""
    is_json: bool = False
    limit: int = 50


def parse_speaker(make: Parsers, argv: Sequence[str]) -> SpeakerCommand:
    parser = make(
        "speaker",
        "Print all that somebody said in the articles of the library, in order of time, with links to the passages.\n\n"
        "NAME is a name, a part of one, or an id. Where it may mean several, they are listed, and the exit status is 1.",
        '  pressmark speaker "Ada Vane"\n'
        "  pressmark speaker vane --format md --output vane.md\n"
        "  pressmark speaker vane --format json | jq '.said[].words'",
    )
    parser.add_argument("name", metavar="NAME", nargs="+", help="a name, a part of one, or an id")
    parser.add_argument("--format", choices=FORMATS, default="text", help="what is written (text)")
    parser.add_argument("--output", metavar="FILE", type=Path, help="a file, instead of standard output")
    options = parser.parse_args(argv)
    return SpeakerCommand(" ".join(options.name), options.format, options.output)


def parse_speakers(make: Parsers, argv: Sequence[str]) -> SpeakersCommand:
    parser = make(
        "speakers",
        "List who speaks in the articles of the library, the most quoted first.\n\n"
        "--json prints one JSON object a line for each (schema 1).",
        "  pressmark speakers\n  pressmark speakers vane --json | jq .name",
    )
    parser.add_argument("words", metavar="WORDS", nargs="*", help="beginnings of words of the name")
    parser.add_argument("--json", action="store_true", dest="is_json", help="print JSON lines")
    parser.add_argument("--limit", metavar="N", type=int, default=50, help="so many at most (50)")
    options = parser.parse_args(argv)
    if options.limit < 1:
        parser.error("--limit takes a number from 1")
    return SpeakersCommand(" ".join(options.words), options.is_json, options.limit)


def print_speaker(library: Library, command: SpeakerCommand, show: Say, say: Say) -> bool:
    """show: a line on standard output, say: one for the reader. Whether it could be done."""
    found = library.ledger.find(command.name)
    if len(found) != 1:
        _tell(found, command.name, say)
        return False
    from desktop_app.exporting import write_atomically
    from desktop_app.exporting.speaker_export import SpeakerForm, speaker_export

    page, said = library.ledger.speaker(found[0].id), _all_said(library, found[0].id)
    written = speaker_export(page, said, SpeakerForm(command.format), datetime.now(UTC))
    if command.output is None:
        show(written.removesuffix("\n"))
    else:
        write_atomically(command.output, written)
        show(str(command.output))
    return True


def print_speakers(library: Library, command: SpeakersCommand, show: Say, say: Say) -> None:
    from desktop_app.exporting.speaker_tables import speaker_line, speaker_record

    listed = library.ledger.speakers(command.words, limit=command.limit)
    for one in listed:
        show(json.dumps(speaker_record(one), ensure_ascii=False) if command.is_json else speaker_line(one))
    total = library.ledger.count_speakers(command.words)
    if not total:
        say("nobody in the library goes by such a name" if command.words else "nobody in the library says anything yet")
    elif len(listed) < total:
        say(f"{len(listed):,} of {total:,} speakers; --limit shows more")


def _tell(found: Sequence[LedgerSpeaker], name: str, say: Say) -> None:
    from desktop_app.exporting.speaker_tables import speaker_line

    if not found:
        say(f"nobody in the library is called “{name}”")
        return
    say(f"“{name}” may be any of {len(found)}; give more of the name, or an id:")
    for one in found[:_SHOWN]:
        say(f"  {speaker_line(one)}")


def _all_said(library: Library, speaker_id: str) -> list[Said]:
    said: list[Said] = []
    while len(page := library.ledger.statements(speaker_id, limit=_AT_ONCE, offset=len(said))) == _AT_ONCE:
        said += page
    return said + page

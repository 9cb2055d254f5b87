"""The command line: what was asked for, and the commands that need no window."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from desktop_app import __version__
from desktop_app.domain.errors import AppError, CannotImport, NotFound
from desktop_app.domain.links import SCHEME, Link, parse_link
from desktop_app.paths import default_profile, local_file
from desktop_app.speaker_command import (
    SpeakerCommand,
    SpeakersCommand,
    parse_speaker,
    parse_speakers,
    print_speaker,
    print_speakers,
)
from desktop_app.stats_command import StatsCommand, parse_stats, print_stats
from desktop_app.variants_command import VariantsCommand, parse_variants, print_variants
from desktop_app.which_article import find_article

if TYPE_CHECKING:
    from desktop_app.bulk.waiting import Outcome
    from desktop_app.workspace import Workspace

# The parts that do the work are imported by the command that needs them: `--help` answers at once, and the window's
# first paint waits for none of them.

OK, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
STANDARD_INPUT = "-"
_LOG_LEVELS = ("debug", "info", "warning", "error")
_FEW = 8
"""Files that are imported without a word about how far it is."""
_log = logging.getLogger(__name__)

_DESCRIPTION = """\
Pressmark shows who said what in a news article.

Without a command it opens its window, on the FILEs or the pressmark:// LINK if there are any."""

_COMMANDS_HELP = """\
commands that need no window (each has its own --help):
  analyze   print who said what in some files, as JSON lines or as text
  import    take files, and all that folders hold, into the library
  export    write the notes and findings of articles as Markdown
  search    find articles, notes, quotations and claims of the library
  speaker   print all that somebody said in the articles of the library
  speakers  list who speaks in them
  variants  compare the quotations that several of them have
  stats     print who said how much in them

examples:
  pressmark article.html
  pressmark pressmark://article/4f0c9t2m7k1x8w3e
  pressmark analyze --format text article.txt
  pressmark --profile ~/elsewhere import *.html
  pressmark import ~/saved-pages
  pressmark search "speaker:vane said:ferry"
  pressmark ./export                 a file that is named like a command
"""


@dataclass(frozen=True, slots=True)
class Analyze:
    """`pressmark analyze`; a file may be “-”, standard input."""

    files: tuple[str, ...]
    format: str = "json"
    repair: bool = True


@dataclass(frozen=True, slots=True)
class Import:
    """`pressmark import`; what is named may be a folder."""

    files: tuple[str, ...]
    json: bool = False
    analyse: bool = True


@dataclass(frozen=True, slots=True)
class Export:
    """`pressmark export`; `article` is an id, the beginning of one, a link or words of a title, empty for all."""

    article: str
    folder: Path
    format: str = "callouts"


@dataclass(frozen=True, slots=True)
class Search:
    """`pressmark search`; at most `limit` hits are printed."""

    query: str
    is_json: bool = False
    limit: int = 50


LedgerCommand = SpeakerCommand | SpeakersCommand | StatsCommand | VariantsCommand
Command = Analyze | Import | Export | Search | LedgerCommand


@dataclass(frozen=True, slots=True)
class Invocation:
    """What the arguments ask for: `command`, or the window on `files` and `links` where that is None."""

    profile: Path
    log_level: str = "warning"
    command: Command | None = None
    files: tuple[Path, ...] = field(default=())
    links: tuple[Link, ...] = field(default=())


# -- what was asked for --------------------------------------------------------------------------------------------------


def parse(argv: Sequence[str]) -> Invocation:
    """Read the arguments, without the program's name. SystemExit as argparse does it: 0 after --help and --version, 2 and one
    line on standard error for arguments that make no sense."""
    _use_utf8()
    head, rest = _split(argv)
    parser = _global_parser()
    options = parser.parse_args(head)
    profile = options.profile or default_profile()
    level: str = options.log_level
    if rest and rest[0] in _COMMANDS:
        return Invocation(profile, level, _COMMANDS[rest[0]](rest[1:]))
    if rest[:1] == ["--"]:
        rest = rest[1:]
    files: list[Path] = []
    links: list[Link] = []
    for word in rest:
        if word.lower().startswith(f"{SCHEME}:"):
            try:
                links.append(parse_link(word))
            except NotFound as error:
                parser.error(str(error))
        elif word.startswith("-"):
            parser.error(f"options stand before the files and the command: {word} (a file of that name: ./{word})")
        else:
            files.append(local_file(word))
    _refuse_missing(parser, files, rest)
    return Invocation(profile, level, None, tuple(files), tuple(links))


def _refuse_missing(parser: argparse.ArgumentParser, files: Sequence[Path], words: Sequence[str]) -> None:
    missing = [file for file in files if not file.exists()]
    for file in missing[:-1]:
        _say(f"there is no file “{file}”")
    if missing:
        known = ", ".join(sorted(_COMMANDS))
        hint = f"; commands are {known}" if len(words) > 0 and missing[0] == Path(words[0]) else ""
        parser.exit(MISUSED, f"pressmark: there is no file “{missing[-1]}”{hint}\n")


def _split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The global options, and everything from the first word that is none."""
    at = 0
    while at < len(argv) and argv[at].startswith("-") and argv[at] not in ("-", "--"):
        at += 2 if argv[at] in ("--profile", "--log-level") else 1
    return list(argv[:at]), list(argv[at:])


def _global_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pressmark",
        usage="pressmark [OPTION…] [FILE… | LINK]\n       pressmark [OPTION…] COMMAND …",
        description=_DESCRIPTION,
        epilog=_COMMANDS_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Pressmark {__version__}")
    parser.add_argument("--profile", metavar="DIR", type=Path, help=f"where the library is kept ({default_profile()})")
    parser.add_argument(
        "--log-level", choices=_LOG_LEVELS, default="warning", help="how much is told on standard error (warning)"
    )
    return parser


def _command_parser(name: str, description: str, examples: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=f"pressmark {name}",
        description=description,
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _parse_analyze(argv: Sequence[str]) -> Analyze:
    parser = _command_parser(
        "analyze",
        "Print who said what in each FILE. Nothing is stored and nothing is fetched.\n\n"
        "json prints one JSON object a line for each file (schema 1, offsets in code points of “text”);\n"
        "text prints something to read, coloured in a terminal unless NO_COLOR is set.",
        "  pressmark analyze article.txt | jq '.speakers[].name'\n"
        "  pressmark analyze --format text article.html\n"
        "  cat page.html | pressmark analyze -",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="a .txt, .md or .html file; - is standard input")
    parser.add_argument("--format", choices=("json", "text"), default="json", help="what is printed (json)")
    parser.add_argument("--no-repair", dest="repair", action="store_false", help="leave damaged characters as they are")
    options = parser.parse_args(argv)
    return Analyze(tuple(options.files), options.format, options.repair)


def _parse_import(argv: Sequence[str]) -> Import:
    parser = _command_parser(
        "import",
        "Take each FILE into the library, and each article in a folder and in all folders below it, then analyse them.\n"
        "A file that is there already is left as it is; of one that fails nothing is kept. How far it is goes to standard\n"
        "error. The exit status is 1 if anything failed. After an interruption the same command goes on where it was.",
        "  pressmark import article.html notes.md\n"
        "  pressmark import ~/saved-pages\n"
        "  pressmark import --json ~/saved-pages | jq '.files[] | select(.state == \"failed\")'",
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="a .txt, .md or .html file, or a folder; - is standard input"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object about all files when it is done")
    parser.add_argument(
        "--no-analysis", dest="analyse", action="store_false", help="leave looking for who said what to the window"
    )
    options = parser.parse_args(argv)
    return Import(tuple(options.files), options.json, options.analyse)


def _parse_export(argv: Sequence[str]) -> Export:
    parser = _command_parser(
        "export",
        "Write one Markdown file for each article: your highlights and notes, quotations, claims and topics.\n\n"
        "Exporting into the same folder again renews what Pressmark wrote. What you wrote in those files stays.",
        "  pressmark export --all -o ~/notes\n"
        "  pressmark export 4f0c9t2m -o .\n"
        '  pressmark export "bridge closed" -o . --format commonmark',
    )
    parser.add_argument(
        "article",
        metavar="ARTICLE",
        nargs="?",
        default="",
        help="an id or its beginning, a link, or words of the title",
    )
    parser.add_argument("--all", action="store_true", help="every article of the library")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, required=True, help="the folder; made if missing")
    parser.add_argument(
        "--format",
        choices=("callouts", "commonmark"),
        default="callouts",
        help="callouts and block ids as Obsidian knows them, or plain CommonMark (callouts)",
    )
    options = parser.parse_args(argv)
    if options.all == bool(options.article.strip()):
        parser.error("name one ARTICLE, or give --all")
    return Export(options.article.strip(), options.output, options.format)


def _words_last(argv: Sequence[str]) -> list[str]:
    """The arguments of a search with all that are no options at the end: “-storm” is a word that must not be there."""
    options: list[str] = []
    words: list[str] = []
    rest = iter(argv)
    for word in rest:
        if word == "--":
            words.extend(rest)
        elif word.startswith("--") or word == "-h":
            options.append(word)
            if word == "--limit":
                options.extend([next(rest, "")])
        else:
            words.append(word)
    return [*options, "--", *words]


def _parse_search(argv: Sequence[str]) -> Search:
    parser = _command_parser(
        "search",
        "Find articles, notes, statements and claims of the library, the best first.\n\n"
        'All words must be there; OR between two, - before one, “ ” or " around a phrase, * at the end of a beginning.\n'
        "speaker:NAME and said:WORDS find statements, status:disputed finds claims. outlet: topic: tag: has:note\n"
        "before:2026-03 after:2026 narrow down by article.\n\n"
        "--json prints one JSON object a line for each hit (schema 1, offsets in code points).",
        '  pressmark search "ferry OR bridge"\n'
        "  pressmark search speaker:vane said:ferry --json | jq .snippet\n"
        "  pressmark search ferry -storm",
    )
    parser.add_argument("query", metavar="QUERY", nargs="+", help="what to look for; several words are one query")
    parser.add_argument("--json", action="store_true", dest="is_json", help="print JSON lines")
    parser.add_argument("--limit", metavar="N", type=int, default=50, help="so many hits at most (50)")
    options = parser.parse_args(_words_last(argv))
    if options.limit < 1:
        parser.error("--limit takes a number from 1")
    return Search(" ".join(options.query), options.is_json, options.limit)


_COMMANDS: dict[str, Callable[[Sequence[str]], Command]] = {
    "analyze": _parse_analyze,
    "import": _parse_import,
    "export": _parse_export,
    "search": _parse_search,
    "speaker": lambda argv: parse_speaker(_command_parser, argv),
    "speakers": lambda argv: parse_speakers(_command_parser, argv),
    "variants": lambda argv: parse_variants(_command_parser, argv),
    "stats": lambda argv: parse_stats(_command_parser, argv),
}


# -- doing it ------------------------------------------------------------------------------------------------------------


def run_command(invocation: Invocation) -> int:
    """Do what was asked for, without a window; the exit status: 0 all done, 1 something failed, 130 interrupted.

    What goes wrong is told in one line each on standard error, a fault of the program itself too; `--log-level debug` adds
    where it happened.
    """
    _use_utf8()
    try:
        with _Telling() as outcome:
            match invocation.command:
                case Analyze() as command:
                    return _analyze(command)
                case Import() as command:
                    return _import(command, invocation.profile)
                case Export() as command:
                    return _export(command, invocation.profile)
                case Search() as command:
                    _search(command, invocation.profile)
                case SpeakerCommand() | SpeakersCommand() | StatsCommand() | VariantsCommand() as command:
                    return _ask_ledger(command, invocation.profile)
                case None:
                    raise ValueError("there is no command to run")
        return FAILED if outcome.failed else OK
    except KeyboardInterrupt:
        _say("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return FAILED


class _Telling:
    """Around a piece of work that may fail: what goes wrong becomes one line on standard error and `failed`."""

    def __init__(self, file: str = "") -> None:
        self._prefix = f"{file}: " if file else ""
        self.failed = False
        self.error: Exception | None = None

    def __enter__(self) -> _Telling:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, Exception) or isinstance(error, BrokenPipeError):
            return False
        self.failed, self.error = True, error
        if isinstance(error, AppError):
            _say(f"{self._prefix}{error}")
        else:
            _log.debug("a fault of Pressmark itself", exc_info=error)
            _say(f"{self._prefix}a fault of Pressmark itself ({type(error).__name__}: {error}). Please report it.")
        return True


def _for_each(files: Iterable[str], work: Callable[[str], None]) -> int:
    """One file that fails keeps no other from being done."""
    status = OK
    for file in files:
        with _Telling(file) as outcome:
            work(file)
        status = FAILED if outcome.failed else status
    return status


def _analyze(command: Analyze) -> int:
    from desktop_app.analysis import RULES, analyse, missing_model
    from desktop_app.exporting import analysis_record
    from desktop_app.exporting.analysis_text import print_analysis, terminal
    from desktop_app.importing import read_document

    out = _output()
    engines: set[str] = set()

    def analyze_one(file: str) -> None:
        imported = read_document(_bytes_of(file), _name_of(file), repair=command.repair)
        findings = analyse(imported.text, imported.blocks)
        engines.add(findings.engine)
        if command.format == "text":
            print_analysis(terminal(out), imported, findings)
        else:
            out.write(json.dumps(analysis_record(file, imported, findings), ensure_ascii=False) + "\n")
        out.flush()

    status = _for_each(command.files, analyze_one)
    if RULES in engines:
        _say(
            f"analysed by rules alone, which find less: {missing_model()}. Install Pressmark again to get its model back."
        )
    return status


def _import(command: Import, profile: Path) -> int:
    from desktop_app import import_command

    with _workspace(profile) as workspace:
        if len(command.files) <= _FEW and not any(Path(file).is_dir() for file in command.files):
            outcome = _import_few(command, workspace)
        else:
            streams = import_command.Streams(None if command.json else _output(), sys.stderr)
            files = [file for file in command.files if file != STANDARD_INPUT]
            outcome = import_command.run(workspace, files, streams, analyse=command.analyse)
            if STANDARD_INPUT in command.files and not outcome.is_stopped:
                outcome.results += _import_few(replace(command, files=(STANDARD_INPUT,)), workspace).results
    if command.json:
        _print(json.dumps(import_command.report(outcome), ensure_ascii=False))
    if outcome.is_stopped:
        raise KeyboardInterrupt
    return FAILED if import_command.has_failed(outcome) else OK


def _import_few(command: Import, workspace: Workspace) -> Outcome:
    """One file after the other, each analysed at once: as quick as can be where they are few."""
    from desktop_app.bulk.waiting import Outcome
    from desktop_app.domain.intake import Became, FileResult
    from desktop_app.domain.tasks import Task

    outcome = Outcome()

    def import_one(file: str) -> None:
        opened = workspace.keep(workspace.read_bytes(_bytes_of(file), _name_of(file), Task()))
        article = opened.reading.article
        became = Became.IMPORTED if opened.is_new else Became.KNOWN
        outcome.results.append(FileResult(Path(file), became, article.id, article.metadata.title))
        if command.analyse and opened.reading.found is None:
            workspace.analyse(opened.reading, Task())
            outcome.analysed += 1
        if not command.json:
            state = "imported" if opened.is_new else "already there"
            _print(f"{file}: {state}, {article.id} {article.metadata.title}".rstrip())

    for file in command.files:
        with _Telling(file) as telling:
            import_one(file)
        error = telling.error
        if error is not None:
            told = (error.what, error.advice) if isinstance(error, AppError) else (repr(error), "")
            outcome.results.append(FileResult(Path(file), Became.FAILED, "", "", *told))
    return outcome


def _export(command: Export, profile: Path) -> int:
    from desktop_app.exporting import Profile

    with _workspace(profile) as workspace:
        articles = workspace.articles()
        wanted = [find_article(articles, command.article)] if command.article else [each.id for each in articles]

        def export_one(article_id: str) -> None:
            for path in workspace.export([article_id], command.folder, Profile(command.format)):
                _print(str(path))

        if not wanted:
            _say("the library holds no articles yet; nothing was written")
        return _for_each(wanted, export_one)


def _search(command: Search, profile: Path) -> None:
    from desktop_app.domain.tasks import Task
    from desktop_app.search_command import hit_lines, hit_record

    with _workspace(profile) as workspace:
        answer = workspace.search(command.query, Task())
    for hit in answer.hits[: command.limit]:
        _print(json.dumps(hit_record(hit), ensure_ascii=False) if command.is_json else hit_lines(hit))
    shown = min(len(answer.hits), command.limit)
    if not answer.total:
        _say("nothing in the library fits")
    elif shown < answer.total:
        _say(f"the best {shown} of {answer.total} hits; --limit shows more")


def _ask_ledger(command: LedgerCommand, profile: Path) -> int:
    """One of the commands about what all articles say."""
    with _workspace(profile) as workspace:
        match command:
            case SpeakerCommand():
                return OK if print_speaker(workspace.library, command, _print, _say) else FAILED
            case SpeakersCommand():
                print_speakers(workspace.library, command, _print, _say)
            case StatsCommand():
                print_stats(workspace.library, command, _print)
            case VariantsCommand():
                print_variants(workspace.library, command, _print, _say)
    return OK


@contextlib.contextmanager
def _workspace(profile: Path) -> Iterator[Workspace]:
    from desktop_app.workspace import Workspace

    workspace = Workspace.open(profile)
    try:
        yield workspace
    finally:
        workspace.close()


def _name_of(file: str) -> str:
    return "standard input" if file == STANDARD_INPUT else Path(file).name


def _bytes_of(file: str) -> bytes:
    """All of it, up to the limit; CannotImport in words for anything that cannot be read."""
    from desktop_app.importing import read_file

    return _standard_input() if file == STANDARD_INPUT else read_file(Path(file))


def _standard_input() -> bytes:
    from desktop_app.importing.files import LARGEST

    if sys.stdin is None:
        raise CannotImport("There is no standard input.")
    try:
        data = sys.stdin.buffer.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: it was closed
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CannotImport(f"Standard input cannot be read: {why}.") from error
    if len(data) > LARGEST:
        raise CannotImport(
            f"Standard input is larger than {LARGEST // 2**20} MB.", advice="Split it into smaller files."
        )
    return data


# -- standard streams ----------------------------------------------------------------------------------------------------


def _use_utf8() -> None:
    """Whatever the locale says; what UTF-8 cannot hold (half of a surrogate pair in a file name) shows as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _output() -> IO[str]:
    """Standard output; a program that a desktop starts may have none."""
    return sys.stdout if sys.stdout is not None else io.StringIO()


def _print(line: str) -> None:
    out = _output()
    out.write(line + "\n")
    out.flush()


def _say(line: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"pressmark: {' '.join(line.split())}\n")


def _forget_output() -> None:
    """Nobody reads on: let the interpreter's last flush go nowhere instead of complaining."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

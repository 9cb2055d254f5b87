"""`pressmark variants`: the quotations that several articles have, and how they differ."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_app.domain.same_quotation import Piece
    from desktop_app.domain.variants import SameQuotation, Variant
    from desktop_app.storage import Library

Parsers = Callable[[str, str, str], argparse.ArgumentParser]
"""Makes a parser from the name of a command, what it does, examples."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class VariantsCommand:
    """`pressmark variants`; at most `limit` quotations are printed."""

    words: str = ""
    is_json: bool = False
    only_differing: bool = False
    limit: int = 50


def parse_variants(make: Parsers, argv: Sequence[str]) -> VariantsCommand:
    parser = make(
        "variants",
        "List the quotations that several articles have, with the variants of each: [-left out-], {+inserted+}.\n\n"
        "--json prints one JSON object a line for each quotation (schema 1).",
        "  pressmark variants\n  pressmark variants ferry --differing\n  pressmark variants --json | jq '.variants[].outlet'",
    )
    parser.add_argument("words", metavar="WORDS", nargs="*", help="words of the quotation, or a name")
    parser.add_argument("--json", action="store_true", dest="is_json", help="print JSON lines")
    parser.add_argument(
        "--differing", action="store_true", dest="only_differing", help="only those attributed to different people"
    )
    parser.add_argument("--limit", metavar="N", type=int, default=50, help="so many at most (50)")
    options = parser.parse_args(argv)
    if options.limit < 1:
        parser.error("--limit takes a number from 1")
    return VariantsCommand(" ".join(options.words), options.is_json, options.only_differing, options.limit)


def print_variants(library: Library, command: VariantsCommand, show: Say, say: Say) -> None:
    """show: a line on standard output, say: one for the reader."""
    ledger, only = library.ledger, command.only_differing
    listed = ledger.same_quotations(command.words, only_differing=only, limit=command.limit)
    for one in listed:
        found = ledger.variants(one.fullest.article_id, one.fullest.target_id)
        show(json.dumps(variants_record(one, found), ensure_ascii=False) if command.is_json else _lines(one, found))
    total = ledger.count_same_quotations(command.words, only_differing=only)
    if not total:
        is_narrowed = command.words or only
        say("no quotation of several articles fits" if is_narrowed else "no quotation stands in several articles yet")
    elif len(listed) < total:
        say(f"{len(listed):,} of {total:,} quotations; --limit shows more")


def variants_record(one: SameQuotation, found: Sequence[Variant]) -> dict[str, Any]:
    """Spans are code points of `words` of the first variant (`full`) and of the variant's own (`own`)."""
    return {
        "schema": 1,
        "words": one.fullest.said,
        "articles": one.articles,
        "first": one.first,
        "last": one.last,
        "attributions_differ": one.is_disputed,
        "speakers": [{"id": who.speaker_id, "name": who.name, "variants": who.variants} for who in one.speakers],
        "variants": [_variant_record(variant) for variant in found],
    }


def _variant_record(variant: Variant) -> dict[str, Any]:
    said = variant.said
    return {
        "words": said.said,
        "speaker": variant.speaker,
        "named": said.name,
        "cue": said.cue,
        "outlet": said.outlet,
        "day": said.day,
        "title": said.title,
        "link": said.address,
        "is_fullest": variant.is_fullest,
        "attributed_to_another": variant.is_other,
        "pieces": [
            {"kind": piece.kind.value, "full": piece.full, "own": piece.own, "is_marked": piece.is_marked}
            for piece in variant.pieces
        ],
    }


def _lines(one: SameQuotation, found: Sequence[Variant]) -> str:
    full = one.fullest.said
    lines = [f"“{_on_one_line(full)}”"]
    for variant in found:
        said = variant.said
        other = " (attributed to another person here)" if variant.is_other else ""
        lines.append(f"  {said.day}  {said.outlet or '—'}  {variant.speaker or 'nobody'}{other}")
        lines.append(f"    {' '.join(_marked(piece, full, said.said) for piece in variant.pieces)}")
        lines.append(f"    {said.address}")
    return "\n".join(lines) + "\n"


def _marked(piece: Piece, full: str, own: str) -> str:
    new = _on_one_line(piece.own.of(own)) if piece.own is not None else ""
    if piece.kind == "kept":
        return new
    old = f"[-{_on_one_line(piece.full.of(full))}-]" if piece.full is not None else ""
    return old + (f"{{+{new}+}}" if new else "")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())

"""Quotation marks: which stretches of a text stand inside them, how deep, and whether they go on in the next paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.article import Block
from desktop_app.domain.spans import Span, trimmed

MAX_DEPTH = 6
_MARK = re.compile(r"(?<=\S)'(?=''(?!'))|''|``|[“”„‟\"«»‘’‚‛'`]")
_STRONG_END = ",.?!…;—–-"
_ELISIONS = re.compile(
    r"[’'‘](?:em|tis|twas|til|till|cause|cos|round|bout|neath|ere|n|un|ave|appen|kay|nuff|tude|burbs|flu|phone|gainst)(?![\w])",
    re.I,
)
_DECADE = re.compile(r"[’'‘]\d\d(?:s|ers?)?(?![\w])")
_OPENERS = {
    "''": "pair",
    "``": "pair",
    "“": "double",
    "„": "double",
    "‟": "double",
    '"': "straight",
    "«": "angle",
    "‘": "single",
    "‚": "single",
    "‛": "single",
    "'": "tick",
}
_MIXED = {"straight": "double", "double": "straight"}
"""Hands that type “ and then " mean one pair."""
_CLOSERS = {"”": "double", "“": "double", '"': "straight", "»": "angle", "’": "single", "'": "tick"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch inside quotation marks, of one paragraph.

    outer: with its marks; inner: the words. depth 0 stands inside no other. block: index of its block.
    opened, closed: whether the mark is there. continues: it goes on with a stretch of the paragraph before.
    style: double, straight, angle, pair (two single marks for a double one), single or tick (a straight apostrophe).
    """

    outer: Span
    inner: Span
    depth: int
    block: int
    style: str
    opened: bool = True
    closed: bool = True
    continues: bool = False


@dataclass(slots=True)
class _Event:
    """A character that may open or close; `index` is its place in the text."""

    index: int
    opens: str  # the style that it can open, or ""
    closes: str  # the style that it can close, or ""
    width: int = 1
    strong: bool = False  # follows punctuation as the end of a whole utterance does
    final: bool = False  # stands before punctuation, where a possessive hardly stands


@dataclass(slots=True)
class _Open:
    index: int
    style: str
    width: int = 1


def find_quotations(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """All stretches inside marks, by place; stretches of one depth never overlap. Linear in the text."""
    found: list[Quotation] = []
    carried = ""  # style of a stretch that the paragraph before left open
    events = [_events(text, block.span) for block in blocks]
    for number, block in enumerate(blocks):
        following = blocks[number + 1].span if number + 1 < len(blocks) else None
        stretches = _in_block(text, block.span, events[number], number, following)
        if (
            carried
            and stretches
            and stretches[0].outer.start == _first(text, block.span)
            and stretches[0].style == carried
        ):
            stretches[0] = replace(stretches[0], continues=True)
        last = next((stretch for stretch in reversed(stretches) if stretch.depth == 0), None)
        carried = last.style if last is not None and not last.closed else ""
        found.extend(stretches)
    return tuple(found)


def _first(text: str, span: Span) -> int:
    return trimmed(text, span).start


def _events(text: str, span: Span) -> list[_Event]:
    """The marks of one block, with what each could be judging by its neighbours."""
    events: list[_Event] = []
    for match in _MARK.finditer(text, span.start, span.end):
        index, mark = match.start(), match.group()
        before = text[index - 1] if index > span.start else " "
        after = text[match.end()] if match.end() < span.end else " "
        event = _Event(
            index, "", "", len(mark), strong=before in _STRONG_END, final=after in ".,;:?!\n" or match.end() == span.end
        )
        if mark in "“„‟«‚‛" and not after.isspace():
            event.opens = _OPENERS[mark]
        if mark in "”»" or (mark == "“" and not before.isspace() and not after.isalnum()):
            event.closes = _CLOSERS[mark]
        if mark == '"':
            _judge_straight(event, before, after)
        elif len(mark) > 1:  # two single marks or graves typed for a double one
            _judge_straight(event, before, after)
            event.opens, event.closes = (event.opens and "pair"), (event.closes and "pair")
        elif mark in "‘’'":
            _judge_single(text, event, mark, before, after)
        if event.opens or event.closes:
            events.append(event)
    return _without_inches(text, events)


def _judge_straight(event: _Event, before: str, after: str) -> None:
    opens_here = before.isspace() or before in "([{—–-/‘'“«…"
    if opens_here and not after.isspace():
        event.opens = "straight"
    if not before.isspace() and (not after.isalnum() or not opens_here):
        event.closes = "straight"


def _judge_single(text: str, event: _Event, mark: str, before: str, after: str) -> None:
    if before.isalnum() and after.isalnum():
        return  # don't, O’Hara
    if _DECADE.match(text, event.index) or (_ELISIONS.match(text, event.index) and not before.isalnum()):
        event.opens = ""
    elif (before.isspace() or before in '([{—–/"“«…') and (after.isalnum() or after in '"“«[($£€…¿¡') and mark != "’":
        event.opens = "single" if mark == "‘" else "tick"
    if mark != "‘" and not before.isspace() and not after.isalnum():
        event.closes = "single" if mark == "’" else "tick"


def _without_inches(text: str, events: list[_Event]) -> list[_Event]:
    """Drops 12" and 6'2": after a digit, and not needed to close a stretch that is open."""
    kept: list[_Event] = []
    open_straight = False
    measures = [
        event.closes in ("straight", "tick") and event.index > 0 and text[event.index - 1].isdigit() for event in events
    ]
    later_closers = 0
    closers_after: list[int] = []
    for event, measure in zip(reversed(events), reversed(measures), strict=True):
        closers_after.append(later_closers)
        later_closers += event.closes == "straight" and not event.opens and not measure
        later_closers -= event.opens == "straight" and later_closers > 0
    closers_after.reverse()
    for event, measure, closers in zip(events, measures, closers_after, strict=True):
        if measure and text[event.index] == "'":
            continue  # feet; British marks never close straight after a bare number but for "in ’45", which is lost here
        if measure and event.closes == "straight" and (not open_straight or closers > 0):
            continue
        if event.opens == "straight" and not open_straight:
            open_straight = True
        elif event.closes == "straight":
            open_straight = False
        kept.append(event)
    return kept


def _in_block(text: str, span: Span, events: list[_Event], number: int, following: Span | None) -> list[Quotation]:
    pairs, left_open, stray = _paired(text, events)
    end = trimmed(text, span).end
    first = _first(text, span)
    next_mark = (
        text[_first(text, following) : _first(text, following) + 1]
        if following is not None and following.start < following.end
        else ""
    )
    for opening in left_open:
        goes_on = _OPENERS.get(next_mark, "") == opening.style or (opening.style == "pair" and next_mark in ("'", "`"))
        alone = opening.index == first and not any(start > opening.index for start, *_ in pairs)
        single = opening.style in ("single", "tick")
        if (goes_on and (opening.index == first or not single)) or (alone and not single):
            pairs.append((opening.index, end, opening.style, True, False))
    if stray is not None and not pairs and stray.index > first:
        pairs.append((first, stray.index + 1, stray.closes, False, True))
    return _nested(text, sorted(pairs, key=lambda pair: (pair[0], -pair[1])), number)


def _nested(text: str, pairs: list[tuple[int, int, str, bool, bool]], number: int) -> list[Quotation]:
    """Depths from containment; a pair that would cross another is dropped."""
    found: list[Quotation] = []
    around: list[int] = []  # ends of the stretches that are open here
    for start, end, style, opened, closed in pairs:
        width = 1 + (style == "pair")
        while around and around[-1] <= start:
            around.pop()
        if around and end > around[-1]:
            continue
        inner = trimmed(text, Span(start + opened * width, end - width * (closed and end > start + opened * width)))
        if inner.start < inner.end:
            found.append(Quotation(Span(start, end), inner, len(around), number, style, opened, closed))
            around.append(end)
    return found


def _paired(
    text: str, events: list[_Event]
) -> tuple[list[tuple[int, int, str, bool, bool]], list[_Open], _Event | None]:
    """Opening and closing marks matched by a stack; the marks that stay open; the first closing mark of nothing."""
    pairs: list[tuple[int, int, str, bool, bool]] = []
    stack: list[_Open] = []
    stray: _Event | None = None
    closable, strong_ahead = _closers_ahead(events)
    for place, event in enumerate(events):
        depth = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].style == event.closes), None)
        if depth is None and stack and not event.opens and stack[-1].style == _MIXED.get(event.closes):
            depth = len(stack) - 1
        top = bool(stack) and stack[-1].style == event.opens
        if event.closes and depth is not None and not (event.opens and not top and event.opens != event.closes):
            if event.closes in ("single", "tick") and _is_plural_possessive(text, event, strong_ahead[place]):
                continue
            opening = stack[depth]
            del stack[depth:]
            pairs.append((opening.index, event.index + event.width, opening.style, True, True))
        elif event.opens and len(stack) < MAX_DEPTH:
            if event.opens in ("single", "tick") and not closable[place] and stack:
                continue
            stack.append(_Open(event.index, event.opens, event.width))
        elif event.closes == "double" and not event.opens and stray is None and not stack and event.strong:
            stray = event
    return pairs, stack, stray


def _closers_ahead(events: list[_Event]) -> tuple[list[bool], list[bool]]:
    """For each event: whether a mark after it could close its single mark, and whether, before another single mark
    opens, one closes beside punctuation."""
    closable, strong = [False] * len(events), [False] * len(events)
    ahead: dict[str, bool] = {}
    strong_ahead: dict[str, bool] = {}
    for place in range(len(events) - 1, -1, -1):
        event = events[place]
        closable[place] = ahead.get(event.opens, False)
        strong[place] = strong_ahead.get(event.closes, False)
        if event.closes:
            ahead[event.closes] = True
            if event.strong or event.final:
                strong_ahead[event.closes] = True
        if event.opens:
            strong_ahead[event.opens] = False
    return closable, strong


def _is_plural_possessive(text: str, event: _Event, strong_ahead: bool) -> bool:
    """“the countries’ affairs” inside ‘ ’: after s, before a word, while a mark after punctuation still comes."""
    before = text[event.index - 1]
    after = text[event.index + 1 : event.index + 3]
    return strong_ahead and before in "sSzxX" and len(after) == 2 and after[0] == " " and after[1].isalpha()

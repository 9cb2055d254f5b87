"""Bars as a picture of lines: SVG, without anything that would have to be loaded with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

_WIDTH, _MARGIN, _ROW, _BAR = 960, 24, 30, 16
_LETTER = 7.6  # pixels of an average letter in 14 pixels: there is no font to ask
_LONGEST = 44  # letters of a label
_FACE = "'Source Sans Pro', 'Noto Sans', 'Segoe UI', sans-serif"


@dataclass(frozen=True, slots=True)
class Bar:
    """parts: of the widest bar, 0..1, in the order of the legend; words: what stands after it."""

    label: str
    words: str
    parts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """legend: a name for each part of a bar (full, striped, hollow, in this order); foot: what it was counted over."""

    title: str
    legend: tuple[str, str, str]
    bars: tuple[Bar, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours as SVG writes them."""

    paper: str = "#fffffb"
    text: str = "#22201c"
    soft: str = "#635e56"
    bar: str = "#2f5d8a"


def chart_svg(chart: Chart, inks: Inks = Inks()) -> str:
    """A standalone file; its height follows the number of bars."""
    return "\n".join(_lines(chart, inks)) + "\n"


def _lines(chart: Chart, inks: Inks) -> Iterator[str]:
    top = _MARGIN + 60
    height = top + _ROW * len(chart.bars) + 20 + _MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
        f' role="img" aria-label="{escape(chart.title)}" font-family="{_FACE}" font-size="14" fill="{inks.text}">'
    )
    yield f"<title>{escape(chart.title)}</title>"
    yield (
        '<defs><pattern id="striped" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="3" height="6" fill="{inks.bar}"/></pattern></defs>'
    )
    yield f'<rect width="{_WIDTH}" height="{height}" fill="{inks.paper}"/>'
    yield f'<text x="{_MARGIN}" y="{_MARGIN + 14}" font-size="18" font-weight="600">{escape(chart.title)}</text>'
    yield from _legend(chart, inks)
    labels = [_cut(bar.label) for bar in chart.bars]
    left = _MARGIN + 12 + _LETTER * max(map(len, labels), default=0)
    room = _WIDTH - _MARGIN - left - 12 - _LETTER * max((len(bar.words) for bar in chart.bars), default=0)
    for at, (bar, label) in enumerate(zip(chart.bars, labels, strict=True)):
        y = top + at * _ROW
        yield f'<text x="{left - 10:.1f}" y="{y + 13}" text-anchor="end">{escape(label)}</text>'
        x = left
        for number, part in enumerate(bar.parts):
            if part > 0:
                yield _part(x, y, max(1.0, part * room), number, inks)
                x += max(1.0, part * room)
        yield f'<text x="{x + 8:.1f}" y="{y + 13}" fill="{inks.soft}">{escape(bar.words)}</text>'
    yield f'<text x="{_MARGIN}" y="{height - _MARGIN + 4}" fill="{inks.soft}">{escape(chart.foot)}</text>'
    yield "</svg>"


def _legend(chart: Chart, inks: Inks) -> Iterator[str]:
    x, y = float(_MARGIN), _MARGIN + 28
    for number, name in enumerate(chart.legend):
        yield _part(x, y, 22, number, inks)
        yield f'<text x="{x + 30:.1f}" y="{y + 13}" fill="{inks.soft}">{escape(name)}</text>'
        x += 54 + _LETTER * len(name)


def _part(x: float, y: float, width: float, number: int, inks: Inks) -> str:
    fill = (inks.bar, "url(#striped)", "none")[number]
    return (
        f'<rect x="{x + 0.5:.1f}" y="{y + 0.5:.1f}" width="{max(1.0, width - 1):.1f}" height="{_BAR}" fill="{fill}"'
        f' stroke="{inks.bar}"/>'
    )


def _cut(label: str) -> str:
    clean = "".join(letter if letter.isprintable() else " " for letter in label)
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"

"""Bars as SVG are well-formed whatever the names, and nothing of them leaves the picture."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exporting.bar_chart import Bar, Chart, chart_svg

KINDS = ("direct", "mixed", "indirect")
parts = st.lists(st.floats(0, 1 / 3), min_size=3, max_size=3).map(tuple)
bars = st.builds(Bar, st.text(max_size=60), st.from_regex(r"[0-9]{1,9} · [0-9]{1,2} %", fullmatch=True), parts)


@given(st.lists(bars, max_size=8), st.text(alphabet=st.characters(exclude_categories=["C"]), max_size=40))
def test_whatever_the_names_the_file_is_well_formed_and_holds_all(bars: list[Bar], title: str) -> None:
    drawn = ElementTree.fromstring(chart_svg(Chart(title, KINDS, tuple(bars), "5 words in 1 article; 0 unattributed")))
    shapes = [element for element in drawn.iter() if element.tag.endswith("rect") and "x" in element.attrib]
    assert len(shapes) == 3 + sum(part > 0 for bar in bars for part in bar.parts)
    assert all(float(shape.attrib["x"]) + float(shape.attrib["width"]) <= 960 for shape in shapes)


def test_a_long_name_is_cut() -> None:
    drawn = chart_svg(Chart("Voices", KINDS, (Bar("x" * 99, "1 · 100 %", (1, 0, 0)),), ""))
    assert "x" * 43 + "…" in drawn
    assert "x" * 44 not in drawn

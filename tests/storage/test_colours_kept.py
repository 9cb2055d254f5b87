"""Colours can be added, changed, put away and made one; highlights follow. Tags are known by how often they are used."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.annotations import HighlightColour, Recolouring
from desktop_app.domain.bin import BinKind
from desktop_app.domain.errors import CannotSave, NotFound
from desktop_app.domain.reading import Reading
from desktop_app.storage import Library
from tests.storage.samples import STAY, VANE, highlight, imported

OCHRE = HighlightColour("ochre", "Money", "#8a5a00 #e0b060 wavy", 5)


@pytest.fixture
def reading(library: Library) -> Reading:
    return library.add_article(imported())


def ids(library: Library) -> list[str]:
    return [colour.id for colour in library.colours()]


def test_an_archived_colour_comes_last_and_is_not_offered(library: Library, reading: Reading) -> None:
    first = library.colours()[0]
    library.put([OCHRE, replace(first, is_archived=True)], [])
    assert library.colours()[-2:] == (OCHRE, replace(first, is_archived=True))
    shown = library.reading(reading.article.id)
    assert shown.colours == library.colours()
    assert shown.offered == library.colours()[:-1]
    library.put([first], [])
    assert library.colours()[0] == first


def test_a_colour_whose_making_is_undone_is_not_there(library: Library) -> None:
    before = library.colours()
    library.save_colour(OCHRE)
    library.put([], [OCHRE])
    assert library.colours() == before
    library.put([OCHRE], [])
    assert OCHRE in library.colours()
    with pytest.raises(NotFound):
        library.remove_colour("plaid")


def test_a_removed_colour_is_there_for_as_long_as_a_highlight_has_it(library: Library, reading: Reading) -> None:
    library.save_colour(OCHRE)
    mark = highlight(reading, STAY, "ochre")
    library.save_highlight(mark)
    library.remove_colour("ochre")
    assert library.colours()[-1] == replace(OCHRE, is_archived=True)
    library.remove_highlight(mark.id)
    assert "ochre" not in ids(library)
    library.restore(BinKind.HIGHLIGHT, mark.id)
    assert ids(library)[-1] == "ochre"
    library.remove_highlight(mark.id)
    library.empty_bin(None)
    library.save_colour(replace(OCHRE, id="other"))
    assert "ochre" not in ids(library)


def test_merged_colours_take_along_highlights_of_all_articles_and_of_the_bin(
    library: Library, reading: Reading
) -> None:
    other = library.add_article(imported(data=b"other"))
    here, there, binned = highlight(reading), highlight(other), highlight(reading, VANE)
    for mark in (here, there, binned):
        library.save_highlight(mark)
    library.remove_highlight(binned.id)
    found = library.highlights_in(["evidence", "question"])
    assert found == {"evidence": (here.id, there.id, binned.id), "question": ()}
    evidence = library.colours()[1]
    merged = Recolouring("merge", found["evidence"], "doubtful")
    library.put([merged, replace(evidence, is_archived=True)], [])
    library.restore(BinKind.HIGHLIGHT, binned.id)
    colours = {mark.colour_id for mark in library.highlights(reading.revision.id)}
    assert colours | {mark.colour_id for mark in library.highlights(other.revision.id)} == {"doubtful"}
    changed = replace(there, tags=("kept",), colour_id="doubtful")
    library.save_highlight(changed)
    library.put([evidence, replace(merged, colour_id="evidence")], [])
    assert library.highlights(other.revision.id) == (replace(changed, colour_id="evidence"),)
    with pytest.raises(NotFound):
        library.put([replace(merged, colour_id="plaid")], [])


def test_highlights_that_are_gone_are_passed_over_when_colours_are_merged(library: Library, reading: Reading) -> None:
    mark = highlight(reading)
    library.save_highlight(mark)
    many = Recolouring("merge", (*(f"gone-{i}" for i in range(1200)), mark.id), "context")
    library.put([many], [])
    assert library.highlights(reading.revision.id)[0].colour_id == "context"


def test_tags_are_listed_by_how_often_they_are_used_outside_the_bin(library: Library, reading: Reading) -> None:
    other = library.add_article(imported(data=b"other"))
    marks = [
        highlight(reading, STAY, tags=("pier", "Äpfel")),
        highlight(reading, VANE, tags=("pier",)),
        highlight(other, STAY, tags=("boats", "pier")),
    ]
    for mark in marks:
        library.save_highlight(mark)
    assert library.tags() == ["pier", "boats", "Äpfel"]
    library.remove_highlight(marks[0].id)
    assert library.tags() == ["pier", "boats"]
    library.remove_article(other.article.id)
    assert library.tags() == ["pier"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=30), hue=st.text(max_size=30), position=st.integers(-5, 20), archived=st.booleans())
def test_whatever_a_colour_is_called_it_comes_back_or_is_refused(
    library: Library, name: str, hue: str, position: int, archived: bool
) -> None:
    colour = HighlightColour("own", name, hue, position, archived)
    try:
        name.encode()
        hue.encode()
        is_storable = "\0" not in name + hue
    except UnicodeEncodeError:
        is_storable = False
    if is_storable:
        library.save_colour(colour)
        assert colour in library.colours()
    else:
        with pytest.raises(CannotSave):
            library.save_colour(colour)

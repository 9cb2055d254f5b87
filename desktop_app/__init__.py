"""Pressmark: a reader that shows who said what.

The map, from the top down; imports point downwards only, and a contract checker in the test command proves it:

    app        builds the parts and wires them: the only module that knows all of them
    ui         Qt: the window, the page with its marks, the panels, background lanes
    workspace  what a reader can do, without Qt: open, annotate, export
    storage    domain objects in and out of one SQLite file (the only place with SQLAlchemy)
    importing  bytes of a file or the clipboard -> ImportedArticle (decode, repair, extract, structure)
    analysis   text and blocks -> Findings, pure: no Qt, no database
    exporting  a Reading -> Markdown, pure
    domain     frozen dataclasses and errors, standard library only

storage, importing, analysis and exporting do not know each other. Every offset anywhere above `ui.page` is a
code point of one revision's text, half-open; Qt's UTF-16 positions exist in `ui.page.document` only.
"""

from __future__ import annotations

__version__ = "0.1.0"

"""Pressmark: a reader that shows who said what.

The map, from the top down; imports point downwards only, and a contract checker in the test command proves it:

    app        builds the parts and wires them: the only module that knows all of them; `commands`: those without a window
    ui         Qt: main_window wires panels (page, findings, notes, library) that do not know each other; `actions` is the table
               of commands; below them
      desk       the open article, every change to the library and its undoing
      correcting what a reader says of statements, speakers, claims, topics: menus, boxes, proposals
      reviewing  findings in order of doubt; why_popup: why one is there
      searching  asks what the search box says, shows late answers to nobody, leads to hits
      sharing    the window of who said what (shares/): a matrix and shares of voice
      dialogs    windows of their own
    bulk       many articles at once, without Qt: importing folders, analysing what was never analysed; `import_command`: that
               from the command line
    workspace  what a reader can do, without Qt: open, annotate, search, export; `background`: threads and
               processes, the only ones
    storage    domain objects in and out of one SQLite file (the only place with SQLAlchemy)
    importing  bytes of a file or the clipboard -> ImportedArticle (decode, repair, extract, structure)
    analysis   text and blocks -> Findings, pure: no Qt, no database
    exporting  a Reading -> Markdown, pure
    domain     frozen dataclasses, errors and what follows from them alone, standard library only

storage, importing, analysis and exporting do not know each other. Every offset anywhere above `ui.page` is a
code point of one revision's text, half-open; Qt's UTF-16 positions exist in `ui.page.document` only.

The reader's word on findings is a log (`domain.corrections`), made by `domain.correcting` and replayed by `domain.corrected` on
whatever an engine found: `Reading.found` + `Reading.corrections` = `Reading.findings`. So it outlives every analysis. Highlights,
corrections, colours, and the removal of notes change by `desk.step` only: one step, one transaction, undone by the reverse.

A search is read by `domain.query`, asked by `storage.search` of one full-text index, and marked by `domain.search_marks`. Triggers
keep the index equal to titles, texts and notes (`storage.search_schema`). What was found is indexed as the reader corrected it,
before the next search (`storage.searchable`).
"""

from __future__ import annotations

__version__ = "0.1.0"

"""What is known of an article, to be put right; of several articles at once, what is typed for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from desktop_app.domain.article import Metadata
from desktop_app.domain.shelf import ArticleChange, ArticleState
from desktop_app.ui.dialogs.sheet import Sheet, words
from desktop_app.ui.numbers import counted


class Details(Sheet):
    """A field for each fact. Where several articles differ it is empty, and what stays empty is left as it is."""

    def __init__(self, states: Sequence[ArticleState], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.say_title(self.tr("Edit details"))
        self._states = tuple(states)
        self._fields: dict[str, QLineEdit] = {}
        self.setMinimumWidth(440)
        if len(states) > 1:
            told = counted(len(states), self.tr("1 article"), self.tr("%1 articles"))
            self.column.addWidget(
                words(self.tr("For %1; what you leave as it is stays.").replace("%1", told), muted=True)
            )
        form = QFormLayout()
        form.setSpacing(8)
        for name, label in (
            ("title", self.tr("Title")),
            ("byline", self.tr("By")),
            ("outlet", self.tr("Outlet")),
            ("published", self.tr("Published")),
            ("address", self.tr("Address")),
            ("language", self.tr("Language")),
            ("tags", self.tr("Tags")),
        ):
            field = self._fields[name] = QLineEdit()
            field.setAccessibleName(label)
            values = {self._value(state, name) for state in states}
            if len(values) == 1:
                field.setText(values.pop())
            else:
                field.setPlaceholderText(self.tr("different"))
            form.addRow(label, field)
        self._fields["published"].setToolTip(self.tr("Such as 2031-05-04"))
        self._fields["tags"].setToolTip(self.tr("With commas between them"))
        self.column.addLayout(form)
        self.cancel_button = self.add_button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.close_button.setText(self.tr("Save"))
        self.close_button.setAccessibleName(self.tr("Save"))

    @staticmethod
    def _value(state: ArticleState, name: str) -> str:
        return ", ".join(state.tags) if name == "tags" else str(getattr(state.metadata, name))

    def field(self, name: str) -> QLineEdit:
        return self._fields[name]

    def change(self) -> ArticleChange | None:
        """What was typed; None for nothing."""
        typed = {name: field.text().strip() for name, field in self._fields.items() if field.isModified()}
        facts = {name: value for name, value in typed.items() if name in Metadata.__slots__}
        if "tags" not in typed:
            return ArticleChange(metadata=facts) if facts else None
        tags = tuple(dict.fromkeys(" ".join(tag.split()) for tag in typed["tags"].split(",") if tag.strip()))
        known = {tag for state in self._states for tag in state.tags}
        return ArticleChange(metadata=facts, add_tags=tags, remove_tags=tuple(sorted(known - set(tags))))


def ask_details(parent: QWidget, states: Sequence[ArticleState], take: Callable[[ArticleChange], None]) -> Details:
    """Show the dialog; `take` gets what was changed, if anything was."""
    dialog = Details(states, parent)

    def accept() -> None:
        change = dialog.change()
        if change is not None:
            take(change)

    dialog.accepted.connect(accept)
    dialog.open()
    return dialog

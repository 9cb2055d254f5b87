"""The window of all who speak in the articles of the library: who they are, and all that they said."""

from desktop_app.ui.speakers.window import SpeakersWindow

__all__ = ["SpeakersWindow"]

"""The article on the desk: what is open, what is done with it, and how it is undone."""

from desktop_app.ui.desk.desk import Desk as Desk

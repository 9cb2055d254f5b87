"""Builds the parts and wires them; the only place that knows all of them."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSocketNotifier, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app import __version__
from desktop_app.background import Background
from desktop_app.domain.errors import CannotOpenLibrary, DamagedLibrary
from desktop_app.domain.links import Link
from desktop_app.paths import resource
from desktop_app.settings import Settings, load_settings, save_settings
from desktop_app.ui import theme as themes
from desktop_app.ui.instance import Instance, refusal, silent
from desktop_app.ui.main_window import MainWindow
from desktop_app.workspace import Workspace

_log = logging.getLogger(__name__)
_SAVE_SETTINGS_MS = 500


class Deliverer(QObject):
    """Brings calls from background lanes to the thread that this object lives in."""

    _call = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_open = True
        self._call.connect(self._carry_out, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Callable[[], None]) -> None:
        if self._is_open:
            self._call.emit(call)

    def close(self) -> None:
        self._is_open = False

    def _carry_out(self, call: Callable[[], None]) -> None:
        if self._is_open:
            call()


class StopSignals(QObject):
    """Ctrl+C and a polite kill as a Qt signal: Python alone would notice them only when it next runs."""

    received = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        signal.set_wakeup_fd(self._theirs.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._pass_on)

    def _pass_on(self) -> None:
        self._ours.recv(64)
        self.received.emit()


class App(QObject):
    """One window over one library. `start` shows the window first and opens the library after the first paint."""

    closed = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profile = profile
        self.deliverer = Deliverer(self)
        self.background = Background(self.deliverer.deliver)
        self.window = MainWindow(self.background, load_settings(profile), profile)
        self._unsaved: Settings | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SAVE_SETTINGS_MS)
        self._rest.timeout.connect(self._save_settings)
        self.window.looks.settings_changed.connect(self._settings_changed)
        self.window.closing.connect(self.close)
        self.window.restore_requested.connect(self._restore_backup)
        self.is_closed = False

    def start(self, files: Sequence[Path] = (), links: Sequence[Link] = ()) -> None:
        """Show the window; open files and links as soon as the library is there, else what was read last."""
        window = self.window
        window.first_shown.connect(self._open_library)
        if files:
            window.intake.open_paths(files)
        for link in links:
            window.open_link(link)
        if not files and not links and window.settings.last_article:
            window.open_last_article()
        window.show()

    def take_over(self, files: list[str], links: list[str]) -> None:
        """A second start handed over what it was asked to open: open it here, and come to the front."""
        window = self.window
        if files:
            window.intake.open_paths([Path(name) for name in files])
        for address in links:
            window.follow_link(address)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    def close(self) -> None:
        """Finish what is being written, stop the rest. Safe to call twice."""
        if self.is_closed:
            return
        self.is_closed = True
        self._rest.stop()
        self._save_settings()
        self.background.close()
        self.deliverer.close()
        workspace = self.window.desk.workspace
        if workspace is not None:
            workspace.close()
        self.closed.emit()

    def _open_library(self) -> None:
        self.background.warm_up()
        self.background.write(self._open_workspace, done=self._use, failed=self._tell)

    def _open_workspace(self) -> Workspace:
        return Workspace.open(self.profile, self.background.compute)

    def _use(self, workspace: Workspace) -> None:
        self.window.desk.use(workspace)
        self.background.run(workspace.look_after, done=self._tell_health, failed=self._log_care)

    def _tell_health(self, troubles: list[str]) -> None:
        if troubles:
            self._tell(
                DamagedLibrary(
                    "The library file is damaged in places: " + "; ".join(troubles[:3]),
                    kept="Nothing has been changed; backups are in the folder “backups” beside it.",
                    advice="Export your notes, then go back to the newest good backup; the damaged file is set aside, not deleted.",
                )
            )

    def _log_care(self, error: Exception) -> None:
        _log.error("the library could not be checked or backed up: %s", error)
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        self.window.show_problem(error)

    def _restore_backup(self) -> None:
        """The reader asked to set a damaged library aside and to go back to the newest good backup."""

        old = self.window.desk.workspace
        self.window.notes.flush()

        def restore() -> Workspace:
            if old is not None:
                old.close()
            try:
                Workspace.restore_backup(self.profile)
            except CannotOpenLibrary as error:
                caught = error
                self.deliverer.deliver(lambda: self._tell(caught))
            return self._open_workspace()  # where nothing could be put in its place, the library as it is

        self.background.write(restore, done=self._use, failed=self._tell)

    def _settings_changed(self, settings: Settings) -> None:
        self._unsaved = settings
        self._rest.start()

    def _save_settings(self) -> None:
        if self._unsaved is None:
            return
        try:
            save_settings(self.profile, self._unsaved)
        except OSError as error:
            _log.warning("settings could not be saved: %s", error)
        else:
            self._unsaved = None


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one QApplication, with our faces, our icon and the reader's language."""
    app = QApplication(list(arguments))
    app.setApplicationName("pressmark")
    app.setApplicationDisplayName("Pressmark")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("pressmark")
    app.setStyle("Fusion")
    themes.load_fonts()
    app.setFont(themes.interface_font(10.5))
    app.setWindowIcon(QIcon(str(resource("icons", "pressmark.svg"))))
    translator = QTranslator(app)
    if translator.load(QLocale.system(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def run_window(
    profile: Path,
    files: Sequence[Path],
    links: Sequence[Link],
    *,
    show: Callable[[QMessageBox], object] = QMessageBox.exec,
) -> int:
    """Open the window and stay until it is closed; the exit status: 1 where there can be none, which `show` tells."""
    application = make_application(sys.argv[:1])
    try:
        instance = Instance(profile)
        if not instance.claim():
            if instance.hand_over(files, [str(link) for link in links]):
                return 0
            raise silent()
    except CannotOpenLibrary as error:
        _log.error("%s", error)
        show(refusal(error))
        return 1
    previous = sys.excepthook
    app = App(profile)
    instance.handed_over.connect(app.take_over)

    def report(kind: type[BaseException], error: BaseException, trace: object) -> None:
        previous(kind, error, trace)  # type: ignore[arg-type]
        if isinstance(error, Exception):
            app.window.show_problem(error)

    sys.excepthook = report
    stop = StopSignals(app)
    stop.received.connect(app.window.many.quit_unasked)
    app.start(files, links)
    try:
        return application.exec()
    finally:
        app.close()
        instance.release()
        sys.excepthook = previous

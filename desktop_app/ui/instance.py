"""One running program for each library: the first one listens, a later one hands over its files and links and leaves.

Two windows over one library would each save over the other's newest words.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QLockFile, QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QMessageBox

from desktop_app.domain.errors import AppError, CannotOpenLibrary

_log = logging.getLogger(__name__)
_ANSWER = b"taken\n"
_WAIT_MS = 5_000
"""How long a second start waits for the first one, which may be busy."""
_PATIENCE_MS = 2_000
"""How long the first one, whose window stands still meanwhile, waits for the words of a second start, all in all."""
_LONGEST = 2**20


class Instance(QObject):
    """`claim` first; then either listen to `handed_over`, or `hand_over` and leave.

    CannotOpenLibrary if there can be no such folder.
    """

    handed_over = Signal(list, list)  # paths and links as text

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        try:
            profile.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable(profile, error.strerror or str(error)) from error
        self.address = "pressmark-" + hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:24]
        # The lock knows whether its owner still lives, so one that was left by a killed program is taken over.
        self._lock = QLockFile(str(profile / "running.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)

    def claim(self) -> bool:
        """True if this is the only program over that library now; it listens from here on. CannotOpenLibrary if nothing can be
        written into its folder."""
        if not self._lock.tryLock(0):
            match self._lock.error():
                case QLockFile.LockError.LockFailedError:
                    return False
                case QLockFile.LockError.PermissionError:
                    raise _unusable(self._profile, self.tr("nothing can be written into it"))
                case _:
                    raise _unusable(self._profile, self.tr("no file can be made in it; is there room on the disk?"))
        QLocalServer.removeServer(self.address)  # what a killed program left behind
        if not self._server.listen(self.address):
            _log.warning("a second start will not reach this window: %s", self._server.errorString())
        return True

    def hand_over(self, files: Sequence[Path], links: Sequence[str]) -> bool:
        """Give the running program what this one was asked to open, and let it come to the front; False if it is silent."""
        socket = QLocalSocket()
        socket.connectToServer(self.address)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        words = {"files": [str(path.resolve()) for path in files], "links": list(links)}
        socket.write(json.dumps(words).encode() + b"\n")
        heard = _line_from(socket, QDeadlineTimer(_WAIT_MS))
        socket.disconnectFromServer()
        if heard == _ANSWER:
            _log.info("handed over to the window that is open")
        return heard == _ANSWER

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _take(self) -> None:
        """Read one short line from another start of this reader's, and answer. It comes at once: it is waited for, not long."""
        socket = self._server.nextPendingConnection()
        line = _line_from(socket, QDeadlineTimer(_PATIENCE_MS))
        try:
            words = json.loads(line)
            files, links = ([str(word) for word in words[key]] for key in ("files", "links"))
        except (ValueError, KeyError, TypeError, RecursionError):
            socket.abort()
            socket.deleteLater()
            return
        socket.write(_ANSWER)
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        socket.deleteLater()
        self.handed_over.emit(files, links)


def _line_from(socket: QLocalSocket, deadline: QDeadlineTimer) -> bytes:
    """What the other side says up to the end of a line, or up to the deadline, or up to where it leaves or says too much."""
    heard = bytes(socket.readAll().data())
    while (
        not heard.endswith(b"\n")
        and len(heard) < _LONGEST
        and socket.waitForReadyRead(max(0, deadline.remainingTime()))
    ):
        heard += bytes(socket.readAll().data())
        if deadline.hasExpired():  # a little at a time is no reason to wait for ever
            break
    return heard


def _unusable(profile: Path, why: str) -> CannotOpenLibrary:
    return CannotOpenLibrary(
        QCoreApplication.translate("Instance", "The folder “%1” cannot hold your library: %2.")
        .replace("%2", why)
        .replace("%1", str(profile)),
        advice=QCoreApplication.translate(
            "Instance", "Make it a folder that you may write into, or name another one: pressmark --profile FOLDER"
        ),
    )


def silent() -> CannotOpenLibrary:
    """Another program holds the library and does not take what this one was asked to open."""
    return CannotOpenLibrary(
        QCoreApplication.translate("Instance", "Pressmark is running with this library already, but does not answer."),
        advice=QCoreApplication.translate(
            "Instance", "Wait a moment and try again; if it stays so, end the other one."
        ),
    )


def refusal(error: AppError) -> QMessageBox:
    """Why there will be no window, in words; foreign ones are no markup."""
    box = QMessageBox(QMessageBox.Icon.Critical, "Pressmark", error.what)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(" ".join(part for part in (error.kept, error.advice) if part))
    return box

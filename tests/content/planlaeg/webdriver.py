"""Firefox and WebKit by W3C's WebDriver: over HTTP for WebKit, over Firefox's own Marionette port.

Both take the same commands, so neither Node nor geckodriver (which Debian has not) is needed.
"""

import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.request import Request, urlopen

FIREFOX = Path("/usr/bin/firefox-esr")
WEBKIT = Path("/usr/bin/WebKitWebDriver")
STARTS_WITHIN = 60.0
"""Seconds."""
KEYS = {
    "ArrowUp": "\ue013", "ArrowDown": "\ue015", "Tab": "\ue004", "Enter": "\ue007",
    "Escape": "\ue00c", "Alt": "\ue00a", "Control": "\ue009", "Shift": "\ue008",
}  # fmt: skip
PREFERENCES = {
    "security.fileuri.strict_origin_policy": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "dom.disable_beforeunload": True,
}


class DriverError(RuntimeError):
    """The browser answered a command with an error."""


class Wire(Protocol):
    """How commands get to a browser."""

    def send(self, command: str, parameters: Mapping[str, object]) -> Any:
        """The value of a command's answer. Raises DriverError."""

    def close(self) -> None:
        """End the browser."""


def free_port() -> int:
    """A TCP port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    ends = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=STARTS_WITHIN)
        except OSError:
            if time.monotonic() > ends or process.poll() is not None:
                raise
            time.sleep(0.1)


class Marionette:
    """Firefox's port: each message is its length, a colon, and JSON."""

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="tidtager-firefox-")
        port = free_port()
        wanted = {**PREFERENCES, "marionette.port": port}
        lines = (f'user_pref("{name}", {json.dumps(value)});' for name, value in wanted.items())
        Path(self._profile.name, "user.js").write_text("\n".join(lines), encoding="utf-8")
        self._process = subprocess.Popen(
            [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", self._profile.name],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": self._profile.name},
        )  # fmt: skip
        self._socket = _connected(port, self._process)
        self._number = 0
        self._receive()  # who it is
        self.send("NewSession", {})

    def send(self, command: str, parameters: Mapping[str, object]) -> Any:
        """The value of a command's answer."""
        self._number += 1
        message = json.dumps([0, self._number, f"WebDriver:{command}", parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, found = self._receive()
        if error:
            raise DriverError(f"{command}: {error['message']}")
        return found.get("value") if isinstance(found, dict) else found

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        data = b""
        while len(data) < int(length[:-1]):
            data += self._socket.recv(int(length[:-1]) - len(data))
        return json.loads(data)

    def close(self) -> None:
        """End Firefox."""
        self._socket.close()
        self._process.terminate()
        self._process.wait()
        self._profile.cleanup()


class WebKitWire:
    """WebKitWebDriver's HTTP; a display is made where there is none."""

    _ways: Mapping[str, tuple[str, str]] = {
        "Navigate": ("POST", "/url"),
        "ExecuteScript": ("POST", "/execute/sync"),
        "ExecuteAsyncScript": ("POST", "/execute/async"),
        "PerformActions": ("POST", "/actions"),
        "SetWindowRect": ("POST", "/window/rect"),
    }

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tidtager-webkit-")
        display = f":{free_port() % 1000 + 100}"
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        screen = ["Xvfb", display, "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        self._processes = [subprocess.Popen(screen, **quiet)]
        environment = os.environ | {
            "DISPLAY": display,
            "HOME": self._folder.name,
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "NO_AT_BRIDGE": "1",
        }
        port = free_port()
        driver = subprocess.Popen([WEBKIT, f"--port={port}"], env=environment, **quiet)
        self._processes.append(driver)
        _connected(port, driver).close()
        self._at = f"http://127.0.0.1:{port}/session"
        browser = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._at += "/" + self._ask("POST", "", {"capabilities": wanted})["sessionId"]

    def _ask(self, method: str, path: str, parameters: Mapping[str, object] | None) -> Any:
        data = None if parameters is None else json.dumps(parameters).encode()
        request = Request(self._at + path, data=data, method=method)  # noqa: S310
        request.add_header("Content-Type", "application/json")
        with urlopen(request, timeout=STARTS_WITHIN) as answer:  # noqa: S310
            return json.load(answer)["value"]

    def send(self, command: str, parameters: Mapping[str, object]) -> Any:
        """The value of a command's answer."""
        method, path = self._ways[command]
        try:
            return self._ask(method, path, parameters)
        except OSError as error:
            said = error.read().decode() if hasattr(error, "read") else str(error)
            raise DriverError(f"{command}: {said}") from error

    def close(self) -> None:
        """End WebKit and its display."""
        try:
            self._ask("DELETE", "", None)
        finally:
            for process in reversed(self._processes):
                process.terminate()
                process.wait()
            self._folder.cleanup()


class WebDriver:
    """A Driver over either wire."""

    def __init__(self, name: str, wire: Wire) -> None:
        self.name = name
        self._wire = wire

    def open(self, page: Path) -> None:
        """Open the file `page` anew."""
        self._wire.send("Navigate", {"url": page.as_uri()})

    def js(self, body: str, *arguments: object) -> Any:
        """The value of a function's `body`; a promise is awaited."""
        script = (
            "const done = arguments[arguments.length - 1];"
            "const given = [...arguments].slice(0, -1);"
            "(async () => (function () {" + body + "\n}).apply(null, given))()"
            ".then((value) => done({ value: value ?? null }), (e) => done({ error: String(e) }));"
        )
        answer = self._wire.send("ExecuteAsyncScript", {"script": script, "args": list(arguments)})
        if "error" in answer:
            raise DriverError(str(answer["error"]))
        return answer["value"]

    def drag(self, path: Sequence[tuple[float, float]]) -> None:
        """Press, go, let go."""
        moves = [
            {"type": "pointerMove", "duration": 20, "x": round(x), "y": round(y)} for x, y in path
        ]
        actions = [
            moves[0],
            {"type": "pointerDown", "button": 0},
            *moves[1:],
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        self._wire.send("PerformActions", {"actions": [mouse | {"actions": actions}]})

    def type(self, text: str) -> None:
        """Type `text`."""
        self.js("document.execCommand('insertText', false, arguments[0])", text)

    def press(self, *keys: str) -> None:
        """Press `keys` together."""
        values = [KEYS.get(key, key) for key in keys]
        actions = [{"type": "keyDown", "value": value} for value in values]
        actions += [{"type": "keyUp", "value": value} for value in reversed(values)]
        keyboard = {"type": "key", "id": "keys", "actions": actions}
        self._wire.send("PerformActions", {"actions": [keyboard]})

    def resize(self, width: int, height: int) -> None:
        """Make the window so large."""
        self._wire.send("SetWindowRect", {"width": width, "height": height})

    def close(self) -> None:
        """End the browser."""
        self._wire.close()


def firefox() -> WebDriver:
    """Debian's Firefox."""
    return WebDriver("firefox", Marionette())


def webkit() -> WebDriver:
    """Debian's WebKitGTK."""
    return WebDriver("webkit", WebKitWire())

"""Pages that were gathered, in a real browser: served with our style sheets and scripts, without a site behind them."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings

STATIC = Path(settings.STATICFILES_DIRS[0])


@contextmanager
def served(pages: list[str]) -> Iterator[str]:
    """The address at which page 0 is `/0`; a browser may keep what is static."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path.startswith("/static/"):
                file = STATIC / path.removeprefix("/static/")
                found = ".." not in file.parts and file.is_file()
                self._answer(file.read_bytes() if found else None, mimetypes.guess_type(path)[0] or "", 3600)
            elif path[1:].isdigit():
                self._answer(pages[int(path[1:])].encode(), "text/html; charset=utf-8", 0)
            else:
                self._answer(None, "text/plain", 0)

        def _answer(self, sent: bytes | None, kind: str, seconds: int) -> None:
            self.send_response(404 if sent is None else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(sent or b"")))
            self.send_header("Cache-Control", f"max-age={seconds}")
            self.end_headers()
            self.wfile.write(sent or b"")

        def log_message(self, format: str, *args: Any) -> None:
            """Not on the screen of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()

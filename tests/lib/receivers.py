"""Real receivers on loopback: a web server that keeps what is posted, and a mail server that keeps what is sent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


@dataclass
class Receiver:
    """``refuse`` so many messages first; then keep them. ``seen`` counts all."""

    port: int = 0
    refuse: int = 0
    seen: int = 0
    texts: list[str] = field(default_factory=list)

    def takes(self, text: str) -> bool:
        self.seen += 1
        if self.seen <= self.refuse:
            return False
        self.texts.append(text)
        return True


@contextmanager
def web_receiver(refuse: int = 0) -> Iterator[Receiver]:
    """Answers 503 to what it refuses."""
    receiver = Receiver(refuse=refuse)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.send_response(200 if receiver.takes(body) else 503)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def mail_receiver(refuse: int = 0) -> Iterator[Receiver]:
    """Answers 451 to what it refuses."""
    import email
    import email.policy
    import socket

    from aiosmtpd.controller import Controller

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        receiver = Receiver(port=free.getsockname()[1], refuse=refuse)

    class Handler:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            body = message.get_body(("plain", "html"))
            text = f"{message['Subject']}\n{body.get_content() if body else ''}"
            return "250 OK" if receiver.takes(text) else "451 later"

    controller = Controller(Handler(), hostname="127.0.0.1", port=receiver.port)
    controller.start()
    try:
        yield receiver
    finally:
        controller.stop()

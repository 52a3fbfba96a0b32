"""The next free port, and waiting for the first good answer."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from laborrel.launch.address import NoFreePort, free_port, is_healthy, wait_until_healthy


@pytest.fixture
def taken():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_taken_port_is_passed_over(taken):
    assert free_port("127.0.0.1", taken, taken + 50) > taken


def test_no_free_port_says_what_to_do(taken):
    with pytest.raises(NoFreePort, match="Set LABORREL_PORT"):
        free_port("127.0.0.1", taken, taken)


class Health(BaseHTTPRequestHandler):
    asked: list[tuple[str, str | None, str | None]] = []

    def do_GET(self):
        self.asked.append((self.path, self.headers["Host"], self.headers["X-Forwarded-Proto"]))
        self.send_response(200 if self.path == "/healthz" and self.server.is_well else 503)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 0), Health) as server:
        server.is_well = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_health_is_asked_as_the_proxy_asks(server, monkeypatch):
    monkeypatch.setenv("LABORREL_ALLOWED_HOSTS", "laborrel.example.gov, other.example.gov")
    Health.asked.clear()
    assert is_healthy("127.0.0.1", server.server_port) is True
    assert Health.asked == [("/healthz", "laborrel.example.gov", "https")]


@pytest.mark.parametrize(
    ("is_well", "is_alive", "expected"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_waiting_ends_with_the_answer_the_server_or_the_time(server, is_well, is_alive, expected):
    server.is_well = is_well
    assert wait_until_healthy("127.0.0.1", server.server_port, is_alive=lambda: is_alive, seconds=0.3) is expected


def test_nobody_there_is_not_healthy(taken):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert is_healthy("127.0.0.1", port) is False

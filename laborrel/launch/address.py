"""Where the web server listens, and whether it answers."""

import http.client
import os
import socket
import time
from collections.abc import Callable

FIRST_PORT = 8000
LAST_PORT = 8099
HEALTH_PATH = "/healthz"


class NoFreePort(Exception):
    """Every port from 8000 to 8099 is taken. Set LABORREL_PORT to a free one."""


def free_port(host: str, first: int = FIRST_PORT, last: int = LAST_PORT) -> int:
    """The first port nobody listens on."""
    for port in range(first, max(first, last) + 1):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind((host, port))
            except OSError:
                continue
            return port
    raise NoFreePort(NoFreePort.__doc__)


def is_healthy(host: str, port: int, *, seconds: float = 5) -> bool:
    """Whether the health page says 200, asked the way the proxy asks it."""
    name = os.environ.get("LABORREL_ALLOWED_HOSTS", "localhost").replace(",", " ").split()[0]
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        connection.request("GET", HEALTH_PATH, headers={"Host": name, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until_healthy(host: str, port: int, *, is_alive: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait for the first good answer; give up when the server has ended or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and is_alive():
        if is_healthy(host, port):
            return True
        time.sleep(0.1)
    return False

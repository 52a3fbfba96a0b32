"""Serves the gallery on a free port and prints its address: `python -m tests.laborrel.web.gallery.serve`."""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class Silent(WSGIRequestHandler):
    def log_message(self, *_words: object) -> None:
        """The tests' output is for the tests."""


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


ROOMS = (
    ("Desk", "home:desk"),
    ("Grievances", "grievances:docket"),
    ("Contracts", "case"),
    ("Bargaining", "bargaining:none"),
    ("Pay grades", "job"),
    ("Reports", "nowhere"),
)


def furnish() -> None:
    """Hang the gallery's own rooms on the frame; only in a process that serves nothing else."""
    from laborrel.web import navigation

    for order, (label, url_name) in enumerate(ROOMS):
        navigation.entry(label, url_name, order)
    navigation.shortcut("g h", "Open the desk", "home:desk")
    navigation.shortcut("g d", "Open the docket", "grievances:docket")
    navigation.shortcut("n", "Log a grievance", "grievances:file")
    navigation.account_link("Sign-in and security", "case", 10)
    navigation.say_what_is_due(lambda _request: "2 late, 5 due this week")


def main(port: int = 0) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.laborrel.web.gallery.settings"
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    furnish()
    server = make_server("127.0.0.1", port, application, server_class=Threaded, handler_class=Silent)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)

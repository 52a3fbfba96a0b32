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


def main(port: int = 0) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.laborrel.web.gallery.settings"
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", port, get_wsgi_application(), server_class=Threaded, handler_class=Silent)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)

"""A program that is up and ready and does nothing: `python -m tests.support.stand_in ready|broken PORT`."""

import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer


class Answers(BaseHTTPRequestHandler):
    """Says 200 to everything, or why it is not ready."""

    status = HTTPStatus.OK

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b"" if self.status is HTTPStatus.OK else b"the registry is not read yet")


if __name__ == "__main__":
    if sys.argv[1] == "broken":
        Answers.status = HTTPStatus.SERVICE_UNAVAILABLE
    HTTPServer(("127.0.0.1", int(sys.argv[2])), Answers).serve_forever()

"""Runs in Plone's environment: ``serve.py PORT REQUEST_LOG`` serves the instance of the present folder on loopback."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import Any


def main() -> None:
    """Put the site at the root of the host, as the web server in front of a Plone does, and note every request."""
    import waitress
    from Zope2.Startup.run import make_wsgi_app
    from ZPublisher.httpexceptions import HTTPExceptionHandler

    port, log = sys.argv[1], Path(sys.argv[2])
    zope = HTTPExceptionHandler(make_wsgi_app({}, "etc/zope.conf"))
    lock = Lock()

    def rooted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        with lock, log.open("a") as lines:
            lines.write(f"{path}{'?' if query else ''}{query}\n")
        environ["PATH_INFO"] = f"/VirtualHostBase/http/127.0.0.1:{port}/Plone/VirtualHostRoot{path}"
        return zope(environ, start_response)

    waitress.serve(rooted, listen=f"127.0.0.1:{port}", threads=4, ident=None)


main()

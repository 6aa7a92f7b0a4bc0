"""``python -m scraper.sample_portal --port 8765 --visit 1``: serve the sample portal until Ctrl-C."""

from __future__ import annotations

import argparse

from scraper.sample_portal import SamplePortal
from scraper.sample_portal.content import VISITS


def main() -> None:
    """Serve the sample portal on 127.0.0.1 and print its address."""
    parser = argparse.ArgumentParser(prog="python -m scraper.sample_portal", description="Serve the sample portal.")
    parser.add_argument("--port", type=int, default=8765, help="port on 127.0.0.1, 0 for any (default: %(default)s)")
    parser.add_argument("--visit", type=int, choices=VISITS, default=1, help="state of the portal (default: 1)")
    options = parser.parse_args()
    try:
        served = SamplePortal(visit=options.visit, port=options.port)
    except OSError as error:
        parser.exit(1, f"127.0.0.1:{options.port} cannot be served: {error.strerror}\n")
    with served as portal:
        print(portal.url, flush=True)
        try:
            portal.wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()

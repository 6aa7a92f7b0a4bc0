"""``congtin`` as it is, but for its patience: a fault that nobody answers costs three times the timeout.

Sixty seconds would make the crawl of the faults three minutes longer. Long runs (``CONGTIN_FAULTS=long``) take them.
"""

from __future__ import annotations

TIMEOUT = 15  # seconds; six were too few on a machine ten times as busy, for 20 redirects of robots.txt
_RETRY_DELAY = 0.1


def main() -> None:
    """Be ``congtin``, with less patience."""
    from scraper import settings
    from scraper.spiders import portal

    settings.DOWNLOAD_TIMEOUT = TIMEOUT
    portal.LEAST_RETRY_DELAY = _RETRY_DELAY
    from archive.cli import main as congtin

    congtin()

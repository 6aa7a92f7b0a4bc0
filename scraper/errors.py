"""Every exception that congtin raises on purpose, in one place.

CongtinError
├── PortalError       a portal's description or address is wrong
├── ArchiveError      an archive cannot be opened, written, or is in use
│   ├── DecisionError     a decision on people that concerns nobody or contradicts another
│   └── RecordError       a record of a web archive holds no answer (scraper.warc)
├── WebArchiveError   a web archive cannot be asked (scraper.wayback)
│   └── WebArchiveRestError   it asks to be left alone, or the budget is used up
├── RefusedHostError  a host that must not be asked (scraper.public_addresses)
├── BrowserError      a page cannot be read in a browser
│   └── NoBrowserError    there is none, or it does not start
├── CertificateRefusedError   a host's certificate does not hold (scraper.tls_verification)
├── AnswerTooLongError        an answer does not come to its end (scraper.http_handler)
└── BodyError         a body that cannot be used (scraper.content_encoding)

Why a request is not made (robots.txt, the address guard) is told to Scrapy by its own IgnoreRequest: see
scraper.guards and scraper.robots.

The message of each is a sentence for people: what happened, where, and what to do. The command line prints it without
a traceback.
"""

from __future__ import annotations


class CongtinError(Exception):
    """Base of all; ``str()`` of it is a sentence for people. ``exit_code`` is what a command ends with."""

    exit_code = 1


class PortalError(CongtinError):
    """A portal file, one of its keys, or a portal's address is wrong."""

    exit_code = 2


class ArchiveError(CongtinError):
    """An archive cannot be opened or written, belongs to a newer version, or is being written by another process."""


class DecisionError(ArchiveError):
    """A decision on people cannot be taken: it concerns nobody, or contradicts one that stands. Says what to do."""

    exit_code = 2


class BrowserError(CongtinError):
    """A page cannot be read in a browser: it does not come to an end, or is too large."""


class NoBrowserError(BrowserError):
    """There is no browser here, or it does not start: no page can be read in one. Says what to do."""

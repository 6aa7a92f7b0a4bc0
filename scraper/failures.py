"""Why a request brought no answer, in words for people."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

from OpenSSL import SSL
from scrapy import exceptions
from service_identity import VerificationError
from twisted.internet import error as network
from twisted.web._newclient import BadHeaders, ParseError  # no public module has them
from twisted.web.http import _MalformedChunkedDataError

from scraper.errors import CongtinError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_CHARACTERS = 500

_UNRESOLVED = "the host's name cannot be resolved (DNS)"
# Said where the answer is that the name does not exist, not where there is no answer.
NO_SUCH_HOST = f"{_UNRESOLVED}: there is no such name"
# Begins what is said of an answer that was broken off (scraper.http_handler); asking again brings the same.
TOO_LONG = "the answer does not come to its end: "
BROKE_OFF = "the connection broke off before the end of the body"
# Begins what is said of a certificate (scraper.tls_verification).
NO_CERTIFICATE = "TLS: the certificate does not hold"
# What resolvers say of a name that does not exist, or has no address; EAI_NODATA is no part of POSIX.
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}

# Scrapy's and Twisted's exceptions to what happened; an exception that is not among them is shown by name and message.
_WORDS: dict[type[BaseException], str] = {
    exceptions.DownloadConnectionRefusedError: "the connection was refused",
    exceptions.CannotResolveHostError: _UNRESOLVED,
    exceptions.DownloadTimeoutError: "no complete answer in time",
    exceptions.ResponseDataLossError: BROKE_OFF,
    network.ConnectionLost: "the connection was lost",
    network.ConnectionDone: "the connection was closed without an answer",
    network.TCPTimedOutError: "the connection timed out",
    network.NoRouteError: "there is no route to the host",
    VerificationError: "TLS: the certificate is made out to another host",
    ParseError: "what answers there is no web server",
    BadHeaders: "the answer's head is none that HTTP allows",
    _MalformedChunkedDataError: "the answer is chunked in a way that HTTP does not allow",
}


# What OpenSSL says of a host that speaks no version that we do: the host's own word of it, or ours.
_OLD_TLS = frozenset({"tlsv1 alert protocol version", "unsupported protocol"})
_OLD_TLS_WORDS = (
    "the host speaks no TLS newer than 1.1, whose connections anybody can read and change; "
    'tls_min_version = "TLSv1.0" in the portal\'s description has it asked nevertheless'
)


def is_lasting(words: str) -> bool:
    """Tell by the words for a failure whether asking again in a moment can only bring the same."""
    return words.startswith((TOO_LONG, NO_CERTIFICATE, f"TLS: {_OLD_TLS_WORDS}"))


def speaks_of_host(words: str) -> bool:
    """Tell by the words for a failure whether they are of the host: it has sent nothing that could be read."""
    return not words.startswith((TOO_LONG, BROKE_OFF, "the body is larger", "robots.txt"))


def failure_words(error: BaseException) -> str:
    """Return in a few words why a request brought no answer; TLS errors say what is wrong with the certificate."""
    if isinstance(error, (exceptions.IgnoreRequest, CongtinError)) and str(error):
        return str(error)
    causes = list(_causes(error))
    said = next((str(cause) for cause in causes if isinstance(cause, CongtinError) and str(cause)), None)
    if said is not None:  # by us, where the connection was made or read
        return said[:_MOST_CHARACTERS]
    tls = next((cause for cause in causes if isinstance(cause, SSL.Error)), None)
    if tls is not None:
        return f"TLS: {_tls_words(tls)}"[:_MOST_CHARACTERS]
    for cause in causes:
        for kind, words in _WORDS.items():
            if isinstance(cause, kind):
                return words
    # Twisted's, of a length that is no number, or two
    if not isinstance(error, ValueError) and any(isinstance(cause, ValueError) for cause in causes):
        return _WORDS[BadHeaders]
    last = causes[-1]
    return " ".join(f"{type(last).__name__}: {last}".split()).rstrip(": ")[:_MOST_CHARACTERS]


async def failure_words_of(error: BaseException, host: str) -> str:
    """Return why a host brought no answer, as :func:`failure_words`; it is told whether its name exists at all.

    Twisted reports a name that does not exist and a resolver that does not answer in the same way.
    """
    words = failure_words(error)
    return NO_SUCH_HOST if words == _UNRESOLVED and not await _has_name(host) else words


async def _has_name(host: str) -> bool:
    """Tell whether a host's name exists; true where nobody says that it does not."""
    try:
        await asyncio.get_running_loop().getaddrinfo(host, None)
    except socket.gaierror as error:
        return error.errno not in _NO_SUCH_NAME
    except (OSError, UnicodeError):  # a name that cannot be asked for
        return True
    return True


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what lies behind it: Twisted wraps in ``reasons``, Scrapy chains."""
    pending: list[BaseException] = [error]
    seen: set[int] = set()
    while pending and len(seen) < 50:
        current = pending.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        inner = [getattr(reason, "value", None) for reason in getattr(current, "reasons", None) or ()]
        pending += [cause for cause in (*inner, current.__cause__) if isinstance(cause, BaseException)]


def _tls_words(error: SSL.Error) -> str:
    """Return OpenSSL's reasons: ``[("SSL routines", "", "certificate verify failed")]`` or one string."""
    details = error.args[0] if error.args else ""
    reasons = [str(detail[-1]) for detail in details if detail] if isinstance(details, list) else [str(details)]
    if _OLD_TLS.intersection(reasons):
        return _OLD_TLS_WORDS
    return ", ".join(filter(None, reasons)) or "the handshake failed"

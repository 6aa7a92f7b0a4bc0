"""Why a request brought no answer: words for people, no class names."""

from __future__ import annotations

import asyncio
import socket

import pytest
from scrapy import exceptions
from service_identity import VerificationError
from service_identity.exceptions import DNSMismatch
from service_identity.hazmat import DNS_ID
from twisted.internet import error as network

from scraper.failures import NO_SUCH_HOST, failure_words, failure_words_of

OTHER_HOST = VerificationError(errors=[DNSMismatch(mismatched_id=DNS_ID("songlam.example.vn"))])


def chained(outer: Exception, cause: Exception) -> Exception:
    outer.__cause__ = cause
    return outer


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OTHER_HOST, "TLS: the certificate is made out to another host"),
        (chained(exceptions.DownloadFailedError(), OTHER_HOST), "TLS: the certificate is made out to another host"),
        (exceptions.CannotResolveHostError(), "the host's name cannot be resolved (DNS)"),
        (chained(exceptions.DownloadFailedError(), network.NoRouteError()), "there is no route to the host"),
        (
            chained(exceptions.DownloadFailedError(), ValueError("Value contains non-decimal digits: b'x'")),
            "the answer's head is none that HTTP allows",
        ),
        (RuntimeError("  a\n b "), "RuntimeError: a b"),
    ],
)
def test_words(error: Exception, words: str) -> None:
    assert failure_words(error) == words


@pytest.mark.parametrize(
    ("said", "exists"),
    [
        (None, True),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), False),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), True),
        (UnicodeError("label too long"), True),
    ],
)
def test_a_name_that_does_not_exist_is_told_from_a_resolver_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, said: Exception | None, exists: bool
) -> None:
    def resolve(host: str, *_: object) -> list[object]:
        assert host == "songlam.example.vn"
        if said is not None:
            raise said
        return []

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    words = asyncio.run(failure_words_of(exceptions.CannotResolveHostError(), "songlam.example.vn"))
    assert (words == NO_SUCH_HOST) is not exists
    assert words.startswith("the host's name cannot be resolved (DNS)")


def test_only_a_name_that_cannot_be_resolved_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", None)
    error = exceptions.DownloadConnectionRefusedError()
    assert asyncio.run(failure_words_of(error, "songlam.example.vn")) == "the connection was refused"

"""Why a request brought no answer: words for people, no class names."""

from __future__ import annotations

import pytest
from scrapy import exceptions
from service_identity import VerificationError
from service_identity.exceptions import DNSMismatch
from service_identity.hazmat import DNS_ID
from twisted.internet import error as network

from scraper.failures import failure_words

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
        (RuntimeError("  a\n b "), "RuntimeError: a b"),
    ],
)
def test_words(error: Exception, words: str) -> None:
    assert failure_words(error) == words

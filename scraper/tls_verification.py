"""Whether a host's certificate holds, what is wrong with it in words, and which portal may be read in spite of that.

Every certificate is verified first. What a portal's description excepts (``tls``) is fetched nevertheless, from that
portal's host alone, and all that was wrong is known of each answer (``tls_ok = 0``). A certificate that holds needs no
exception and makes none: a portal that gets a good one is recorded as good again.

Many hosts leave out the certificates between theirs and the authority that is known. Browsers fetch what is missing
from the address that the certificate itself names (AIA, RFC 5280, 4.2.2.1). congtin does not: it asks no host but the
portal's, least of all one that whoever made the certificate could choose. People are told what such a portal lacks; it
can be read by its certificate's digest until its administrators send the whole chain.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding
from OpenSSL.SSL import VERIFY_PEER
from service_identity import CertificateError, VerificationError
from service_identity.hazmat import DNS_ID, IPAddress_ID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.python.failure import Failure

from scraper.errors import CongtinError
from scraper.failures import NO_CERTIFICATE

if TYPE_CHECKING:
    from OpenSSL.crypto import X509
    from OpenSSL.SSL import Connection

UNVERIFIED = "unverified"
PIN = "sha256:"  # and the digest of the certificate in DER, as browsers and ``openssl x509 -fingerprint`` show it

_OTHER_HOST = "it is made out to another host"
# OpenSSL's X509_V_ERR_*, which its manual (X509_STORE_CTX_get_error) explains; pyOpenSSL has no names for them.
_NO_CHAIN = ", and the host sends none of that authority's, as it should (its chain is incomplete)"
_NO_ISSUER = frozenset({20, 21})  # of the host's own certificate: nobody has shown its authority's
_WORDS = {
    7: "its signature is not that of the authority that it names",
    9: "it is not valid yet",
    10: "it has expired",
    18: "it is self-signed",
    19: "a certificate of its chain is self-signed and not known here",
    2: "the authority that issued it is not known here",
    20: "the authority that issued it is not known here",
    21: "the authority that issued it is not known here",
    23: "it has been revoked",
    26: "it is not meant for servers",
    62: _OTHER_HOST,
    66: "its key is too small",
    67: "the key of its authority is too small",
    68: "it is signed with a digest that is too weak",
}


class CertificateRefusedError(CongtinError):
    """A certificate does not hold and nothing excepts it; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class TlsException:
    """What is put up with at one portal.

    Attributes:
        certificate: :data:`UNVERIFIED` for any, :data:`PIN` and a digest for one, ``None`` for one that holds only.
        min_version: the oldest version spoken (``TLSv1.0``, ``TLSv1.1``), ``None`` for TLS 1.2.
    """

    certificate: str | None = None
    min_version: str | None = None


NO_EXCEPTION = TlsException()


@dataclass(slots=True)
class Verification:
    """What was found wrong with the certificate of one connection: nothing where it holds."""

    host: str
    exception: TlsException = NO_EXCEPTION
    faults: list[str] = field(default_factory=list)

    def watch(self, connection: Connection, protocol: object) -> None:
        """Verify the certificate that a new connection is shown, before anything is sent over it.

        Args:
            connection: the connection; its handshake has not begun.
            protocol: Twisted's protocol of it, which is told why it ends.
        """

        def verify(_: Connection, certificate: X509, error: int, depth: int, is_good: int) -> bool:
            refusal = self._refusal(certificate, error if not is_good else 0, depth)
            if refusal is not None:
                reason = Failure(CertificateRefusedError(refusal))  # type: ignore[no-untyped-call]
                protocol.failVerification(reason)  # type: ignore[attr-defined]
            return refusal is None

        connection.set_verify(VERIFY_PEER, verify)

    def _refusal(self, certificate: X509, error: int, depth: int) -> str | None:
        """Take note of what is wrong, and return why the connection ends, ``None`` where it goes on.

        OpenSSL asks for each error, then for each certificate of the chain down to the host's own (depth 0). It is that
        one which is refused, whatever is wrong with the others: people are told its digest.
        """
        if error:
            is_alone = depth == 0 and error in _NO_ISSUER
            self._note(_WORDS.get(error, f"OpenSSL refuses it (error {error})") + (_NO_CHAIN if is_alone else ""))
        if depth == 0 and not self._names_host(certificate):
            self._note(_OTHER_HOST)
        if depth or not self.faults or self.exception.certificate == UNVERIFIED:
            return None
        if self.exception.certificate is None:
            return f"{NO_CERTIFICATE}: {self.faults[0]}; it shows {fingerprint(certificate)}"
        if fingerprint(certificate) == self.exception.certificate:
            return None
        return (
            f"{NO_CERTIFICATE} ({self.faults[0]}), and is not the one that the portal's description "
            f"excepts: it shows {fingerprint(certificate)}"
        )

    def _note(self, fault: str) -> None:
        if fault not in self.faults:
            self.faults.append(fault)

    def _names_host(self, certificate: X509) -> bool:
        is_address = isIPAddress(self.host) or isIPv6Address(self.host)
        name = IPAddress_ID(self.host) if is_address else DNS_ID(self.host)
        try:
            verify_service_identity(extract_patterns(certificate), [name], [])
        except (VerificationError, CertificateError, ValueError):  # ValueError: fields that nobody can read
            return False
        return True


def fingerprint(certificate: X509) -> str:
    """Return the digest of a certificate as a portal's description names it."""
    return PIN + hashlib.sha256(certificate.to_cryptography().public_bytes(Encoding.DER)).hexdigest()

"""Certificates that an authority of ours signs, good ones and such as no reader may accept."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_DAY = timedelta(days=1)


class Authority:
    """Signs certificates; whoever trusts ``file`` (``SSL_CERT_FILE``) trusts them.

    Args:
        folder: where the files go.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "authority of the tests")])
        self.file = folder / "authority.pem"
        certificate = self._certificate(self._name, self._key.public_key(), timedelta(days=2), None)
        self.file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def context(
        self, host: str, *, lasts: timedelta = _DAY, made_out_to: str | None = None, is_signed: bool = True
    ) -> ssl.SSLContext:
        """Return a server's context for a host.

        Args:
            host: its address.
            lasts: for how long its certificate is valid from now on; negative where it was.
            made_out_to: the address that the certificate names, the host's own by default.
            is_signed: whether the authority has signed it; the host itself has otherwise.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"portal at {host}")])
        certificate = self._certificate(
            name, key.public_key(), lasts, made_out_to or host, None if is_signed else (name, key)
        )
        encoding = serialization.Encoding.PEM
        private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        pem = self._folder / f"{host}.pem"
        pem.write_bytes(private + certificate.public_bytes(encoding))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        return context

    def _certificate(
        self,
        name: x509.Name,
        public: ec.EllipticCurvePublicKey,
        lasts: timedelta,
        host: str | None,
        signer: tuple[x509.Name, ec.EllipticCurvePrivateKey] | None = None,
    ) -> x509.Certificate:
        """Return a certificate: of a host, or of the authority itself where there is none."""
        issuer, key = signer or (self._name, self._key)
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 10 * _DAY)
            .not_valid_after(now + lasts)
            .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
        )
        if host is not None:
            names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
            builder = builder.add_extension(names, critical=False)
        return builder.sign(key, hashes.SHA256())


def old_tls_only(context: ssl.SSLContext) -> ssl.SSLContext:
    """Have a context speak TLS 1.0 and nothing newer, as servers do that nobody has touched since 2008."""
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1
    return context

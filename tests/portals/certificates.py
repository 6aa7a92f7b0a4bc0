"""Certificates for portals on loopback."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def made_certificate(folder: Path) -> Path:
    """Write a certificate for 127.0.0.1 with its key, signed by itself, into a PEM file; returns the file.

    Whoever trusts the file (``SSL_CERT_FILE``) trusts a server that shows it.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "portal on loopback")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem = folder / "certificate.pem"
    pem.write_bytes(private + certificate.public_bytes(encoding))
    return pem


def issued_certificate(
    folder: Path, *, names: Sequence[str] = ("127.0.0.1",), days: tuple[int, int] = (-1, 1), is_issued: bool = True
) -> tuple[Path, Path]:
    """Write a certificate with its key, and that of the authority that issued it; returns both files.

    Args:
        folder: where to write them.
        names: the hosts that it is made out to, names or addresses.
        days: from when to when it holds, in days from now.
        is_issued: whether an authority issued it; else it is signed by itself, and the second file is the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    key, authority_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    now = datetime.now(UTC)

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    def begun(subject: str, issuer: str, public: ec.EllipticCurvePublicKey, first: int, last: int) -> Any:
        builder = x509.CertificateBuilder().subject_name(named(subject)).issuer_name(named(issuer))
        builder = builder.public_key(public).serial_number(x509.random_serial_number())
        return builder.not_valid_before(now + timedelta(days=first)).not_valid_after(now + timedelta(days=last))

    issuer, signing = (f"authority {folder.name} on loopback", authority_key) if is_issued else ("portal", key)
    alternatives = [
        x509.IPAddress(ipaddress.ip_address(name)) if name[0].isdigit() else x509.DNSName(name) for name in names
    ]
    certificate = (
        begun("portal", issuer, key.public_key(), *days)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .sign(signing, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem, authority = folder / "portal.pem", folder / "authority.pem"
    pem.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    if not is_issued:
        return pem, pem
    own = (
        begun(issuer, issuer, authority_key.public_key(), -9, 9)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    authority.write_bytes(own.public_bytes(serialization.Encoding.PEM))
    return pem, authority


def server_context(pem: Path, newest: ssl.TLSVersion) -> ssl.SSLContext:
    """Return a server's context that shows the certificate and speaks no TLS newer than ``newest``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    context.maximum_version = newest
    return context

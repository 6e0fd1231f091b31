"""Listeners: on loopback as they are, anywhere else with TLS only."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import stat
from dataclasses import dataclass
from pathlib import Path

from healthcare_medallion.errors import KeyMaterialError, SettingsError


@dataclass(frozen=True)
class Certificate:
    """Files in PEM: the certificate with its chain, and its private key."""

    chain: Path
    key: Path


def listen(host: str, port: int, certificate: Certificate | None = None, *, backlog: int = 128) -> socket.socket:
    """A listening socket; with a certificate every connection it accepts speaks TLS 1.2 or newer.

    :raises SettingsError: the address is not loopback and there is no certificate, or it cannot be bound.
    :raises KeyMaterialError: certificate or key cannot be used, or others can read the key.
    """
    address = resolved(host, port)
    context = tls_context(certificate) if certificate else None
    if context is None and not is_loopback(address):
        raise SettingsError(
            f"{host} can be reached from other machines, and nothing leaves this one unencrypted.",
            hint="Listen on 127.0.0.1, or give a certificate and its key.",
        )
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # The address that was judged is bound, not the name: it could mean another machine's by now.
        listener.bind((address, port))
        listener.listen(backlog)
    except OSError as error:
        listener.close()
        raise SettingsError(f"Cannot listen on {host} port {port}: {error.strerror}.") from None
    # Handshakes are left to the thread that reads: a caller that says nothing must not hold up `accept`.
    return context.wrap_socket(listener, server_side=True, do_handshake_on_connect=False) if context else listener


def resolved(host: str, port: int = 0) -> str:
    """The address that a host name or address means; empty means every address of this machine.

    :raises SettingsError: none, or loopback and others at once.
    """
    if not host:
        return "0.0.0.0"  # noqa: S104 - judged like any other address, and refused without a certificate
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise SettingsError(f"There is no address for {host}.") from None
    if len({is_loopback(address) for address in found}) > 1:
        raise SettingsError(f"{host} means loopback and other addresses at once.", hint="Give the address itself.")
    return found[0]


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_loopback


def tls_context(certificate: Certificate) -> ssl.SSLContext:
    """:raises KeyMaterialError: certificate or key cannot be used, or others can read the key."""
    try:
        if stat.S_IMODE(certificate.key.stat().st_mode) & 0o077:
            raise KeyMaterialError(
                f"{certificate.key} can be read by others than its owner.", hint=f"chmod 600 {certificate.key}"
            )
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(certificate.chain, certificate.key, password=_no_password)
    except (OSError, ssl.SSLError) as error:
        raise KeyMaterialError(
            f"The certificate {certificate.chain} with the key {certificate.key} cannot be used "
            f"({type(error).__name__}).",
            hint="Both are PEM files that belong together, the key without a password.",
        ) from None
    return context


def _no_password() -> str:
    return ""  # without it OpenSSL asks on the terminal

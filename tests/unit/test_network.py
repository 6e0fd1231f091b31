"""Listeners beyond loopback speak TLS or do not exist: real sockets, a certificate of the test's own."""

from __future__ import annotations

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from healthcare_medallion.errors import KeyMaterialError, SettingsError
from healthcare_medallion.network import Certificate, is_loopback, listen


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "chain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").touch(mode=0o600)
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return Certificate(folder / "chain.pem", folder / "key.pem")


def serve_one(listener: socket.socket) -> threading.Thread:
    def serve() -> None:
        connection, _ = listener.accept()
        try:
            connection.sendall(connection.recv(100).upper())
        except OSError:
            pass
        finally:
            connection.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.0.2.1", "8.8.8.8", "::ffff:8.8.8.8"])
def test_beyond_loopback_nothing_is_bound_without_a_certificate(host: str) -> None:
    with pytest.raises(SettingsError, match="nothing leaves this one unencrypted"):
        listen(host, 0)


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("localhost.example", False),
    ],
)
def test_what_is_loopback(address: str, loopback: bool) -> None:
    assert is_loopback(address) is loopback


def test_loopback_needs_no_certificate() -> None:
    with listen("127.0.0.1", 0) as listener:
        thread = serve_one(listener)
        with socket.create_connection(listener.getsockname(), timeout=10) as client:
            client.sendall(b"hello")
            assert client.recv(100) == b"HELLO"
        thread.join(10)


def test_with_a_certificate_a_connection_is_encrypted(certificate: Certificate) -> None:
    with listen("0.0.0.0", 0, certificate) as listener:
        thread = serve_one(listener)
        trusting = ssl.create_default_context(cafile=certificate.chain)
        port = listener.getsockname()[1]
        with (
            socket.create_connection(("127.0.0.1", port), timeout=10) as plain,
            trusting.wrap_socket(plain, server_hostname="127.0.0.1") as client,
        ):
            assert client.version() in ("TLSv1.2", "TLSv1.3")
            client.sendall(b"hello")
            assert client.recv(100) == b"HELLO"
        thread.join(10)


def test_with_a_certificate_plain_text_gets_no_answer(certificate: Certificate) -> None:
    with listen("127.0.0.1", 0, certificate) as listener:
        thread = serve_one(listener)
        with socket.create_connection(listener.getsockname(), timeout=10) as client:
            client.sendall(b"hello hello hello")
            try:
                answer = client.recv(100)
            except ConnectionResetError:
                answer = b""
            assert b"HELLO" not in answer
        thread.join(10)


def test_a_private_key_that_others_can_read_is_refused(certificate: Certificate, tmp_path: Path) -> None:
    loose = tmp_path / "key.pem"
    loose.write_bytes(certificate.key.read_bytes())
    loose.chmod(0o644)
    with pytest.raises(KeyMaterialError, match="can be read by others"):
        listen("127.0.0.1", 0, Certificate(certificate.chain, loose))


def test_files_that_do_not_belong_together_are_refused(certificate: Certificate, tmp_path: Path) -> None:
    other = tmp_path / "key.pem"
    other.touch(mode=0o600)
    for content in (b"", b"no key", certificate.chain.read_bytes()):
        other.write_bytes(content)
        with pytest.raises(KeyMaterialError, match="cannot be used"):
            listen("127.0.0.1", 0, Certificate(certificate.chain, other))
    with pytest.raises(KeyMaterialError, match="cannot be used"):
        listen("127.0.0.1", 0, Certificate(certificate.chain, tmp_path / "none.pem"))

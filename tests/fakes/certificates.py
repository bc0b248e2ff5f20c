"""A certificate for made-up hosts that nobody trusts but the test that made it."""

import ssl
import subprocess
from collections.abc import Sequence
from pathlib import Path


def certify(folder: Path, hosts: Sequence[str]) -> Path:
    """Write a certificate for all these hosts, and its key, into a folder; the file to trust."""
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=loopback"
    names = ",".join(f"DNS:{host}" for host in hosts)
    subprocess.run(
        [*command.split(), "-addext", f"subjectAltName={names}", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "cert.pem"


def showing(certificate: Path) -> ssl.SSLContext:
    """What a server needs to show the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context

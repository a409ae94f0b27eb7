"""Documents made without a database, and a signer to throw away, for tests about the file itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.keys import load_private_key_from_pemder_data
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from agreements.clauses.context import AgreementFacts
from agreements.clauses.examples import example_agreement
from agreements.clauses.library import load
from agreements.clauses.render import DataKey, RenderedClause, render_agreement, text_sha256
from agreements.paper.data import canonical, check_of, data_of
from agreements.paper.html import render_html
from agreements.paper.imprint import Imprint
from agreements.paper.pdf import render_pdf
from agreements.rules.report import CheckPart, CheckRow

IMPRINT = Imprint("ABCDE12345", datetime(2027, 5, 1, 12, tzinfo=UTC))
CHECK = [CheckPart("De overeenkomst", met=[CheckRow("S-001", "Een zin.", "Goed.", "artikel 2.107f WVO 2020")])]


@dataclass(frozen=True)
class Paper:
    """One document to sign, as the services freeze it."""

    facts: AgreementFacts
    answers: Mapping[DataKey, Mapping[str, Any]] | None = None
    is_final: bool = True
    pick: Callable[[tuple[RenderedClause, ...]], tuple[RenderedClause, ...]] = lambda rendered: rendered
    """Which articles are in it: all."""

    @cached_property
    def _answers(self) -> Mapping[DataKey, Mapping[str, Any]]:
        return example_agreement(load(), self.facts) if self.answers is None else self.answers

    @cached_property
    def rendered(self) -> tuple[RenderedClause, ...]:
        return self.pick(render_agreement(load(), self._answers, self.facts))

    @cached_property
    def html(self) -> str:
        return render_html(
            self.facts,
            self.rendered,
            version="1.4",
            digest=text_sha256(self.rendered),
            watermark=not self.is_final,
            imprint=IMPRINT,
            to_sign=self.is_final,
            check=CHECK,
        )

    @cached_property
    def data(self) -> str:
        digest = text_sha256(self.rendered)
        told = data_of(
            self.facts, self.rendered, self._answers, version="1.4", digest=digest, is_final=self.is_final,
            imprint=IMPRINT,
        )  # fmt: skip
        return canonical(told)

    @cached_property
    def check_data(self) -> str:
        return canonical(check_of(self.facts, CHECK, imprint=IMPRINT))

    @cached_property
    def pdf(self) -> bytes:
        return render_pdf(self.html, data=self.data, check_data=self.check_data)


def throw_away_signer(name: str) -> SimpleSigner:
    """A key of this moment, and a certificate that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        certificates.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    certificate = x509.Certificate.load(made.public_bytes(serialization.Encoding.DER))
    return SimpleSigner(certificate, _for_pyhanko(key), SimpleCertificateStore())


def _for_pyhanko(key: ec.EllipticCurvePrivateKey) -> keys.PrivateKeyInfo:
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return load_private_key_from_pemder_data(key.private_bytes(serialization.Encoding.DER, *plain), passphrase=None)

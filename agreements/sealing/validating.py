"""Check every signature in a file, with pyHanko alone: no database, no network."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from asn1crypto import crl as asn1_crl
from asn1crypto import x509
from pyhanko.keys.pemder import load_certs_from_pemder_data
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from .awaiting import finished
from .reading import Reader
from .report import Report, SignatureFound
from .trust import Trust

logger = logging.getLogger(__name__)

WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


def validate(pdf: bytes, *, trust: Trust, at: datetime | None = None) -> Report:
    """Every signature in order, judged as at the moment `at` (now). Never raises for what is wrong with the file."""
    try:
        reader = Reader(pdf)
        embedded = reader.embedded_signatures
        filled = len(list(enumerate_sig_fields(reader, filled_status=True)))
        if len(embedded) != filled:  # pyHanko passes over what is of no kind that it knows
            return Report(problem=f"{filled} fields are signed, but only {len(embedded)} signatures can be read.")
        if _is_longer_than_it_says(pdf, reader, embedded):
            return Report(problem="Behind the last signature there is something that belongs to no revision.")
        return finished(_Check(reader, trust, at or datetime.now(UTC)).report(embedded))
    except Exception as error:  # pyHanko raises many kinds for bytes that make no sense; each means: not readable
        logger.info("A file could not be checked", exc_info=True)
        return Report(problem=f"{type(error).__name__}: {error}")


class _Check:
    """One file being checked. What the file itself brings along (certificates, revocation lists) is used too."""

    def __init__(self, reader: Reader, trust: Trust, at: datetime) -> None:
        self.at, self.trust = at, trust
        self.roots = [root for pem in trust.roots for root in load_certs_from_pemder_data(pem)]
        self.certificates, self.revoked = _brought_along(reader)
        self.revoked += [asn1_crl.CertificateList.load(der) for der in trust.revoked]
        self.has_store = "/DSS" in reader.root

    async def report(self, embedded: Sequence[EmbeddedPdfSignature]) -> Report:
        """From the last to the first: what a later timestamp proves, holds for what came before it."""
        moment, hold, found = self.at, True, []
        stamped_after = False
        for one in reversed(embedded):
            if one.sig_object_type == "/DocTimeStamp":
                status = await async_validate_pdf_timestamp(one, self.context(one, moment))
                is_good = _holds(status) and status.coverage in WHOLE
                hold = hold and is_good
                if is_good:
                    moment, stamped_after = status.timestamp, True
            else:
                found.append(await self.signature(one, moment, stamped_after))
        return Report(tuple(reversed(found)), hold)

    async def signature(self, one: EmbeddedPdfSignature, moment: datetime, stamped_after: bool) -> SignatureFound:
        if not _covers_what_was_signed(one):  # said at once: the rest is slow, and says nothing any more
            return _broken(one, "the bytes that it covers were changed")
        try:
            status = await async_validate_pdf_signature(one, self.context(one, moment))
        except Exception as error:
            return _broken(one, f"{type(error).__name__}: {error}")
        stamp = status.timestamp_validity
        is_intact = status.intact and status.valid and status.coverage in WHOLE and status.docmdp_ok is not False
        return SignatureFound(
            field=one.field_name,
            signer=_names(one.signer_cert.subject),
            issuer=_names(one.signer_cert.issuer),
            certificate_sha256=one.signer_cert.sha256.hex(),
            level=_level(stamp is not None, self.has_store, stamped_after),
            moment=stamp.timestamp if stamp else status.signer_reported_dt,
            is_timestamped=stamp is not None,
            is_intact=is_intact,
            is_trusted=status.trusted and (stamp is None or _holds(stamp)),
            covers=_end(one),
            reason=str(one.sig_object.get("/Reason", "")),
            location=str(one.sig_object.get("/Location", "")),
            name=str(one.sig_object.get("/Name", "")),
            certifies=one.docmdp_level is not None or one.fieldmdp is not None,
            problem="" if is_intact and status.trusted else status.summary(),
        )

    def context(self, one: EmbeddedPdfSignature, moment: datetime) -> ValidationContext:
        """Where we know a revocation list of the issuer that holds at the moment, it decides; no list is no proof."""
        issuer = one.signer_cert.issuer.hashable
        known = any(found.issuer.hashable == issuer and _until(found) >= moment for found in self.revoked)
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=self.certificates,
            crls=self.revoked,
            moment=moment,
            revocation_mode="require" if known else "soft-fail",
            retroactive_revinfo=True,
            allow_fetching=False,
        )


def _is_longer_than_it_says(pdf: bytes, reader: Reader, embedded: Sequence[EmbeddedPdfSignature]) -> bool:
    """What is behind the last revision nobody judges, and a program that repairs files might show it."""
    last = reader.total_revisions - 1
    return any(one.signed_revision == last and bool(pdf[_end(one) :].strip()) for one in embedded)


def _brought_along(reader: Reader) -> tuple[list[x509.Certificate], list[asn1_crl.CertificateList]]:
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return [], []
    lists = [asn1_crl.CertificateList.load(one.get_object().data) for one in store.crls]
    return list(store.load_certs()), lists


def _holds(stamp: TimestampSignatureStatus) -> bool:
    return stamp.intact and stamp.valid and stamp.trusted


def _level(is_timestamped: bool, has_store: bool, stamped_after: bool) -> str:
    if not is_timestamped:
        return "B-B"
    if not has_store:
        return "B-T"
    return "B-LTA" if stamped_after else "B-LT"


def _covers_what_was_signed(one: EmbeddedPdfSignature) -> bool:
    digests = [
        value.native
        for attribute in one.signer_info["signed_attrs"]
        if attribute["type"].native == "message_digest"
        for value in attribute["values"]
    ]
    return digests == [one.compute_digest()]


def _until(found: asn1_crl.CertificateList) -> datetime:
    until = found["tbs_cert_list"]["next_update"].native
    return until if isinstance(until, datetime) else datetime.max.replace(tzinfo=UTC)


def _end(one: EmbeddedPdfSignature) -> int:
    _start, _length, start, length = (int(number) for number in one.byte_range)
    return start + length


def _names(name: x509.Name) -> str:
    """`Stichting X (Stichting X, NL)`: who it is, and of what."""
    parts = name.native
    organisation = parts.get("organization_name", "")
    return ", ".join(dict.fromkeys(str(part) for part in (parts.get("common_name", ""), organisation) if part))


def _broken(one: EmbeddedPdfSignature, problem: str) -> SignatureFound:
    certificate = one.signer_cert
    return SignatureFound(
        field=one.field_name,
        signer=_names(certificate.subject),
        issuer=_names(certificate.issuer),
        certificate_sha256=certificate.sha256.hex(),
        level="B-B",
        moment=None,
        is_timestamped=False,
        is_intact=False,
        is_trusted=False,
        covers=_end(one),
        problem=problem,
    )

"""The legal states of an agreement (domain.md 4.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    COMPLETE = "complete", _("complete, every board agrees with the text")
    CONSULTATION = "consultation", _("with the participation bodies")
    DECISION = "decision", _("with the directors")
    OUT_FOR_SIGNATURE = "out_for_signature", _("out for signature")
    SIGNED = "signed", _("signed, being sealed")
    IN_FORCE = "in_force", _("in force")
    TERMINATED = "terminated", _("notice given")
    WINDING_DOWN = "winding_down", _("winding down")
    REPLACED = "replaced", _("replaced by a later agreement")
    ENDED = "ended", _("ended")
    WITHDRAWN = "withdrawn", _("withdrawn")


SENT_BACK_FROM = (State.COMPLETE, State.CONSULTATION, State.DECISION)
"""States from which an agreement can be sent back to its writers."""

BEFORE_SIGNATURE = (*SENT_BACK_FROM, State.OUT_FOR_SIGNATURE)
"""From agreeing with the text to signing it; out for signature a board declines instead of sending back."""

UNSIGNED = (State.DRAFT, *BEFORE_SIGNATURE)
"""States in which nobody is bound: a board may break off (nobody can be held to negotiate)."""


BINDING = (State.IN_FORCE, State.TERMINATED, State.WINDING_DOWN)
"""States in which what was signed still binds."""


AFTER_SIGNATURE = (State.SIGNED, *BINDING, State.REPLACED, State.ENDED)
"""States in which every board signed: the words are what they were."""


class Instrument(models.TextChoices):
    SAMENWERKINGSOVEREENKOMST = "sok", _("cooperation agreement (samenwerkingsovereenkomst)")
    INTERNAL = "internal", _("internal regulation (interne regeling)")
    FRAMEWORK = "framework", _("framework agreement (raamovereenkomst)")


class ChangeKind(models.TextChoices):
    AMENDMENT = "amendment", _("amendment (addendum)")
    ACCESSION = "accession", _("accession of a board")
    DEPARTURE = "departure", _("departure of a board")
    RENEWAL = "renewal", _("renewal")


class Right(models.TextChoices):
    ADVICE = "advice", _("advice")
    CONSENT = "consent", _("consent")


class Outcome(models.TextChoices):
    POSITIVE = "positive", _("positive advice, or consent given")
    POSITIVE_WITH_REMARKS = "remarks", _("positive, with remarks")
    NEGATIVE = "negative", _("negative advice, or consent withheld")
    NO_ANSWER = "no_answer", _("no answer within the term")


class SigningMethod(models.TextChoices):
    """Whose key made the signature in the file."""

    PLATFORM = "platform", _("signed here, with the key of the board")
    OUTSIDE = "outside", _("signed outside, with a certificate of its own")


class ReminderKind(models.TextChoices):
    """Why a board was reminded to sign."""

    FIRST = "first", _("some days after it was asked")
    LAST = "last", _("some days before the term ends")
    ASKED = "asked", _("somebody asked for it")


class DocumentKind(models.TextChoices):
    DRAFT = "draft", _("draft")
    AGREEMENT = "agreement", _("agreement for signature")
    SEALED = "sealed", _("signed agreement")
    COMPARISON = "comparison", _("comparison of two versions")
    EVIDENCE = "evidence", _("evidence of the signatures")


WORKING_PAPERS = (DocumentKind.DRAFT, DocumentKind.COMPARISON)
"""Documents that stay with the parties."""

SIGNED_PAPERS = (DocumentKind.AGREEMENT, DocumentKind.SEALED)
"""What boards sign: offered, and as it is kept for good."""


class DecisionVerdict(models.TextChoices):
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("sent back")


class Stance(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


class Audience(models.TextChoices):
    OWN_BOARD = "own", _("only my own board")
    EVERYBODY = "all", _("every board")

import django.db.models.deletion
import django.utils.timezone
import django_fsm
from django.conf import settings
from django.db import migrations, models

import agreements.models.annex
import agreements.models.decision
import agreements.models.document
import agreements.models.revision
from agreements import triggers


class Migration(migrations.Migration):
    replaces = [
        ("agreements", "0001_initial"),
        ("agreements", "0002_negotiation"),
        ("agreements", "0003_break_off"),
        ("agreements", "0004_library_version"),
        ("agreements", "0005_keep_texts_and_comparisons"),
        ("agreements", "0006_participation_matrix"),
        ("agreements", "0007_instruments"),
        ("agreements", "0008_mandate_in_evidence"),
        ("agreements", "0009_clause_variants"),
        ("agreements", "0010_changes"),
        ("agreements", "0011_instead_of"),
        ("agreements", "0012_reasons"),
        ("agreements", "0013_attach_files"),
        ("agreements", "0014_notice"),
        ("agreements", "0015_agreement_templates"),
        ("agreements", "0016_letters_in_quarantine"),
        ("agreements", "0017_proof_of_signer"),
        ("agreements", "0018_freeze_document_data"),
        ("agreements", "0019_added_articles_and_template_versions"),
        ("agreements", "0020_check_in_drafts"),
        ("agreements", "0021_mandate_document_in_evidence"),
        ("agreements", "0022_find_documents_by_digest"),
        ("agreements", "0023_revisions_of_signed_file"),
        ("agreements", "0024_evidence_documents"),
        ("agreements", "0025_decline_to_sign"),
        ("agreements", "0026_signing_requests"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("accounts", "__first__"),
        ("leerroutes", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("sok", "cooperation agreement (samenwerkingsovereenkomst)"),
                            ("internal", "internal regulation (interne regeling)"),
                            ("framework", "framework agreement (raamovereenkomst)"),
                        ],
                        default="sok",
                        max_length=10,
                    ),
                ),
                (
                    "is_vsg",
                    models.BooleanField(
                        default=False, verbose_name="the institutions are one verticale scholengemeenschap"
                    ),
                ),
                (
                    "legal_basis",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="legal basis of the internal regulation"
                    ),
                ),
                ("library_version", models.CharField(max_length=20)),
                ("template", models.JSONField(blank=True, default=dict, editable=False)),
                ("added", models.JSONField(blank=True, default=dict, editable=False)),
                ("starts_on", models.DateField(verbose_name="starts on")),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, help_text="Empty: for an indefinite time.", null=True, verbose_name="ends on"
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True)),
                (
                    "change_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("amendment", "amendment (addendum)"),
                            ("accession", "accession of a board"),
                            ("departure", "departure of a board"),
                            ("renewal", "renewal"),
                        ],
                        max_length=10,
                        verbose_name="kind of change",
                    ),
                ),
                ("is_material", models.BooleanField(default=True, verbose_name="material change")),
                ("change_reason", models.TextField(blank=True, max_length=4000, verbose_name="what changes, and why")),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "draft"),
                            ("complete", "complete, every board agrees with the text"),
                            ("consultation", "with the participation bodies"),
                            ("decision", "with the directors"),
                            ("out_for_signature", "out for signature"),
                            ("signed", "signed, being sealed"),
                            ("in_force", "in force"),
                            ("terminated", "notice given"),
                            ("winding_down", "winding down"),
                            ("replaced", "replaced by a later agreement"),
                            ("ended", "ended"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("state_reason", models.TextField(blank=True, editable=False)),
                ("state_since", models.DateTimeField(auto_now_add=True)),
                ("round", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["state", "-id"], name="agreement_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "complete",
                                    "consultation",
                                    "decision",
                                    "out_for_signature",
                                    "signed",
                                    "in_force",
                                    "terminated",
                                    "winding_down",
                                    "replaced",
                                    "ended",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="agreement_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="agreement_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("replaces",),
                        name="one_change_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True),
                            models.Q(
                                models.Q(("change_kind", ""), _negated=True),
                                models.Q(("change_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_change_says_what_and_why",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="AgreementParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("leaves", models.BooleanField(default=False)),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="agreements.agreement"
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement_parties",
                        to="accounts.board",
                    ),
                ),
            ],
            options={
                "ordering": ["board__name"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("agreement", "board"), name="board_is_party_once")],
            },
        ),
        migrations.CreateModel(
            name="AgreementReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=10)),
                ("message", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                ("given", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reasons", to="agreements.agreement"
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "sha256"), name="one_reason_per_warning_of_an_agreement"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="reason_about_an_agreement_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementRoute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=1)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="covered", to="agreements.agreement"
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="covering", to="leerroutes.route"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "route"), name="route_covered_once_per_agreement")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("sok", "cooperation agreement (samenwerkingsovereenkomst)"),
                            ("internal", "internal regulation (interne regeling)"),
                            ("framework", "framework agreement (raamovereenkomst)"),
                        ],
                        max_length=10,
                    ),
                ),
                ("clauses", models.JSONField(default=list)),
                ("answers", models.JSONField(default=dict)),
                ("kept", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("archived", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.board",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived__isnull", True)),
                        fields=("board", "name"),
                        name="template_named_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("archived__isnull", True), ("board__isnull", True)),
                        fields=("name",),
                        name="template_of_platform_named_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Annex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150)),
                ("kind", models.CharField(max_length=10)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("quarantine", "being checked"), ("clean", "checked"), ("refused", "refused")],
                        default="quarantine",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("uploaded", models.DateTimeField(auto_now_add=True)),
                ("checked", models.DateTimeField(null=True)),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                ("code", models.CharField(blank=True, max_length=20, verbose_name="article")),
                ("file", models.FileField(blank=True, upload_to=agreements.models.annex.annex_path)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="annexes", to="agreements.agreement"
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerroutes.route",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["quarantine", "clean", "refused"])),
                        name="annex_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refused_annex_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), ("route__isnull", True), _connector="OR"),
                        name="annex_of_an_article_or_a_route",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "refused"), _negated=True),
                        fields=("agreement", "sha256"),
                        name="annex_once_per_agreement",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "verdict",
                    models.CharField(choices=[("approved", "approved"), ("returned", "sent back")], max_length=10),
                ),
                ("reason", models.TextField(blank=True)),
                ("decided", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="agreements.agreement"
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "round", "board"), name="one_agreement_decision_per_board_per_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "approved"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="sending_back_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClauseApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approvals",
                        to="agreements.boarddecision",
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerroutes.route",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ClauseText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("data", models.JSONField(blank=True, default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved", models.DateTimeField(auto_now=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clauses", to="agreements.agreement"
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerroutes.route",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("route__isnull", True)),
                        fields=("agreement", "code"),
                        name="clause_once_per_agreement",
                    ),
                    models.UniqueConstraint(
                        fields=("agreement", "code", "route"), name="clause_once_per_agreement_and_route"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClauseVariant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("data", models.JSONField(default=dict)),
                ("model", models.CharField(max_length=20)),
                ("kept", models.DateTimeField(auto_now_add=True)),
                ("archived", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
            ],
            options={
                "ordering": ["code", "name", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived__isnull", True)),
                        fields=("board", "code", "name"),
                        name="variant_named_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                (
                    "audience",
                    models.CharField(
                        choices=[("own", "only my own board"), ("all", "every board")],
                        max_length=10,
                        verbose_name="who reads this",
                    ),
                ),
                ("passage", models.TextField(blank=True, max_length=500, verbose_name="passage")),
                ("body", models.TextField(max_length=4000, verbose_name="comment")),
                ("written", models.DateTimeField(auto_now_add=True)),
                ("settled", models.DateTimeField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="agreements.agreement"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                ("mentioned", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "route",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerroutes.route",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["agreement", "code"], name="comment_of_article")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="settled_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text_sha256", models.CharField(max_length=64)),
                ("given", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="agreements.agreement"
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "board", "text_sha256"), name="consent_once_per_board_and_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "right",
                    models.CharField(
                        choices=[("advice", "advice"), ("consent", "consent")],
                        max_length=10,
                        verbose_name="advice or consent",
                    ),
                ),
                ("topics", models.JSONField(blank=True, default=list)),
                ("other_topic", models.CharField(blank=True, max_length=300, verbose_name="another subject")),
                ("digests", models.JSONField(blank=True, default=dict, editable=False)),
                ("carried_reason", models.TextField(blank=True)),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("due_on", models.DateField(verbose_name="answer expected by")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positive advice, or consent given"),
                            ("remarks", "positive, with remarks"),
                            ("negative", "negative advice, or consent withheld"),
                            ("no_answer", "no answer within the term"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("remarks", models.TextField(blank=True, max_length=4000, verbose_name="remarks")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                (
                    "letter",
                    models.FileField(
                        blank=True, upload_to=agreements.models.decision.letter_path, verbose_name="letter"
                    ),
                ),
                ("letter_name", models.CharField(blank=True, max_length=200)),
                (
                    "letter_state",
                    models.CharField(
                        blank=True,
                        choices=[("quarantine", "being checked"), ("clean", "checked"), ("refused", "refused")],
                        max_length=10,
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="accounts.participationbody",
                        verbose_name="body",
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.consultation",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "round", "body", "right"), name="body_asked_once_per_round_and_right"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carried_from__isnull", True),
                            models.Q(
                                models.Q(("carried_reason", ""), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="carrying_an_answer_over_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carried_from__isnull", True),
                            models.Q(("outcome", "negative"), ("right", "consent"), _negated=True),
                            _connector="OR",
                        ),
                        name="withheld_consent_is_never_carried_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome", ""), ("answered_on__isnull", False), _connector="OR"),
                        name="an_answer_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_on__isnull", True), ("answered_on__gte", models.F("asked_on")), _connector="OR"
                        ),
                        name="answer_comes_after_the_question",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("agreement", "agreement for signature"),
                            ("sealed", "signed agreement"),
                            ("comparison", "comparison of two versions"),
                            ("evidence", "evidence of the signatures"),
                        ],
                        max_length=10,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("code", models.CharField(blank=True, editable=False, max_length=10)),
                ("source", models.TextField(editable=False)),
                ("data", models.TextField(blank=True, editable=False)),
                ("check_data", models.TextField(blank=True, editable=False)),
                ("text_sha256", models.CharField(max_length=64)),
                ("base_sha256", models.CharField(blank=True, max_length=64)),
                ("check_sha256", models.CharField(blank=True, max_length=64)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("file", models.FileField(blank=True, upload_to=agreements.models.document.document_path)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0)),
                ("requested", models.DateTimeField(auto_now_add=True)),
                ("stored", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="agreements.agreement"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["sha256"], name="document_by_digest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "kind", "round", "text_sha256", "base_sha256", "check_sha256"),
                        name="one_document_per_kind_round_and_texts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "agreement")),
                        fields=("agreement", "round"),
                        name="one_document_to_sign_per_round",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("code",),
                        name="code_leads_to_one_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "comparison"), models.Q(("base_sha256", ""), _negated=True)),
                            models.Q(models.Q(("kind", "comparison"), _negated=True), ("base_sha256", "")),
                            _connector="OR",
                        ),
                        name="only_a_comparison_has_a_base",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stored__isnull", True), models.Q(("sha256", ""), _negated=True), _connector="OR"
                        ),
                        name="stored_document_has_a_digest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("declined_by_name", models.CharField(max_length=150)),
                ("instead_of_name", models.CharField(blank=True, max_length=150)),
                ("reason", models.TextField()),
                ("declined", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="declines", to="agreements.agreement"
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "declined_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decline", to="agreements.document"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="declining_has_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FrozenText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("round", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("articles", models.JSONField()),
                ("frozen", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="frozen_texts",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("agreement", "sha256"), name="text_frozen_once")],
            },
        ),
        migrations.CreateModel(
            name="LibraryVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="number")),
                ("files", models.JSONField()),
                ("note", models.TextField(max_length=2000, verbose_name="what is new")),
                ("sha256", models.CharField(max_length=64)),
                ("published", models.DateTimeField(auto_now_add=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MatrixDeparture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mr", "participation council (MR)"),
                            ("pmr", "staff section of the MR (PMR)"),
                            ("oud_lln", "parents and pupils section of the MR"),
                            ("gmr", "joint participation council (GMR)"),
                            ("or", "works council (OR)"),
                            ("studentenraad", "student council"),
                            ("ouderraad", "parent council"),
                        ],
                        max_length=20,
                    ),
                ),
                ("proposed", models.JSONField(default=dict)),
                ("asked", models.JSONField(default=dict)),
                ("reason", models.TextField()),
                ("recorded", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departures",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.participationbody",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("body__isnull", False)),
                        fields=("agreement", "round", "body"),
                        name="departure_once_per_body_and_round",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("body__isnull", True)),
                        fields=("agreement", "round", "board", "kind"),
                        name="departure_once_per_missing_kind_and_round",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="departure_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("grounds", models.TextField()),
                ("given_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("took_effect", models.DateField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="agreements.agreement"
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["ends_on", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "board"), name="board_gives_notice_once"),
                    models.CheckConstraint(
                        condition=models.Q(("grounds", ""), _negated=True), name="notice_has_grounds"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("given_on"))), name="notice_ends_after_it_was_given"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("data", models.JSONField(default=dict)),
                ("based_on", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved", models.DateTimeField(auto_now=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_drafts",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerroutes.route",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("route__isnull", True)),
                        fields=("agreement", "code", "board"),
                        name="one_draft_per_board",
                    ),
                    models.UniqueConstraint(
                        fields=("agreement", "code", "route", "board"), name="one_draft_per_board_and_route"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("data", models.JSONField(default=dict)),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("proposed", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="agreements.agreement"
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerroutes.route",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("route__isnull", True)),
                        fields=("agreement", "code", "number"),
                        name="proposal_numbered_once",
                    ),
                    models.UniqueConstraint(
                        fields=("agreement", "code", "route", "number"), name="proposal_of_route_numbered_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signer_name", models.CharField(max_length=150)),
                ("instead_of_name", models.CharField(blank=True, max_length=150)),
                ("function", models.CharField(max_length=120)),
                ("mandate_document", models.CharField(max_length=200)),
                ("mandate_file_name", models.CharField(blank=True, max_length=150)),
                ("mandate_file_sha256", models.CharField(blank=True, max_length=64)),
                ("mandate_reach", models.TextField(blank=True)),
                ("mandate_from", models.DateField(null=True)),
                ("mandate_until", models.DateField(null=True)),
                ("document_sha256", models.CharField(max_length=64)),
                (
                    "proof_method",
                    models.CharField(
                        blank=True,
                        choices=[("totp", "password and a code from an app"), ("passkey", "password and a passkey")],
                        max_length=10,
                    ),
                ),
                ("proof_at", models.DateTimeField(null=True)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("platform", "signed here, with the key of the board"),
                            ("outside", "signed outside, with a certificate of its own"),
                        ],
                        default="platform",
                        max_length=10,
                    ),
                ),
                ("signed", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="agreements.document"
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.mandate"
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("document", "board"), name="signature_once_per_board")],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("file", models.FileField(upload_to=agreements.models.revision.revision_path)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("previous_sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("level", models.CharField(max_length=5, verbose_name="level")),
                ("certificate_sha256", models.CharField(max_length=64)),
                ("certificate_name", models.CharField(max_length=300, verbose_name="certificate of")),
                ("certificate_issuer", models.CharField(max_length=300, verbose_name="issued by")),
                ("is_trusted", models.BooleanField(default=False)),
                ("is_demonstration", models.BooleanField(default=False)),
                ("signed_at", models.DateTimeField(null=True)),
                ("is_timestamped", models.BooleanField(default=False)),
                ("made", models.DateTimeField(auto_now_add=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="agreements.document"
                    ),
                ),
                (
                    "signature",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revision", to="agreements.signature"
                    ),
                ),
            ],
            options={
                "ordering": ["document", "number"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="one_revision_per_number"),
                    models.UniqueConstraint(
                        fields=("document", "previous_sha256"), name="revisions_follow_one_another"
                    ),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="first_revision_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(("sha256", models.F("previous_sha256")), _negated=True),
                        name="a_revision_changes_the_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("weeks", models.PositiveSmallIntegerField(default=8)),
                ("order", models.JSONField(blank=True, default=list)),
                ("opened", models.DateTimeField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("renewed", models.DateTimeField(null=True)),
                ("lapsed", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_requests",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "round"), name="one_request_to_sign_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(("weeks__range", (1, 52))), name="term_for_signing_is_sane"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opened__isnull", True), ("due_on__isnull", False), _connector="OR"),
                        name="an_open_request_has_a_last_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lapsed__isnull", True), ("opened__isnull", False), _connector="OR"),
                        name="only_an_open_request_lapses",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Renewal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateField()),
                ("reason", models.TextField()),
                ("said", models.DateTimeField(auto_now_add=True)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals",
                        to="agreements.signingrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="renewing_has_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "some days after it was asked"),
                            ("last", "some days before the term ends"),
                            ("asked", "somebody asked for it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_on", models.DateField()),
                ("sent_on", models.DateField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="agreements.signingrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("request", "board", "sent_on"), name="one_reminder_a_day"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "asked"), _negated=True),
                        fields=("request", "board", "kind", "due_on"),
                        name="the_clock_reminds_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_by__isnull", False), ("kind", "asked")),
                            models.Q(models.Q(("kind", "asked"), _negated=True), ("asked_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="somebody_asked_for_it_or_the_clock",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Standpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "stance",
                    models.CharField(choices=[("accepted", "accepted"), ("rejected", "rejected")], max_length=10),
                ),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="reason")),
                ("taken", models.DateTimeField(auto_now_add=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standpoints",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerroutes.route",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stance", "accepted"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="rejecting_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("agreed", models.DateTimeField(auto_now_add=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "board"), name="board_agrees_to_withdraw_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="withdrawing_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: triggers.remove(editor.connection),
        ),
    ]

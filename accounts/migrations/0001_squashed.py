import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.models.document


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_mandate_register"),
        ("accounts", "0003_absence"),
        ("accounts", "0004_mandate_document"),
        ("accounts", "0005_province"),
        ("accounts", "0006_four_eyes"),
        ("accounts", "0007_erased"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Board",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "number",
                    models.CharField(
                        max_length=5,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{5}\\Z", "A board number is five digits, such as 90001."
                            )
                        ],
                        verbose_name="board number",
                    ),
                ),
                ("legal_form", models.CharField(default="stichting", max_length=60, verbose_name="legal form")),
                ("seat", models.CharField(max_length=100, verbose_name="seat")),
                (
                    "kvk",
                    models.CharField(
                        blank=True,
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{8}\\Z", "A Chamber of Commerce number is eight digits."
                            )
                        ],
                        verbose_name="Chamber of Commerce number",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "permissions": [
                    ("view_cases", "May read the cases of this board"),
                    ("draft_routes", "May propose routes for this board"),
                    ("approve_routes", "May approve proposals for this board"),
                    ("draft_agreements", "May fill in agreements for this board"),
                    ("advise_agreements", "May give advice or consent for a participation body of this board"),
                    ("decide_agreements", "May take the decision of this board on an agreement"),
                    ("sign_agreements", "May sign for this board, with a mandate"),
                    ("register_routes", "May record RIO registrations of this board's institutions"),
                    ("confirm_access", "May confirm who gets a role or a mandate at this board, as the second person"),
                ],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="work e-mail")),
                ("erased", models.DateTimeField(editable=False, null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Institution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("vo", "secondary school (vo)"), ("mbo", "mbo institution")],
                        max_length=3,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "brin",
                    models.CharField(
                        max_length=4,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{2}[A-Z]{2}\\Z", "A BRIN is two digits and two capitals, such as 99ZA."
                            )
                        ],
                        verbose_name="BRIN",
                    ),
                ),
                ("is_funded", models.BooleanField(default=True, verbose_name="funded by the state")),
                ("is_vso", models.BooleanField(default=False, verbose_name="special secondary education (vso)")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="institutions",
                        to="accounts.board",
                        verbose_name="board",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["vo", "mbo"])), name="institution_kind_is_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Establishment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=6,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{2}[A-Z]{2}[0-9]{2}\\Z",
                                "An establishment code is a BRIN and two digits, such as 99ZA00.",
                            )
                        ],
                        verbose_name="establishment code",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("place", models.CharField(max_length=100, verbose_name="place")),
                (
                    "province",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DR", "Drenthe"),
                            ("FL", "Flevoland"),
                            ("FR", "Fryslân"),
                            ("GE", "Gelderland"),
                            ("GR", "Groningen"),
                            ("LI", "Limburg"),
                            ("NB", "Noord-Brabant"),
                            ("NH", "Noord-Holland"),
                            ("OV", "Overijssel"),
                            ("UT", "Utrecht"),
                            ("ZE", "Zeeland"),
                            ("ZH", "Zuid-Holland"),
                        ],
                        max_length=2,
                        verbose_name="province",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="establishments",
                        to="accounts.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "province__in",
                                ["", "DR", "FL", "FR", "GE", "GR", "LI", "NB", "NH", "OV", "UT", "ZE", "ZH"],
                            )
                        ),
                        name="province_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposed", models.DateTimeField(auto_now_add=True)),
                ("confirmed", models.DateTimeField(null=True)),
                ("refused", models.DateTimeField(null=True)),
                ("refusal", models.TextField(blank=True)),
                (
                    "function",
                    models.CharField(
                        help_text="As it stands under the signature.", max_length=120, verbose_name="function"
                    ),
                ),
                ("scope", models.CharField(blank=True, max_length=200, verbose_name="scope")),
                (
                    "may_be_substituted",
                    models.BooleanField(
                        default=False,
                        help_text="During an absence of this person, and inside this mandate.",
                        verbose_name="a substitute may sign under it",
                    ),
                ),
                ("document_reference", models.CharField(max_length=200, verbose_name="document")),
                ("valid_from", models.DateField(default=django.utils.timezone.localdate, verbose_name="from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("first_used", models.DateTimeField(editable=False, null=True)),
                ("kept_name", models.CharField(blank=True, editable=False, max_length=150)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="accounts.board"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institutions",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="accounts.institution",
                        verbose_name="only for these schools and institutions",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["board__name", "valid_from"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(
                                ("confirmed__isnull", False),
                                models.Q(
                                    models.Q(("confirmed_by__isnull", True), ("proposed_by__isnull", True)),
                                    models.Q(
                                        ("confirmed_by__isnull", False),
                                        ("proposed_by__isnull", False),
                                        models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                                        models.Q(("confirmed_by", models.F("user")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="mandate_is_confirmed_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused__isnull", True), ("refused_by__isnull", True)),
                            models.Q(
                                ("confirmed__isnull", True), ("refused__isnull", False), ("refused_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="mandate_is_answered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="mandate_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MandateDocument",
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
                ("file", models.FileField(blank=True, upload_to=accounts.models.document.mandate_path)),
                (
                    "mandate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="document", to="accounts.mandate"
                    ),
                ),
                (
                    "uploaded_by",
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
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["quarantine", "clean", "refused"])),
                        name="mandate_document_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refused_mandate_document_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposed", models.DateTimeField(auto_now_add=True)),
                ("confirmed", models.DateTimeField(null=True)),
                ("refused", models.DateTimeField(null=True)),
                ("refusal", models.TextField(blank=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "coordinator"),
                            ("director", "director"),
                            ("signatory", "signatory"),
                            ("participation", "participation member"),
                            ("registrar", "registrar"),
                            ("adviser", "adviser"),
                            ("inspector", "inspector"),
                            ("administrator", "administrator"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("valid_from", models.DateField(default=django.utils.timezone.localdate, verbose_name="from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.board",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.institution",
                        verbose_name="only for",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["board__name", "role"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(
                                ("confirmed__isnull", False),
                                models.Q(
                                    models.Q(("confirmed_by__isnull", True), ("proposed_by__isnull", True)),
                                    models.Q(
                                        ("confirmed_by__isnull", False),
                                        ("proposed_by__isnull", False),
                                        models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                                        models.Q(("confirmed_by", models.F("user")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="membership_is_confirmed_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused__isnull", True), ("refused_by__isnull", True)),
                            models.Q(
                                ("confirmed__isnull", True), ("refused__isnull", False), ("refused_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="membership_is_answered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "coordinator",
                                    "director",
                                    "signatory",
                                    "participation",
                                    "registrar",
                                    "adviser",
                                    "inspector",
                                    "administrator",
                                ],
                            )
                        ),
                        name="membership_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("board__isnull", True), ("role__in", ["administrator", "inspector"])),
                            models.Q(
                                models.Q(("role__in", ["administrator", "inspector"]), _negated=True),
                                ("board__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="platform_roles_have_no_board",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="membership_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationBody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("name", models.CharField(max_length=200)),
                (
                    "term_days",
                    models.PositiveSmallIntegerField(
                        default=42, help_text="Days this body has to answer, by its own regulations."
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participation_bodies",
                        to="accounts.board",
                    ),
                ),
            ],
            options={
                "ordering": ["board", "kind"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("board", "name"), name="participation_body_once_per_board")
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("coordinator", "coordinator"), ("director", "director"), ("signatory", "signatory")],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="first day")),
                ("valid_until", models.DateField(verbose_name="last day")),
                ("recorded", models.DateTimeField(auto_now_add=True)),
                ("refused", models.DateTimeField(blank=True, null=True)),
                ("refusal", models.TextField(blank=True)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="accounts.board"
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from", "pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["substitute", "valid_until"], name="absence_of_substitute")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ("coordinator", "director", "signatory"))),
                        name="absence_role_can_be_substituted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                        name="absence_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("substitute", models.F("user")), _negated=True),
                        name="nobody_substitutes_for_themselves",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended__isnull", True), ("refused__isnull", True)),
                        fields=("user", "board", "role", "valid_from"),
                        name="absence_begins_once_per_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardUserPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_object", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="accounts.board")),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
    ]

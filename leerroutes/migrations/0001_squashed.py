import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("leerroutes", "0001_initial"),
        ("leerroutes", "0002_lighter_cooperation"),
        ("leerroutes", "0003_laws_of_participation"),
        ("leerroutes", "0004_changes"),
        ("leerroutes", "0005_instead_of"),
        ("leerroutes", "0006_reasons"),
        ("leerroutes", "0007_inspection_access"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Domain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.TextField(verbose_name="source")),
                ("slug", models.SlugField(max_length=60, verbose_name="short name")),
                ("code", models.CharField(blank=True, max_length=5, verbose_name="domain code")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
            ],
            options={
                "verbose_name": "domain",
                "verbose_name_plural": "domains",
                "ordering": ["name"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="domain_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(fields=("slug", "valid_from"), name="domain_once_per_period"),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), ("code__regex", "^[0-9]{5}$"), _connector="OR"),
                        name="domain_code_is_blank_or_five_digits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursNorm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.TextField(verbose_name="source")),
                ("duration_years", models.PositiveSmallIntegerField(verbose_name="duration of the route (years)")),
                (
                    "learning_mode",
                    models.CharField(
                        choices=[("BOL", "School-based (BOL)"), ("BBL", "Work-based (BBL)")],
                        max_length=3,
                        verbose_name="BOL or BBL",
                    ),
                ),
                ("total", models.PositiveIntegerField(verbose_name="teaching hours in all")),
                ("guided", models.PositiveIntegerField(verbose_name="guided hours")),
                ("bpv", models.PositiveIntegerField(verbose_name="work placement hours (bpv)")),
            ],
            options={
                "verbose_name": "hours norm",
                "verbose_name_plural": "hours norms",
                "ordering": ["learning_mode", "duration_years", "valid_from"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="hoursnorm_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("duration_years", "learning_mode", "valid_from"), name="hours_norm_once_per_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("learning_mode__in", ["BOL", "BBL"])),
                        name="hours_norm_learning_mode_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("guided"), "+", models.F("bpv")
                                ),
                            )
                        ),
                        name="hours_norm_parts_fit_in_the_total",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalReference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.TextField(verbose_name="source")),
                ("topic", models.SlugField(max_length=30, verbose_name="topic")),
                (
                    "law",
                    models.CharField(
                        choices=[
                            ("WVO", "WVO"),
                            ("WVO 2020", "WVO 2020"),
                            ("WEB", "WEB"),
                            ("WEC", "WEC"),
                            ("WMS", "WMS"),
                            ("WOR", "WOR"),
                        ],
                        max_length=8,
                        verbose_name="law",
                    ),
                ),
                ("article", models.CharField(max_length=20, verbose_name="article")),
            ],
            options={
                "verbose_name": "legal reference",
                "verbose_name_plural": "legal references",
                "ordering": ["topic", "-law", "pk"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="legalreference_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("topic", "law", "article", "valid_from"), name="article_once_per_topic_and_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("law__in", ["WVO", "WVO 2020", "WEB", "WEC", "WMS", "WOR"])),
                        name="law_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.TextField(verbose_name="source")),
                ("slug", models.SlugField(max_length=20, verbose_name="short name")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("abbreviation", models.CharField(blank=True, max_length=10, verbose_name="abbreviation")),
                (
                    "kind",
                    models.CharField(
                        choices=[("vbo", "Vocational profile (BB, KB, GL)"), ("mavo", "Theoretical profile (TL)")],
                        max_length=4,
                        verbose_name="kind of profile",
                    ),
                ),
            ],
            options={
                "verbose_name": "profile",
                "verbose_name_plural": "profiles",
                "ordering": ["kind", "name"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="profile_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(fields=("slug", "valid_from"), name="profile_once_per_period"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["vbo", "mavo"])), name="profile_kind_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.TextField(verbose_name="source")),
                ("code", models.CharField(max_length=5, verbose_name="recognised programme code (crebo)")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("entree", "Level 1, entry programme"),
                            ("basis", "Level 2, basic vocational programme"),
                            ("vak", "Level 3, professional programme"),
                            ("midden", "Level 4, middle management programme"),
                            ("specialist", "Level 4, specialist programme"),
                        ],
                        max_length=10,
                        verbose_name="mbo level",
                    ),
                ),
                ("shortest_years", models.PositiveSmallIntegerField(verbose_name="shortest nominal duration (years)")),
                ("longest_years", models.PositiveSmallIntegerField(verbose_name="longest nominal duration (years)")),
                (
                    "domain",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="qualifications",
                        to="leerroutes.domain",
                        verbose_name="domain",
                    ),
                ),
            ],
            options={
                "verbose_name": "qualification",
                "verbose_name_plural": "qualifications",
                "ordering": ["name", "code"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="qualification_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(fields=("code", "valid_from"), name="qualification_once_per_period"),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9]{5}$")), name="qualification_code_has_five_digits"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["entree", "basis", "vak", "midden", "specialist"])),
                        name="qualification_level_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("longest_years__gte", models.F("shortest_years")),
                            ("longest_years__lte", 4),
                            ("shortest_years__gte", 1),
                        ),
                        name="qualification_takes_one_to_four_years",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Route",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name of the route")),
                (
                    "route_type",
                    models.CharField(
                        choices=[
                            ("DLR", "Continuous route vmbo-mbo (DLR)"),
                            ("GLR", "Integrated route vmbo-mbo level 2 (GLR)"),
                        ],
                        default="DLR",
                        max_length=3,
                        verbose_name="kind of route",
                    ),
                ),
                (
                    "start_year",
                    models.PositiveSmallIntegerField(
                        help_text="The year in which the route starts on 1 August.", verbose_name="school year of start"
                    ),
                ),
                ("motivation", models.TextField(blank=True, max_length=4000, verbose_name="why this route")),
                (
                    "covers_whole_route",
                    models.BooleanField(
                        default=True, verbose_name="the boards work together until the mbo diploma, also for mbo-4"
                    ),
                ),
                (
                    "has_leerwerktraject",
                    models.BooleanField(default=False, verbose_name="combined with a leer-werktraject"),
                ),
                (
                    "leerwerktraject_agreement",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="where the separate agreement on the leer-werktraject can be found",
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "draft, not submitted"),
                            ("submitted", "submitted"),
                            ("returned", "returned for changes"),
                            ("approved", "approved"),
                            ("contracted", "agreement in force"),
                            ("reported", "reported to the minister"),
                            ("running", "running"),
                            ("winding_down", "winding down"),
                            ("ended", "ended"),
                            ("rejected", "rejected"),
                            ("withdrawn", "withdrawn"),
                            ("suspended", "suspended"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("agreement_number", models.CharField(blank=True, editable=False, max_length=20)),
                ("suspended_from", models.CharField(blank=True, editable=False, max_length=20)),
                ("state_reason", models.TextField(blank=True, editable=False)),
                ("state_since", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "institutions",
                    models.ManyToManyField(
                        related_name="routes",
                        to="accounts.institution",
                        verbose_name="participating schools and institutions",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposed_routes", to="accounts.board"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["state", "-id"], name="route_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "approved",
                                    "contracted",
                                    "reported",
                                    "running",
                                    "winding_down",
                                    "ended",
                                    "rejected",
                                    "withdrawn",
                                    "suspended",
                                ],
                            )
                        ),
                        name="route_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("route_type__in", ["DLR", "GLR"])), name="route_type_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "suspended"), _negated=True),
                            models.Q(("suspended_from", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="suspended_route_knows_where_it_was",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start_year__gte", 2020), ("start_year__lte", 2100)),
                        name="route_starts_in_a_thinkable_year",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="RioRegistration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("submitted", "submitted to RIO"),
                            ("confirmed", "confirmed in RIO"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="submitted on")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("register_id", models.CharField(blank=True, max_length=60, verbose_name="identifier in RIO")),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="accounts.institution",
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="leerroutes.route"
                    ),
                ),
            ],
            options={
                "ordering": ["institution__name"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("route", "institution"), name="institution_registers_a_route_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "submitted", "confirmed"])),
                        name="registration_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(
                                ("confirmed_on__isnull", False),
                                ("submitted_on__isnull", False),
                                models.Q(("register_id", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="confirmed_registration_has_date_and_identifier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_on__isnull", True),
                            ("confirmed_on__gte", models.F("submitted_on")),
                            _connector="OR",
                        ),
                        name="registration_is_confirmed_after_it_is_submitted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300)),
                ("valid_until", models.DateField(verbose_name="until")),
                ("released", models.DateTimeField(auto_now_add=True)),
                ("revoked", models.DateTimeField(blank=True, null=True)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.board"
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="leerroutes.route"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked", None)),
                        fields=("route", "board"),
                        name="board_releases_a_route_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="release_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("all", "all routes"),
                            ("region", "one province"),
                            ("board", "one board"),
                            ("route", "one route"),
                        ],
                        max_length=10,
                        verbose_name="scope",
                    ),
                ),
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
                ("purpose", models.CharField(max_length=300, verbose_name="purpose")),
                ("valid_from", models.DateField(default=django.utils.timezone.localdate, verbose_name="from")),
                ("valid_until", models.DateField(verbose_name="until")),
                ("granted", models.DateTimeField(auto_now_add=True)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=300)),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_accesses",
                        to="accounts.board",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inspector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_accesses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_accesses",
                        to="leerroutes.route",
                    ),
                ),
            ],
            options={
                "ordering": ["-valid_until", "pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["inspector", "valid_until"], name="access_of_inspector")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("board", None), ("province", ""), ("route", None), ("scope", "all")),
                            models.Q(
                                ("board", None),
                                (
                                    "province__in",
                                    ["DR", "FL", "FR", "GE", "GR", "LI", "NB", "NH", "OV", "UT", "ZE", "ZH"],
                                ),
                                ("route", None),
                                ("scope", "region"),
                            ),
                            models.Q(("board__isnull", False), ("province", ""), ("route", None), ("scope", "board")),
                            models.Q(("board", None), ("province", ""), ("route__isnull", False), ("scope", "route")),
                            _connector="OR",
                        ),
                        name="inspection_access_names_what_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__gte", models.F("valid_from")), ("ended__isnull", False), _connector="OR"
                        ),
                        name="inspection_access_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose", ""), _negated=True), name="inspection_access_has_a_purpose"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cooperation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("keuzedeel", "mbo elective (keuzedeel) as an option"),
                            ("assessment", "assessing together"),
                            ("guest_lessons", "guest lessons"),
                            ("placement_days", "days at an mbo programme or company"),
                            ("other", "another form"),
                        ],
                        max_length=20,
                        verbose_name="kind of cooperation",
                    ),
                ),
                ("description", models.TextField(max_length=4000, verbose_name="what you do together")),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "institutions",
                    models.ManyToManyField(
                        related_name="cooperations",
                        to="accounts.institution",
                        verbose_name="participating schools and institutions",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recorded_cooperations",
                        to="accounts.board",
                    ),
                ),
                (
                    "became",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cooperation",
                        to="leerroutes.route",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["keuzedeel", "assessment", "guest_lessons", "placement_days", "other"])
                        ),
                        name="cooperation_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="cooperation_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssociatedPartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hbo", "university of applied sciences"),
                            ("company", "company or sector body"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="partners", to="leerroutes.route"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RouteDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("approved", "approved"),
                            ("returned", "returned for changes"),
                            ("rejected", "rejected"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("decided", models.DateTimeField(auto_now_add=True)),
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
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="leerroutes.route"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("route", "round", "board"), name="one_decision_per_board_per_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "approved"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="a_no_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "leerweg",
                    models.CharField(
                        choices=[
                            ("BB", "Basic vocational track (BB)"),
                            ("KB", "Advanced vocational track (KB)"),
                            ("GL", "Combined track (GL)"),
                            ("TL", "Theoretical track (TL)"),
                        ],
                        max_length=2,
                        verbose_name="leerweg",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("entree", "Level 1, entry programme"),
                            ("basis", "Level 2, basic vocational programme"),
                            ("vak", "Level 3, professional programme"),
                            ("midden", "Level 4, middle management programme"),
                            ("specialist", "Level 4, specialist programme"),
                        ],
                        max_length=10,
                        verbose_name="mbo level",
                    ),
                ),
                (
                    "nominal_years",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="nominal duration of the mbo programme (years)",
                    ),
                ),
                (
                    "related_motivation",
                    models.TextField(blank=True, max_length=2000, verbose_name="why profile and programme are related"),
                ),
                (
                    "learning_mode",
                    models.CharField(
                        choices=[("BOL", "School-based (BOL)"), ("BBL", "Work-based (BBL)")],
                        default="BOL",
                        max_length=3,
                        verbose_name="BOL or BBL",
                    ),
                ),
                (
                    "duration_years",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9),
                        ],
                        verbose_name="duration of the route (years, from vmbo year 3)",
                    ),
                ),
                (
                    "first_year",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="vmbo year in which the route starts",
                    ),
                ),
                (
                    "location",
                    models.CharField(
                        choices=[
                            ("school", "At the school"),
                            ("institution", "At the mbo institution"),
                            ("both", "At both"),
                            ("elsewhere", "Somewhere else"),
                        ],
                        default="both",
                        max_length=20,
                        verbose_name="where the teaching takes place",
                    ),
                ),
                (
                    "total_hours",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(20000)],
                        verbose_name="teaching hours in all",
                    ),
                ),
                (
                    "guided_hours",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(20000)], verbose_name="guided hours"
                    ),
                ),
                (
                    "bpv_hours",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MaxValueValidator(20000)],
                        verbose_name="work placement hours (bpv)",
                    ),
                ),
                (
                    "justification",
                    models.TextField(blank=True, max_length=2000, verbose_name="why fewer hours are enough"),
                ),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="evidence of quality")),
                ("schoolplan", models.CharField(blank=True, max_length=300, verbose_name="place in the schoolplan")),
                ("schoolgids", models.CharField(blank=True, max_length=300, verbose_name="place in the schoolgids")),
                (
                    "bestuursverslag",
                    models.CharField(blank=True, max_length=300, verbose_name="place in the bestuursverslag"),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerroutes.domain",
                        verbose_name="domain",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        limit_choices_to={"institution__kind": "vo"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.establishment",
                        verbose_name="vmbo establishment",
                    ),
                ),
                (
                    "mbo_institution",
                    models.ForeignKey(
                        limit_choices_to={"kind": "mbo"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.institution",
                        verbose_name="mbo institution",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerroutes.profile",
                        verbose_name="profile",
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="leerroutes.qualification",
                        verbose_name="qualification",
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="leerroutes.route"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("route", "number"), name="line_number_once_per_route"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("domain__isnull", False), ("qualification__isnull", False), _connector="OR"
                        ),
                        name="line_leads_to_a_domain_or_a_qualification",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total_hours__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("guided_hours"), "+", models.F("bpv_hours")
                                ),
                            )
                        ),
                        name="guided_and_bpv_hours_fit_in_the_total",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="route_parties", to="accounts.board"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fixed contact person",
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="leerroutes.route"
                    ),
                ),
            ],
            options={
                "ordering": ["board__name"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("route", "board"), name="board_takes_part_once_per_route")
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=10)),
                ("message", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                ("given", models.DateTimeField(auto_now_add=True)),
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
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reasons", to="leerroutes.route"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("route", "sha256"), name="one_reason_per_warning_of_a_route"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="reason_about_a_route_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CooperationParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("confirmed", models.DateTimeField(editable=False, null=True)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cooperation_parties",
                        to="accounts.board",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="contact person",
                    ),
                ),
                (
                    "cooperation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="leerroutes.cooperation"
                    ),
                ),
            ],
            options={
                "ordering": ["board__name"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("cooperation", "board"), name="board_once_per_cooperation"),
                    models.CheckConstraint(
                        condition=models.Q(("confirmed__isnull", True), ("contact__isnull", False), _connector="OR"),
                        name="confirmed_board_has_a_contact_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferedProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "leerweg",
                    models.CharField(
                        choices=[
                            ("BB", "Basic vocational track (BB)"),
                            ("KB", "Advanced vocational track (KB)"),
                            ("GL", "Combined track (GL)"),
                            ("TL", "Theoretical track (TL)"),
                        ],
                        max_length=2,
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="accounts.establishment"
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="leerroutes.profile"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("establishment", "leerweg", "profile"), name="profile_offered_once_per_leerweg"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfileDomain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.TextField(verbose_name="source")),
                (
                    "domain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usual_profiles",
                        to="leerroutes.domain",
                        verbose_name="domain",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usual_domains",
                        to="leerroutes.profile",
                        verbose_name="profile",
                    ),
                ),
            ],
            options={
                "verbose_name": "usual relation of profile and domain",
                "verbose_name_plural": "usual relations of profile and domain",
                "ordering": ["profile", "domain"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="profiledomain_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("profile", "domain", "valid_from"), name="profile_related_to_domain_once_per_period"
                    ),
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import inspections.models


class Migration(migrations.Migration):
    replaces = [("inspections", "0001_readings"), ("inspections", "0002_case_files")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("leerroutes", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("acting_for", models.PositiveBigIntegerField(null=True)),
                ("asked", models.DateTimeField(auto_now_add=True)),
                ("file", models.FileField(blank=True, upload_to=inspections.models.case_file_path)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("stored", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="case_files", to="leerroutes.route"
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stored", None)),
                        fields=("route", "asked_by"),
                        name="one_case_file_is_made_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stored__isnull", True), models.Q(("sha256", ""), _negated=True), _connector="OR"
                        ),
                        name="stored_case_file_has_a_digest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(max_length=40)),
                ("quarter", models.PositiveIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("user", "case", "quarter"), name="reading_is_told_once_a_quarter")
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("workflows", "0001_initial"),
        ("workflows", "0002_warn_of_the_end"),
        ("workflows", "0003_ask_for_more_time"),
    ]

    initial = True

    dependencies = [
        ("agreements", "0001_squashed"),
        ("leerroutes", "0001_squashed"),
        ("viewflow", "0015_task_scheduled"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementProcess",
            fields=[
                (
                    "process_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="viewflow.process",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="processes", to="agreements.agreement"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
            bases=("viewflow.process",),
        ),
        migrations.CreateModel(
            name="EndingProcess",
            fields=[
                (
                    "process_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="viewflow.process",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ending_processes",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
            bases=("viewflow.process",),
        ),
        migrations.CreateModel(
            name="ProposalProcess",
            fields=[
                (
                    "process_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="viewflow.process",
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal_processes",
                        to="leerroutes.route",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
            bases=("viewflow.process",),
        ),
        migrations.CreateModel(
            name="StartProcess",
            fields=[
                (
                    "process_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="viewflow.process",
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="start_processes",
                        to="leerroutes.route",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
            bases=("viewflow.process",),
        ),
        migrations.CreateModel(
            name="TermProcess",
            fields=[
                (
                    "process_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="viewflow.process",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="term_processes",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
            bases=("viewflow.process",),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("leerroutes", "0002_plan_steps")]

    operations = [
        migrations.AddIndex("route", models.Index(fields=["-state_since", "-id"], name="route_by_turn")),
    ]

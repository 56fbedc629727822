"""What a plan stood on when it was saved: the grade of the proof, and the claim."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("selection", "0002_plans_for_teams")]

    operations = [
        migrations.AddField(
            model_name="teamplan",
            name="footing",
            field=models.JSONField(blank=True, default=dict, verbose_name="footing"),
        ),
    ]

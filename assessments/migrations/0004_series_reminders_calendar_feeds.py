import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0003_reports_and_comparisons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="hash of the address"),
                ),
                ("made_at", models.DateTimeField(verbose_name="made")),
            ],
            options={
                "verbose_name": "calendar feed",
                "verbose_name_plural": "calendar feeds",
            },
        ),
        migrations.CreateModel(
            name="ReminderLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to_email", models.EmailField(max_length=254, verbose_name="to")),
                ("on", models.DateField(verbose_name="day")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
            ],
            options={
                "verbose_name": "letter of reminders",
                "verbose_name_plural": "letters of reminders",
                "ordering": ["-on", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReminderSent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to_email", models.EmailField(max_length=254, verbose_name="to")),
                ("key", models.CharField(max_length=120, verbose_name="what it is about")),
                ("on", models.DateField(verbose_name="occasion")),
                ("subject", models.CharField(max_length=250, verbose_name="subject")),
                ("lines", models.JSONField(default=list, verbose_name="lines")),
                ("url", models.CharField(max_length=300, verbose_name="where it leads")),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["letter", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReviewCycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
            ],
            options={
                "verbose_name": "cycle",
                "verbose_name_plural": "cycles",
                "ordering": ["series", "number"],
            },
        ),
        migrations.CreateModel(
            name="ReviewSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("every_months", models.PositiveSmallIntegerField(verbose_name="every so many months")),
                (
                    "lead_days",
                    models.PositiveSmallIntegerField(default=30, verbose_name="opened so many days ahead"),
                ),
                ("anchor_on", models.DateField(verbose_name="day the cadence is counted from")),
                (
                    "anchor_number",
                    models.PositiveIntegerField(default=1, verbose_name="cycle that is due on that day"),
                ),
                ("next_number", models.PositiveIntegerField(default=1, verbose_name="next cycle")),
                ("next_due", models.DateField(verbose_name="next due")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Active"), ("paused", "Paused"), ("ended", "Ended")],
                        default="active",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("state_reason", models.TextField(blank=True, verbose_name="why it rests")),
                ("row_version", models.PositiveIntegerField(default=1, verbose_name="version of the row")),
                ("created_at", models.DateTimeField(verbose_name="made")),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "review series",
                "verbose_name_plural": "review series",
                "ordering": ["next_due", "id"],
            },
        ),
        migrations.AddField(
            model_name="calendarfeed",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendar_feed",
                to=settings.AUTH_USER_MODEL,
                verbose_name="whose",
            ),
        ),
        migrations.AddIndex(
            model_name="reminderletter",
            index=models.Index(fields=["sent_at", "on"], name="assessments_letters_unsent"),
        ),
        migrations.AddConstraint(
            model_name="reminderletter",
            constraint=models.UniqueConstraint(
                fields=("to_email", "on"), name="assessments_one_letter_a_day"
            ),
        ),
        migrations.AddField(
            model_name="remindersent",
            name="letter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reminders",
                to="assessments.reminderletter",
            ),
        ),
        migrations.AddField(
            model_name="reviewcycle",
            name="assessment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="cycle", to="assessments.assessment"
            ),
        ),
        migrations.AddField(
            model_name="reviewcycle",
            name="before",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cycles_after",
                to="assessments.assessment",
                verbose_name="before",
            ),
        ),
        migrations.AddField(
            model_name="reviewseries",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="owned_series",
                to=settings.AUTH_USER_MODEL,
                verbose_name="owner",
            ),
        ),
        migrations.AddField(
            model_name="reviewseries",
            name="subject",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="series",
                to="assessments.subject",
                verbose_name="about",
            ),
        ),
        migrations.AddField(
            model_name="reviewseries",
            name="template",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="series",
                to="assessments.template",
                verbose_name="checklist",
            ),
        ),
        migrations.AddField(
            model_name="reviewcycle",
            name="series",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cycles",
                to="assessments.reviewseries",
            ),
        ),
        migrations.AddConstraint(
            model_name="remindersent",
            constraint=models.UniqueConstraint(
                fields=("to_email", "key", "on"), name="assessments_reminded_once_an_occasion"
            ),
        ),
        migrations.AddIndex(
            model_name="reviewseries",
            index=models.Index(fields=["state", "next_due"], name="assessments_series_due"),
        ),
        migrations.AddConstraint(
            model_name="reviewseries",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "paused", "ended"])),
                name="assessments_series_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewseries",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "active"), models.Q(("state_reason", ""), _negated=True), _connector="OR"
                ),
                name="assessments_series_rests_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewseries",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_months__gte", 1), ("every_months__lte", 120)),
                name="assessments_series_cadence_in_months",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewseries",
            constraint=models.CheckConstraint(
                condition=models.Q(("lead_days__lte", 180)), name="assessments_series_lead_within_limit"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewseries",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "ended"), _negated=True),
                fields=("template", "subject"),
                name="assessments_one_living_series",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcycle",
            constraint=models.UniqueConstraint(
                fields=("series", "number"), name="assessments_cycle_opened_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewcycle",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="assessments_cycle_from_one"
            ),
        ),
    ]

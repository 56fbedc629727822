"""Panels: who is asked of which sections, declarations of interest, set-aside ratings, hidden names."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0006_documents_and_proof"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConflictDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("may_rate", models.BooleanField(verbose_name="may rate")),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("by_kind", models.CharField(max_length=10, verbose_name="kind of actor")),
                ("by_id", models.CharField(max_length=40, verbose_name="actor")),
                ("by_name", models.CharField(max_length=200, verbose_name="by")),
            ],
            options={
                "verbose_name": "decision on a conflict",
                "verbose_name_plural": "decisions on conflicts",
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("actor_kind", models.CharField(max_length=10, verbose_name="kind of actor")),
                ("actor_id", models.CharField(max_length=40, verbose_name="actor")),
                ("actor_name", models.CharField(max_length=200, verbose_name="declared by")),
                ("has_conflict", models.BooleanField(verbose_name="declares a conflict of interest")),
                ("text", models.TextField(blank=True, verbose_name="conflict of interest")),
                ("declared_at", models.DateTimeField(verbose_name="declared")),
            ],
            options={
                "verbose_name": "declaration of interest",
                "verbose_name_plural": "declarations of interest",
                "ordering": ["assessment", "declared_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="SettingAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("by_kind", models.CharField(max_length=10, verbose_name="kind of actor")),
                ("by_id", models.CharField(max_length=40, verbose_name="actor")),
                ("by_name", models.CharField(max_length=200, verbose_name="by")),
            ],
            options={
                "verbose_name": "setting aside of ratings",
                "verbose_name_plural": "settings aside of ratings",
                "ordering": ["response", "-at", "-id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="assessments_grant_narrowed_once",
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="assessments_grant_of_section_once",
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="assessments_grant_of_response_once",
        ),
        migrations.AddField(
            model_name="assessment",
            name="alias",
            field=models.CharField(blank=True, max_length=40, verbose_name="alias"),
        ),
        migrations.AddField(
            model_name="assessment",
            name="names_hidden",
            field=models.BooleanField(default=False, verbose_name="names are hidden from evaluators"),
        ),
        migrations.AddField(
            model_name="response",
            name="admission",
            field=models.CharField(
                choices=[
                    ("open", "May look"),
                    ("declaration", "Declaration of interest is missing"),
                    ("decision", "Declared conflict is to be decided"),
                ],
                default="open",
                max_length=12,
                verbose_name="admission",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="is_set_aside",
            field=models.BooleanField(default=False, verbose_name="set aside"),
        ),
        migrations.AddField(
            model_name="response",
            name="section_keys",
            field=models.JSONField(blank=True, default=list, verbose_name="sections asked"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("names_hidden", False), models.Q(("alias", ""), _negated=True), _connector="OR"
                ),
                name="assessments_hidden_behind_an_alias",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("response__isnull", True), ("section__isnull", False)),
                fields=("actor_kind", "actor_id", "assessment", "capability", "section"),
                name="assessments_grant_of_section_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("response__isnull", False), ("section__isnull", True)),
                fields=("actor_kind", "actor_id", "assessment", "capability", "response"),
                name="assessments_grant_of_response_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("response__isnull", False), ("section__isnull", False)),
                fields=("actor_kind", "actor_id", "assessment", "capability", "response", "section"),
                name="assessments_grant_of_part_of_response_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(("admission__in", ["open", "declaration", "decision"])),
                name="assessments_admission_known",
            ),
        ),
        migrations.AddField(
            model_name="declaration",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declarations",
                to="assessments.assessment",
            ),
        ),
        migrations.AddField(
            model_name="declaration",
            name="response",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declarations",
                to="assessments.response",
            ),
        ),
        migrations.AddField(
            model_name="conflictdecision",
            name="declaration",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="assessments.declaration",
            ),
        ),
        migrations.AddField(
            model_name="settingaside",
            name="response",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settings_aside",
                to="assessments.response",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(
                fields=("assessment", "actor_kind", "actor_id"), name="assessments_declared_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("has_conflict", False), ("text", "")),
                    models.Q(("has_conflict", True), models.Q(("text", ""), _negated=True)),
                    _connector="OR",
                ),
                name="assessments_conflict_is_described",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="assessments_conflict_decided_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="settingaside",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="assessments_set_aside_for_a_reason"
            ),
        ),
    ]

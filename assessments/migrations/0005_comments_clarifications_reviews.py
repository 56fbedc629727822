"""Comments, clarifications, reviews and who is told of them."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_reviewers_back(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Going back, nobody reviews any more: the capability would be unknown."""
    apps.get_model("assessments", "Grant").objects.filter(capability="review").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0004_series_reminders_calendar_feeds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clarification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Asked"),
                            ("changed", "Answer changed"),
                            ("confirmed", "Answer confirmed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("asked", models.TextField(verbose_name="what is unclear")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("asked_by_kind", models.CharField(max_length=10, verbose_name="kind of actor")),
                ("asked_by_id", models.CharField(max_length=40, verbose_name="actor")),
                ("asked_by_name", models.CharField(max_length=200, verbose_name="asked by")),
                ("words", models.TextField(blank=True, verbose_name="what was said to it")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                (
                    "settled_by_kind",
                    models.CharField(blank=True, max_length=10, verbose_name="kind of actor"),
                ),
                ("settled_by_id", models.CharField(blank=True, max_length=40, verbose_name="actor")),
                ("settled_by_name", models.CharField(blank=True, max_length=200, verbose_name="settled by")),
                (
                    "row_version",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="version of the answer"),
                ),
                (
                    "digest",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="digest of the clarified answer"
                    ),
                ),
            ],
            options={
                "verbose_name": "clarification",
                "verbose_name_plural": "clarifications",
                "ordering": ["response", "question", "id"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="comment")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("by_kind", models.CharField(max_length=10, verbose_name="kind of actor")),
                ("by_id", models.CharField(max_length=40, verbose_name="actor")),
                ("by_name", models.CharField(max_length=200, verbose_name="by")),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["thread", "id"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mentioned", "Mentioned in a comment"),
                            ("clarify", "Asked to clarify"),
                            ("clarified", "Question clarified"),
                            ("review", "Asked to review"),
                            ("returned", "Returned with reasons"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("to_kind", models.CharField(max_length=10, verbose_name="kind of actor")),
                ("to_id", models.CharField(max_length=40, verbose_name="actor")),
                ("from_name", models.CharField(max_length=200, verbose_name="from")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="seen")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="told by mail")),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ReturnReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="reason")),
            ],
            options={
                "verbose_name": "reason of a return",
                "verbose_name_plural": "reasons of returns",
                "ordering": ["decision", "response", "question__section__position", "question__position"],
            },
        ),
        migrations.CreateModel(
            name="ReviewDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("returned", "Returned"),
                            ("undone", "Acceptance undone"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("input_version", models.PositiveBigIntegerField(verbose_name="version of the input")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("by_kind", models.CharField(max_length=10, verbose_name="kind of actor")),
                ("by_id", models.CharField(max_length=40, verbose_name="actor")),
                ("by_name", models.CharField(max_length=200, verbose_name="by")),
            ],
            options={
                "verbose_name": "decision of a review",
                "verbose_name_plural": "decisions of reviews",
                "ordering": ["assessment", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_shared", models.BooleanField(default=False, verbose_name="shared with the provider")),
                ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="resolved")),
                (
                    "resolved_by_name",
                    models.CharField(blank=True, max_length=200, verbose_name="resolved by"),
                ),
            ],
            options={
                "verbose_name": "thread",
                "verbose_name_plural": "threads",
                "ordering": ["response", "question", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="assessments_grant_capability_known",
        ),
        migrations.AddField(
            model_name="assessment",
            name="review",
            field=models.CharField(
                choices=[
                    ("none", "No review"),
                    ("needed", "To be reviewed"),
                    ("returned", "Returned"),
                    ("accepted", "Accepted"),
                ],
                default="none",
                max_length=10,
                verbose_name="review",
            ),
        ),
        migrations.AddField(
            model_name="template",
            name="needs_review",
            field=models.BooleanField(default=False, verbose_name="needs review"),
        ),
        migrations.AlterField(
            model_name="grant",
            name="capability",
            field=models.CharField(
                choices=[("read", "Read"), ("answer", "Answer"), ("manage", "Manage"), ("review", "Review")],
                max_length=10,
                verbose_name="capability",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review__in", ["none", "needed", "returned"]),
                    models.Q(("review", "accepted"), ("state", "submitted")),
                    _connector="OR",
                ),
                name="assessments_only_submitted_are_accepted",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("capability__in", ["read", "answer", "manage", "review"])),
                name="assessments_grant_capability_known",
            ),
        ),
        migrations.AddField(
            model_name="clarification",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clarifications",
                to="assessments.question",
            ),
        ),
        migrations.AddField(
            model_name="clarification",
            name="response",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clarifications",
                to="assessments.response",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="assessments.assessment",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="clarification",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="assessments.clarification",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="comment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="assessments.comment",
            ),
        ),
        migrations.AddField(
            model_name="returnreason",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="return_reasons",
                to="assessments.question",
            ),
        ),
        migrations.AddField(
            model_name="returnreason",
            name="response",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="return_reasons",
                to="assessments.response",
            ),
        ),
        migrations.AddField(
            model_name="reviewdecision",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="assessments.assessment",
            ),
        ),
        migrations.AddField(
            model_name="returnreason",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reasons",
                to="assessments.reviewdecision",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="threads", to="assessments.question"
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="response",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="threads", to="assessments.response"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="thread",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="assessments.thread"
            ),
        ),
        migrations.AddConstraint(
            model_name="clarification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("response", "question"),
                name="assessments_one_open_clarification",
            ),
        ),
        migrations.AddConstraint(
            model_name="clarification",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked", ""), _negated=True), name="assessments_clarification_asks"
            ),
        ),
        migrations.AddConstraint(
            model_name="clarification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("digest", ""), ("settled_at__isnull", True), ("state", "open")),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("state__in", ["changed", "confirmed"]),
                        models.Q(("digest", ""), _negated=True),
                    ),
                    models.Q(("digest", ""), ("settled_at__isnull", False), ("state", "withdrawn")),
                    _connector="OR",
                ),
                name="assessments_clarification_settled_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("seen_at__isnull", True)),
                fields=["to_kind", "to_id"],
                name="assessments_notices_unseen",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("comment__isnull", False), ("kind", "mentioned")),
                    models.Q(("clarification__isnull", False), ("kind__in", ["clarify", "clarified"])),
                    models.Q(
                        ("clarification__isnull", True),
                        ("comment__isnull", True),
                        ("kind__in", ["review", "returned"]),
                    ),
                    _connector="OR",
                ),
                name="assessments_notice_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("comment__isnull", False)),
                fields=("comment", "to_kind", "to_id"),
                name="assessments_mentioned_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["accepted", "returned", "undone"])),
                name="assessments_review_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnreason",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="assessments_returned_for_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="returnreason",
            constraint=models.UniqueConstraint(
                fields=("decision", "response", "question"), name="assessments_one_reason_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="assessments_comment_says_something"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, take_reviewers_back),
    ]

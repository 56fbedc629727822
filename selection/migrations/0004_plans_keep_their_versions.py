"""Plans keep every version, begin on a day, may stand on a claim alone, and carry a headline for other pages."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_what_stands(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """The plans of before become the first version that is kept, under the number that they have."""
    plans = apps.get_model("selection", "TeamPlan")
    versions = apps.get_model("selection", "TeamPlanVersion")
    for plan in plans.objects.select_related("analysis__roster").defer("analysis__result"):
        versions.objects.create(
            plan=plan,
            number=plan.row_version,
            contents={
                "title": plan.title,
                "months": plan.months,
                "currency": plan.currency,
                "begins": None,
                "team": plan.team,
                "assumptions": plan.assumptions,
                "grounds": _grounds(plan),
            },
            saved_at=plan.saved_at,
            saved_by_kind=plan.saved_by_kind,
            saved_by_id=plan.saved_by_id,
            saved_by_name=plan.saved_by_name,
        )


def remove_plans_without_roster(apps: Apps, schema: BaseDatabaseSchemaEditor) -> None:
    """Going back, a plan that stands on a claim alone has no place to stand."""
    apps.get_model("selection", "TeamPlan").objects.filter(analysis=None).delete()
    if schema.connection.vendor == "postgresql":
        # It changes no table while deferred checks of that table are waiting.
        schema.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _grounds(plan: models.Model) -> dict[str, object]:
    footing = plan.footing or {"grade": "B", "claimed": None, "source": ""}  # type: ignore[attr-defined]
    day = plan.analysis.roster.as_of.isoformat()  # type: ignore[attr-defined]
    return {"voluntary_only": False, **footing, "roster": day}


class Migration(migrations.Migration):
    dependencies = [("selection", "0003_plans_tell_their_footing")]

    operations = [
        migrations.AlterField(
            model_name="teamplan",
            name="analysis",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="team_plans",
                to="providers.rosteranalysis",
            ),
        ),
        migrations.AddField(
            model_name="teamplan",
            name="begins",
            field=models.DateField(blank=True, null=True, verbose_name="the team begins"),
        ),
        migrations.AddField(
            model_name="teamplan",
            name="headline",
            field=models.JSONField(blank=True, default=dict, verbose_name="headline"),
        ),
        migrations.CreateModel(
            name="TeamPlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("contents", models.JSONField(verbose_name="contents")),
                ("saved_at", models.DateTimeField(verbose_name="saved")),
                ("saved_by_kind", models.CharField(max_length=10, verbose_name="kind of actor")),
                ("saved_by_id", models.CharField(max_length=40, verbose_name="actor")),
                ("saved_by_name", models.CharField(max_length=200, verbose_name="saved by")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="selection.teamplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a team plan",
                "verbose_name_plural": "versions of team plans",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="selection_plan_versions_count")
                ],
            },
        ),
        migrations.RunPython(keep_what_stands, remove_plans_without_roster),
    ]

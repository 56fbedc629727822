"""Registers the app."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Which provider for this need."""

    name = "selection"

    def ready(self) -> None:
        from assessments.signals import assessment_changed, scorecards_published
        from outsourcing.audit.naming import register_names
        from outsourcing.ui import registry
        from selection import phrases, signals
        from selection.queries import names
        from selection.views import entries, plan_panel

        scorecards_published.connect(signals.scores_published, dispatch_uid="selection.scores_published")
        assessment_changed.connect(signals.assessment_moved, dispatch_uid="selection.assessment_moved")
        phrases.register()
        register_names("selection.rank", names.projects_by_number)
        register_names("selection.standing", names.standings_by_number)
        registry.register_navigation(entries.PROJECTS)
        registry.register_navigation(entries.BOARDS)
        registry.register_search(entries.search)
        registry.register_inbox(entries.inbox)
        registry.register_home_action(entries.NEW_PROJECT)
        registry.register_home_panel(entries.RUNNING)
        registry.register_home_panel(entries.TO_DECIDE)
        registry.register_panel("provider people", plan_panel.PANEL)

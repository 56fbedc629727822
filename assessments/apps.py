"""Registers the app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """What is asked, what is answered, what it is worth."""

    name = "assessments"

    def ready(self) -> None:
        from assessments import phrases, protection
        from assessments.actions import changes, due, preparations_due, reminding, rosters_due
        from assessments.actions.nudging import remind_of_notices
        from assessments.actions.panels.reminding import remind_of_ratings
        from assessments.queries import names
        from assessments.views import entries, home_panels
        from assessments.views.extras import register_extras
        from assessments.views.portal import tasks
        from assessments.views.proof_entries import register as register_proof
        from assessments.views.reviews import entries as reviews
        from assessments.views.talk.extras import talk_extras
        from outsourcing.audit.naming import register_names
        from outsourcing.ui import registry
        from providers.signals import roster_analysed, roster_withdrawn

        protection.protect_assessments()
        roster_analysed.connect(changes.owe_measuring, dispatch_uid="assessments.roster_analysed")
        roster_withdrawn.connect(changes.owe_measuring, dispatch_uid="assessments.roster_withdrawn")
        reminding.remind_from(remind_of_ratings)
        reminding.remind_from(remind_of_notices)
        phrases.register()
        register_proof()
        by_number = dict.fromkeys(("assessments.score", "assessments.prepare"), names.assessments_by_number)
        measured = {"assessments.measure": names.providers_by_number}
        for kind, namer in {**names.namers(), **by_number, **measured}.items():
            register_names(kind, namer)
        reviews.register()
        for source in (*due.SOURCES, *rosters_due.SOURCES, preparations_due.due_preparations):
            reminding.remind_from(source)
        for item in entries.NAVIGATION:
            registry.register_navigation(item)
        registry.register_inbox(entries.inbox, entries.inbox_count)
        register_extras(talk_extras)
        registry.register_search(entries.search)
        registry.register_portal_task(tasks.portal_tasks)
        for panel in home_panels.PANELS:
            registry.register_home_panel(panel)
        for tab in entries.tabs():
            registry.register_tab("provider", tab)

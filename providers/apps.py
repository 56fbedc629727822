"""Registers the app."""

from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    """Who the providers are, and who works there."""

    name = "providers"

    def ready(self) -> None:
        from outsourcing.files.claims import register_claims
        from outsourcing.ui.registry import (
            register_navigation,
            register_portal_task,
            register_search,
            register_tab,
        )
        from providers import phrases
        from providers.queries.rosters import files_of_rosters
        from providers.views import entries
        from providers.views.people.asked import portal_tasks
        from providers.views.portal import visits

        phrases.register()
        visits.connect()
        register_claims(files_of_rosters)
        register_navigation(entries.NAVIGATION)
        register_search(entries.search)
        register_portal_task(portal_tasks)
        register_tab("provider", entries.OVERVIEW)
        register_tab("provider", entries.PEOPLE)
        register_tab("provider", entries.HISTORY)

"""Registers the looks."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The shell, the components and the registries."""

    name = "outsourcing.ui"
    label = "ui"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from outsourcing.ui.registry import NavigationItem, register_navigation
        from outsourcing.ui.views import entries

        register_navigation(
            NavigationItem(
                label=_("Home"),
                url_name="ui:home",
                icon="house-door",
                group="work",
                position=0,
                badge=entries.inbox_count,
            ),
        )

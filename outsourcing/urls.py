"""The addresses of the product."""

from django.urls import include, path

from outsourcing.health import healthz, readyz
from outsourcing.operation.views import metrics

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("", include("outsourcing.ui.urls")),
    path("", include("outsourcing.accounts.urls.people")),
    path("account/", include("outsourcing.accounts.urls.sign_in")),
    path("trail/", include("outsourcing.audit.urls")),
    path("owed-work/", include("outsourcing.jobs.urls")),
    path("providers/", include("providers.urls")),
    path("portal/", include("providers.urls.portal")),
    path("", include("assessments.urls")),
    path("", include("selection.urls")),
]

handler400 = "outsourcing.ui.views.bad_request"
handler403 = "outsourcing.ui.views.forbidden"
handler404 = "outsourcing.ui.views.not_found"
handler500 = "outsourcing.ui.views.server_error"

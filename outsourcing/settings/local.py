"""One machine: what `run.py demo` and `run.py serve` use."""

import secrets

from outsourcing.settings.base import *  # noqa: F403
from outsourcing.settings.base import SECRET_KEY as GIVEN_SECRET_KEY
from outsourcing.settings.base import env

# A key that changes at every start only signs people out; run.py keeps one in the data folder.
SECRET_KEY = GIVEN_SECRET_KEY or secrets.token_urlsafe(50)
DEBUG = env.bool("DEBUG", default=False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are served from where they lie, so that a first start needs no collecting.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

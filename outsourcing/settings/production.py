"""Several machines behind HTTPS: PostgreSQL, Redis, several workers."""

from outsourcing.settings.base import *  # noqa: F403
from outsourcing.settings.base import LOGGING, env

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = False
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=True) else None
)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# One JSON object a line, without answers, names or addresses of links.
LOGGING["formatters"]["line"] = {"()": "outsourcing.operation.logs.JsonLines"}
# axes names the account that it locks out; the trail tells of it to those who may know.
LOGGING["loggers"]["axes"] = {"level": "ERROR"}

"""The tests: quick hashing, mail kept in memory, work rung only when a test asks for it."""

from outsourcing.settings.base import *  # noqa: F403
from outsourcing.settings.base import DATABASES, env

SECRET_KEY = "only-for-tests"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# No Redis stands here unless a test starts one: nothing listens on this socket.
CELERY_BROKER_URL = env.str("REDIS_URL", default="redis+socket:///nonexistent/redis.sock")
OWED_WORK_RINGING = bool(env.str("REDIS_URL", default=""))
DATABASES["default"].setdefault("TEST", {})
if env.str("TEST_DATABASE_FILE", default=""):
    # A file, so that a real worker beside the tests sees what they see.
    DATABASES["default"]["TEST"]["NAME"] = env.str("TEST_DATABASE_FILE")

"""How gunicorn serves in production; sizes come from the environment."""

import os

bind = os.environ.get("LISTEN", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 30
# A worker that grew starts anew, and not all at once.
max_requests = 5000
max_requests_jitter = 500
# The sign of life must not wait for a slow disk.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - where Linux keeps shared memory
control_socket_disable = True
# Each request has a line of its own from the product, without addresses and names.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "outsourcing.operation.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

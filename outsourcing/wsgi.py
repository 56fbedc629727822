"""The entrance for web servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outsourcing.settings.production")

application = get_wsgi_application()

# What was loaded stays for good: the collector need not go through it again in the middle of requests.
gc.collect()
gc.freeze()

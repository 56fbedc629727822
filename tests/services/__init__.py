"""Real services for tests: Redis, a Celery worker, a browser."""

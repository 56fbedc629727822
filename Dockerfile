# Three stages: files for the browser, the environment with collected static files, and what runs.

FROM node:22-trixie-slim AS browser
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim-trixie AS build
WORKDIR /srv/parity
COPY requirements/run.txt requirements/run.txt
RUN python -m venv /opt/parity \
 && /opt/parity/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/run.txt
COPY . .
COPY --from=browser /build/node_modules node_modules
# The key is only for this step: nothing that is collected is signed with it.
RUN /opt/parity/bin/python deploy/copy_browser_files.py \
 && rm -r node_modules \
 && DJANGO_SETTINGS_MODULE=outsourcing.settings.production SECRET_KEY=collecting \
    STATIC_FOLDER=/srv/parity/staticfiles /opt/parity/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && /opt/parity/bin/python -m compileall -q assessments outsourcing providers selection

FROM python:3.11-slim-trixie
# pg_dump of the major version that compose.yaml runs; `backup` refuses another one.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 parity \
 && useradd --uid 10001 --gid parity --home-dir /data --shell /usr/sbin/nologin parity \
 && install -d -o parity -g parity -m 0700 /data /backups
COPY --from=build /opt/parity /opt/parity
COPY --from=build /srv/parity /srv/parity
ENV PATH=/opt/parity/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MALLOC_ARENA_MAX=1 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    DJANGO_SETTINGS_MODULE=outsourcing.settings.production \
    DATA_FOLDER=/data \
    STATIC_FOLDER=/srv/parity/staticfiles \
    LISTEN=0.0.0.0:8000
WORKDIR /srv/parity
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "deploy/health.py"]
CMD ["gunicorn", "outsourcing.wsgi", "--config", "deploy/gunicorn.conf.py"]

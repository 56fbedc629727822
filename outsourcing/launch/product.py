"""Redis, the database, the worker and the web server of one installation, in this order."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from outsourcing.launch.browser_files import prepare_browser_files
from outsourcing.launch.faults import LaunchError
from outsourcing.launch.installation import Installation
from outsourcing.launch.places import PYTHON, ROOT, say
from outsourcing.launch.ports import require_free
from outsourcing.launch.processes import Command, Processes, ignore_signals, wait_until
from outsourcing.launch.redis_server import Redis, start_redis

Environment = Mapping[str, str]
Words = Sequence[str]
ONE_AFTER_ANOTHER = """
import json, sys
from django.core.management import execute_from_command_line
for command in json.loads(sys.argv[1]):
    execute_from_command_line(["manage.py", *command])
    print(sys.argv[2], flush=True)
"""
END_OF_COMMAND = "\x1e"
WORKER = (
    *(PYTHON, "-m", "celery", "-A", "outsourcing", "worker"),
    *("--loglevel", "WARNING", "--without-gossip", "--without-mingle"),
)
# The largest list of people that is taken needs half of it.
MEMORY_FOR_A_FILE = 1_500_000_000
# The sweep rings for what an earlier start left owed, and gives the first sign of life.
PREPARING = (
    ("migrate", "--verbosity", "0"),
    ("createcachetable", "--verbosity", "0"),
    ("load_checklists",),
    ("sweep",),
)
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - where Linux keeps it


def run_product(installation: Installation, *, also: Words, tell: Callable[[str], str]) -> None:
    """Start everything, tell what comes of one command more, and stay until someone asks to stop."""
    require_free(installation.listen, installation.port)
    _require_shared_memory()
    installation.create()
    processes = Processes()
    with ExitStack() as closing:
        closing.enter_context(installation.claim())
        prepare_browser_files()
        say("Starting …")
        redis = None if os.environ.get("REDIS_URL") else Redis.create()
        if redis:
            closing.callback(redis.remove)
        closing.callback(_stop, processes)
        environment = _start_redis(installation, redis, processes)
        said = manage(environment, *PREPARING, also)[-1]
        _start_services(installation, environment, processes)
        say(f"\nParity runs at {installation.address}\n\n{tell(said)}")
        say(f"\nEverything lies in {installation.data}. Ctrl-C stops.")
        processes.watch()


def manage(environment: Environment, *commands: Words) -> list[str]:
    """Run commands of Django, in one process, and return what each said; refuse to go on when one fails."""
    done = subprocess.run(
        [PYTHON, "-c", ONE_AFTER_ANOTHER, json.dumps(commands), END_OF_COMMAND],
        cwd=ROOT,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise LaunchError(
            f"Preparing the data failed:\n{done.stdout.replace(END_OF_COMMAND, '')}{done.stderr}",
            "The product was not started. What was saved before is untouched.",
        )
    return [said.strip() for said in done.stdout.split(END_OF_COMMAND)[:-1]]


def _start_redis(installation: Installation, redis: Redis | None, processes: Processes) -> Environment:
    """Redis first, so that work owed while filling the database finds its bell."""
    if redis:
        start_redis(redis, processes, installation.data, installation.log("redis"))
        installation.remember_redis(redis.url)
    return installation.environment(redis.url if redis else os.environ["REDIS_URL"])


def _start_services(installation: Installation, environment: Environment, processes: Processes) -> None:
    processes.start(_worker(installation, environment))
    processes.start(_uploads(installation, environment))
    processes.start(_beat(installation, environment))
    processes.start(_web(installation, environment))
    if not wait_until(lambda: _answers(installation), seconds=60, alive=processes.require_alive):
        raise LaunchError(
            "The web server did not answer within 60 seconds.",
            f"What it said is in {installation.log('web')}.",
        )


def _worker(installation: Installation, environment: Environment) -> Command:
    arguments = (*WORKER, "--queues", "default", "--concurrency", "2", "--hostname", "worker@%h")
    return Command("worker", arguments, environment, installation.log("worker"), restarts=5)


def _uploads(installation: Installation, environment: Environment) -> Command:
    """Files from outside are read apart: a hostile one ends this process, and scoring goes on."""
    arguments = (*WORKER, "--queues", "uploads", "--concurrency", "1", "--hostname", "uploads@%h")
    log = installation.log("uploads")
    return Command("worker of files", arguments, environment, log, restarts=5, memory=MEMORY_FOR_A_FILE)


def _beat(installation: Installation, environment: Environment) -> Command:
    """On its own: a beat within the worker that dies stays dead while the worker lives on."""
    schedule = str(installation.data / "beat" / "schedule")
    arguments = (
        *(PYTHON, "-m", "celery", "-A", "outsourcing", "--quiet", "beat", "--schedule", schedule),
        *("--pidfile=", "--loglevel", "WARNING"),
    )
    return Command("beat", arguments, environment, installation.log("beat"), restarts=5)


def _web(installation: Installation, environment: Environment) -> Command:
    listen = f"[{installation.listen}]" if ":" in installation.listen else installation.listen
    arguments = (
        *(PYTHON, "-m", "gunicorn", "outsourcing.wsgi", "--bind", f"{listen}:{installation.port}"),
        *("--workers", "1", "--threads", "8", "--graceful-timeout", "5", "--no-control-socket"),
        *("--worker-tmp-dir", SHARED_MEMORY if Path(SHARED_MEMORY).is_dir() else tempfile.gettempdir()),
    )
    return Command("web server", arguments, environment, installation.log("web"), restarts=5)


def _answers(installation: Installation) -> bool:
    host = "localhost" if installation.listen in {"0.0.0.0", "::"} else installation.listen  # noqa: S104
    connection = HTTPConnection(host, installation.port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _stop(processes: Processes) -> None:
    ignore_signals()
    if processes.children:
        say("\nStopping …")
    processes.stop()


def _require_shared_memory() -> None:
    folder = Path(SHARED_MEMORY)
    if sys.platform == "linux" and not os.access(folder, os.W_OK):
        raise LaunchError(
            f"{folder} cannot be written, and the worker's processes talk to each other through it.",
            "Make it writable (in a container: give it shared memory, such as --shm-size=64m).",
        )

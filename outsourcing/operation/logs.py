"""Lines of JSON for the log: never an answer, a name, an address with its query, or a secret."""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus

request_id: ContextVar[str] = ContextVar("request_id", default="")


class RefusalsInOneLine(logging.Filter):
    """A page that somebody may not see is no fault of the product: one line, without the way to the guard."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lower the level and drop the traceback; where the log begins at warnings it is left out."""
        if getattr(record, "status_code", None) != HTTPStatus.FORBIDDEN:
            return True
        record.exc_info = record.exc_text = None
        record.levelno, record.levelname = logging.INFO, "INFO"
        return logging.getLogger(record.name).isEnabledFor(logging.INFO)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Facts that the line was given stand beside its words."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message(record),
        }
        if known := request_id.get():
            line["request"] = known
        facts = getattr(record, "facts", None)
        if isinstance(facts, dict):
            line.update(facts)
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["where"] = where(record.exc_info[1])
        return json.dumps(line, default=str)


def message(record: logging.LogRecord) -> str:
    """The words of a line, without what Django and Celery would put into them."""
    task = getattr(record, "data", None)
    if isinstance(task, dict) and "name" in task:
        # Celery repeats the words of an exception, which may hold a row of the database.
        return f"task {task['name']} {task.get('id', '')}".strip()
    status = getattr(record, "status_code", None)
    if isinstance(status, int):
        # Django writes the whole path, which may be a link that signs somebody in.
        return _phrase(status)
    return record.getMessage()


def where(error: BaseException | None) -> list[str]:
    """The places an exception passed, innermost last; not its words, which may hold a row of the database."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)

"""Days as an iCalendar file: titles and links, all day, each known for good by its name."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from assessments.queries.calendars import Entry

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Parity//Reviews//EN"


def calendar_file(entries: Iterable[Entry], *, name: str, base_url: str) -> bytes:
    """The file; the same entries give the same bytes."""
    base = base_url.rstrip("/")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, base))
    return bytes(calendar.to_ical())


def _event(entry: Entry, base: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{urlsplit(base).hostname or 'parity'}")
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("url", f"{base}{entry.path}")
    event.add("transp", "TRANSPARENT")
    return event

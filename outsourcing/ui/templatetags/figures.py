"""Filters that format figures and dates; the work is done in `outsourcing.ui.formats`."""

from django import template

from outsourcing.ui import formats

register = template.Library()
register.filter("decimal", formats.decimal_text)
register.filter("score", formats.score_text)
register.filter("share", formats.share_text)
register.filter("weight", formats.weight_text)
register.filter("signed", formats.signed_text)
register.filter("span", formats.span_text)
register.filter("interval", formats.interval_text)
register.filter("possible", formats.possible_text)
register.filter("count", formats.count_text)
register.filter("day", formats.day_text)
register.filter("moment", formats.moment_text)
register.filter("clock", formats.clock_text)
register.filter("since", formats.since_text)
register.filter("deadline", formats.deadline_text)
register.filter("duration", formats.duration_text)
register.filter("initials", formats.initials_of)

"""Filters that say an event in words."""

from django import template

from outsourcing.audit.phrases import noun_of, phrase_of

register = template.Library()
register.filter("action_words", phrase_of)
register.filter("object_words", noun_of)

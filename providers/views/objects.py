"""Which objects the addresses of providers lead to."""

from outsourcing.guards import ObjectRule

PROVIDER = ObjectRule("provider", "every provider, archived ones too")
CONTACT = ObjectRule("contact", "of the provider in the same address")
ROSTER = ObjectRule("roster", "of the provider in the same address")
CLAIM = ObjectRule("claim", "of the provider in the same address")
SITE = ObjectRule("site", "of the provider in the same address")

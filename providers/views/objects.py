"""Which objects the addresses of providers lead to."""

from outsourcing.guards import ObjectRule

PROVIDER = ObjectRule("provider", "every provider, archived ones too")
CONTACT = ObjectRule("contact", "of the provider in the same address")
ROSTER = ObjectRule("roster", "of the provider in the same address")
ROSTER_REQUEST = ObjectRule("request for a roster", "of the provider in the same address")
OWN_ROSTER = ObjectRule("roster in the portal", "the contacts of its provider who were asked for rosters")
OWN_REQUEST = ObjectRule("roster asked of a contact", "the contacts who were asked, until it is taken back")
CLAIM = ObjectRule("claim", "of the provider in the same address")
SITE = ObjectRule("site", "of the provider in the same address")

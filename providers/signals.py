"""What the app tells upper ones; sent inside the transaction, and receivers only owe work."""

from django.dispatch import Signal

# The sender is the model Roster; both carry provider_id: int. The first tells that figures of a roster stand,
# the second that a roster was taken out of every figure.
roster_analysed = Signal()
roster_withdrawn = Signal()
# The sender is the model Roster; it carries provider_id: int and roster_id: int.
roster_handed_over = Signal()
# The sender is the model RosterRequest; it carries provider_id: int and request_id: int.
roster_refused = Signal()

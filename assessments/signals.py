"""What the app tells upper ones; sent inside the transaction, and receivers only owe work."""

from django.dispatch import Signal

# Both carry assessment_id: int; the sender is the model Assessment.
assessment_changed = Signal()
scorecard_published = Signal()

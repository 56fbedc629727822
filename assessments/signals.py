"""What the app tells upper ones; sent inside the transaction, and receivers only owe work."""

from django.dispatch import Signal

# The sender is the model Assessment. The first carries assessment_id: int; the second, sent once for a whole
# batch, assessment_ids: Sequence[int].
assessment_changed = Signal()
scorecards_published = Signal()

"""The one way in which a command of operation refuses: in words."""


class OperationError(Exception):
    """What happened, what was kept, and what to do."""

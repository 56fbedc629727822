"""Why an action refused; the page shows the sentence beside the field it names."""


class SelectionError(ValueError):
    """A refusal in words: `field` names what was wrong, empty for the whole."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field

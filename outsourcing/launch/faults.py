"""What can go wrong at the start, said to the person at the terminal."""


class LaunchError(Exception):
    """Something stands in the way: what happened, and what to do."""

    def __init__(self, happened: str, advice: str) -> None:
        super().__init__(f"{happened}\n{advice}")

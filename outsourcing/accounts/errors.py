"""What people may not do to people, in words."""


class PeopleError(Exception):
    """An action was refused; the message is for the person who asked."""

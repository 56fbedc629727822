"""The error of a refused answer: a stable code, its parameters, and the English sentence."""

from __future__ import annotations


class AnswerError(ValueError):
    """An answer that was refused.

    `code` is stable and `params` fill its sentence, so that upper rooms can translate;
    `message` is the English sentence, ready to show.
    """

    def __init__(self, code: str, message: str, **params: str | int | float) -> None:
        super().__init__(message.format(**params))
        self.code = code
        self.template = message
        self.params = params
        self.message = message.format(**params)

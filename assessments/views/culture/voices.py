"""Who reads about both sides, and how the two are called to them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.domain.questionnaire import Side


@dataclass(frozen=True, slots=True)
class Voices:
    """Who reads; the two names as a sentence begins with them, and as they stand within one."""

    ours: Side
    us: str
    them: str
    us_within: str
    them_within: str

    def name(self, side: Side) -> str:
        """How a side is called."""
        return self.us if side is self.ours else self.them


def voices_inside(provider: str) -> Voices:
    """To the people of the house."""
    return Voices(Side.SPONSOR, _("Our side"), provider, _("our side"), provider)


def voices_in_portal() -> Voices:
    """To the provider's people."""
    return Voices(Side.PROVIDER, _("Your side"), _("Whoever asks you"), _("your side"), _("whoever asks you"))

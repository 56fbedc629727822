"""The ways of working that mirrored scales are about: their names, and a short primer in our own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """A way of working: its name, its two ends, what it is about, and what a gap asks to be agreed."""

    title: Promise
    low: Promise
    high: Promise
    primer: Promise
    agree: Promise
    sources: tuple[str, ...] = ()


HALL = "Hall 1976"
MEYER = "Meyer 2014"
GLOBE = "House et al. 2004"

SCALES: Mapping[str, ScaleWords] = {
    "context": ScaleWords(
        title=_("Explicit or implicit communication"),
        low=_("in writing"),
        high=_("from the situation"),
        primer=_(
            "In low-context work the message is in the words: what is not said or written does not count. "
            "In high-context work much of it lies in who says it, when, and what is left out. Each reads "
            "the other wrongly: one seems blunt and slow, the other vague."
        ),
        agree=_("Agree what must be in writing before work on it begins, and who asks when it is not."),
        sources=(HALL, MEYER),
    ),
    "criticism": ScaleWords(
        title=_("Direct or wrapped criticism"),
        low=_("said plainly"),
        high=_("hinted at"),
        primer=_(
            "Unwelcome news can be said plainly, told in private first, or wrapped so that only a "
            "listener who knows hears it. Who is used to plain words hears no alarm in a hint; who is "
            "used to hints hears an attack in plain words."
        ),
        agree=_("Agree the words for bad news, within how many hours it is told, and to whom."),
        sources=(MEYER,),
    ),
    "hierarchy": ScaleWords(
        title=_("Flat or steep hierarchy"),
        low=_("flat"),
        high=_("steep"),
        primer=_(
            "Where hierarchy is flat, anybody may question anybody and titles matter little. Where it is "
            "steep, one answers to rank, and contradicting a superior in front of others costs both of "
            "them standing."
        ),
        agree=_("Agree who may speak to whom directly, and which matters need a person of the same rank."),
        sources=(GLOBE, MEYER),
    ),
    "decisions": ScaleWords(
        title=_("Decisions shared or from the top"),
        low=_("by those who do it"),
        high=_("from the top"),
        primer=_(
            "Decisions can be taken where the work is done, after asking everybody concerned, or at the "
            "top. Shared ones are slow to reach and quick to carry out; decisions from the top come fast "
            "and may be changed just as fast."
        ),
        agree=_("Agree who decides what within how many days, on both sides, and write it down."),
        sources=(MEYER,),
    ),
    "trust": ScaleWords(
        title=_("Trust by task or by relationship"),
        low=_("by results"),
        high=_("by knowing each other"),
        primer=_(
            "Some trust whoever delivers; trust comes and goes with the work. Others trust whom they "
            "know: time spent together comes first and the work follows. What one side counts as idle "
            "talk is to the other the ground that work stands on."
        ),
        agree=_("Agree when people meet before the work begins, and which deliveries build trust early."),
        sources=(MEYER,),
    ),
    "disagreement": ScaleWords(
        title=_("Open or avoided disagreement"),
        low=_("open"),
        high=_("avoided"),
        primer=_(
            "For some, arguing in the meeting is how good answers are found and means nothing personal. "
            "For others it harms the relation, so doubts are told one to one or not at all: a “yes” may "
            "mean “I have heard you”."
        ),
        agree=_("Agree a way to say no that costs nobody their standing, and use it in the first month."),
        sources=(MEYER, GLOBE),
    ),
    "time": ScaleWords(
        title=_("Strict or flexible time"),
        low=_("a promise"),
        high=_("an intention"),
        primer=_(
            "A date can be a promise that one plans backwards from, or the best guess of today, which "
            "gives way to what matters more tomorrow. Neither side is careless: they are careful about "
            "different things."
        ),
        agree=_("Agree which dates are promises, and how early a slip is told."),
        sources=(HALL, MEYER),
    ),
    "rules": ScaleWords(
        title=_("Improvised or documented rules"),
        low=_("improvised"),
        high=_("documented"),
        primer=_(
            "Where uncertainty is disliked, rules are written first and deviations approved. Where it is "
            "borne easily, people find a way and write it down later, if at all. One side sees chaos, the "
            "other paperwork."
        ),
        agree=_(
            "Agree which procedures bind both sides as written, and where people may find their own way."
        ),
        sources=(GLOBE,),
    ),
    "accountability": ScaleWords(
        title=_("Group or individual accountability"),
        low=_("the group"),
        high=_("one person"),
        primer=_(
            "When something goes wrong, some ask who answers for it and others what the team does about "
            "it. Naming a person is fair to the one and a breach of loyalty to the other."
        ),
        agree=_("Agree who is named as answerable for each delivery, and how mistakes are talked about."),
        sources=(GLOBE,),
    ),
    "horizon": ScaleWords(
        title=_("Short or long horizon"),
        low=_("this quarter"),
        high=_("years ahead"),
        primer=_(
            "Some plan to the end of the quarter and want results by then; others accept a poor year for "
            "a relation that lasts. It shows in prices, in training and in how soon people are moved "
            "elsewhere."
        ),
        agree=_("Agree which goals are looked at each quarter and which over the whole contract."),
        sources=(GLOBE,),
    ),
}
REFERENCES = (
    "Hall, E. T. (1976). Beyond Culture. Anchor Press.",
    "Meyer, E. (2014). The Culture Map. PublicAffairs.",
    "House, R. J., Hanges, P. J., Javidan, M., Dorfman, P. W., & Gupta, V. (eds., 2004). "
    "Culture, Leadership, and Organizations: The GLOBE Study of 62 Societies. Sage.",
    "McSweeney, B. (2002). Hofstede’s model of national cultural differences and their consequences: "
    "a triumph of faith, a failure of analysis. Human Relations 55(1), 89–118.",
    "James, L. R., Demaree, R. G., & Wolf, G. (1984). Estimating within-group interrater reliability with "
    "and without response bias. Journal of Applied Psychology 69(1), 85–98.",
)

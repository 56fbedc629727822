"""How good each provider is in the demo world: an aim for each checklist, and what the story fixes.

An aim is the value from 0 to 1 around which the answers of a checklist lie. What the story needs exactly, such as a
claimed attrition or a knock-out, is fixed answer by answer.
"""

from collections.abc import Mapping

Aims = Mapping[str, float]

AIMS: Mapping[str, Aims] = {
    "meridian": {
        "culture": 0.80,
        "people": 0.74,
        "infrastructure": 0.82,
        "organisation": 0.80,
        "rfp": 0.76,
        "site-visit": 0.80,
        "team": 0.80,
    },
    "kaveri": {
        "culture": 0.66,
        "people": 0.62,
        "infrastructure": 0.80,
        "organisation": 0.76,
        "rfp": 0.88,
        "site-visit": 0.74,
        "team": 0.74,
    },
    "northbridge": {
        "culture": 0.62,
        "people": 0.58,
        "infrastructure": 0.74,
        "organisation": 0.60,
        "rfp": 0.66,
        "team": 0.58,
    },
    "altura": {
        "culture": 0.78,
        "people": 0.74,
        "infrastructure": 0.50,
        "organisation": 0.66,
        "rfp": 0.72,
        "site-visit": 0.72,
        "team": 0.70,
    },
    "solent": {
        "culture": 0.72,
        "people": 0.70,
        "infrastructure": 0.70,
        "organisation": 0.76,
        "rfp": 0.74,
        "team": 0.70,
    },
    "baltica": {"culture": 0.74, "people": 0.66, "infrastructure": 0.84, "organisation": 0.62, "rfp": 0.78},
}

READINESS_AIM = 0.62

# By provider and question: the answer as it would be typed in.
FIXED: Mapping[str, Mapping[str, str]] = {
    "kaveri": {"A2": "9", "A3": "21", "A5": "29", "A6": "1.9"},
    "altura": {"I7": "no-plan", "I3": "own-self-check", "I6": "2024-11-18"},
    "meridian": {"A2": "10.5", "I7": "tested-target-met"},
    "northbridge": {"A2": "19", "O10": "3"},
}

# Kaveri's people fill theirs themselves, see both_sides.py.
# Where three people of the sponsor and three of the provider place their own side, by question.
SPONSOR_PLACES: Mapping[str, tuple[int, int, int]] = {
    "C1": (2, 2, 3),
    "C2": (1, 2, 2),
    "C3": (2, 3, 2),
    "C4": (2, 1, 2),
    "C5": (2, 2, 1),
}
PROVIDER_PLACES: Mapping[str, Mapping[str, tuple[int, int, int]]] = {
    "meridian": {"C1": (2, 3, 2), "C2": (2, 2, 2), "C3": (2, 3, 3), "C4": (2, 2, 3), "C5": (2, 2, 2)},
    "northbridge": {"C1": (1, 1, 2), "C2": (3, 3, 4), "C3": (4, 5, 4), "C4": (3, 2, 3), "C5": (2, 3, 3)},
    "altura": {"C1": (4, 4, 3), "C2": (2, 2, 3), "C3": (2, 2, 1), "C4": (2, 2, 2), "C5": (3, 4, 3)},
    "solent": {"C1": (1, 2, 2), "C2": (2, 3, 2), "C3": (3, 3, 4), "C4": (3, 2, 3), "C5": (1, 2, 1)},
}
SPONSOR_RATERS = ("Head of data standards", "Study data lead", "Clinical operations")
PROVIDER_RATERS = ("Delivery director", "Project lead", "Senior data manager")

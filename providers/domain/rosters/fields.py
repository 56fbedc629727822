"""The columns of a roster, and the names by which files call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Field(StrEnum):
    """What is read; only a pseudonymous id, no name of a person."""

    EMPLOYEE_ID = "employee_id"
    FUNCTION = "function"
    SITE = "site"
    EMPLOYMENT_TYPE = "employment_type"
    START_DATE = "start_date"
    END_DATE = "end_date"
    LEAVING_TYPE = "leaving_type"


REQUIRED: tuple[Field, ...] = (Field.EMPLOYEE_ID, Field.START_DATE)
# By plain words in lower case; several languages, because providers send what their system prints.
NAMES: Mapping[Field, tuple[str, ...]] = {
    Field.EMPLOYEE_ID: (
        *(
            "employee id",
            "id",
            "emp id",
            "employee number",
            "employee no",
            "employee",
            "staff id",
            "staff no",
        ),
        *("staff number", "person id", "personnel number", "worker id", "pseudonym", "personalnummer"),
        *("mitarbeiter id", "matricule", "numero de empleado", "emp code", "employee code", "badge"),
    ),
    Field.FUNCTION: (
        *("function", "department", "dept", "job family", "job function", "role", "team", "discipline"),
        *(
            "job title",
            "position",
            "funktion",
            "abteilung",
            "fonction",
            "departement",
            "funcion",
            "departamento",
        ),
    ),
    Field.SITE: (
        *("site", "location", "office", "city", "work location", "standort", "lieu", "sede", "branch"),
        *("base", "country"),
    ),
    Field.EMPLOYMENT_TYPE: (
        *("employment type", "contract type", "contract", "employee type", "worker type", "vertragsart"),
        *("type de contrat", "tipo de contrato", "status type", "engagement"),
    ),
    Field.START_DATE: (
        *(
            "start date",
            "start",
            "hire date",
            "date of joining",
            "joining date",
            "doj",
            "date joined",
            "joined",
        ),
        *("hired", "date hired", "entry date", "eintritt", "eintrittsdatum", "date d entree"),
        *("fecha de ingreso", "original hire date", "from", "employed from", "begin"),
    ),
    Field.END_DATE: (
        *("end date", "end", "leaving date", "termination date", "date of leaving", "exit date", "last day"),
        *("last working day", "lwd", "relieving date", "date left", "left", "separation date", "austritt"),
        *("austrittsdatum", "date de sortie", "fecha de salida", "to", "employed to", "dol"),
    ),
    Field.LEAVING_TYPE: (
        *("leaving type", "reason", "reason for leaving", "leaving reason", "termination type", "exit type"),
        *("termination reason", "separation type", "attrition type", "exit reason", "austrittsgrund"),
        *("motif de depart", "motivo de salida", "separation reason", "voluntary"),
    ),
}
BY_NAME: Mapping[str, Field] = {name: field for field, names in NAMES.items() for name in names}


def guess_columns(headers: Sequence[str]) -> Mapping[Field, str]:
    """Return the header that each field is likely called by; a name that stands twice is left to people."""
    guessed: dict[Field, str] = {}
    plain = [plain_words(header) for header in headers]
    for field, names in NAMES.items():
        for name in names:
            if plain.count(name) == 1:
                guessed[field] = headers[plain.index(name)]
                break
    return guessed


def known_names(cells: Sequence[str]) -> int:
    """Return how many of these cells are names of columns: by it the line of headers is found."""
    return len({BY_NAME[plain] for cell in cells if (plain := plain_words(cell)) in BY_NAME})


def plain_words(text: str) -> str:
    """Return a name without accents, signs and case: `Employee_ID ` and `employee id` are one."""
    unaccented = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unaccented)
    return " ".join(re.findall(r"[a-z0-9]+", spaced.lower()))


def distinct(headers: Sequence[str]) -> tuple[str, ...]:
    """Return the headers with a number behind those that stand twice, and a letter for empty ones."""
    seen: dict[str, int] = {}
    named = []
    for place, header in enumerate(headers):
        name = " ".join(header.split()) or f"({column_letter(place)})"
        seen[name] = seen.get(name, 0) + 1
        named.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(named)


def column_letter(place: int) -> str:
    """Return the letter of a column as spreadsheets show it: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

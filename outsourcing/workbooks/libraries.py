"""The libraries behind workbooks, loaded with the first workbook and not before.

Together they cost half a second and 40 MB, which most web processes never need.
"""

from functools import partial
from importlib import import_module
from typing import Any

from django.utils.functional import SimpleLazyObject

openpyxl: Any = SimpleLazyObject(partial(import_module, "openpyxl"))
xlsxwriter: Any = SimpleLazyObject(partial(import_module, "xlsxwriter"))

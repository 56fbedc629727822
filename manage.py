#!/usr/bin/env python3
"""The entrance to Django's own commands."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outsourcing.settings.local")
    execute_from_command_line(sys.argv)

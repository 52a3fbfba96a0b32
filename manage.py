#!/usr/bin/env python
"""The house's front door for scripts: every management command starts here."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laborrel.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

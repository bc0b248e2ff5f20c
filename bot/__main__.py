"""``python -m bot``: the same program as ``radar``."""

import sys

from bot.cli import main

sys.exit(main())

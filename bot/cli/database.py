"""``migrate`` and ``backup``: the database's version and its copy."""

import argparse
from pathlib import Path

from bot import settings
from bot.storage import backup, open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``backup`` takes the file to write."""
    if parser.get_default("command") == "backup":
        parser.add_argument("file", type=Path, help="the file to write; it must not exist")


def run(options: argparse.Namespace) -> int:
    """Migrate, or copy, the database DATABASE_URL names."""
    url = settings.read().database_url
    if options.command == "migrate":
        open_store(url, migrate=True).close()
        print("The database is at this version.")
        return 0
    backup(url, options.file)
    print(f"Wrote {options.file}.")
    return 0

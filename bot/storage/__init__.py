"""What the bot remembers: tables, and short transactions over them, on SQLite or PostgreSQL."""

from bot.storage.backup import backup
from bot.storage.schema import check, migrate
from bot.storage.store import SqlStore, open_store

__all__ = ["SqlStore", "backup", "check", "migrate", "open_store"]

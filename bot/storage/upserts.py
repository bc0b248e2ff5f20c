"""Inserting what may be there already, in one statement on either database."""

from typing import Any

from sqlalchemy import Executable, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_into(session: Session, table: type[SQLModel]) -> postgresql.Insert | sqlite.Insert:
    """The INSERT of this session's database, which knows ``ON CONFLICT``."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)


def unless_there(dialect: str, table: type[SQLModel]) -> Executable:
    """An INSERT to be run with values, which answers a row when it wrote one and none when the key was there."""
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    return insert.on_conflict_do_nothing().returning(literal_column("1"))


def insert_unless_there(session: Session, table: type[SQLModel], **values: Any) -> bool:
    """Insert a row; false when one with the same key is there, which is then left as it is."""
    statement = insert_into(session, table).values(**values).on_conflict_do_nothing()
    return came_back(session, statement)


def came_back(session: Session, statement: postgresql.Insert | sqlite.Insert) -> bool:
    """Run an INSERT; whether it wrote its row (the drivers do not agree on how they count those)."""
    return session.exec(statement.returning(literal_column("1"))).first() is not None

"""What all tables share."""

from sqlalchemy import Index, MetaData, text
from sqlmodel import SQLModel


class Row(SQLModel):
    """What all tables share: one catalogue, in which every constraint has a name that a migration can use."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def only_where(name: str, column: str, condition: str, sqlite: str = "") -> Index:
    """An index over the few rows that are looked for."""
    return Index(name, column, sqlite_where=text(sqlite or condition), postgresql_where=text(condition))

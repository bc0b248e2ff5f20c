"""Writes the tables of the README that are made from the code: ``python -m tests.tools.readme_tables``."""

from pathlib import Path

from pydantic import SecretStr

from bot.cli import COMMANDS
from bot.listeners.radar_command.verbs import GROUPS, find_verbs
from bot.settings import Settings

README = Path(__file__).parents[2] / "README.md"


def settings_table() -> str:
    """Every setting with its default and what it is for."""
    lines = ["| variable | default | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        lines.append(f"| `{name.upper()}` | {_default(field.default)} | {field.description} |")
    return "\n".join(lines)


def commands_table() -> str:
    """Every command of the command line."""
    lines = ["| `python -m bot …` | what it does |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{name}` | {what} |" for name, (_, what) in COMMANDS.items())])


def verbs_table() -> str:
    """Every verb of ``/radar``, in the order of its help."""
    verbs = sorted(dict.fromkeys(find_verbs().values()), key=lambda verb: GROUPS.index(verb.group))
    lines = ["| in Slack | what it does |", "|---|---|"]
    return "\n".join([*lines, *(f"| `/radar {_cell(verb.usage)}` | {_cell(verb.about)} |" for verb in verbs)])


def filled(readme: str) -> str:
    """The README with its tables as they are now."""
    for mark, table in _tables():
        head, _, rest = readme.partition(f"<!-- {mark} -->")
        _, _, tail = rest.partition(f"<!-- /{mark} -->")
        readme = f"{head}<!-- {mark} -->\n{table}\n<!-- /{mark} -->{tail}"
    return readme


def _tables() -> tuple[tuple[str, str], ...]:
    return ("verbs", verbs_table()), ("settings", settings_table()), ("commands", commands_table())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _default(value: object) -> str:
    if value is None or value == "" or (isinstance(value, SecretStr) and not value.get_secret_value()):
        return ""
    return f"`{', '.join(value)}`" if isinstance(value, tuple) else f"`{value}`"


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")

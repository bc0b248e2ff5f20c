"""The house: small modules, short functions, telling names, imports that point down, and contracts that bite."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for path in (ROOT / "bot").rglob("*.py") if "versions" not in path.parts)
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc"}


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_modules_are_small() -> None:
    assert median(lines_of(path) for path in MODULES) <= 100
    assert [str(path) for path in MODULES if lines_of(path) > 300] == []


def test_functions_fit_a_glance() -> None:
    assert [(str(path), name, size) for path in MODULES for name, size in functions(path) if size > 30] == []


def test_every_module_says_what_it_is() -> None:
    assert [str(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


def test_every_name_says_something() -> None:
    assert [str(path) for path in MODULES if FORBIDDEN_NAMES & {path.stem, *path.parent.parts}] == []


def test_no_test_uses_a_mock() -> None:
    word = "unittest." + "mock"
    assert [str(path) for path in (ROOT / "tests").rglob("*.py") if word in path.read_text(encoding="utf-8")] == []


PLANTS = {
    "map": ("bot/papers/keys.py", "import bot.radar"),
    "siblings": ("bot/sources/feed/adapter.py", "import bot.sources.arxiv"),
    "tables": ("bot/daily/due.py", "import bot.storage.tables"),
    "subject": ("bot/ranking/scoring.py", "import httpx"),
    "homes": ("bot/briefing/__init__.py", "import anthropic"),
}


def contracts() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["id"] for contract in project["tool"]["importlinter"]["contracts"]]


def lint(folder: Path, contract: str) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--contract", contract]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_has_a_planted_breach() -> None:
    assert sorted(contracts()) == sorted(PLANTS)


@pytest.mark.parametrize("contract", sorted(PLANTS))
def test_a_contract_bites_when_it_is_broken(contract: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("recorded", "page", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert lint(tmp_path, contract).returncode == 0, lint(tmp_path, contract).stdout
    place, breach = PLANTS[contract]
    planted = tmp_path / place
    assert planted.exists()
    planted.write_text(planted.read_text(encoding="utf-8") + f"\n{breach}\n", encoding="utf-8")
    assert lint(tmp_path, contract).returncode == 1

"""The registry: a name is a module, and a slip is told with what there is."""

import subprocess
import sys

import pytest

from bot import registry


def test_a_spec_is_a_module_and_an_argument() -> None:
    assert registry.split("arxiv:cs.CL") == ("arxiv", "cs.CL")
    assert registry.split("feed:https://a.example/rss?x=1") == ("feed", "https://a.example/rss?x=1")
    assert registry.split("hf-daily") == ("hf_daily", "")


def test_an_unknown_name_is_told_with_the_nearest_one() -> None:
    with pytest.raises(registry.UnknownAdapter, match="Did you mean arxiv"):
        registry.load("bot.sources", "arxive")


def test_only_what_is_named_is_imported() -> None:
    look = "print('bot.sources.arxiv' in sys.modules)"
    program = f"import sys; from bot import registry; registry.load('bot.sources', 'feed'); {look}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

"""The command line: one module a command, imported only when it is called."""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence

COMMANDS = {
    "playground": ("playground", "try it here: a Slack on this machine, recorded papers, no key and no account"),
    "preview": ("preview", "print a briefing for some queries from recorded papers"),
    "run": ("serve", "everything in one process: listen to Slack, read sources, post briefings"),
    "web": ("serve", "listen to Slack only, with workers beside it"),
    "worker": ("serve", "read sources, write and post only, with a web process beside it"),
    "fetch": ("fetch", "read one source, or all, now"),
    "read": ("read", "print the whole text of one paper"),
    "benchmark": ("benchmark", "say how much of a reading list a radar finds, and what would find the rest"),
    "check": ("check", "say what is missing for a real workspace"),
    "status": ("status", "say how sources and deliveries stand"),
    "migrate": ("database", "bring the database to this version"),
    "backup": ("database", "write a copy of the database to a file"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and answer the exit status: 0 done, 1 something is wrong, 2 wrong words."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in COMMANDS:
        module, what = COMMANDS[words[0]]
        command = importlib.import_module(f"bot.cli.{module}")
        parser = argparse.ArgumentParser(prog=f"python -m bot {words[0]}", description=f"{what.capitalize()}.")
        parser.set_defaults(command=words[0])
        command.add_arguments(parser)
        return _run(command.run, parser.parse_args(words[1:]))
    if not words or words[0] in ("-h", "--help", "help"):
        print(_overview())
        return 0
    print(f"There is no command {words[0]!r}.\n\n{_overview()}", file=sys.stderr)
    return 2


def _run(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    from bot.ports.store import StoreFailure
    from bot.settings import SettingsMistake

    try:
        return run(options)
    except (SettingsMistake, StoreFailure) as mistake:
        print(mistake, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _overview() -> str:
    lines = [f"  {name:<12}{what}" for name, (_, what) in COMMANDS.items()]
    return "\n".join(["usage: python -m bot <command> …", "", *lines, "", "python -m bot <command> --help says more."])

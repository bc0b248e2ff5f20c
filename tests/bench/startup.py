"""How quick and how large: ``preview`` in wall time and peak memory, and the import of ``bot.cli``.

python tests/bench/startup.py
"""

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 5
PREVIEW = ["-m", "bot", "preview", "gaussian boson sampling", "vision-language"]
IMPORT = ["-c", "import bot.cli"]
NOTHING = ["-c", "pass"]


def seconds(arguments: list[str]) -> list[float]:
    """Wall times of ``RUNS`` runs, the first one (cold) included."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return times


def main() -> None:
    """Print the figures."""
    for name, arguments in (("python -c pass", NOTHING), ("import bot.cli", IMPORT), ("preview", PREVIEW)):
        times = seconds(arguments)
        print(f"{name:<16} median {statistics.median(times):.3f} s, worst {max(times):.3f} s of {RUNS}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of the largest process: {peak:.0f} MiB")


if __name__ == "__main__":
    main()

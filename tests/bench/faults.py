"""Thirty days of all sources with everything going wrong, beside thirty days in which nothing does.

python -m tests.bench.faults [days] [papers a source and day]
"""

import logging
import sys
import time

from tests.fakes.month_run import Lived, lived, told


def main() -> int:
    """Print every fault with how often it was met, and what was lost or doubled by them; 1 when anything was."""
    days, share = (int(number) for number in (*sys.argv[1:3], *("30", "15")[len(sys.argv) - 1 :]))
    began = time.perf_counter()
    calm = lived(days, share, troubled=False)
    truth = told(days, share)
    _summary("calm", calm, time.perf_counter() - began)
    print(f"of {len(truth)} works that were told with an id of their own, {len(truth - calm.works)} are not stored so")
    began = time.perf_counter()
    rough = lived(days, share, troubled=True, cpu_seconds=1)
    _summary("rough", rough, time.perf_counter() - began)
    for fault in sorted(rough.faults, key=lambda fault: (len(fault.row), fault.row)):
        met = f"met {fault.hits} times" if fault.hits else "NEVER MET"
        patience = f", asked too early {fault.impatient} times" if fault.calls_again_at else ""
        place = f"{fault.row:<4} {fault.host or 'every host':<26} {fault.what:<42}"
        print(f"{place} {', '.join(map(str, fault.days))}  {met}{patience}")
    lost, more = calm.works - rough.works, rough.works - calm.works
    print(f"lost {len(lost)}, invented {len(more)}, news lost {len(calm.news - rough.news)}, ", end="")
    print(f"news invented {len(rough.news - calm.news)}, new twice {rough.news_twice}")
    print(f"states on the dark day: {', '.join(rough.states_in_the_dark)}")
    for keys, version in sorted(lost ^ more, key=str)[:20]:
        print("  ", "lost" if (keys, version) in lost else "more", sorted(keys), version)
    unmet = [fault for fault in rough.faults if not fault.hits or fault.impatient]
    return int(bool(lost or more or unmet or rough.news_twice or calm.news != rough.news or truth - calm.works))


def _summary(name: str, life: Lived, seconds: float) -> None:
    print(f"{name}: {len(life.works)} works, {len(life.news)} news, {life.polls} polls, {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    sys.exit(main())

"""The one polite, guarded HTTP GET, live or from a recording.

Reading order: ``guarded`` and ``replay`` are the two fetchers; ``hops`` follows redirects and builds the
response for both; ``web_address`` and ``network`` are the guard, ``addresses`` its list; ``body`` decodes,
``verdict`` says which answers are failures, ``politeness`` paces hosts, ``shared_turns`` among processes too;
``identification`` is how some hosts know us; ``limits`` and ``failures`` are the words.
"""

from bot.fetching.failures import FetchFailure
from bot.fetching.guarded import GuardedFetcher
from bot.fetching.identification import Identification
from bot.fetching.limits import Limits, Stopwatch, intervals
from bot.fetching.replay import ReplayFetcher
from bot.ports.sources import Fetcher, Response

__all__ = [
    "FetchFailure",
    "Fetcher",
    "GuardedFetcher",
    "Identification",
    "Limits",
    "ReplayFetcher",
    "Response",
    "Stopwatch",
    "intervals",
]

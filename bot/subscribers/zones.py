"""Reads a time zone as people write it."""

import re
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from bot.subscribers.misunderstood import Misunderstood, plain, quoted

_PLACES = re.compile(r"(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/")
_AMBIGUOUS = {
    "est": ("America/New_York", "Australia/Sydney"),
    "edt": ("America/New_York", "Australia/Sydney"),
    "cst": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "cdt": ("America/Chicago", "America/Havana"),
    "mst": ("America/Denver", "America/Phoenix"),
    "mdt": ("America/Denver",),
    "pst": ("America/Los_Angeles", "Asia/Manila"),
    "pdt": ("America/Los_Angeles",),
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "cet": ("Europe/Berlin", "Europe/Paris"),
    "cest": ("Europe/Berlin", "Europe/Paris"),
    "eet": ("Europe/Athens", "Europe/Helsinki"),
    "wet": ("Europe/Lisbon",),
    "msk": ("Europe/Moscow",),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "hst": ("Pacific/Honolulu",),
    "aest": ("Australia/Sydney", "Australia/Brisbane"),
}


def parse_zone(text: str) -> str:
    """``europe/berlin``, ``New York``, ``utc`` as the IANA name.  Raises ``Misunderstood`` with the nearest names."""
    said = plain(text).replace(" ", "_")
    if said in ("utc", "gmt", "z"):
        return "UTC"
    if said in _AMBIGUOUS:
        offered = " or ".join(_AMBIGUOUS[said])
        raise Misunderstood(f"{quoted(text)} does not say whose clock, and ends with the season. Write {offered}.")
    found = _known().get(said) or _by_city().get(said)
    if found is None:
        raise Misunderstood(f"{quoted(text)} is not a time zone I know. {_nearest(said)}")
    return found


@cache
def _known() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if _PLACES.match(name)}


@cache
def _by_city() -> dict[str, str]:
    """Cities whose name is in one place only."""
    cities: dict[str, list[str]] = {}
    for name in sorted(_known().values()):
        cities.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
    return {city: names[0] for city, names in cities.items() if len(names) == 1}


def _nearest(said: str) -> str:
    city = said.rpartition("/")[2]
    close = get_close_matches(said, _known(), 2, 0.75) or get_close_matches(city, _by_city(), 2, 0.75)
    names = dict.fromkeys(_known().get(name) or _by_city()[name] for name in close)
    return f"Did you mean {' or '.join(names)}?" if names else "Write Area/City, such as Europe/Berlin."

"""Numbers lead to values as in a dict, whatever their order and however far apart."""

from hypothesis import given
from hypothesis import strategies as st

from bot.radar.pages import Pages

KEYS = st.integers(-200, 200) | st.integers()


@given(st.lists(st.tuples(KEYS, st.none() | st.integers(0, 9))))
def test_pages_hold_what_a_dict_would_hold(acts: list[tuple[int, int | None]]) -> None:
    pages, plain = Pages[int](), dict[int, int]()
    for key, value in acts:
        if value is None:
            assert pages.pop(key, -1) == plain.pop(key, -1)
        else:
            pages[key] = plain[key] = value
    assert dict(pages) == plain
    assert (list(pages), len(pages)) == (sorted(plain), len(plain))
    assert bool(pages) is bool(plain)

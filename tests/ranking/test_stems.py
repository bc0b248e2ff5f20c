"""Stems: Snowball's rules for English, rule by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ranking.stems import stem

# Each row: a stem, and the words that Snowball's own implementation gives it.
FAMILIES = """
caress caresses | poni ponies pony | tie ties tied | gas gas | gap gaps | kiwi kiwis | us us | this this
agre agreed | feed feed | plaster plastered | bled bled | motor motoring | sing sing | luxuri luxuriating
hop hopping | hope hoped hoping | add added adding | egg egging | fail failing | fill filling | past past
paste pasted pasting | die dying | lie lying | evening evening | inning innings | outing outing
exceed exceed exceeding | succeed succeed | cri cry cries | by by | say say | happi happy | toy toys | yes yes
youth youth | condit conditional | ration rational | valenc valency | hesit hesitancy | digit digitizer
conform conformably | radic radically | differ differently | analog analogously | vietnam vietnamization
predic predication | oper operator | feudal feudalism | decis decisiveness | hope hopefulness
callous callousness | formal formality | sensit sensitivity | sensibl sensibility | ontolog ontologist
biolog biology | triplic triplicate | format formative | electr electricity | good goodness | reviv revival
allow allowance | infer inference | airlin airliner | adjust adjustable adjustment | defens defensible
irrit irritant | replac replacement | depend dependent | adopt adoption | communism communism | activ activate
effect effective | bowdler bowdlerize | probat probate | rate rate | ceas cease | control controll | roll roll
generat generate generation generative | general general | univers universe | universal universal
universiti universities | communic communication | organ organ | organiz organization organize
organism organism | emergenc emergency | interest interest | lateral lateral | arsenic arsenic | ski skis
sky skies | idl idly | gentl gently | ugli ugly | earli early | onli only | singl singly | news news | howe howe
bias bias | andes andes | atlas atlas | cosmos cosmos | llms llms | llm llm | protein proteins | cat cat's
cat 'cats'
"""
ROWS = [row.split() for line in FAMILIES.strip().splitlines() for row in line.split("|")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_word_has_the_stem_that_snowball_gives_it(row: list[str]) -> None:
    assert {word: stem(word) for word in row[1:]} == dict.fromkeys(row[1:], row[0])


@given(st.text(alphabet="abcdeghilmnorstuvyz'", max_size=14))
def test_a_stem_is_never_longer_than_its_word_by_more_than_a_letter(word: str) -> None:
    assert len(stem(word)) <= len(word) + 1


@given(st.text(max_size=12))
def test_any_text_has_a_stem(word: str) -> None:
    assert isinstance(stem(word), str)

"""What a reader of a page cannot see does not come in as text; what only looks unusual does."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fulltext import jats
from bot.fulltext.arxiv_html import parse

from .shelves import article

HIDDEN = [
    "<div style='display:none'>SECRET</div>",
    "<div style='DISPLAY : none !important'>SECRET</div>",
    "<div style='display:n\\6f ne'>SECRET</div>",
    "<div style='dis/* x */play:none'>SECRET</div>",
    "<div hidden>SECRET</div>",
    "<span aria-hidden='true'>SECRET</span>",
    "<span style='visibility:hidden'>SECRET</span>",
    "<span style='opacity:0'>SECRET</span>",
    "<span style='opacity:0.05'>SECRET</span>",
    "<span style='font-size:0'>SECRET</span>",
    "<span style='font-size:1pt'>SECRET</span>",
    "<span style='font-size:.1em'>SECRET</span>",
    "<span style='font-size:10%'>SECRET</span>",
    "<span style='color:#fff'>SECRET</span>",
    "<span style='color: White'>SECRET</span>",
    "<span style='color:rgb(255, 255, 255)'>SECRET</span>",
    "<span style='color:rgb(100%,100%,100%)'>SECRET</span>",
    "<span style='--ltx-fg-color:#FFFFFF'>SECRET</span>",
    "<span style='color:transparent'>SECRET</span>",
    "<span style='text-indent:-9999px'>SECRET</span>",
    "<span style='position:absolute;left:-10000px'>SECRET</span>",
    "<span style='height:0;overflow:hidden'>SECRET</span>",
    "<span style='clip:rect(0,0,0,0)'>SECRET</span>",
    "<span style='transform:scale(0)'>SECRET</span>",
    "<span class='sr-only'>SECRET</span>",
    "<span class='gone'>SECRET</span>",
    "<span id='gone'>SECRET</span>",
    "<div style='display:none'><div><p>SECRET <b>SECRET</b></p></div> SECRET</div>",
    "<!-- SECRET -->",
    "<img alt='SECRET' title='SECRET'>",
    "<p title='SECRET' aria-label='SECRET'></p>",
    "<script>SECRET</script>",
    "<style>.SECRET{}</style>",
    "<noscript>SECRET</noscript>",
    "<template>SECRET</template>",
    "<svg><text>SECRET</text></svg>",
    "<iframe srcdoc='SECRET'>SECRET</iframe>",
    "<object data='x'>SECRET</object>",
    "<textarea>SECRET</textarea>",
    "<input value='SECRET'>",
    "<math alttext='x\\phantom{SECRET}'></math>",
    "<math alttext='{\\color{white}SECRET}'></math>",
    "<math alttext='x'><annotation>SECRET</annotation></math>",
]
SEEN = [
    "<span style='color:#333'>SEEN</span>",
    "<span style='font-size:70%'>SEEN</span>",
    "<span style='font-size:9px'>SEEN</span>",
    "<td style='background-color:#003366'><span style='color:white'>SEEN</span></td>",
    "<span style='background:navy;color:#fff'>SEEN</span>",
    "<span style='opacity:0.9'>SEEN</span>",
    "<span style='left:-3px'>SEEN</span>",
    "<span style='color'>SEEN</span>",
    "<span style='font-size:...px;color:#ff;color:rgb(1.1.1,2,3)'>SEEN</span>",
    "<span class='unknown'>SEEN</span>",
    "<blink><marquee>SEEN</marquee></blink>",
]
_SHEET = "<style>p { color: black } .gone, #gone { display: none } article .unknown { display: none }</style>"


def _read(inner: str) -> str:
    page = parse(article("<p>Before.</p>", inner, "<p>After.</p>", head=_SHEET))
    return " ".join(paragraph for section in page["sections"] for paragraph in section["paragraphs"])


@pytest.mark.parametrize("inner", HIDDEN)
def test_a_hidden_text_does_not_come_in(inner: str) -> None:
    said = _read(inner)
    assert "SECRET" not in said
    assert said.startswith("Before.")
    assert said.endswith("After.")


@pytest.mark.parametrize("inner", SEEN)
def test_a_text_that_can_be_seen_does(inner: str) -> None:
    assert "SEEN" in _read(inner)


_PIECES = st.sampled_from(
    [
        "<article>",
        "<p ",
        "style='",
        "font-size:",
        "color:#f",
        "rgb(",
        "1.",
        "%",
        "9" * 30,
        ";",
        "'>",
        "x",
        "</p>",
        "\\9",
    ]
)


@given(st.binary(max_size=200) | st.lists(_PIECES, max_size=20).map(lambda parts: "".join(parts).encode()))
def test_any_document_is_read_or_refused_in_words(body: bytes) -> None:
    for reader in (parse, jats.parse):
        with suppress(ValueError):
            assert reader(body)["sections"]

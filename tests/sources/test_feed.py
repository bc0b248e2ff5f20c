"""Any journal's feed becomes records."""

from datetime import UTC, date, datetime, timedelta
from xml.sax.saxutils import escape

import pytest

from bot.feeds import public_link
from bot.papers import Announcement, Record, Standing
from bot.ports.plain import to_record
from bot.ports.sources import BatchState, Memory, SourceFailure
from bot.sources.feed import Adapter, parse
from tests.sources.doubles import NOTHING_KNOWN, InProcess, Web

NOW = datetime(2026, 6, 8, 5, tzinfo=UTC)
URL = "https://journals.example.org/feed"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{entries}</feed>'
RSS = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">'
    "<channel><title>{title}</title>{entries}</channel></rss>"
)
# As PLOS writes it: the authors once as elements and once as the first paragraph.
PLOS = """<entry><title type="html">&lt;i&gt;E. coli&lt;/i&gt; and tea</title><id>10.1371/journal.pone.0075114</id>
<link rel="alternate" href="https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0075114"/>
<author><name>Ann Lee</name></author><author><name>Bo van der Berg</name></author>
<published>2013-09-05T00:00:00Z</published><updated>2013-09-06T00:00:00Z</updated>
<content type="html">&lt;p&gt;by Ann Lee, Bo van der Berg&lt;/p&gt;
&lt;h3&gt;Background&lt;/h3&gt;&lt;p&gt;Tea is old.&lt;/p&gt;
&lt;h3&gt;Results&lt;/h3&gt; &lt;p&gt;p&amp;lt;0.05.&lt;/p&gt;</content></entry>"""


def records(form: str, entries: str, title: str = "J", url: str = URL) -> list[Record]:
    reply = parse(form.format(title=title, entries=entries).encode(), url=url, today="2026-06-08")
    return [to_record(plain, f"feed:{url}") for plain in reply["records"]]


def test_a_plos_entry_says_everything_it_holds() -> None:
    (record,) = records(ATOM, PLOS, "PLOS ONE")
    assert record == Record(
        source=f"feed:{URL}",
        keys=frozenset({"doi:10.1371/journal.pone.0075114"}),
        title="E. coli and tea",
        abstract="Background: Tea is old.\n\nResults: p<0.05.",
        authors=("Ann Lee", "Bo van der Berg"),
        url="https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0075114",
        announced_on=date(2013, 9, 5),
        published_on=date(2013, 9, 5),
        journal="PLOS ONE",
    )


def test_one_preprint_is_known_by_its_doi_in_each_version() -> None:
    entry = (
        "<item><title>T</title><link>http://biorxiv.org/cgi/content/short/2023.12.16.571984v2?rss=1</link>"
        "<dc:identifier>doi:10.1101/2023.12.16.571984</dc:identifier><dc:creator>LAPALU, N., Lu, A.</dc:creator></item>"
    )
    (record,) = records(RSS, entry)
    assert record.keys == {"doi:10.1101/2023.12.16.571984"}
    assert (record.version, record.announcement) == (2, Announcement.REPLACE)
    assert record.authors == ("N. Lapalu", "A. Lu")
    assert record.url == "http://biorxiv.org/cgi/content/short/2023.12.16.571984v2"


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("<prism:doi>10.1038/S41586-024-07735-Z</prism:doi><guid>x</guid>", "doi:10.1038/s41586-024-07735-z"),
        ('<guid isPermaLink="false">pubmed:34929406</guid>', "pmid:34929406"),
        ("<link>https://arxiv.org/abs/2606.06625v1</link>", "arxiv:2606.06625"),
        ("<link>https://j.example/doi/full/10.1080/0022?af=R</link>", "doi:10.1080/0022"),
        ("<description>Tea 3: 5-9 DOI: 10.3897/tea.187.77035</description>", "doi:10.3897/tea.187.77035"),
        ("<guid>internal-7</guid><link>https://j.example/7</link>", "guid:journals.example.org:internal-7"),
        ("<guid>https://j.example/7?utm_source=rss</guid>", "url:https://j.example/7"),
        ("<link>http://www.j.example/7/?rss=1</link>", "url:https://j.example/7"),
    ],
)
def test_an_entry_is_known_by_the_best_name_it_has(entry: str, key: str) -> None:
    (record,) = records(RSS, f"<item><title>T</title>{entry}</item>")
    assert record.keys == {key}


def test_an_entry_with_neither_id_nor_link_keeps_its_key_over_polls() -> None:
    entry = "<item><title>Only a title</title></item>"
    assert records(RSS, entry)[0].keys == records(RSS, entry, "Renamed")[0].keys
    assert next(iter(records(RSS, entry)[0].keys)).startswith("hash:")


@pytest.mark.parametrize(
    ("description", "abstract", "authors"),
    [
        ("TAXON, EarlyView. ", "", ""),
        ("TAXON, Volume 70, Issue 6, Page 1327-1328, December 2021.", "", ""),
        ("Journal of the American Chemical Society", "", ""),
        ("Nature, Published online: 15 July 2024; doi:10.1038/s41586-024-1 One sentence.", "One sentence.", ""),
        (
            "<p>Publication date: May 2022</p><p><b>Source:</b> Tea</p><p>Author(s): A. Lee, B. Chen</p>",
            "",
            "A. Lee, B. Chen",
        ),
        ('<div class="boxTitle">Abstract</div>Tea is old.', "Tea is old.", ""),
        ("<p>Tea 187: 1-6</p><p>Authors: A. Lee</p><p>Abstract: Tea is old.</p><p>PDF</p>", "Tea is old.", "A. Lee"),
        ("Ann LEE;Bo CHEN;</br>Tea is old.", "Tea is old.", "Ann LEE, Bo CHEN"),
        ("Summary judgements must end.", "Summary judgements must end.", ""),
        ("T", "", ""),
    ],
)
def test_publishers_furniture_is_no_abstract(description: str, abstract: str, authors: str) -> None:
    entry = f"<item><title>T</title><guid>1</guid><description>{escape(description)}</description></item>"
    (record,) = records(RSS, entry)
    assert (record.abstract, ", ".join(record.authors)) == (abstract, authors)


def test_a_feed_that_writes_the_family_first_is_read_so_for_single_authors_too() -> None:
    entries = (
        "<item><title>A</title><dc:creator>Urquhart, Ann</dc:creator><dc:creator>Douch, Jo</dc:creator></item>"
        "<item><title>B</title><dc:creator>Inoda, Toshio</dc:creator></item>"
    )
    assert [record.authors for record in records(RSS, entries)] == [("Ann Urquhart", "Jo Douch"), ("Toshio Inoda",)]


def test_dates_that_cannot_be_are_no_dates() -> None:
    dates = ["Fri, 31 Dec 9999 23:59:59 +0000", "yesterday-ish", "", "Thu, 01 Jan 1970 00:00:00 GMT"]
    dates.append("Mon, 01 Jun 2026 09:00:00 EST")
    entries = "".join(f"<item><title>{n}</title><pubDate>{when}</pubDate></item>" for n, when in enumerate(dates))
    found = records(RSS, entries)
    assert [record.announced_on for record in found] == [date(2026, 6, 8), None, None, None, date(2026, 6, 1)]
    assert found[0].published_on is None


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://x.example/1",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://10.0.0.1/",
        "http://intranet/",
        "http://printer.local/",
        "https://user:secret@x.example/",
        "https://x.example:8080/",
        "http://[bad",
        "https://x.example/" + "a" * 3000,
    ],
)
def test_a_link_that_is_no_page_of_the_public_web_is_dropped(link: str) -> None:
    assert public_link(link) == ""


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://ok.example/|click><!channel>", "https://ok.example/%7Cclick%3E%3C!channel%3E"),
        ("HTTPS://Ok.Example/a b?utm_source=x&id=1#f", "https://ok.example/a%20b?id=1#f"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("/article/7", "https://journals.example.org/article/7"),
        ("https://ok.example/%20x", "https://ok.example/%20x"),
    ],
)
def test_a_link_is_made_safe_to_show(link: str, shown: str) -> None:
    assert public_link(link, URL) == shown


def test_natures_news_are_not_papers() -> None:
    entries = (
        "<item><title>News</title><link>https://www.nature.com/articles/d41586-024-02295-8</link></item>"
        "<item><title>Paper</title><link>https://www.nature.com/articles/s41586-024-07735-z</link></item>"
    )
    reply = parse(RSS.format(title="Nature", entries=entries).encode(), url=URL)
    assert [plain["title"] for plain in reply["records"]] == ["Paper"]
    assert reply["rejected"] == ["1 entries are news, not papers"]


@pytest.mark.parametrize(
    "link",
    [
        "https://www.nature.com/articles/d41591-024-00001-1",
        "https://elifesciences.org/digests/12345/tea",
        "https://elifesciences.org/inside-elife/0a1b",
    ],
)
def test_digests_and_magazines_are_news(link: str) -> None:
    assert records(RSS, f"<item><title>News</title><link>{link}</link></item>") == []


@pytest.mark.parametrize(
    ("title", "standing"),
    [
        ("Author Correction: On tea", Standing.CORRECTED),
        ("Publisher Correction: On tea", Standing.CORRECTED),
        ("Correction to “On tea”", Standing.CORRECTED),
        ("[ASAP] Correction to “On tea”", Standing.CORRECTED),
        ("Erratum for Lee et al., “On tea”", Standing.CORRECTED),
        ("On tea – CORRIGENDUM", Standing.CORRECTED),
        ("Editorial Expression of Concern: On tea", Standing.CONCERN),
        ("Withdrawal: On tea", Standing.WITHDRAWN),
        ("Retraction Note to: On tea", Standing.RETRACTED),
        ("Statement of Retraction: On tea", Standing.RETRACTED),
    ],
)
def test_a_notice_is_about_the_paper_it_names_and_else_left_out_with_a_word(title: str, standing: Standing) -> None:
    own = "<link>https://doi.org/10.1000/notice</link>"
    told = escape('<p>doi:10.1000/notice</p><p>It concerns <a href="https://doi.org/10.1000/tea">this article</a>.</p>')
    (record,) = records(RSS, f"<item><title>{title}</title>{own}<description>{told}</description></item>")
    assert (record.about, record.standing) == (frozenset({"doi:10.1000/tea"}), standing)
    reply = parse(RSS.format(title="J", entries=f"<item><title>{title}</title>{own}</item>").encode(), url=URL)
    assert reply["records"] == []
    assert reply["rejected"][0].endswith("that does not name its paper")


@pytest.mark.parametrize("guid", ["1", "10.1000/notice"])
def test_a_notice_that_names_two_papers_is_about_neither(guid: str) -> None:
    told = escape("It concerns doi:10.1000/tea and doi:10.1000/milk.")
    entry = f"<item><title>Erratum: On tea</title><guid>{guid}</guid><description>{told}</description></item>"
    assert records(RSS, entry) == []


@pytest.mark.parametrize(
    "title",
    [
        "Corrections to scaling in the Ising model",
        "Correction for multiple testing in genetics",
        "Gamma correction: a new method",
        "Retraction of pili powers twitching",
        "Withdrawal of antidepressants: a randomised trial",
        "Removal of phosphate from water: a review",
        "Retracted papers and who cites them",
        "Errata-aware scheduling",
        "Cover crops and soil carbon",
        "Contents of the stomach of Ötzi",
    ],
)
def test_a_paper_about_such_things_is_no_notice(title: str) -> None:
    (record,) = records(RSS, f"<item><title>{title}</title></item>")
    assert (record.title, record.standing) == (title, Standing.SOUND)


@pytest.mark.parametrize(
    ("title", "standing"),
    [
        ("RETRACTED: On tea", Standing.RETRACTED),
        ("RETRACTED ARTICLE: On tea", Standing.RETRACTED),
        ("[Retracted] On tea", Standing.RETRACTED),
        ("On tea - RETRACTED", Standing.RETRACTED),
        ("WITHDRAWN: On tea", Standing.WITHDRAWN),
        ("TEMPORARY REMOVAL: On tea", Standing.WITHDRAWN),
    ],
)
def test_a_paper_that_was_taken_back_says_so_and_keeps_its_title(title: str, standing: Standing) -> None:
    (record,) = records(RSS, f"<item><title>{title}</title></item>")
    assert (record.title, record.standing) == ("On tea", standing)


@pytest.mark.parametrize(
    "title", ["Issue Information", "Editorial Board", "TCE volume 153 issue 6 Cover and Front matter"]
)
def test_parts_of_an_issue_are_no_papers(title: str) -> None:
    reply = parse(RSS.format(title="J", entries=f"<item><title>{title}</title></item>").encode(), url=URL)
    assert (reply["records"], reply["rejected"]) == ([], [f"“{title}” is a part of the journal, not a paper"])


def test_a_preprint_of_chemrxiv_is_known_in_each_version() -> None:
    entry = "<item><title>T</title><guid>10.26434/chemrxiv.10002006/v3</guid></item>"
    (record,) = records(RSS, entry)
    assert record.keys == {"doi:10.26434/chemrxiv.10002006"}
    assert (record.version, record.announcement) == (3, Announcement.REPLACE)


def test_kind_day_and_authors_above_a_doi_are_no_abstract() -> None:
    told = escape(
        "<p><b>Edge Article</b> — 17 August 2025</p><p>Yi-Hsuan Wu; Bo J. Lee</p><p>DOI: 10.1039/D6SC05138C</p>"
    )
    (record,) = records(RSS, f"<item><title>[ASAP] T</title><guid>1</guid><description>{told}</description></item>")
    assert (record.title, record.abstract, record.authors) == ("T", "", ("Yi-Hsuan Wu", "Bo J. Lee"))
    assert record.keys == {"doi:10.1039/d6sc05138c"}
    assert record.published_on == date(2025, 8, 17)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Publication date: Available online 21 December 2021", date(2021, 12, 21)),
        ("Publication date: 15 November 2021", date(2021, 11, 15)),
        ("Publication date: January 2022", None),
        ("Publication date: 31 February 2022", None),
    ],
)
def test_a_day_that_stands_in_the_description_is_read(told: str, day: date | None) -> None:
    description = escape(f"<p>{told}</p><p>Author(s): A. Lee</p>")
    (record,) = records(RSS, f"<item><title>T</title><guid>1</guid><description>{description}</description></item>")
    assert (record.published_on, record.abstract) == (day, "")


def test_et_al_is_nobody() -> None:
    assert records(RSS, "<item><title>T</title><dc:creator>Chen C, Zhou Y, et al.</dc:creator></item>")[0].authors == (
        "Chen C",
        "Zhou Y",
    )


@pytest.mark.parametrize(
    ("title", "journal"),
    [
        ("ChemRxiv: Latest Preprints", "ChemRxiv"),
        ('intitle:"new species" - new results', ""),
        ("(tea) OR (coffee)", ""),
        ("Wiley: TAXON: Table of Contents", "TAXON"),
        ("tandf: Journal of Natural History: Table of Contents", "Journal of Natural History"),
        ("ScienceDirect Publication: Molecular Phylogenetics", "Molecular Phylogenetics"),
        ("Latest Articles from PhytoKeys", "PhytoKeys"),
        ("PLOS ONE", "PLOS ONE"),
        ("Nature", "Nature"),
    ],
)
def test_a_journal_goes_by_its_name(title: str, journal: str) -> None:
    assert records(RSS, "<item><title>T</title></item>", title)[0].journal == journal


def test_a_poll_tells_how_many_entries_are_unseen() -> None:
    body = ATOM.format(title="PLOS ONE", entries=PLOS).encode()
    web = Web(body)
    first = Adapter(URL).poll(web, InProcess(), NOTHING_KNOWN, NOW)
    assert (first.state, len(first.records), first.next_poll) == (BatchState.OK, 1, timedelta(hours=6))
    assert "1 not seen before" in first.note
    again = Adapter(URL).poll(web, InProcess(), Memory(etag=first.etag), NOW)
    assert (again.state, again.records, again.etag) == (BatchState.OK, (), first.etag)


def test_the_feeds_wish_for_an_interval_stays_inside_our_limits() -> None:
    for told, hours in ((-5, 6), (1, 1), (120, 2), (10_080, 24), (999_999_999, 6)):
        body = RSS.format(title="J", entries=f"<ttl>{told}</ttl><item><title>T</title></item>").encode()
        assert Adapter(URL).poll(Web(body), InProcess(), NOTHING_KNOWN, NOW).next_poll == timedelta(hours=hours)


def test_a_cut_feed_is_partial_and_asked_for_again_whole() -> None:
    whole = RSS.format(title="J", entries="<item><title>T</title></item>")
    cut = Adapter(URL).poll(Web(whole.encode()[:-16] + b"<item><tit"), InProcess(), NOTHING_KNOWN, NOW)
    assert (cut.state, len(cut.records), cut.etag, cut.announced_on) == (BatchState.PARTIAL, 1, "", None)


def test_an_empty_feed_is_never_good_news() -> None:
    web, had = Web(RSS.format(title="J", entries="").encode()), Memory(newest=date(2026, 6, 5))
    sunday = NOW - timedelta(days=1)
    states = [Adapter(URL).poll(web, InProcess(), memory, now) for memory, now in ((NOTHING_KNOWN, NOW), (had, sunday))]
    assert [batch.state for batch in states] == [BatchState.QUIET, BatchState.QUIET]
    late = Adapter(URL).poll(web, InProcess(), had, NOW)
    assert (late.state, late.note) == (BatchState.LATE, "the feed is empty; it had entries until 2026-06-05")
    assert (late.etag, late.announced_on, late.next_poll) == ("", None, timedelta(hours=1))


def test_a_feed_of_nothing_but_news_is_quiet() -> None:
    entry = "<item><title>News</title><link>https://www.nature.com/articles/d41586-024-02295-8</link></item>"
    batch = Adapter(URL).poll(Web(RSS.format(title="J", entries=entry).encode()), InProcess(), NOTHING_KNOWN, NOW)
    assert (batch.state, batch.note) == (
        BatchState.QUIET,
        "none of its entries is a paper: 1 entries are news, not papers",
    )


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><head><title>Validate User</title></head><body>Please wait</body></html>",
        b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Cloudflare</body></html>",
        b'{"error": "not found"}',
        b"%PDF-1.7",
        b"Rate exceeded.",
    ],
)
def test_a_feed_that_became_something_else_says_until_when_it_was_one(body: bytes) -> None:
    with pytest.raises(SourceFailure, match=r"^This is .* feed\.$"):
        Adapter(URL).poll(Web(body), InProcess(), NOTHING_KNOWN, NOW)
    with pytest.raises(SourceFailure, match=r"^There was a feed at this address until 2026-06-05\. This is .* feed\.$"):
        Adapter(URL).poll(Web(body), InProcess(), Memory(newest=date(2026, 6, 5)), NOW)


def test_a_feed_read_whole_is_read_up_to_today() -> None:
    web = Web(RSS.format(title="J", entries="<item><title>T</title></item>").encode())
    assert Adapter(URL).poll(web, InProcess(), NOTHING_KNOWN, NOW).announced_on == NOW.date()


@pytest.mark.parametrize(
    "argument", ["", "tea", "ftp://x.example/feed", "http://127.0.0.1/feed", "javascript:alert(1)"]
)
def test_an_address_that_is_none_is_refused(argument: str) -> None:
    with pytest.raises(ValueError, match="not the address of a feed"):
        Adapter(argument)


def test_a_feed_is_named_by_its_address() -> None:
    adapter = Adapter("https://www.journals.example.org/tea/feed")
    assert adapter.name == "feed:https://www.journals.example.org/tea/feed"
    assert adapter.label == "journals.example.org/tea/feed"

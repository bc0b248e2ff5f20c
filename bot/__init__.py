"""AcademicHub Radar: a research radar for every person and channel of a Slack workspace.

The way of a paper, and the order to read the house in::

    sources → papers → radar → digest → briefing → delivery        daily drives it, scheduler wakes it
                                  ↑ listeners change subscribers       storage remembers; discussion answers in threads

    cli           playground · preview · run · web · worker · fetch · check · status · migrate · backup
    wiring        the composition root: Settings → Bot; the only module that names a store, a client, an app
    settings      every knob from the environment, all mistakes told at once
                                              — the world —
    listeners     what the bot hears: one Slack surface a file
    scheduler     the clock that knocks; the rows decide who is due
    jobs          dispatchers: which process touches which row now
    sources       where papers come from, one source a file
    fulltext      ways to a paper's whole text, one way a file
    llm           who writes: a language model, or the papers' own sentences
    semantic      closeness in meaning, an extra that is off unless a model is named
    delivery      where briefings are read: Slack (the only code that posts), the terminal
    storage       what the bot remembers: tables, short transactions a subject, migrations
    playground    a loopback Slack with a page, and a recorded week of papers
    fetching      the one polite, guarded HTTP GET, or a recording of it
    parsing       runs a parser of untrusted bytes in a limited child process
                                              — shared by the rim —
    registry      finds adapters in a folder
    blocks        domain → Block Kit: escaping, limits and splitting in one place
    feeds         a syndication feed → plain entries
    windows       which days a source is still to be asked for
    answers       the JSON of an interface, or what came instead
    clock         the instant it is
                                              — the work —
    benchmark     how much of a reading list a radar finds, and what would find the rest
    daily         collect, open what is due, write, deliver; each safe to run twice
    preview       what a query would have caught
    briefing      what is written about a digest     discussion   what is answered in a thread
    grounding     numbered sentences, and the checks a claim must pass
    ports         every seam, what crosses it and how it fails
                                              — the subject: pure, standard library only —
    digest        which matches make the cut, in what order
    subscribers   who reads, where, when
    learning      what thumbs teach: a taste that reorders, and never finds
    ranking       scores
    radar         the query language and the matcher
    papers        what a paper is, cleaning, and when two are the same

The one rule of imports: down this list, never up.
"""

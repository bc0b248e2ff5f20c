"""How much of a reading list a radar would have found, and which queries would find the rest.

``files`` reads what a person drops, in the child that parses; ``reading_list`` takes it back; ``looking_up`` finds out
more about the papers; ``judging`` says which line found which, and why not; ``phrases`` and ``proposing`` find queries
for the missed ones, ``recent`` what those would bring a day; ``report`` is all of it, ``wording`` its sentences;
``running`` goes the whole way, ``dropped`` does so for files dropped in Slack, ``download`` gets those.
"""

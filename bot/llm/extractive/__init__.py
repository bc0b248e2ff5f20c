"""The language model that is none: takeaways, links and answers are sentences copied out of the papers."""

from collections.abc import Sequence

from bot.llm.extractive.links import links
from bot.llm.extractive.passages import find
from bot.llm.extractive.sections import without_label
from bot.llm.extractive.takeaway import findings, ranked
from bot.ports.model import AnswerDraft, BriefingDraft, Claim, Excerpt, Exchange, Objection


class Extractive:
    """Quotes instead of writing; needs no key, no network and no time to speak of."""

    name = "extractive"
    is_model = False

    def brief(self, papers: Sequence[Excerpt], objections: Sequence[Objection] = ()) -> BriefingDraft:
        """The most telling sentence of each paper, and links between papers of different fields."""
        del objections  # a copied sentence cannot be repaired
        orders = {paper.number: ranked(paper) for paper in papers}
        told = [paper for paper in papers if orders[paper.number]]
        if not told:
            return BriefingDraft()
        strongest = told[0]
        headline, why = findings(strongest, orders[strongest.number])
        return BriefingDraft(
            headline=_copy(strongest, headline),
            themes=tuple(links(told)),
            lines={paper.number: _copy(paper, orders[paper.number][0]) for paper in told},
            read_first=(strongest.number, _copy(strongest, why)),
        )

    def answer(
        self,
        question: str,
        papers: Sequence[Excerpt],
        history: Sequence[Exchange] = (),
        objections: Sequence[Objection] = (),
    ) -> AnswerDraft:
        """Up to three passages that speak of what was asked; when none does, the closest one as *not in the paper*."""
        del objections
        status, places = find(question, papers, history)
        return AnswerDraft(status, tuple(_copy(paper, sentence) for paper, sentence in places))


def _copy(paper: Excerpt, sentence: int) -> Claim:
    return Claim(without_label(paper.sentences[sentence - 1]), (f"{paper.ref}.s{sentence}",))

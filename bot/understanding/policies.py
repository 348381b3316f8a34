"""A citizen's words → the one fact of a document that is asked for, if it is clear. Lexical; made anew for every publish; never encodes.

Two questions are put together: is this asked of documents at all (one linear model over characters, against all that people ask otherwise), and
which fact is it (likeness to all ways of asking of each). The figures are in docs/adr/0011.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot import wording
from bot.policy.model import Fact
from bot.understanding.normalizing import core, plain

Numbers = npt.NDArray[np.float64]

# Learned once, by hand, from ways that were left out (docs/adr/0011): model, likeness, lead over the second, evidence; then the constant.
WEIGHTS = np.array([0.72, 3.1, 11.0, 1.64])
CONSTANT = -9.09
SUREST = 4.0
LEAD_ENOUGH = 0.3
EVIDENCE_ENOUGH = 2.5
CLAUSE_WEIGHT = 0.3
SHORTEST_QUESTION = 4
SUREST_GUESS = 0.9999
SHORTEST_CLAUSE = 4
STIFFNESS = 30.0
PAUSES = re.compile(wording.ANSWER_PAUSES)


@dataclass(frozen=True, slots=True)
class PolicyFound:
    """The likeliest fact, and the probability that it is meant: 1 when it is asked for word for word, and only then."""

    code: str = ""
    score: float = 0.0


class PolicyFinder:
    """Finds facts. Safe to share between threads; made anew for a new district."""

    def __init__(self, facts: Mapping[str, Fact], others: Sequence[str] = ()) -> None:
        """`others` is what people ask that is none of these facts."""
        self._codes = list(facts)
        self._written = {plain(way): fact.code for fact in facts.values() for way in fact.asked}
        self._others = {plain(each) for each in others}
        self._judges = (Likeness(list(facts.values())), PolicyModel(list(facts.values()), others)) if facts and others else None

    def find(self, text: str) -> PolicyFound:
        """The fact that `text` most likely asks for; how clear that is, is the score's business."""
        words = plain(core(text))
        if words in self._written:
            return PolicyFound(self._written[words], 1.0)
        if self._judges is None or len(words) < SHORTEST_QUESTION or words in self._others:
            return PolicyFound()
        best, measured = measure(words, *self._judges)
        score = 1 / (1 + np.exp(-(measured @ WEIGHTS + CONSTANT)))
        return PolicyFound(self._codes[best], min(round(float(score), 4), SUREST_GUESS))


class Likeness:
    """How like a question is to each fact. What nobody ever asked counts against all of them."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        asked = [" ".join(plain(way) for way in fact.asked) for fact in facts]
        whole = [f"{ways} {plain(fact.answer)}" for ways, fact in zip(asked, facts, strict=True)]
        self._grams = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True, norm=None).fit(whole)
        self._analyze = self._grams.build_analyzer()
        self._unknown = float(self._grams.idf_.max()) ** 2
        self._asked = _sideways(_unit(self._grams.transform(asked)))
        self._whole = _sideways(self._grams.transform(whole).sign())

    def of(self, words: str) -> tuple[Numbers, Numbers]:
        """For every fact the cosine to all its ways as one, and the share of the question that fact and ways cover."""
        grams = self._grams.transform([words])
        unknown = sum(gram not in self._grams.vocabulary_ for gram in set(self._analyze(words)))
        mass = float(grams.power(2).sum()) + unknown * self._unknown
        return (grams @ self._asked).toarray()[0] / np.sqrt(mass), (grams.power(2) @ self._whole).toarray()[0] / mass


class PolicyModel:
    """Whether something is asked of documents at all: ways and clauses of answers against what people ask otherwise."""

    def __init__(self, facts: Sequence[Fact], others: Sequence[str]) -> None:
        ways = [plain(way) for fact in facts for way in fact.asked]
        clauses = [plain(clause) for fact in facts for clause in PAUSES.split(fact.answer) if len(clause) >= SHORTEST_CLAUSE]
        texts = [*ways, *clauses, *(plain(each) for each in others)]
        ours = len(ways) + len(clauses)
        weights = np.ones(len(texts))
        weights[len(ways) : ours] = CLAUSE_WEIGHT
        self._grams = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
        found = self._grams.fit_transform(texts)
        self._model = LogisticRegression(C=STIFFNESS, solver="liblinear").fit(found, np.arange(len(texts)) < ours, sample_weight=weights)

    def decide(self, words: str) -> float:
        """Above 0: rather one of documents."""
        return float(self._model.decision_function(self._grams.transform([words]))[0])


def measure(words: str, likeness: Likeness, model: PolicyModel) -> tuple[int, Numbers]:
    """The best fact's position, and what its score is made of."""
    like, covered = likeness.of(words)
    both = like + covered
    best = int(both.argmax())
    lead = both[best] - np.partition(both, -2)[-2] if len(both) > 1 else both[best]
    evidence = np.log(max(len(words) * covered[best], 1.0))
    asked = np.clip(model.decide(words), -SUREST, SUREST)
    return best, np.array([asked, np.sqrt(like[best]), np.sqrt(min(lead, LEAD_ENOUGH)), min(evidence, EVIDENCE_ENOUGH)])


def _unit(matrix: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.power(2).sum(axis=1)).ravel())
    return csr_matrix(matrix.multiply(1 / np.maximum(lengths, 1e-9)[:, None]))


def _sideways(matrix: csr_matrix) -> csr_matrix:
    return matrix.T.tocsr()

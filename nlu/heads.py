"""The learned part of understanding: what kind of message this is, which facets it asks, whether it leans on the talk before. No Rasa here.

Character n-grams of three views: the whole text, its end, and what stands around its asking words (trial in docs/adr/0004).
"""

import re
import unicodedata
from collections import Counter
from typing import Dict, List, NamedTuple, Sequence, Set, Tuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.facets import FACETS

TAIL = 14
BEFORE_ASKING, AFTER_ASKING = 8, 5
WEIGHTS = (0.5, 0.7, 1.0)  # of the whole text, its end, and what stands around asking words: a long story tells little of what is asked
# 去哪补，要带啥，多少钱: each says it alone, and together they drown each other.
SHORT_CLAUSE = 8
SURE_OF_CLAUSE = 0.5
PAUSES = re.compile(r"[\s,.，。？?！!、；;：:…~～]+")  # half-width too: NFKC comes first


class Example(NamedTuple):
    """One training text (places and cities masked), its kind, its facets (None where they are not labelled), and whether it leans on the last."""

    text: str
    kind: str
    facets: Set[str]
    leans: bool


class Prediction(NamedTuple):
    """Probabilities: of each kind (they add up to 1), of each facet, of leaning on the talk before; and what a short clause asks by itself."""

    kinds: Dict[str, float]
    facets: Dict[str, float]
    leans: float
    clauses: Dict[str, float]


def plain(text: str) -> str:
    """One way of writing: half-width, lower case, digits as 0, pauses as one space, marks at both ends."""
    text = re.sub(r"\d+", "0", unicodedata.normalize("NFKC", text).lower())
    return "^" + PAUSES.sub(" ", text).strip() + "$"


def tail(text: str) -> str:
    """The end of the text."""
    return "^" + text.strip("^$")[-TAIL:] + "$"


class Heads:
    """Three linear models over the same features. `asking` are words that ask; one that ends in $ does so at the end of a clause."""

    def __init__(self, asking: Sequence[str]) -> None:
        """Untrained."""
        self._asking = re.compile("|".join(_pattern(word) for word in asking))

    def fit(self, examples: Sequence[Example]) -> "Heads":
        """Learns from `examples`; the same examples give the same model."""
        texts = [plain(example.text) for example in examples]
        self._vectorizers = [_vectorizer().fit(view) for view in self._views(texts)]
        features = self._features(texts)
        kinds = [example.kind for example in examples]
        self._kinds = _linear().fit(features, kinds, sample_weight=_weights(kinds))
        asking = [n for n, example in enumerate(examples) if example.facets]
        self._facets = {facet: _yes_no(features[asking], [facet in examples[n].facets for n in asking]) for facet in FACETS}
        self._leans = _yes_no(features[asking], [examples[n].leans for n in asking])
        return self

    def predict(self, texts: Sequence[str]) -> List[Prediction]:
        """Probabilities for each text."""
        return [self._predict(plain(text)) for text in texts]

    def _predict(self, text: str) -> Prediction:
        clauses = [clause for clause in text.strip("^$").split(" ") if 2 <= len(clause) <= SHORT_CLAUSE and self._asking.search(clause)]
        rows = [text, *(f"^{clause}$" for clause in clauses if " " in text)]
        features = self._features(rows)
        facets = np.array([self._facets[facet].predict_proba(features)[:, 1] for facet in FACETS]).T
        kinds = dict(zip(self._kinds.classes_, self._kinds.predict_proba(features[:1])[0]))
        leans = float(self._leans.predict_proba(features[:1])[0, 1])
        alone = {FACETS[row.argmax()]: float(row.max()) for row in facets[1:] if row.max() >= SURE_OF_CLAUSE}
        return Prediction(kinds, dict(zip(FACETS, facets[0])), leans, alone)

    def _features(self, texts: List[str]) -> csr_matrix:
        views = zip(WEIGHTS, self._vectorizers, self._views(texts))
        return hstack([weight * vectorizer.transform(view) for weight, vectorizer, view in views]).tocsr()

    def _views(self, texts: List[str]) -> Tuple[List[str], List[str], List[str]]:
        return texts, [tail(text) for text in texts], [self._asked(text) for text in texts]

    def _asked(self, text: str) -> str:
        """What stands around the asking words; the end of a text that has none."""
        text = text.strip("^$")
        spans = [(max(0, hit.start() - BEFORE_ASKING), hit.end() + AFTER_ASKING) for hit in self._asking.finditer(text)]
        kept = {spot for start, end in spans for spot in range(start, end)} or set(range(len(text) - TAIL, len(text)))
        return "^" + PAUSES.sub(" ", "".join(each if spot in kept else " " for spot, each in enumerate(text))).strip() + "$"


def _pattern(word: str) -> str:
    return re.escape(word[:-1]) + r"(?= |$)" if word.endswith("$") else re.escape(word)


def _vectorizer() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char", ngram_range=(1, 4), sublinear_tf=True, min_df=2, dtype=np.float32)


def _yes_no(features: csr_matrix, answers: List[bool]) -> LogisticRegression:
    return _linear().fit(features, answers)


def _linear() -> LogisticRegression:
    """One class against all others: as good here as all classes at once, in a tenth of the time."""
    return LogisticRegression(C=10, max_iter=300, solver="liblinear", random_state=0)


def _weights(kinds: List[str]) -> List[float]:
    """Rare kinds weigh more, by the root of their rarity: questions outnumber all else fifty to one, in the data as in life."""
    counts = Counter(kinds)
    most = max(counts.values())
    return [float(np.sqrt(most / counts[kind])) for kind in kinds]


def masked(text: str, spans: Sequence[Tuple[int, int, str]]) -> str:
    """`text` with each (start, end, entity) span of a place or city replaced by one sign, so that no name needs to be learned."""
    for start, end, entity in sorted(spans, reverse=True):
        if entity in SIGNS:
            text = text[:start] + SIGNS[entity] + text[end:]
    return text


SIGNS = {"place": "〇", "city": "◇"}

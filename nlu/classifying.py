"""The graph component that carries understanding in Rasa: one intent, every facet as an entity."""

from typing import Any, Dict, List, Text

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu import patches, spacy_model  # noqa: F401  (importing spacy_model is what makes its tokenizer known to spaCy)
from nlu.facets import ASKING, FACET_INTENTS, OPEN_INTENT, is_question, kind, labels
from nlu.heads import Example, Heads, Prediction, masked
from nlu.vocabulary import words_of

FILE = "heads.joblib"
CLEARLY_NONE = 0.4  # below one half: a question declined is asked again, a joke answered is a wrong answer


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class FacetClassifier(IntentClassifier, GraphComponent):
    """Says what is asked: the intent, and a `facet` entity for every facet above the threshold (several may be asked at once)."""

    @classmethod
    def required_packages(cls) -> List[Text]:
        """What it runs on."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The probability from which a facet counts as asked (and its share of the likeliest), and from which a message leans on the talk before."""
        return {"facet_threshold": 0.2, "facet_share": 0.35, "lean_threshold": 0.5}

    def __init__(self, config: Dict[Text, Any], storage: ModelStorage, resource: Resource) -> None:
        """An untrained component."""
        self._config, self._storage, self._resource = config, storage, resource
        self._heads = None

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> "FacetClassifier":
        """Rasa's constructor for training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> "FacetClassifier":
        """Rasa's constructor for serving."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._heads = joblib.load(folder / FILE)
        patches.apply()
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the heads on every example that has an intent."""
        self._heads = Heads(words_of("asking")).fit([_example(message) for message in training_data.intent_examples])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._heads, folder / FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets intent, ranking and facet entities on each message."""
        for message, prediction in zip(messages, self._heads.predict([_signed(message) for message in messages])):
            self._annotate(message, message.get(TEXT) or "", prediction)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after this component needs training."""
        return training_data

    def _annotate(self, message: Message, text: Text, prediction: Prediction) -> None:
        least = max(self._config["facet_threshold"], self._config["facet_share"] * max(prediction.facets.values()))
        facets = {facet: p for facet, p in prediction.facets.items() if p >= least}
        facets.update({facet: max(p, facets.get(facet, 0.0)) for facet, p in prediction.clauses.items()})
        ranking = sorted(_intents(prediction, facets).items(), key=lambda pair: -pair[1])
        ranked = [{"name": name, "confidence": float(confidence)} for name, confidence in ranking[:5]]
        message.set("intent", ranked[0], add_to_output=True)
        message.set("intent_ranking", ranked, add_to_output=True)
        found = [_entity("facet", facet, p, text) for facet, p in sorted(facets.items(), key=lambda pair: -pair[1])]
        if prediction.leans >= self._config["lean_threshold"]:
            found.append(_entity("leans", "yes", prediction.leans, text))
        message.set("entities", message.get("entities", []) + found, add_to_output=True)


def _example(message: Message) -> Example:
    intent, entities = message.get("intent"), message.get("entities", [])
    names_matter = any(entity["entity"] == "matter" for entity in entities)
    return Example(_signed(message), kind(intent), labels(intent, entities), not names_matter)


def _signed(message: Message) -> Text:
    """The text as the heads read it. The spans are spaCy's own, in training as in serving (extractors do not run in training)."""
    doc = message.get(SPACY_DOCS[TEXT])
    spans = [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents] if doc else []
    return masked(message.get(TEXT) or "", spans)


def _intents(prediction: Prediction, facets: Dict[Text, float]) -> Dict[Text, float]:
    """Kinds as intents: a question is the intent of its likeliest facet, or an open question when no facet stands out.

    Which kind of not-a-question it is may be open while that it is none is clear: the likeliest of them then stands for all.
    """
    first = max(facets, key=lambda facet: facets[facet]) if facets else None
    asking = FACET_INTENTS[first] if first else OPEN_INTENT
    intents = {asking if name == ASKING else name: p for name, p in prediction.kinds.items()}
    others = {name: p for name, p in prediction.kinds.items() if not is_question(name)}
    if sum(others.values()) >= CLEARLY_NONE:
        intents[max(others, key=lambda name: others[name])] = sum(others.values())
    return intents


def _entity(name: Text, value: Text, confidence: float, text: Text) -> Dict[Text, Any]:
    return {
        "entity": name, "value": value, "confidence_entity": float(confidence), "start": 0, "end": len(text), "extractor": "FacetClassifier"
    }  # fmt: skip

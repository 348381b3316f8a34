"""Gives Rasa the catalogue's 常见问法 as training examples, beside the topics: staff's words train the facets without being written twice."""

import csv
from typing import Any, Dict, List, Optional, Text, Union

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.facets import FACET_INTENTS, OPEN_INTENT
from nlu.vocabulary import CATALOGUE

NAMES = {
    "材料": "materials", "地点": "place", "时间": "hours", "费用": "fee", "条件": "conditions", "流程": "process", "时限": "time_limit",
    "网办": "online", "代办": "agency", "预约": "appointment", "进度": "progress", "电话": "phone", "结果": "result",
}  # fmt: skip


class SampleImporter(TrainingDataImporter):
    """Reads data/catalogue/sample_questions.csv."""

    def __init__(
        self,
        config_file: Optional[Text] = None,
        domain_path: Optional[Text] = None,
        training_data_paths: Optional[Union[List[Text], Text]] = None,
        **_: Any,
    ) -> None:
        """Rasa passes its own paths; the samples have one place."""

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """One example a sample: the first facet is the intent, the matter and each further facet an entity over the whole text."""
        with (CATALOGUE / "sample_questions.csv").open(encoding="utf-8-sig", newline="") as file:
            return TrainingData([_message(row) for row in csv.DictReader(file)])

    def get_domain(self) -> Domain:
        """The domain is domain.yml's alone."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        """Samples tell no stories."""
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        """Nor conversation tests."""
        return StoryGraph([])

    def get_config(self) -> Dict[Text, Any]:
        """The configuration is config.yml's alone."""
        return {}

    def get_config_file_for_auto_config(self) -> Optional[Text]:
        """No automatic configuration."""
        return None


def _message(row: Dict[Text, Text]) -> Message:
    facets = [NAMES[name] for name in row["要素"].split(";")]
    intent = FACET_INTENTS[facets[0]] if facets else OPEN_INTENT
    text = row["问法"]
    about = [("matter", row["事项编号"]), *(("facet", facet) for facet in facets[1:])]
    entities = [{"entity": entity, "value": value, "start": 0, "end": len(text)} for entity, value in about]
    return Message.build(text=text, intent=intent, entities=entities)

"""Builds the spaCy model that Rasa's pipeline stands on: blank Chinese cut by jieba with the trade's words, and an EntityRuler.

jieba's added words are global to a process and are not saved with a spaCy model; here they stand in the model's own config, so that
whoever loads the model has them. Run: python -m nlu.spacy_model FOLDER
"""

import sys
from pathlib import Path
from typing import Any, Callable, Dict, List

import jieba
import spacy
from spacy.lang.zh import ChineseTokenizer

from nlu.vocabulary import matter_words, place_words, words_of

SHAPES = [
    {"label": "place", "pattern": [{"TEXT": {"REGEX": "^.{1,6}(村|社区|小区|镇|街道|办事处)$"}}]},
    {"label": "place", "pattern": [{"TEXT": {"REGEX": "^[一-鿿]{1,4}$"}}, {"TEXT": {"IN": ["村", "社区", "镇", "街道", "办事处"]}}]},
    {"label": "time", "pattern": [{"TEXT": {"REGEX": r"^(\d{1,4}|[一二三四五六七八九十]+)(点|点半|号|月|日|年|天|岁)$"}}]},
    {"label": "person", "pattern": [{"TEXT": {"REGEX": r"^(俺|我|咱)?(爹|娘|爸|妈|儿子?|闺女|媳妇|对象|公公|婆婆|奶奶|爷爷|姥姥|姥娘|孩子|老人)$"}}]},
]


@spacy.registry.tokenizers("zhoudao.tokenizer.v1")
def make_tokenizer(words: List[str]) -> Callable[[Any], ChineseTokenizer]:
    """A jieba tokenizer that knows `words`."""

    def create(nlp: Any) -> ChineseTokenizer:
        for word in words:
            jieba.add_word(word)
        return ChineseTokenizer(nlp.vocab, segmenter="jieba")

    return create


def build(folder: Path) -> None:
    """Writes the model to `folder`."""
    words = sorted({*matter_words(), *place_words(), *words_of("cities")})
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "zhoudao.tokenizer.v1", "words": words}}})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([*_patterns("place", place_words()), *_patterns("city", words_of("cities")), *_patterns("time", words_of("times")), *SHAPES])
    nlp.to_disk(folder)


def _patterns(label: str, words: List[str]) -> List[Dict[str, Any]]:
    return [{"label": label, "pattern": word} for word in words]


if __name__ == "__main__":
    build(Path(sys.argv[1]))

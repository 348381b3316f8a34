"""The linker, asked over the loopback: the actions' process holds the only one, so that this process stays small."""

import logging
from collections.abc import Sequence

import requests
from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from bot.conversation.model import Candidate

# Without Rasa nobody asks back, so a weak guess is still offered as a card; below this even the best one is noise.
WORTH_OFFERING = 0.2
SECONDS = 0.7  # a degraded reply must be there within four seconds of the question, Rasa's time-out included
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate, as the actions' process names it."""

    code: str
    name: str
    score: float


_FOUND = TypeAdapter(list[Found])


class FarLinker:
    """The linker at `url`."""

    def __init__(self, url: str) -> None:
        """Opens nothing yet."""
        self._address = f"{url}/link"
        self._http = requests.Session()
        self._http.trust_env = False

    def link(self, text: str) -> Sequence[Candidate]:
        """The matters that `text` may mean, best first; none when that process is away too."""
        try:
            answer = self._http.post(self._address, json={"text": text}, timeout=SECONDS)
            answer.raise_for_status()
            found = _FOUND.validate_json(answer.content)
        except (requests.RequestException, ValidationError) as wrong:
            log.warning("the linker did not answer: %s", type(wrong).__name__)
            return ()
        return found if found and found[0].score >= WORTH_OFFERING else ()

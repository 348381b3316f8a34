"""Two hundred people who write at the same moment, and what each of them must have read in the end."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from .brain import Act
from .conftest import World

PEOPLE = 200


class Crowd:
    """The people; the brain will answer each after so many seconds."""

    def __init__(self, world: World, seconds: float) -> None:
        self._world, self._seconds, self._began, self._slowest = world, seconds, 0.0, 0.0
        self._people = {f"第{n}位问的第{seconds:g}件事": world.resident() for n in range(PEOPLE)}
        world.brain.acts |= {text: Act(after=seconds) for text in self._people}

    def ask(self) -> None:
        """All write at once. Ends when WeChat has got something for each."""
        together = threading.Barrier(PEOPLE)

        def ask(text: str) -> None:
            together.wait()
            self._people[text].says(text)

        self._world.platform.took.clear()
        self._began = time.monotonic()
        with ThreadPoolExecutor(PEOPLE) as pool:
            list(pool.map(ask, self._people))
        self._slowest = max(self._world.platform.took)

    def wait(self) -> None:
        """Waits until each has read something, and nothing is on its way any more."""
        for one in self._people.values():
            self._world.platform.phones.wait_for(one.openid, 1, 60)
        self._world.settle()

    def judge(self) -> None:
        """One answer, one turn and one question to the brain for each, and no banner."""
        shown = [each for one in self._people.values() for each in one.log()]
        self._say(max(each.at for each in shown) - self._began, Counter(each.way for each in shown))
        assert [one.reads(1) for one in self._people.values()] == [[f"答：{text}"] for text in self._people]
        assert {self._world.records.turns(text) for text in self._people} == {1}
        assert {len(self._world.brain.questions(text)) for text in self._people} == {1}

    def _say(self, last: float, ways: Counter[str]) -> None:
        print(f"brain {self._seconds:g} s: {dict(ways)}, slowest delivery {self._slowest:.2f} s, last answer after {last:.1f} s")

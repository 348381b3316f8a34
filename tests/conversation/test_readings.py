"""Rasa gets a message as it can be read; what is kept is what was written."""

from sqlalchemy import select

from bot.conversation.door import Door
from bot.conversation.model import Incoming
from bot.conversation.rasa import Rasa
from bot.conversation.tables import TurnRow
from bot.database import session
from bot.understanding.normalizing import simplified
from bot.understanding.spelling import Spelling
from tests.conversation.conftest import DISTRICT, FakeRasa


def test_pinyin_and_traditional_are_read_before_rasa_hears_them(rasa: FakeRasa, fresh_database: None) -> None:
    spelling = Spelling(["身份证丢失补领"], ["身份证丢了怎么办"])
    door = Door(lambda text: [], Rasa(rasa.url, 0.6), lambda: DISTRICT, lambda text: spelling.repaired(simplified(text)))
    door.receive(Incoming("web", "wang", "m1", "text", "shenfenzheng丟了怎麼辦"))
    assert rasa.asked[-1]["message"] == "身份证丢了怎么办"
    with session() as opened:
        assert opened.scalars(select(TurnRow.text)).all() == ["shenfenzheng丟了怎麼辦"]

"""The whole real catalogue, asked everything everywhere: an answer each time, with every required material, and no hole in any text."""

import re

import pytest

from bot.answers.about import about
from bot.answers.deciding import choose
from bot.answers.question import Memory, Pending
from bot.answers.table import ANSWERS
from bot.catalogue.model import Matter
from bot.district.model import District
from bot.places.model import Site
from tests.factories import a_question, found, offered, options
from tests.reading import words

WANTED: tuple[tuple[str, ...], ...] = ((), *((facet,) for facet in ANSWERS), tuple(ANSWERS))
HOLE = re.compile(r"[{}]|None|：。|(?<!”)：\n\n|、、|。。|（）|：$", re.MULTILINE)
HEADING = re.compile(r"^(?:“.*”|.*另带|要带这些|给代办员看的.*)：$", re.MULTILINE)


def has_hole(text: str) -> bool:
    """Whether something that should have been filled in was not."""
    return HOLE.search(HEADING.sub("", text)) is not None


@pytest.fixture(scope="module")
def places(real_district: District) -> dict[str, Site | None]:
    """Nowhere, a village, the district's centre."""
    village = next(site for site in real_district.sites.values() if site.level == "village")
    return {"nowhere": None, "village": village, "district": real_district.sites["370306000000"]}


@pytest.mark.parametrize("where", ["nowhere", "village", "district"])
@pytest.mark.parametrize("audience", ["resident", "agent"])
def test_every_facet_of_every_matter(real_district: District, places: dict[str, Site | None], where: str, audience: str) -> None:
    place = places[where]
    question = a_question("……", found=found(place) if place else found(), audience=audience)
    faults = [
        f"{code} {facets}: {text}"
        for code in real_district.matters
        for facets in WANTED
        if has_hole(text := words(about(question, real_district, code, facets)))
    ]
    assert faults == [], "\n\n".join(faults[:5])


def test_no_required_material_is_left_out(real_district: District) -> None:
    lost = [
        (code, material.name)
        for code, matter in real_district.matters.items()
        for material in matter.materials
        if material.necessity == "required" and material.name not in words(about(a_question("带啥"), real_district, code, ("materials",)))
    ]
    assert lost == []


def test_every_answer_to_every_question_we_ask_back(real_district: District) -> None:
    for matter, situation in ((m, s) for m in real_district.matters.values() for s in m.situations):
        for option in situation.options:
            memory = Memory(matter.code, facets=("materials", "conditions"), pending=Pending(matter.code, situation.name, situation.options))
            reply = choose(a_question(option, memory=memory, offered=options(*situation.options)), real_district)
            text = words(reply)
            assert reply.memory.situation == {situation.name: option}, (matter.code, situation.name, option)
            assert not has_hole(text), text
            _assert_required(matter, option, situation.options, text)


def _assert_required(matter: Matter, told: str, options: tuple[str, ...], text: str) -> None:
    """All that is required always, or in a situation that was not ruled out."""
    ruled_out = set(options) - {told} if told != "不知道" else set()
    needed = [each.name for each in matter.materials if each.necessity == "required" and each.situation not in ruled_out]
    assert [name for name in needed if name not in text] == []


def test_every_matter_can_be_offered_and_taken(real_district: District) -> None:
    for matter in real_district.matters.values():
        assert choose(a_question("1", offered=offered(matter)), real_district).matter == matter.code

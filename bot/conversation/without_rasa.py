"""What the door can still say when Rasa does not answer: the linker's best matters, or where to ask. Pure."""

from collections.abc import Callable, Sequence

from bot import wording
from bot.catalogue.model import Matter
from bot.conversation.composing import guide_link
from bot.conversation.model import Candidate, Choice, Said, empty_trace
from bot.conversation.reading import picked
from bot.conversation.talks import Talk
from bot.district.model import District

Link = Callable[[str], Sequence[Candidate]]
MOST_CHOICES = 3
MOST_MATERIALS = 3


def reply(text: str, talk: Talk, district: District, link: Link, root_path: str) -> Said:
    """The matter that the text picks by its number, else the best that are found, else a phone number."""
    chosen = picked(text, talk.choices)
    matter = district.matters.get(chosen.code or "") if chosen and chosen.kind == "matter" else None
    if matter:
        return _told(matter, root_path)
    found = [each for each in link(text) if each.code in district.matters]
    return _offered(found, root_path) if found else _sorry(district)


def _told(matter: Matter, root_path: str) -> Said:
    text = wording.WITHOUT_RASA_MATTER.format(
        name=matter.name,
        department=matter.department or wording.SOME_DEPARTMENT,
        materials=_materials(matter),
        link=guide_link(matter.code, root_path),
    )
    told = {"code": matter.code, "name": matter.name, "revision": matter.revision}
    return Said(text, empty_trace("answer") | {"degraded": True, "matter": told})


def _materials(matter: Matter) -> str:
    names = [each.name for each in matter.materials if each.necessity == "required" and not each.situation]
    if not names:
        return ""
    more = wording.WITHOUT_RASA_MORE.format(n=len(names)) if len(names) > MOST_MATERIALS else ""
    return wording.WITHOUT_RASA_MATERIALS.format(names=wording.LISTING.join(names[:MOST_MATERIALS]), more=more)


def _offered(found: Sequence[Candidate], root_path: str) -> Said:
    choices = tuple(Choice(n, "matter", each.code, each.name) for n, each in enumerate(found[:MOST_CHOICES], start=1))
    lines = [_line(choice, root_path) for choice in choices]
    trace = empty_trace("choose") | {"degraded": True, "candidates": [_plain(each) for each in found]}
    return Said("\n".join([wording.WITHOUT_RASA, *lines]), trace, choices)


def _line(choice: Choice, root_path: str) -> str:
    return wording.WITHOUT_RASA_CHOICE.format(n=choice.n, name=choice.text, link=guide_link(choice.code or "", root_path))


def _plain(candidate: Candidate) -> dict[str, object]:
    return {"code": candidate.code, "name": candidate.name, "score": candidate.score}


def _sorry(district: District) -> Said:
    centre = next((site for _, site in sorted(district.sites.items()) if site.level == "district" and site.phone), None)
    office = wording.WITHOUT_RASA_OFFICE.format(name=centre.name, phone=centre.phone) if centre else ""
    return Said(wording.WITHOUT_RASA_NONE.format(office=office), empty_trace("reject") | {"degraded": True})

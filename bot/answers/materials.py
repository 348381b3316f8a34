"""What to bring (材料): always needed first, then what each situation adds, under its heading. 一次性告知: none of the required ones is left out."""

from collections.abc import Iterable

from bot import wording
from bot.answers.asked import Asked
from bot.answers.phrasing import contact
from bot.answers.question import Say
from bot.catalogue.model import Material, Matter

MARKS = {"required": "", "optional": wording.OPTIONAL, "later": wording.LATER}


def answer(asked: Asked) -> list[Say]:
    """The whole list, as far as the person's situation is known."""
    materials = asked.matter.materials
    if not materials:
        return [Say("utter_materials_unknown", {"contact": contact(asked.site)})]
    groups = [option for option in _options(asked.matter) if not ruled_out(option, asked)]
    parts = [_listing(m for m in materials if not m.situation)]
    parts += [f"{wording.SITUATION_HEAD.format(option=option)}\n{_listing(m for m in materials if m.situation == option)}" for option in groups]
    return [Say("utter_materials", {"materials": "\n".join(part for part in parts if part)})]


def _options(matter: Matter) -> list[str]:
    return list(dict.fromkeys(material.situation for material in matter.materials if material.situation))


def ruled_out(option: str, asked: Asked) -> bool:
    """Whether another option of the same situation was told (not knowing rules nothing out)."""
    situation, told = asked.matter.situation_of(option), set(asked.situation.values())
    return bool(situation and option not in told and (told & set(situation.options)) - {wording.UNSURE})


def _listing(materials: Iterable[Material]) -> str:
    ordered = sorted(materials, key=lambda material: list(MARKS).index(material.necessity))
    return "\n".join(_line(n, material) for n, material in enumerate(ordered, start=1))


def _line(n: int, material: Material) -> str:
    copies = [form.format(n=count) for form, count in ((wording.ORIGINALS, material.originals), (wording.COPIES, material.copies)) if count]
    source = wording.SOURCE_OF.format(issuer=material.issuer) if material.issuer else ""
    said = wording.MATERIAL.format(
        n=n, name=material.name, copies=" " + "".join(copies) if copies else "", mark=MARKS[material.necessity], source=source
    )
    return said + (wording.MATERIAL_NOTE.format(note=material.note) if material.note else "")

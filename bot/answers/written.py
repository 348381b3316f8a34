"""Matters as agents and clerks write them: by code (YB-009, yb009, several, or how it begins) and by the trade's abbreviations (居保, 两补)."""

import re
from collections.abc import Mapping, Sequence

from bot import wording
from bot.answers.about import about
from bot.answers.matching import is_sure
from bot.answers.offering import offer
from bot.answers.question import Question, Reply, Say, Shorthand
from bot.district.model import District
from bot.understanding.linker import Candidate
from bot.understanding.normalizing import core, plain

CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+[\s\-_—–]*\d+(?!\d)")
BEGINNING = re.compile(r"([A-Za-z]{2})[\s\-_—–]*(\d{0,3})")
NO_SIGN = re.compile(r"[\W_]+")
MOST = 10
# Measured over the table in three sentences each: the linker was sure of another matter 19 times of 612, never above 0.83.
CLEAR = 0.9


def shorthand(text: str, abbreviations: Mapping[str, tuple[str, ...]]) -> Shorthand:
    """The abbreviations that `text` holds, the longest first, and whether it says nothing else."""
    left, found = plain(core(text)), []
    for each in sorted(abbreviations, key=len, reverse=True):
        if plain(each) in left:
            found.append(each)
            left = left.replace(plain(each), " ")
    codes = dict.fromkeys(code for each in found for code in abbreviations[each])
    return Shorthand(tuple(found), tuple(codes), alone=bool(found) and not left.strip())


def coded(question: Question, district: District) -> Reply | None:
    """Codes anywhere in the message, or the beginning of one, whoever writes them."""
    codes = codes_in(question.text, district)
    return _told(question, district, codes, Say("utter_several_matters")) if codes else _begun(question, district)


def abbreviated_alone(question: Question, district: District) -> Reply | None:
    """Abbreviations and nothing else, whoever writes them."""
    return _abbreviated(question, district) if question.shorthand.alone else None


def abbreviated(question: Question, district: District) -> Reply | None:
    """An abbreviation in the sentence of an agent or a clerk, unless its matter or another is clear; residents' words are the linker's alone."""
    best = question.linked.candidates[0] if is_sure(question.linked) else None
    is_clear = best is not None and (best.score >= CLEAR or best.code in question.shorthand.codes)
    return None if question.audience == "resident" or is_clear else _abbreviated(question, district)


def codes_in(text: str, district: District) -> tuple[str, ...]:
    """The codes of matters in a text, in any writing."""
    known = {_bare(code): code for code in district.matters}
    said = (_bare(each) for each in (text, *CODE.findall(text)))
    return tuple(dict.fromkeys(known[each] for each in said if each in known))


def _abbreviated(question: Question, district: District) -> Reply | None:
    codes = [code for code in question.shorthand.codes if code in district.matters]
    said = Say("utter_choose_written", {"written": wording.LISTING.join(question.shorthand.words)})
    return _told(question, district, codes, said) if codes else None


def _told(question: Question, district: District, codes: Sequence[str], said: Say) -> Reply:
    """The one matter, or those that are meant by number."""
    if len(codes) > 1:
        return offer(question, _candidates(codes, district), said)
    kept = question.memory.facets if question.leans or question.memory.matter is None else ()
    return about(question, district, codes[0], question.facets or kept)


def _begun(question: Question, district: District) -> Reply | None:
    """“YB-0”: every code that begins so; of a code that there is not, those that begin like it."""
    found = BEGINNING.fullmatch(question.text.strip())
    if found is None or question.text.strip() == found[1]:
        return None
    letters, digits = found[1].upper(), found[2]
    for length in range(len(digits), min(len(digits), 1) - 1, -1):
        beginning = f"{letters}-{digits[:length]}"
        codes = sorted(code for code in district.matters if code.startswith(beginning))
        if codes:
            shown = wording.FIRST_SHOWN.format(n=MOST) if len(codes) > MOST else ""
            said = Say("utter_choose_code", {"beginning": beginning, "count": str(len(codes)), "shown": shown})
            return _told(question, district, codes, said)
    return None


def _candidates(codes: Sequence[str], district: District) -> list[Candidate]:
    names = (wording.CODE_AND_NAME.format(code=code, name=district.matters[code].name) for code in codes[:MOST])
    return [Candidate(code, name, 1 / len(codes)) for code, name in zip(codes, names)]


def _bare(text: str) -> str:
    return NO_SIGN.sub("", text).upper()

"""The ordered steps from a question to a reply: each may speak, the first that does ends it."""

from collections.abc import Callable
from dataclasses import replace

from bot import wording
from bot.answers.about import about
from bot.answers.matching import Match, match, names_matter, several
from bot.answers.offering import offer
from bot.answers.office_asked import kind_by_words, kind_of, office_asked, office_kind
from bot.answers.offices import office_reply, tell
from bot.answers.options import number_in, pick
from bot.answers.phrasing import centre, contact, department, state_now
from bot.answers.policies import is_clear, is_of_a_document, policy_clear, policy_said
from bot.answers.question import Option, Question, Reply, Say
from bot.answers.situations import situation_told, situation_unclear, taken, told_otherwise, volunteered
from bot.answers.written import abbreviated, abbreviated_alone, coded
from bot.district.model import District
from bot.people.model import on_duty

Step = Callable[[Question, District], Reply | None]

A_PLACE_AND_LITTLE_ELSE = 4
OF_OFFICES_TOO = {"agency", "appointment", "progress", "hours", "online", "conditions"}
PLACED = ("place", "hours", "agency", "phone")


def decide(question: Question, district: District) -> Reply:
    """The reply to a question."""
    spoken = (step(question, district) for step in STEPS)
    return next(reply for reply in spoken if reply)


def choose(question: Question, district: District) -> Reply:
    """The reply to a message that answers what we offered or asked."""
    return (
        coded(question, district)
        or _taken(question, district)
        or volunteered(question, district)
        or _no_more(question)
        or _not_taken(question, district)
    )


def hand_over(question: Question, district: District) -> Reply:
    """How to reach a person: the place's office, its helper, the hotline. Unless the words are a question that is written down."""
    if is_of_a_document(replace(question, intent="hand_over"), district):
        return decide(replace(question, intent="nlu_fallback"), district)
    site = question.found.site or district.sites.get(question.memory.place or "") or centre(district)
    if site is None:
        return Reply((Say("utter_not_found", {"contact": wording.HOTLINE}),), "handoff", question.memory)
    duty = on_duty(district.agents, site.code)
    helper = f"{duty.helper.name} {duty.helper.phone}" if duty.helper else contact(centre(district))
    today = state_now(site, question.now, district.calendar)
    says = (Say("utter_hand_over", {"site": site.name, "phone": site.phone, "today": today, "helper": helper}),)
    return Reply(says, "handoff", question.memory, place=site.code)


def _taken(question: Question, district: District) -> Reply | None:
    """What was offered or asked, and is now chosen."""
    if not question.offered:
        return None
    choosing = taken if question.offered[0].kind == "situation" else pick
    index = choosing(question.text, tuple(option.text for option in question.offered))
    if index is None:
        return _unsure_which(question, district)
    return _chosen(question, district, question.offered[index])


def _unsure_which(question: Question, district: District) -> Reply | None:
    """“不知道” to which matter: what each is for, and the same choices again."""
    matters = [district.matters[option.code] for option in question.offered if option.kind == "matter" and option.code in district.matters]
    if not matters or not any(word in question.text for word in wording.UNSURE_WORDS):
        return None
    told = "\n".join(
        wording.NUMBERED.format(n=n, text=f"{matter.name}：{matter.conditions or department(matter)}") for n, matter in enumerate(matters, start=1)
    )
    says = (Say("utter_unsure_matter", {"matters": told, "contact": contact(centre(district))}),)
    return Reply(says, "choose", question.memory, choices=question.offered)


def _chosen(question: Question, district: District, option: Option) -> Reply | None:
    if option.kind == "matter" and option.code in district.matters:
        return about(question, district, option.code, question.memory.facets)
    if option.kind == "place" and option.code in district.sites:
        return _place_chosen(question, district, option.code)
    return situation_told(question, district, option.text) if option.kind == "situation" else None


def _place_chosen(question: Question, district: District, code: str) -> Reply:
    memory = question.memory
    if memory.matter:
        return about(replace(question, memory=replace(memory, place=code)), district, memory.matter, memory.facets)
    kind = wording.OFFICE_KINDS.get(memory.facets[0] if memory.facets else "place", "address")
    return tell(question, district, kind, district.sites[code])


def _no_more(question: Question) -> Reply | None:
    """“更多” reaches Rasa only when nothing is left to say."""
    if question.intent != "more" or names_matter(question.linked):
        return None
    return Reply((Say("utter_more_none"),), "clarify", question.memory, choices=question.offered)


def _not_taken(question: Question, district: District) -> Reply:
    number = number_in(question.text)
    if question.offered and number is not None and not 1 <= number <= len(question.offered):
        values = {"n": str(number), "range": f"1{wording.FROM_TO}{len(question.offered)}"}
        return Reply((Say("utter_choice_unknown", values),), "clarify", question.memory, choices=question.offered)
    if number is not None or not (question.memory.matter or question.linked.candidates or is_clear(question)):
        return Reply((Say("utter_choice_none"),), "reject", question.memory)
    return decide(replace(question, intent="ask_matter"), district)


def _office(question: Question, district: District) -> Reply | None:
    """A question about an office, unless a matter is named clearly."""
    if asked := office_asked(question, district):
        return office_reply(question, district, asked)
    kind = kind_of(question.intent)
    if kind is None:
        return None
    reply = _matter(replace(question, facets=question.facets or ("place",)), district)
    return replace(reply, place=reply.place or (question.found.site.code if question.found.site else None), place_kind=kind) if reply else None


def _several(question: Question, district: District) -> Reply | None:
    named = several(question)
    return offer(question, named, Say("utter_several_matters")) if named else None


def _matter(question: Question, district: District) -> Reply | None:
    found = _of_the_talk(match(question), question, district)
    if found.code:
        reply = about(question, district, found.code, _facets(question, found), found.stayed)
        return replace(reply, place_kind=office_kind(question)) if reply.place and "place" in reply.facets else reply
    by_words = kind_by_words(question.text)
    if found.candidates and question.found.sites and by_words:
        return office_reply(question, district, by_words)
    return offer(question, found.candidates, Say("utter_choose_matter")) if found.candidates else None


def _of_the_talk(found: Match, question: Question, district: District) -> Match:
    """“预约得咋约”, “双休日能领不”, “村里能代办不” within a talk about a matter are asked of it, not of the offices' own services."""
    kept = district.matters.get(question.memory.matter or "")
    named = district.matters.get(found.code or "")
    asks_of_it = bool(question.facets) and set(question.facets) <= OF_OFFICES_TOO
    if not (kept and named and asks_of_it) or kept.area == wording.OFFICES_AREA or named.area != wording.OFFICES_AREA:
        return found
    return Match(kept.code, stayed=True)


def _facets(question: Question, found: Match) -> tuple[str, ...]:
    """The facets asked now; “那居住证呢” keeps those of the question before."""
    return question.facets or (question.memory.facets if question.leans or found.stayed else ())


def _place_told(question: Question, district: District) -> Reply | None:
    """Nothing but a place, in a talk about a matter: it answers our “which village or town?”."""
    found = question.found
    alone = bool(found.site) and len(question.text.strip()) <= len(found.span) + A_PLACE_AND_LITTLE_ELSE
    return _place_alone(replace(question, facets=()), district) if alone and question.memory.matter else None


def _place_alone(question: Question, district: District) -> Reply | None:
    """Only a place was said: it answers “which place” of the talk so far, or asks about the office itself."""
    sites = question.found.sites
    if not sites:
        return None
    if question.memory.matter and question.found.site:
        memory = replace(question.memory, place=question.found.site.code)
        facets = question.facets or tuple(facet for facet in memory.facets if facet in PLACED) or ("place",)
        return about(replace(question, memory=memory), district, question.memory.matter, facets, stayed=True)
    return office_reply(question, district, office_kind(question))


def _located(question: Question, district: District) -> Reply | None:
    return office_reply(question, district, "nearest") if question.location and not question.memory.matter else None


def _office_of_talk(question: Question, district: District) -> Reply | None:
    """“几点开门” after an office was told is about that office."""
    site = district.sites.get(question.memory.place or "")
    asks_it = bool(question.facets) and question.facets[0] in PLACED and not question.memory.matter
    return tell(question, district, office_kind(question), site) if site and asks_it else None


def _lost(question: Question, district: District) -> Reply:
    reach = contact(centre(district))
    if question.facets:
        said = Say("utter_facet_without_matter", {"facets": wording.LISTING.join(wording.FACETS[facet] for facet in question.facets)})
        return Reply((said,), "clarify", replace(question.memory, facets=question.facets), facets=question.facets)
    return Reply((Say("utter_not_found", {"contact": reach}),), "reject", question.memory)


# What is so short that it sounds like noise or thanks, and says all the same what is meant.
TOLD_SHORTLY: tuple[Step, ...] = (coded, told_otherwise, volunteered, abbreviated_alone)
STEPS: tuple[Step, ...] = (
    coded, _taken, told_otherwise, volunteered, abbreviated_alone, _place_told, policy_said, _several, _office, policy_clear, situation_unclear,
    abbreviated, _matter, _place_alone, _located, _office_of_talk, _lost,
)  # fmt: skip

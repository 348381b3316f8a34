"""AB角: who answers for an office now."""

from bot.people.model import Agent, Duty, on_duty
from tests.factories import TOWN, VILLAGE, an_agent


def roster(*agents: Agent) -> dict[str, Agent]:
    return {each.code: each for each in agents}


def test_whoever_is_first_and_there() -> None:
    first, second = an_agent("A1"), an_agent("A2")
    assert on_duty(roster(second, first), VILLAGE.code) == Duty(first, None)


def test_the_partner_stands_in_even_from_another_office() -> None:
    away, partner = an_agent("A1", presence="leave", partner="B1"), an_agent("B1", site=TOWN.code)
    assert on_duty(roster(away, partner), VILLAGE.code) == Duty(partner, away)


def test_a_partner_who_is_away_too_leaves_a_colleague() -> None:
    away, partner, colleague = an_agent("A1", presence="out", partner="B1"), an_agent("B1", site=TOWN.code, presence="out"), an_agent("A2")
    assert on_duty(roster(away, partner, colleague), VILLAGE.code) == Duty(colleague, away)


def test_nobody_is_not_made_up() -> None:
    away = an_agent("A1", presence="leave", partner="gone")
    assert on_duty(roster(away), VILLAGE.code) == Duty(None, away)
    assert on_duty({}, VILLAGE.code) == Duty(None, None)
    assert on_duty(roster(an_agent()), TOWN.code) == Duty(None, None)

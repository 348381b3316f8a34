"""What must agree across files: topics, domain, ANSWERS, responses and their blanks. No Rasa, half a second."""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any

import pytest
import yaml

from bot import wording
from bot.answers.declining import DECLINING
from bot.answers.offices import FACETS as OFFICE_FACETS
from bot.answers.offices import KINDS
from bot.answers.question import Memory, memory_to
from bot.answers.table import ANSWERS, SHORT_CARD
from bot.settings import ROOT
from nlu.facets import FACET_INTENTS, FACETS, OPEN_INTENT
from tests.reading import blanks, responses
from tests.sources import python_files, tree

TOPICS = ROOT / "data" / "topics"
FEWEST_EXAMPLES = 10
SAID_OF_BOTH = {"几点下班", "几号窗口"}  # of the talk's matter or of an office: the words alone do not tell


@cache
def topics() -> dict[str, dict[str, Any]]:
    """Every topic file by its name."""
    return {path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in sorted(TOPICS.glob("*.yml"))}


@cache
def domain() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((ROOT / "domain.yml").read_text("utf-8"), yaml.CSafeLoader)
    return found


def intents() -> set[str]:
    return {next(iter(each)) if isinstance(each, dict) else each for each in domain()["intents"]}


def examples() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in chain.from_iterable(topic.get("nlu", []) for topic in topics().values()):
        found.setdefault(block["intent"], []).extend(line.removeprefix("- ").strip() for line in block["examples"].splitlines() if line.strip())
    return found


def rules() -> list[dict[str, Any]]:
    return list(chain.from_iterable(topic.get("rules", []) for topic in topics().values()))


def rule_actions() -> dict[str, str]:
    """The action that a rule runs for each intent."""
    return {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules() if "intent" in rule["steps"][0]}


def says() -> Iterator[tuple[str, ast.Call]]:
    """Every Say(…) in the code with the response's name where it is written out."""
    for path in python_files("bot", "actions"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Say" and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value), node


def used_responses() -> set[str]:
    constants = {
        node.value
        for path in python_files("bot/answers", "actions")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("utter_")
    }
    return {each for each in constants if each != "utter_"} | {f"utter_{intent}" for intent in DECLINING}


# --- topics, domain, rules ---


def test_every_intent_of_the_domain_has_examples_and_every_example_an_intent() -> None:
    assert examples().keys() == intents()
    assert {intent: len(lines) for intent, lines in examples().items() if len(lines) < FEWEST_EXAMPLES} == {}


def test_an_example_stands_once() -> None:
    seen: dict[str, set[str]] = {}
    for intent, lines in examples().items():
        for line in lines:
            seen.setdefault(line, set()).add(intent)
    assert {line for line, found in seen.items() if len(found) > 1} <= SAID_OF_BOTH


def test_every_intent_has_a_rule_and_every_rule_an_intent_and_an_action() -> None:
    assert rule_actions().keys() == intents() | {"nlu_fallback"}
    actions = {step["action"] for rule in rules() for step in rule["steps"] if "action" in step}
    assert actions == set(domain()["actions"])


def test_rules_have_names_of_their_own() -> None:
    names = [rule["rule"] for rule in rules()]
    assert sorted(names) == sorted(set(names))


def test_asking_slots_steer_rules_by_values_that_exist() -> None:
    values = set(domain()["slots"]["asking"]["values"])
    used = {value for rule in rules() for each in rule.get("condition", []) for slot in each["slot_was_set"] for value in slot.values()}
    assert used == values


def test_slots_are_what_the_memory_keeps() -> None:
    assert memory_to(Memory()).keys() == domain()["slots"].keys()


# --- facets ---


def test_facets_are_the_same_everywhere() -> None:
    assert list(ANSWERS) == list(wording.FACETS) == FACETS
    assert set(SHORT_CARD) <= set(ANSWERS) and set(FACET_INTENTS.values()) <= intents() and OPEN_INTENT in intents()


@pytest.mark.parametrize("facet", FACETS)
def test_a_facet_is_one_topic_file_whole(facet: str) -> None:
    topic = topics()[facet]
    intent = f"ask_{facet}"
    assert [block["intent"] for block in topic["nlu"]] == [intent] and rule_actions()[intent] == "action_answer"
    assert topic["responses"] and all(name.startswith(f"utter_{facet}") for name in topic["responses"])
    assert (ROOT / "bot" / "answers" / f"{facet}.py").is_file()


def test_rasa_reads_the_sheets_facets_by_the_same_names() -> None:
    """nlu/ runs in another environment, so it has its own copy of the names."""
    names = next(
        node for node in ast.walk(tree(ROOT / "nlu" / "importing.py")) if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "NAMES"
    )
    assert ast.literal_eval(names.value) == wording.FACET_CODES


def test_offices_have_a_kind_for_every_intent() -> None:
    office_intents = {intent.removeprefix("office_") for intent in intents() if intent.startswith("office_")}
    assert office_intents == set(KINDS) == set(OFFICE_FACETS) and set(OFFICE_FACETS.values()) <= set(ANSWERS)


def test_what_is_declined_has_its_rule_and_its_sentence() -> None:
    assert {intent for intent, action in rule_actions().items() if action == "action_decline"} == set(DECLINING)
    assert all(f"utter_{intent}" in responses() for intent in DECLINING)


# --- responses ---


def test_every_response_is_used_and_every_used_one_is_there() -> None:
    assert used_responses() == set(responses())


def test_a_response_has_one_text_without_marks_of_its_own() -> None:
    variants = {name: texts for topic in topics().values() for name, texts in topic.get("responses", {}).items()}
    assert {name for name, texts in variants.items() if len(texts) != 1 or set(texts[0]) != {"text"}} == set()
    assert {name for name, text in responses().items() if text != text.strip() or "  " in text} == set()


def test_the_blanks_of_a_response_are_what_the_code_passes() -> None:
    wrong = {}
    for response, call in says():
        values = call.args[1] if len(call.args) > 1 else ast.Dict([], [])
        if isinstance(values, ast.Dict):
            passed = {ast.literal_eval(key) for key in values.keys if key}
            if passed != blanks(response):
                wrong[response] = (passed, set(blanks(response)))
    assert wrong == {}

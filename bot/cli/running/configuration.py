"""Says in Chinese what is wrong with the settings in the environment."""

import difflib
import os
from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from bot.settings import Settings

PREFIX = "ZHOUDAO_"
NOT_OURS = ("ZHOUDAO_PYTHON", "ZHOUDAO_PYTHON310", "ZHOUDAO_ACTIONS_URL")
NEVER_SHOWN = ("secret", "api_keys", "database_url", "wechat_token", "wechat_app_secret", "wechat_aes_key", "wechat_aes_key_previous")
FAULTS = {
    "int_parsing": "应是整数",
    "float_parsing": "应是数字",
    "bool_parsing": "应是 1 或 0",
    "greater_than": "应大于 {gt:g}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "literal_error": "只能是 {expected}",
    "datetime_from_date_parsing": "应是时间，如 2026-10-01T09:00:00+08:00",
    "datetime_parsing": "应是时间，如 2026-10-01T09:00:00+08:00",
    "string_pattern_mismatch": "写法不对，请对照 README 的表",
    "value_error": "{error}",
}


def setting_names() -> list[str]:
    """All names that mean something: the settings, and the two that only bootstrap.py reads."""
    return [f"{PREFIX}{field.upper()}" for field in Settings.model_fields] + list(NOT_OURS)


def unknown_settings(names: Iterable[str] = os.environ) -> list[str]:
    """A sentence for each `ZHOUDAO_` name that means nothing (most often a slip of the pen)."""
    known = setting_names()
    return [_unknown(name, known) for name in sorted(names) if name.startswith(PREFIX) and name not in known]


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name.removeprefix(PREFIX), [each.removeprefix(PREFIX) for each in known], n=1)
    return f"不认识的设置 {name}，没有起作用" + (f"；是不是想写 {PREFIX}{near[0]}？" if near else "。")


def setting_faults(wrong: ValidationError) -> str:
    """What is wrong with the settings, a line each."""
    return "\n".join(_fault(error) for error in wrong.errors())


def _fault(error: Mapping[str, object]) -> str:
    place = error["loc"]
    field = str(place[0]) if isinstance(place, tuple) and place else ""
    context = error.get("ctx")
    words = FAULTS.get(str(error["type"]), str(error["msg"])).format(**(context if isinstance(context, dict) else {}))
    if not field:
        return f"设置不对：{words}。"
    shown = "" if field in NEVER_SHOWN else f"={error['input']}"
    return f"设置 {PREFIX}{field.upper()}{shown} 不对：{words.replace(' or ', ' 或 ')}。"

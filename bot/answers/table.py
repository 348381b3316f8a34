"""ANSWERS: what can be asked of a matter. A new question type is one line here, one module beside, one topic file."""

from collections.abc import Callable, Mapping

from bot.answers import (
    agency,
    appointment,
    conditions,
    fee,
    hours,
    materials,
    online,
    phone,
    place,
    process,
    progress,
    result,
    time_limit,
)  # fmt: skip
from bot.answers.asked import Asked
from bot.answers.question import Say

ANSWERS: Mapping[str, Callable[[Asked], list[Say]]] = {
    "materials": materials.answer,
    "place": place.answer,
    "hours": hours.answer,
    "fee": fee.answer,
    "conditions": conditions.answer,
    "process": process.answer,
    "time_limit": time_limit.answer,
    "online": online.answer,
    "agency": agency.answer,
    "appointment": appointment.answer,
    "progress": progress.answer,
    "phone": phone.answer,
    "result": result.answer,
}
SHORT_CARD = ("conditions", "materials", "place", "time_limit", "fee")

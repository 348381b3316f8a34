"""Whether to book (预约)."""

from bot import wording
from bot.answers.asked import Asked
from bot.answers.phrasing import centre, contact
from bot.answers.question import Say


def answer(asked: Asked) -> list[Say]:
    """Whether it can be booked, and by what phone or channel (错时、延时、预约服务, 周政办字〔2019〕39号)."""
    reach = contact(asked.site or centre(asked.district))
    if not asked.matter.bookable:
        return [Say("utter_appointment_not", {"contact": reach})]
    channels = asked.matter.online_channels
    online = wording.BOOK_ONLINE.format(channels=wording.LISTING.join(channels)) if channels else ""
    return [Say("utter_appointment", {"contact": reach, "online": online})]

"""The only clock. Times are aware, in Asia/Shanghai (the whole country keeps one zone)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.settings import settings

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, or the moment `ZHOUDAO_NOW` fixes (development only)."""
    fixed = settings().now
    if fixed is None:
        return datetime.now(CHINA)
    return fixed.replace(tzinfo=CHINA) if fixed.tzinfo is None else fixed.astimezone(CHINA)


def today() -> date:
    """Today's date in China."""
    return now().date()

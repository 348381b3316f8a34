"""The access token that all processes share."""

from sqlalchemy import Float, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base


class WechatTokenRow(Base):
    """An account's access token, sealed. Times are seconds since 1970; one process fetches at a time (`fetching_until`)."""

    __tablename__ = "wechat_token"

    app_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    token: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[float] = mapped_column(Float)
    forced_at: Mapped[float] = mapped_column(Float)
    fetching_until: Mapped[float] = mapped_column(Float)

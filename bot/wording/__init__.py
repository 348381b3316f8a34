"""The only Python that holds Chinese, by room; whoever needs a word says `wording.WORD` and no module."""

from bot.wording.api import *  # noqa: F403
from bot.wording.door import *  # noqa: F403
from bot.wording.faults import *  # noqa: F403
from bot.wording.names import *  # noqa: F403
from bot.wording.phrasing import *  # noqa: F403
from bot.wording.places import *  # noqa: F403
from bot.wording.talk import *  # noqa: F403
from bot.wording.wechat import *  # noqa: F403

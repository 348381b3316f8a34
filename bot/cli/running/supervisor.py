"""Keeps the children running: one that dies is started again, later each time; all end together."""

import signal
import time
from collections.abc import Callable, Sequence
from threading import Event

from bot.cli.faults import disk_full, megabytes_left, says_disk_full
from bot.cli.running.child import Child, stop_all
from bot.settings import settings

Say = Callable[[str], None]

PAUSES = (1, 2, 4, 8, 16, 30)
SECONDS_OF_GOOD_CONDUCT = 60.0
SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_BETWEEN_DISK_LOOKS = 30.0
GRACE = 8.0
SCARCE_MEGABYTES = 200
ADDRESS_IN_USE = ("Address already in use", "address already in use", "Errno 98", "errno 98")


class Supervisor:
    """Runs the children until told to stop. Use it from the main thread: the children are tied to the thread that starts them."""

    def __init__(self, children: Sequence[Child], say: Say, pauses: Sequence[float] = PAUSES) -> None:
        """`pauses` are the seconds before the first, second … restart in a row."""
        self._children = list(children)
        self._say = say
        self._pauses = pauses
        self._deaths = dict.fromkeys(self._children, 0)
        self._due: dict[Child, float] = {}
        self._disk = DiskWatch(say)

    def run(self, stopping: Event) -> None:
        """Starts all and looks after them until `stopping` is set; leaves no process behind, whatever happens."""
        try:
            for child in self._children:
                child.start()
            while not stopping.wait(SECONDS_BETWEEN_LOOKS):
                for child in self._children:
                    self._look_after(child)
                self._disk.look()
        finally:
            stop_all([child for child in self._children if child.started_at], GRACE)

    def _look_after(self, child: Child) -> None:
        if child in self._due:
            self._restart_if_due(child)
        elif child.exit_code is not None:
            self._mourn(child)

    def _mourn(self, child: Child) -> None:
        child.signal(signal.SIGKILL)
        child.read_to_end()
        if time.monotonic() - child.started_at > SECONDS_OF_GOOD_CONDUCT:
            self._deaths[child] = 0
        pause = self._pauses[min(self._deaths[child], len(self._pauses) - 1)]
        self._deaths[child] += 1
        self._due[child] = time.monotonic() + pause
        self._say(f"{child.program.title}（{child.program.name}）停了：{cause(child)}；{pause:g} 秒后自动重启。")

    def _restart_if_due(self, child: Child) -> None:
        if time.monotonic() >= self._due[child]:
            del self._due[child]
            child.start()


class DiskWatch:
    """Says once when the disk of `var/` is nearly full, and once when there is room again."""

    def __init__(self, say: Say) -> None:
        """Looks for the first time at once."""
        self._say = say
        self._next = 0.0
        self._scarce = False

    def look(self) -> None:
        """Looks, if it is time to."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + SECONDS_BETWEEN_DISK_LOOKS
        left = megabytes_left()
        if self._scarce != (left < SCARCE_MEGABYTES):
            self._scarce = not self._scarce
            self._say(f"磁盘快满了：只剩 {left} MB，请尽快腾出空间，否则对话记录会写不进去。" if self._scarce else f"磁盘有空间了：还剩 {left} MB。")


def cause(child: Child) -> str:
    """Why an ended child ended, as far as its exit code and its last words tell."""
    words = "\n".join(child.last_lines)
    if says_disk_full(words):
        return disk_full().rstrip("。")
    if any(sign in words for sign in ADDRESS_IN_USE):
        return "它的端口被别的程序占用了"
    code = child.exit_code
    if code == -signal.SIGKILL:
        return "被强制结束（可能是内存不足）"
    return f"收到信号 {-code}" if code is not None and code < 0 else f"退出码 {code}，原因见 {settings().var / 'log' / child.program.name}.log"

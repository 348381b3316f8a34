"""The list of scene codes that WeChat has given (codes.csv): permanent, and not to be asked for twice."""

import csv
from collections.abc import Container
from pathlib import Path

from bot.cli.faults import CannotRun
from bot.cli.wechat.signs import Sign
from bot.conversation.welcoming import WINDOW_MARK

COLUMNS = ("网点", "场景值", "二维码内容", "AppID")


class Register:
    """The list at `path`. A code leads to the account that it was made for: `addresses` are those of `app_id` alone."""

    def __init__(self, path: Path, app_id: str) -> None:
        """Reads the list when there is one. Raises CannotRun when it cannot be read."""
        self._path, self._app_id = path, app_id
        self.addresses = {row["场景值"]: row["二维码内容"] for row in self._rows() if row["AppID"] == app_id}

    def windows(self, offices: Container[str]) -> list[str]:
        """The windows that have a code, of `offices`."""
        return [scene for scene in self.addresses if WINDOW_MARK in scene and scene.partition(WINDOW_MARK)[0] in offices]

    def keep(self, sign: Sign, address: str) -> None:
        """Adds a code, on the disk first: what WeChat has given is not lost when the next one fails."""
        is_new = not self._path.exists()
        # The mark at the start tells office programs that it is UTF-8.
        with self._path.open("a", encoding="utf-8-sig" if is_new else "utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerows([COLUMNS] * is_new)
            rows.writerow((sign.place, sign.scene, address, self._app_id))
        self.addresses[sign.scene] = address

    def _rows(self) -> list[dict[str, str]]:
        if not self._path.exists():
            return []
        try:
            with self._path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
        except (UnicodeDecodeError, csv.Error):
            rows = [{}]
        if any(None in row or None in row.values() or not set(COLUMNS) <= set(row) for row in rows):
            raise CannotRun(
                f"{self._path} 看不懂，多半是用表格软件改过。请把备份放回来；没有备份就删掉它，会重新向微信要（每天最多 10 万个，够用）。"
            )
        return rows

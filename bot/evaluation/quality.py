"""The figures of a set of questions as docs/quality keeps them: no question and no reply, for nobody may learn a held-out line. Pure."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.evaluation.confusions import worst_matters

Kept = dict[str, Any]
NOT_KEPT = {"by_matter", "bare", "encoder_share"}
VARIED = ("noise", "bare", "catalogue", "seed")


def set_name(folder: Path, root: Path) -> str:
    """What a set is called: its path in the project, or outside of it the folder's own name."""
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name


def file_name(name: str) -> str:
    """The set's name as it can stand in a file's name and in a link."""
    return re.sub(r"[^\w.]+", "-", name)


def updated(before: Kept, report: Mapping[str, Any], names: Mapping[str, str], foreign: bool) -> Kept:
    """What is kept of a set after a run: its figures anew; or, when words were spoilt or the catalogue changed, one line among `variants`."""
    if not (foreign or "noise" in report or "bare" in report):
        return before | {"measured": _measured(report, names)}
    line = _variant(report, foreign)
    others = [each for each in before.get("variants", []) if _varied(each) != _varied(line)]
    return before | {"variants": sorted([*others, line], key=_varied)}


def _measured(report: Mapping[str, Any], names: Mapping[str, str]) -> Kept:
    parts = {part: report[part] for part in ("place", "reject", "dialogs") if part in report}
    single = {"single": _single(report["single"], names)} if "single" in report else {}
    return {**_run(report), "encoder": report["encoder"], **single, **parts}


def _single(figures: Mapping[str, Any], names: Mapping[str, str]) -> Kept:
    worst = worst_matters(figures["by_matter"])
    codes = {*(each["code"] for each in worst), *(pair[side] for pair in figures["confused"] for side in ("gold", "said"))}
    kept = {name: value for name, value in figures.items() if name not in NOT_KEPT}
    return kept | {"worst": worst, "names": {code: names[code] for code in sorted(codes & names.keys())}}


def _variant(report: Mapping[str, Any], foreign: bool) -> Kept:
    """Of a run with bare matters only these count."""
    single, noise, bare = (report.get(part, {}) for part in ("single", "noise", "bare"))
    counted = single.get("bare", single)
    return {
        "noise": noise.get("operator", ""), "bare": bare.get("n", 0), "seed": (noise or bare).get("seed", 0),
        "catalogue": "/".join(Path(report["catalogue"]).parts[-2:]) if foreign else "",
        "n": counted.get("n", 0), "top1": counted.get("top1"), "top3": counted.get("top3"), **_run(report),
    }  # fmt: skip


def _run(report: Mapping[str, Any]) -> Kept:
    return {"at": report["at"][:10], "commit": report["commit"]}


def _varied(line: Kept) -> tuple[Any, ...]:
    return tuple(line[name] for name in VARIED)

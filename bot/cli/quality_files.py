"""Keeps docs/quality.md, docs/quality and docs/images in step with the last run of every set."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.quality_page import page
from bot.evaluation.calibration_plot import plot
from bot.evaluation.quality import Kept, file_name, set_name, updated
from bot.settings import ROOT

IMAGES = "images"
PAGE = "quality.md"
FIGURES = "quality"


def write_quality(docs: Path, report: Mapping[str, Any], names: Mapping[str, str], foreign: bool) -> Path:
    """Writes the set of `report` anew, and the page from all sets; returns the page. Raises OSError, and ValueError for figures that are no JSON."""
    name = set_name(Path(report["dir"]), ROOT)
    sets = read_sets(docs)
    sets[name] = updated(sets.get(name, {"set": name}), report, names, foreign)
    for folder in (docs / FIGURES, docs / IMAGES):
        folder.mkdir(parents=True, exist_ok=True)
    (docs / FIGURES / f"{file_name(name)}.json").write_text(json.dumps(sets[name], ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    if single := sets[name].get("measured", {}).get("single"):
        (docs / IMAGES / f"calibration-{file_name(name)}.svg").write_text(plot(single["calibration"]), "utf-8")
    (docs / PAGE).write_text(page(read_sets(docs)), "utf-8")
    return docs / PAGE


def read_sets(docs: Path) -> dict[str, Kept]:
    """The figures of all sets by name."""
    kept = [json.loads(path.read_text("utf-8")) for path in sorted((docs / FIGURES).glob("*.json"))]
    return {each["set"]: each for each in kept}

"""docs/quality.md: what is kept of a run, and the page that is made of it."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from bot.cli.quality_files import read_sets, write_quality
from bot.cli.quality_page import page
from bot.evaluation.calibration_plot import plot
from bot.evaluation.model import Case, Reject
from bot.evaluation.quality import file_name, set_name
from bot.evaluation.report import report
from bot.settings import ROOT
from tests.evaluation.replies import candidates, judged, reply, single, turn

NAMES = {"A": "甲事项|办理", "B": "乙事项", "Z": "没有人问的"}
SECRET = "俺问的这一句谁也不许看"


def cases(score: float = 0.9) -> list[Case]:
    return [
        judged(
            single("A", facets=("fee",), voice="村民"),
            reply("answer", "A", SECRET, candidates=candidates("A", score=score), facets=["fee"]),
            SECRET,
            id=SECRET,
        ),
        judged(single("A", facets=("fee",), voice="村民"), reply("answer", "B", SECRET, candidates=candidates("B", score=score)), SECRET, id=SECRET),
        judged(Reject("pii", frozenset()), reply("reject", text=SECRET), SECRET),
        judged(turn("answer"), reply("answer", "A"), SECRET),
    ]


def measured(folder: Path | str = ROOT / "tests" / "heldout", score: float = 0.9, **about: Any) -> dict[str, Any]:
    usual = {"dir": str(folder), "catalogue": "data/catalogue", "commit": "abc", "at": "2026-11-24T10:00:00+08:00", "encoder": "none"}
    return report(usual | about, cases(score), 2.0, frozenset({"A"}) if "bare" in about else frozenset())


def everything(docs: Path) -> dict[str, str]:
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in docs.rglob("*.*") if path.is_file()}


def test_a_set_is_called_by_its_path_or_by_its_folder() -> None:
    assert set_name(ROOT / "tests" / "heldout", ROOT) == "tests/heldout"
    assert set_name(Path("/work/shared/eval/dev"), ROOT) == "dev"
    assert file_name("tests/held out|2") == "tests-held-out-2"


def test_the_page_of_one_set(tmp_path: Path) -> None:
    text = write_quality(tmp_path, measured(), NAMES, foreign=False).read_text("utf-8")
    assert "## tests/heldout\n\n2026-11-24 量，提交 abc，编码器 none" in text
    assert "| 单句：答对事项 | 50.0%（9.5–90.5） | 2 |" in text
    assert "| 要素 F1 | 100.0%（100.0–100.0） | 1 |" in text
    assert "| 村民 | 2 | 50.0%（9.5–90.5） |" in text
    assert "| 费用 | 1 | 100.0% | 100.0% | 100.0% |" in text
    assert "### 最差的 1 个事项" in text
    assert "| A 甲事项\\|办理 | B 乙事项 | 1 | 1 |" in text
    assert "平均差多少（ECE）：40.0%" in text and "| 90%–100% | 2 | 90.0% | 50.0%（9.5–90.5） |" in text
    assert "| 个人号码 | 1 | 100.0%（20.7–100.0） |" in text
    assert "没有人问的" not in text


def test_nothing_that_was_asked_or_said_is_kept(tmp_path: Path) -> None:
    write_quality(tmp_path, measured(), NAMES, foreign=False)
    write_quality(tmp_path, measured(noise={"operator": "drop", "seed": 1}), NAMES, foreign=False)
    assert not [name for name, text in everything(tmp_path).items() if SECRET in text]


def test_a_run_renews_its_own_section_and_leaves_the_others(tmp_path: Path) -> None:
    write_quality(tmp_path, measured("/x/dev"), NAMES, foreign=False)
    other = (tmp_path / "quality" / "dev.json").read_text("utf-8")
    write_quality(tmp_path, measured(score=0.2), NAMES, foreign=False)
    text = write_quality(tmp_path, measured(score=0.3, commit="def"), NAMES, foreign=False).read_text("utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["总览", "dev", "tests/heldout"]
    assert "|  | dev | tests/heldout |" in text
    assert "| 20%–30%" not in text and "| 30%–40% | 2 |" in text
    assert (tmp_path / "quality" / "dev.json").read_text("utf-8") == other


def test_the_same_figures_give_the_same_files_whatever_the_order(tmp_path: Path) -> None:
    runs = [measured(), measured("/x/dev"), measured(noise={"operator": "drop", "seed": 1}), measured(noise={"operator": "shape", "seed": 1})]
    for docs, order in ((tmp_path / "one", runs), (tmp_path / "two", runs[::-1])):
        for run in order:
            write_quality(docs, run, NAMES, foreign=False)
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_noise_bare_and_foreign_runs_are_a_line_each_and_no_section(tmp_path: Path) -> None:
    write_quality(tmp_path, measured(noise={"operator": "drop", "seed": 2}), NAMES, foreign=False)
    write_quality(tmp_path, measured(noise={"operator": "drop", "seed": 2}, commit="def"), NAMES, foreign=False)
    write_quality(tmp_path, measured(bare={"n": 40, "seed": 1, "matters": ["A"]}), NAMES, foreign=False)
    text = write_quality(tmp_path, measured(catalogue="/x/linzi/list.csv"), {}, foreign=True).read_text("utf-8")
    _, _, table = text.partition("## 干扰与换目录")
    assert table.count("tests/heldout") == 3 and "## tests/heldout" not in text
    assert "| tests/heldout | 漏字（种子 2） | 50.0%（9.5–90.5） | 50.0%（9.5–90.5） | 2 | 2026-11-24 | def |" in table
    assert "| 去掉 40 个事项的说法（种子 1） |" in table and "| 目录 linzi/list.csv |" in table
    assert not (tmp_path / "images" / "calibration-tests-heldout.svg").exists()


def test_a_set_without_single_lines_has_only_its_own_tables(tmp_path: Path) -> None:
    only = {name: value for name, value in measured().items() if name != "single"}
    text = write_quality(tmp_path, only, NAMES, foreign=False).read_text("utf-8")
    assert "不该当事项答的：稳妥" in text and "单句：" not in text.partition("## tests/heldout")[2]


def test_no_set_yet() -> None:
    assert page({}).endswith("还没有量过。\n")


def test_the_plot_is_a_picture_with_a_dot_a_bin() -> None:
    bins = [{"from": 0.2, "n": 5, "score": 0.25, "right": 0.4}, {"from": 0.9, "n": 400, "score": 0.95, "right": 1.0}]
    dots = ET.fromstring(plot(bins)).findall("{http://www.w3.org/2000/svg}circle")
    assert [(dot.get("cx"), dot.get("cy")) for dot in dots] == [("135.0", "200.0"), ("345.0", "20.0")]
    assert ET.fromstring(plot([])).findall("{http://www.w3.org/2000/svg}circle") == []


def test_the_project_s_page_is_what_its_figures_say() -> None:
    assert (ROOT / "docs" / "quality.md").read_text("utf-8") == page(read_sets(ROOT / "docs"))


def test_the_project_s_figures_are_named_after_their_set() -> None:
    kept = {path.stem: json.loads(path.read_text("utf-8"))["set"] for path in (ROOT / "docs").glob("quality/*.json")}
    assert {stem: file_name(name) for stem, name in kept.items()} == {stem: stem for stem in kept}

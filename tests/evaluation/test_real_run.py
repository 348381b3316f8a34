"""The evaluation of the real system, on four lines."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

LINES = {
    "single.tsv": "id\ttext\tgold_matter\tok_matters\tfacets\tvoice\tnote\nS1\t老年证丢了咋补，要带啥\tMZ-003\tMZ-002;MZ-004\t材料\t普通\t\n",
    "place.tsv": "id\ttext\tgold_place\tkind\tnote\nP1\t王村镇便民服务中心的电话是多少\t王村镇\tphone\t\n",
    "reject.tsv": "id\ttext\tkind\nR1\t着火了，快来人啊\temergency\nR2\t我身份证３７０３０６ 19900101 1234，办居住证带啥\tpii\n",
}


@pytest.mark.slow
def test_four_lines_through_everything(tmp_path: Path) -> None:
    folder, var = tmp_path / "lines", tmp_path / "var"
    for each in (folder, var):
        each.mkdir()
    for shared in ("models", "vectors"):
        (ROOT / "var" / shared).mkdir(parents=True, exist_ok=True)
        (var / shared).symlink_to(ROOT / "var" / shared)
    for name, text in LINES.items():
        (folder / name).write_text(text, "utf-8")
    command = (sys.executable, "-m", "bot.cli", "eval", "lines")
    environment = os.environ | {"ZHOUDAO_VAR": str(var), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((var / "eval" / "report.json").read_text("utf-8"))
    assert all(case["trace"]["outcome"] for case in report["cases"])
    assert (report["reject"]["pii"], report["reject"]["emergency"]) == (1.0, 1.0)
    assert (report["single"]["n"], report["place"]["n"]) == (1, 1)

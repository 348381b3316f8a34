"""The columns of a catalogue folder's sheets."""

from dataclasses import replace

from bot import wording
from bot.catalogue.cells import channels, coordinate, demo, limit, opening, steps
from bot.sheets.cells import count, day, facets, number, one_of, parts, text, yes_no
from bot.sheets.reading import Column

MATTER_COLUMNS = (
    Column("事项编号", "code", text, required=True),
    Column("事项名称", "name", text, required=True),
    Column("业务领域", "area", text),
    Column("实施主体", "department", text, required=True),
    Column("服务对象", "audience", text),
    Column("区级", "district", one_of(wording.ACTION_CODES)),
    Column("镇街级", "town", one_of(wording.ACTION_CODES)),
    Column("村居级", "village", one_of(wording.ACTION_CODES)),
    Column("日常用语", "aliases", parts),
    Column("受理条件", "conditions", text),
    Column("承诺时限", "promised_limit", limit),
    Column("法定时限", "legal_limit", limit),
    Column("时限单位", "limit_unit", one_of(wording.LIMIT_UNIT_CODES)),
    Column("办件类型", "kind", text),
    Column("是否收费", "charged", yes_no),
    Column("收费标准", "fee", text),
    Column("收费依据", "fee_basis", text),
    Column("办理形式", "forms", parts),
    Column("网办渠道", "online_channels", channels),
    Column("到现场次数", "visits", number),
    Column("是否支持预约", "bookable", yes_no),
    Column("办理流程", "steps", steps),
    Column("结果名称", "result", text),
    Column("是否容缺受理", "tolerates_missing", yes_no),
    Column("是否告知承诺", "accepts_promise", yes_no),
    Column("代办说明", "agent_note", text),
    Column("常见退件原因", "rejections", parts),
    Column("设定依据", "legal_basis", parts),
    Column("温馨提示", "tip", text),
    Column("数据状态", "is_demo", demo),
)
# Some districts publish their list without the departments filled in.
PLAIN_COLUMNS = tuple(replace(column, required=column.name != "department") for column in MATTER_COLUMNS if column.required)

SHEETS: dict[str, tuple[Column, ...]] = {
    "matters.csv": MATTER_COLUMNS,
    "materials.csv": (
        Column("事项编号", "matter", text, required=True),
        Column("情形", "situation", text),
        Column("材料名称", "name", text, required=True),
        Column("原件份数", "originals", count),
        Column("复印件份数", "copies", count),
        Column("必要性", "necessity", one_of(wording.NECESSITY_CODES), required=True),
        Column("来源渠道", "source", text),
        Column("出具单位", "issuer", text),
        Column("说明", "note", text),
    ),
    "situations.csv": (
        Column("事项编号", "matter", text, required=True),
        Column("情形", "name", text, required=True),
        Column("提问", "prompt", text, required=True),
        Column("选项", "options", parts, required=True),
        Column("差异", "difference", text),
    ),
    "sample_questions.csv": (
        Column("事项编号", "matter", text, required=True),
        Column("要素", "facets", facets, required=True),
        Column("问法", "text", text, required=True),
        Column("来源", "provenance", text, required=True),
    ),
    "sites.csv": (
        Column("网点编号", "code", text, required=True),
        Column("网点名称", "name", text, required=True),
        Column("层级", "level", one_of(wording.LEVEL_CODES), required=True),
        Column("上级网点", "parent", text),
        Column("别名", "aliases", parts),
        Column("地址", "address", text),
        Column("纬度", "latitude", coordinate, required=True),
        Column("经度", "longitude", coordinate, required=True),
        Column("电话", "phone", text),
        Column("设施", "facilities", parts),
        Column("开放时间", "opening", opening),
        Column("数据状态", "is_demo", demo),
    ),
    "agents.csv": (
        Column("代办员编号", "code", text, required=True),
        Column("姓名", "name", text, required=True),
        Column("角色", "role", text),
        Column("网点编号", "site", text, required=True),
        Column("公开电话", "phone", text),
        Column("B角编号", "partner", text),
        Column("去向", "presence", one_of(wording.PRESENCE_CODES), required=True),
        Column("数据状态", "is_demo", demo),
    ),
    "calendar.csv": (
        Column("日期", "date", day, required=True),
        Column("类型", "kind", one_of(wording.DAY_KIND_CODES), required=True),
        Column("节日", "name", text),
    ),
}

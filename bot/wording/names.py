"""The names of enumerations, and how the sheets' words map to ours."""

FACETS = {
    "materials": "材料",
    "place": "地点",
    "hours": "时间",
    "fee": "费用",
    "conditions": "条件",
    "process": "流程",
    "time_limit": "时限",
    "online": "网办",
    "agency": "代办",
    "appointment": "预约",
    "progress": "进度",
    "phone": "电话",
    "result": "结果",
}
FACET_CODES = {name: code for code, name in FACETS.items()}

LEVELS = {"district": "区", "town": "镇街", "village": "村居"}
LEVEL_CODES = {name: code for code, name in LEVELS.items()}

ACTIONS = {"handle": "办理", "accept": "受理", "assist": "代办", "advise": "咨询", "none": "不办"}
ACTION_CODES = {name: code for code, name in ACTIONS.items()}

NECESSITY = {"required": "必要", "optional": "非必要", "later": "容缺后补"}
NECESSITY_CODES = {name: code for code, name in NECESSITY.items()}

LIMIT_UNITS = {"on_the_spot": "当场", "working_day": "工作日", "calendar_day": "自然日"}
LIMIT_UNIT_CODES = {name: code for code, name in LIMIT_UNITS.items()}

DAY_KIND_CODES = {"放假": "holiday", "调休上班": "working"}

PRESENCE = {"on_duty": "在岗", "out": "外出", "leave": "请假"}
PRESENCE_CODES = {name: code for code, name in PRESENCE.items()}

POLICY_AUDIENCE_CODES = {"居民": "resident", "代办员": "agent", "工作人员": "staff"}

YES_NO = {"是": True, "否": False}
UNSURE = "不知道"
DEMO = "演示"
BOOKED = "预约"
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
HOLIDAYS = {
    "New Year's Day": "元旦", "Spring Festival": "春节", "Tomb-sweeping Day": "清明节", "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节", "Mid-autumn Festival": "中秋节", "National Day": "国庆节",
}  # fmt: skip

SYSTEM_LOAD = "系统载入"
SYSTEM = "系统"
HOLIDAY_NOTICE = "国务院办公厅节假日安排通知"

EVERYDAY, OFFICIAL = "百姓说法", "公文说法"
ABBREVIATION, CODES = "简称", "事项编号"

OFFICES_AREA = "便民综合"
OFFICE_KINDS = {"hours": "hours", "phone": "phone", "agency": "agent"}
ASK_BACK = "追问"

"""The only Python that holds Chinese: names of enumerations, separators, units, and how the sheets' words map to ours."""

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

DAY_KINDS = {"holiday": "放假", "working": "调休上班"}
DAY_KIND_CODES = {name: code for code, name in DAY_KINDS.items()}

PRESENCE = {"on_duty": "在岗", "out": "外出", "leave": "请假"}
PRESENCE_CODES = {name: code for code, name in PRESENCE.items()}

UNSURE = "不知道"
YES = "是"
DEMO = "演示"
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
BOOKED = "预约"
LISTING = "、"
YES_NO = {"是": True, "否": False}

SYSTEM_LOAD = "系统载入"
SYSTEM = "系统"

FAULT = "{file} 第{row}行「{column}」：{message}"
FAULT_YES_NO = "“{cell}”应填 是 或 否"
FAULT_NUMBER = "“{cell}”应是数字"
FAULT_DATE = "“{cell}”应是日期，如 2026-10-01"
FAULT_ONE_OF = "“{cell}”不在可填的词里：{allowed}"
FAULT_OPENING = "“{cell}”看不懂；请写成 周一至周五 09:00-12:00,13:00-17:00"
FAULT_NOT_UTF8 = "文件不是 UTF-8 编码的 CSV，请另存为 UTF-8 后再试"
FAULT_NO_COLUMN = "缺少这一列"
FAULT_CELLS = "这一行有 {found} 格，表头有 {wanted} 格"
FAULT_EMPTY = "必填，不能空着"
FAULT_TAKEN = "日常用语“{cell}”已属于 {owner}，一个说法只能归一个事项"
FAULT_OWN_PARTNER = "B角不能是本人"
FAULT_SITUATION = "“{cell}”不是该事项任何情形的选项"
FAULT_LIMIT = "承诺时限 {promised} 超过法定时限 {legal}"
FAULT_REPEATED = "“{cell}”与第{row}行重复"
FAULT_UNKNOWN = "“{cell}”找不到对应的行"
FAULT_NO_FILE = "找不到这个文件"
HOLIDAY_NOTICE = "国务院办公厅节假日安排通知"

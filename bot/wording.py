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

DISTRICT_NAME = "周村区"
TOWN_CENTRE = "便民服务中心"
VILLAGE_POINT = "便民服务点"
PLACE_ORIGIN = (
    r"(?:从|打|自)[\u4e00-\u9fff]{2,8}?(?:坐|骑|过去|过来|出发|往|走|来|去|到)"
    r"|(?:俺|我|咱)(?:家)?(?:就)?(?:是|住|在|回)[\u4e00-\u9fff]{2,9}?(?:的|住|，|,|过|不远)|[\u4e00-\u9fff]{2,5}(?:村|社区)的(?:人|老人)?(?:去|到|说)"
)
PLACE_SHAPE = (
    r"[\u4e00-\u9fff]{1,6}?(?:村委会|居委会|村|社区|小区|镇|街道办事处|街道办|街道|办事处|街办|庄|便民服务中心|便民中心|便民服务点|便民点|服务点|代办员|大队)"
)
PLACE_OFFICE_END = r"(?:村委会|居委会|办事处|办市处|便民服务中心|便民中心|便民服务点|便民点|服务点|代办员|大队|的)$"
PLACE_UNNAMED = (
    r"(?:俺|我|咱|我们|俺们|咱们|这个|本|你们)(?:们)?(?:这|那)?(?:个)?(?:村|庄|社区|小区|镇|街道)|村里|村上|镇上|镇里|庄里|社区里|街道上|街道办|居委会|村委|大队"
)
PLACE_AROUND_SHORT = (
    r"(?:的|那个|那边|那儿|那|这边|这|上|里|镇上|村里|村)?(?:便民|代办|办事|服务|村委|居委|大队|大厅|窗口|社区|街道|镇|中心|自助|下午|上午|周|星期|礼拜|几点|开门|上班)"
)
PLACE_AFTER_SHORT = r"$|[，,。？?！! 的那这上里村大便代服在谁有开周星礼几电咋怎去到也还是国元春五中清端过离号哪下调边]"
PLACE_ALSO = (("街道", "街道办事处"), ("街道", "街道办"), ("社区", "小区"))
PLACE_NOT = (
    r"扫大街|满大街|大街上|逛街|农村|村民|城镇|乡镇|老村|新农村|村医|村干部|村官|外村|邻村|同村|哪个村|哪个社区|哪个镇|社区医院|李家的|张家的"
    r"|火车站|汽车站|公交车站|(?:不是|别弄成|别搞成|别当成)[\u4e00-\u9fff]{2,5}"
)

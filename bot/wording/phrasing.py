"""How answers are phrased: sentences, units, marks and separators."""

LISTING = "、"
WEEKDAY_SPAN = "{first}至{last}"
HOURS_AND = "；"
HOURS_BOOKED = "（要预约）"

OPEN_NOW = "现在开着，{until}关。"
OPEN_NOW_BREAK = "现在开着，{until}午休。"
CLOSED_UNTIL = "现在关着，{day}{time}开。"
CLOSED_HOLIDAY = "今天{holiday}放假，{day}{time}开。"
CLOSED_UNKNOWN = "下次什么时候开没有登记，请先打电话问。"
BEYOND_CALENDAR = "假期安排以国务院通知为准。"
TODAY_WORD = "今天"
TOMORROW_WORD = "明天"

DAY_FORM = "{month}月{day}日（{weekday}）"
DAY_OPEN = "开，{spans}"
DAY_BOOKED = "要先预约才办，{spans}"
DAY_CLOSED = "不开"
DAY_HOLIDAY = "{holiday}放假，不开"
DAY_MAKES_UP = "{holiday}调休上班，开，{spans}"
SPAN_JOIN = "、"
RULE_BOOKED = "（预约办理）"

ORIGINALS = "原件{n}份"
COPIES = "复印件{n}份"
OPTIONAL = "（有就带，没有也行）"
LATER = "（可先受理，后补）"
SOURCE_OF = "，{issuer}发的"
MATERIAL = "{n}. {name}{copies}{mark}{source}"
MATERIAL_NOTE = "：{note}"
SITUATION_HEAD = "{option}，另带："

CENTRE_CONTACT = "{site} {phone}"
HOTLINE = "12345"
STEP_JOIN = " → "
NUMBERED = "{n}. {text}"

LIMIT_TEXT = {"working_day": "{n}个工作日", "calendar_day": "{n}天（自然日）"}
LEGAL_LIMIT = "（法定{limit}）"

WINDOW = "到{window}。"
WINDOW_DEFAULT = "到综合窗口就行（一窗受理），窗口号以现场导引为准。"
ABSENT = "{name}现在{presence}，由B角顶着。"

VISITS_ZERO = "不用跑现场。"
VISITS = "一般要到现场{n}次。"
MUST_GO = "最多跑{n}次。"
BOOK_ONLINE = "网上也能约（{channels}），"
AFTER_ACCEPT = "受理后一般{limit}内办结。"

FEE_BASIS = "依据：{basis}。"
POLICY_NOTE = "（{note}）"
DEMO_MARK = "（演示数据，以窗口公示为准）"

DEPTH_LINES = {
    "levels": "谁来办：{}",
    "agent_note": "代办：{}",
    "rejections": "容易退件：{}",
    "tolerance": "容缺：{}",
    "promise": "告知承诺：{}",
    "basis": "依据：{}",
}
LEVELS_HERE = "{chain}。各处：{general}"
LEVEL_ACTION = "{level}{action}"
LEVEL_EXCEPTION = "（{sites}例外）"
MOST_EXCEPTIONS = "等{n}处"

TOLERATES = "可以先受理，这些可后补：{materials}。后补的期限由窗口告知；其余必要材料当场要齐"
TOLERATES_UNNAMED = "可以先受理，但目录没有登记哪几样能后补，缺了先问窗口；关键材料不能缺"
TOLERATES_NOT = "不可以，必要材料要一次带齐"
LATER_MATERIAL = "{name}{situation}{note}"
LATER_SITUATION = "（{option}的）"
LATER_NOTE = "——{note}"
PROMISES = "可以，本人签书面承诺代替能承诺的证明，承诺不实要担责"
PROMISES_NOT = "不可以，证明要交"

DISTANCE = "{name}（约{km}公里，{state}）电话 {phone}"
OPEN_SHORT = "开着"
CLOSED_SHORT = "关着"
TERMINAL = "自助终端"
PLACE_UNKNOWN = "没有登记"
SOME_DEPARTMENT = "主管部门"
RULE_JOIN = "；"
FROM_TO = "至"
CALL_FIRST = "先打电话约：{phone}。"
STAND_IN = "他不在时找B角{name}，电话 {phone}。"
OFFICE_LINE = "{name}（现在{state}）：{address}，电话 {phone}"

CATALOGUE = "周村区政务服务事项库"
CODE_AND_NAME = "{code} {name}"
FIRST_SHOWN = "，先列前 {n} 项"

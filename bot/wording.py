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

POLICY_AUDIENCE_CODES = {"居民": "resident", "代办员": "agent", "工作人员": "staff"}

UNSURE = "不知道"
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
FAULT_COORDINATE = "“{cell}”应是经纬度的度数，如 117.86900"
FAULT_DATE = "“{cell}”应是日期，如 2026-10-01"
FAULT_ONE_OF = "“{cell}”不在可填的词里：{allowed}"
FAULT_OPENING = "“{cell}”看不懂；请写成 周一至周五 09:00-12:00,13:00-17:00"
FAULT_NOT_UTF8 = "文件不是 UTF-8 编码的 CSV，请另存为 UTF-8 后再试"
FAULT_NO_COLUMN = "缺少这一列"
FAULT_CELLS = "这一行有 {found} 格，表头有 {wanted} 格"
FAULT_EMPTY = "必填，不能空着"
FAULT_TAKEN = "日常用语“{cell}”已属于 {owner}，一个说法只能归一个事项"
FAULT_WAY_TAKEN = "问法“{cell}”已属于 {owner}，一种问法只能归一个条目"
FAULT_OWN_PARTNER = "B角不能是本人"
FAULT_PARENT = "“{cell}”不是更高一级的网点"
FAULT_SITUATION = "“{cell}”不是该事项任何情形的选项"
FAULT_LIMIT = "承诺时限 {promised} 超过法定时限 {legal}"
FAULT_REPEATED = "“{cell}”与第{row}行重复"
FAULT_UNKNOWN = "“{cell}”找不到对应的行"
FAULT_FIXED_CLOCK = "ZHOUDAO_NOW 只能在开发环境使用；正式环境请去掉这一项"
FAULT_NO_FILE = "找不到这个文件"
HOLIDAY_NOTICE = "国务院办公厅节假日安排通知"

DISTRICT_NAME = "周村区"
TOWN_CENTRE = "便民服务中心"
PLACE_ORIGIN = (
    r"(?:从|打|自)[\u4e00-\u9fff]{2,8}?(?:坐|骑|过去|过来|出发|往|走|来|去|到)"
    r"|(?:俺|我|咱)(?:家)?(?:就)?(?:是|住|在|回)[\u4e00-\u9fff]{2,9}?(?:的|住|，|,|过|不远)|[\u4e00-\u9fff]{2,5}(?:村|社区)的(?:人|老人)?(?:去|到|说)"
)
PLACE_SHAPE = r"[\u4e00-\u9fff]{1,6}?(?:村委会|居委会|村|社区|小区|镇|街道办事处|街道办|街道|办事处|街办|庄|便民服务中心|便民中心|便民服务点|便民点|服务点|代办员|大队)"
PLACE_UNNAMED = r"(?:俺|我|咱|我们|俺们|咱们|这个|本|你们)(?:们)?(?:这|那)?(?:个)?(?:村|庄|社区|小区|镇|街道)|村里|村上|镇上|镇里|庄里|社区里|街道上|街道办|居委会|村委|大队"
PLACE_AROUND_SHORT = r"(?:的|那个|那边|那儿|那|这边|这|上|里|镇上|村里|村)?(?:便民|代办|办事|服务|村委|居委|大队|大厅|窗口|社区|街道|镇|中心|自助|下午|上午|周|星期|礼拜|几点|开门|上班)"
PLACE_BEFORE_SHORT = r"(?:^|[，,。.？?！!、：:；; ＃是住在到去从往离找查个的俺我咱家问归回那上下嫁叫给跟说请心厅])$"
PLACE_AFTER_SHORT = r"$|[，,。？?！! 的那这上里村大便代服在谁有开周星礼几电咋怎去到也还是国元春五中清端过离号哪下调边晌晚早附跟归今明现打]"
PLACE_GOES_ON = r"[省市县区路街店厂]|医院|小学|中学|银行|超市|派出所|个"
PLACE_OF_VILLAGE = r"(?:的|那个)?(?:村委|村里|村上|大队)"
PLACE_JOINT = r"(?:的|那个|这个|那边|这边|镇上|镇|街道|＃){0,2}"
PLACE_CENTRE = (
    r"(?<![社小发片辖])区(?:里|上)?(?:的|[那这]个?)?(?:政务|办事|行政|审批|便民|服务){0,3}(?:大?[厅庭亭听廷停]|中心)"
    r"|(?:周村)?(?:行政)?(?:政务|审批)(?:服务|办事)?(?:大?[厅庭亭听廷停]|中心|大楼)"
)
PLACE_KINDS = ("街道", "社区", "村", "镇")
PLACE_ALSO = (("街道", "街道办事处"), ("街道", "街道办"), ("社区", "小区"), ("社区", "社区居委会"), ("村", "村村委"))
PLACE_ENDINGS = (
    "村委会", "村委", "居委会", "村", "社区居委会", "社区", "小区", "镇", "街道办事处", "街道办", "街道", "办事处", "路街道", "路办事处", "街办事处",
    "便民服务中心", "便民服务点",
)  # fmt: skip
ROADS = "路街"
NEW_VILLAGE = "新村"
TOWN_ENDINGS = ("街道", "街道办", "街道办事处", "办事处")
STREET_ENDINGS = ("办", "街办")
PLACE_NOT = (
    r"扫大街|满大街|大街上|逛街|农村|村民|城镇|乡镇|老村|新农村|村医|村干部|村官|外村|邻村|同村|哪个村|哪个社区|哪个镇|社区医院|李家的|张家的"
    r"|火车站|汽车站|公交车站|(?:不是|别弄成|别搞成|别当成)[\u4e00-\u9fff]{2,5}"
    r"|[娘婆老自全一谁人大国住公男女两亲]家(?!村(?:委|便民)|社区)"
)
DIALECT_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"))
# Characters of our places' names and those that are written for them: by eye (冶治) or by ear (磨么).
LOOK_ALIKES = (
    "冶治台", "栾峦孪銮弯", "疃瞳潼撞", "堰偃揠宴", "阎闫闰", "皇黄凰", "胥须婿骨", "崖涯厓捱", "庵俺淹阉", "萌盟蒙朦明荫", "郊交效校狡", "埠阜部堆",
    "扈户沪护", "磨么末摩蘑", "栗粟票粟", "仇九丸执", "圈卷圏", "樊攀凡焚", "殷段般股", "贾价买要", "沟勾钩构", "廿甘念世二", "桂贵挂柱", "阁各格阖",
    "碑牌卑婢脾", "侯候喉", "隋随堕遂", "衣依农", "循寻徇盾", "途涂图徒", "岔叉分忿", "冯马凭妈", "礼里理扎", "寨塞赛寒", "塘糖唐堂", "官宫宦管",
    "航杭般舫行", "赵照召", "鸣呜鸟嗚", "旺汪枉", "鹤鹄隺", "岭领苓吟", "柳卯抑聊", "孔礼扎", "徐除涂余", "永水咏泳", "佛拂弗沸", "坞乌钨呜", "姜美羌江",
    "玄悬弦泫亥", "枣束刺栆", "袁哀元园", "梅海悔酶", "班斑般", "营菅莹宫", "洞同铜桐", "铺捕辅堡补", "尹伊君", "尚向高商", "沙纱抄砂", "演寅滨",
    "谢榭射", "灯打丁", "楼搂数", "陈阵东", "套奎查", "史吏使", "太大犬", "泽择译", "武式贰", "夏复厦", "吕品侣", "唐塘糖", "池地驰", "坡披陂波",
    "于干千", "龙尤", "丰半", "孟盂猛", "元园圆", "杏否李", "宁柠寕", "鲍包", "柳榔", "胡湖糊", "苏办", "邓郑", "韩朝", "庙庿妙", "房防户", "家冢", "庄床压", "西酉四", "东乐", "营管", "王玉主", "常带", "北此", "古右石占", "山出",
    "石右", "永求", "白百自", "李季", "杨扬", "万方", "光先", "明朋", "阳阴", "米来", "爱受", "凤风", "桃挑", "塔搭", "义叉", "土士", "清青情", "朱未末",
    "下卞", "毛手", "夕歹", "湾弯", "魏巍", "金全", "七匕", "师帅", "代伐付", "建健", "国围", "社杜", "里果", "八人入", "开井", "寨寒", "坊纺妨",
)  # fmt: skip

API_TITLE = "周到 · 周村区便民服务问答接口"
API_CHAT = "问一句，答一条"
API_HEALTH = "进程是否在运行"
API_READY = "数据库、问答引擎和动作服务是否就绪"
API_BROKEN_JSON = "请求不是正确的 JSON（应为 UTF-8 编码）"
API_NOT_AN_OBJECT = '请求应是一个 JSON 对象，例如 {"text": "社保卡丢了咋补"}'
API_NEEDS_KEY = "person、channel、audience、is_test 只有带着有效的 X-API-Key 才能用"
API_WRONG_KEY = "X-API-Key 无效"
API_AUDIENCE_TOO_HIGH = "这个 X-API-Key 不能用 audience={audience}"
API_NOT_FOUND = "没有这个地址"
API_WRONG_METHOD = "这个地址不支持 {method} 请求"
API_TOO_LARGE = "请求太大，最多 64 KB"
API_NOT_JSON = "请求的 Content-Type 应是 application/json"
API_TOO_MANY = "发得太快了，请 {seconds} 秒后再发"
API_FAILED = "系统出了点问题，已经记下（编号 {number}）。请稍后再试，急事请拨 12345。"
API_NOT_READY = "还没就绪：{names}"
API_FIELD = "字段 {field}：{problem}"
API_PROBLEMS = {
    "missing": "必填",
    "string_type": "应是文字",
    "string_unicode": "含有不能识别的字符",
    "string_too_short": "不能是空的",
    "string_too_long": "太长",
    "string_pattern_mismatch": "格式不对",
    "float_type": "应是数字",
    "finite_number": "应是数字",
    "greater_than_equal": "超出范围",
    "less_than_equal": "超出范围",
    "bool_type": "应是 true 或 false",
    "literal_error": "不是可用的值",
    "model_attributes_type": "应是一个 JSON 对象",
}
API_PROBLEM = "不符合要求"

STRUCK_OUT = {"identity": "【证件号已隐去】", "phone": "【手机号已隐去】", "card": "【银行卡号已隐去】", "password": "【密码已隐去】"}
STRUCK_OUT_NAMES = {"identity": "证件号", "phone": "手机号", "card": "银行卡号", "password": "密码"}
STRUCK_OUT_NOTICE = "（已隐去您发的{kinds}：咨询不需要提供，请勿在聊天中发送。）"
DIGITS = dict(zip("〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸幺", "0001234567891234567892361", strict=True))
SECRET_WORDS = "密码|口令|验证码|password|pwd"
SECRET_IS = "就是|是|为|叫|设成|设为|改成|改为"
PRIVACY_NOTICE = "（只留下您的问题和回答，用来改进服务，不需要发证件号、手机号；回复“删除我的记录”可随时清除。）"
MORE = "更多"
MORE_HINT = "回复“更多”看剩下的"
MORE_LINK = "全文：{link}"
WANTS_MORE = r"(?:看|再看|我要看|要|给我)?(?:更多|继续|接着说|接着|往下说|下一页|还有呢|后面的呢|剩下的|剩下的呢|没说完|再说|展开|说全了?|看全部|全部发给我)(?:吧|呢|呗|啊|看看)?"
WANTS_ERASING = (
    r"(?:请|麻烦|帮我|帮俺|给我|给俺|你|我要|我想|要求|怎么|咋|如何|可以|能)*(?:"
    r"(?:删除|删掉|删了|删|清空|清除|清掉|清|抹掉|抹了|抹)(?:掉|一下)?(?:我|俺|本人)?(?:的|在这里的|在这上头的|跟你的|和你的)?(?:所有|全部|这些|个人)?(?:的)?"
    r"(?:聊天|对话|咨询|提问|历史|个人)?(?:记录|聊天|对话|数据|(?<=个人)信息)"
    r"|把(?:(?:我|俺|本人)(?:的|在这里的|跟你的|和你的)?)?(?:所有|全部|个人)?(?:的)?(?:聊天|对话|咨询|提问|历史|个人)?(?:记录|数据|聊天|对话|(?<=个人)信息)"
    r"(?:都|全|全都|给我|给俺)*(?:删除|删掉|删了|删|清空|清除|清了|清掉|清|抹掉|抹了)"
    r"|把(?:我|俺)的?信息从(?:你们?|这)(?:的)?(?:系统|这里|儿|里|平台|数据库)?(?:里|上|中)?(?:都|全)?(?:删除|删掉|删了|删|清空|清除|清掉|抹掉)"
    r")(?:掉|了|一下|干净)*(?:吧|呗|吗|啊|可以吗|行吗|行不|中不|谢谢)*"
)
ERASED = "已删除您在这里的全部记录（对话、选项和身份标识）。以后再来问，就像第一次一样。要办什么事，直接说就行。"
CHOSEN = r"(?:我|俺)?(?:就)?(?:选|要|看)?(?:那个)?第?(\d{1,2})(?:个|项|号|条|种|样)?(?:吧|呗|啊|的)?"
SAID_BY_EVENT = {"text": "", "event": "你好", "location": "离我最近的办事地点在哪"}
FAULT_SAID_NOTHING = "我没收到文字。请用一句话说要办的事，比如“办老年证带啥”“身份证丢了去哪补”。"
FAULT_SAID_SIGNS = "我只看得懂文字，看不懂表情和符号。请用一句话说要办的事，比如“办老年证带啥”；要找人，打 12345。"
FAULT_SAID_TOO_MUCH = "您这段话超过 2000 字，我一次看不完。请用一两句话说要办的事，比如“办老年证带啥”；事情复杂，可以打 12345 细说。"
STILL_ANSWERING = "您上一句我还没答完，请稍等几秒再发一次；着急可以打 12345。"
WITHOUT_RASA = "我这会儿理解问题的部分没有响应，先按字面给您找到这几项，回复数字看是哪一项："
WITHOUT_RASA_CHOICE = "{n}. {name}（{link}）"
WITHOUT_RASA_NONE = "我这会儿理解问题的部分没有响应，也没找到对得上的事项。请过一两分钟再问一次；着急可以打 12345{office}。"
WITHOUT_RASA_OFFICE = "，或{name} {phone}"
WITHOUT_RASA_MATTER = "「{name}」由{department}负责。{materials}详细的看：{link}\n我这会儿理解问题的部分没有响应，过一两分钟再问，能答得更全。"
WITHOUT_RASA_MATERIALS = "先备好：{names}{more}。"
WITHOUT_RASA_MORE = "等{n}样必要材料"
SENTENCE_ENDS = "。！？；!?;"
WEEKDAY_SPAN = "{first}至{last}"
HOURS_AND = "；"
HOURS_BOOKED = "（要预约）"

ASK_BACK = "追问"
PAUSE = "，"

# --- how answers are phrased ---
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
HOLIDAYS = {
    "New Year's Day": "元旦", "Spring Festival": "春节", "Tomb-sweeping Day": "清明节", "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节", "Mid-autumn Festival": "中秋节", "National Day": "国庆节",
}  # fmt: skip
HOLIDAY_WORDS = {
    "元旦": "New Year's Day", "春节": "Spring Festival", "过年": "Spring Festival", "年下": "Spring Festival", "除夕": "Spring Festival",
    "清明": "Tomb-sweeping Day", "五一": "Labour Day", "劳动节": "Labour Day", "端午": "Dragon Boat Festival", "中秋": "Mid-autumn Festival",
    "八月十五": "Mid-autumn Festival", "国庆": "National Day", "十一": "National Day",
}  # fmt: skip
NOT_A_HOLIDAY = r"[二三四五六七八九]十一|十一(?=[点月号日个岁年条项块:：])"
DAY_WORDS = {
    "大后天": 3,
    "大后儿": 3,
    "今天": 0,
    "今儿": 0,
    "今日": 0,
    "今门儿": 0,
    "现在": 0,
    "明天": 1,
    "明儿": 1,
    "赶明": 1,
    "赶蔑": 1,
    "后天": 2,
    "后儿": 2,
}
WEEKDAY_WORDS = r"(下个?)?(?:周|星期|礼拜)([一二三四五六日天1-6])"
WEEKEND_WORDS = r"周末|双休日|双休"
WEEKDAY_INDEX = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5}
DATE_WORDS = r"(\d{1,2})月(\d{1,2})[号日]?"
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
UNSURE_WORDS = ("不知道", "不清楚", "说不好", "说不准", "记不清", "不懂", "不晓得", "忘了", "没看过", "不太清楚", "弄不清", "拿不准", "不记得")
YES_WORDS = ("是", "是的", "对", "对的", "有", "嗯", "没错", "行", "中", "好", "能", "可以", "够了", "本人")
NO_WORDS = ("不是", "没有", "没", "不", "不对", "不行", "不够", "不能")
DO_BY_OTHERS = "办理人"
DISTANCE = "{name}（约{km}公里，{state}）电话 {phone}"
OPEN_SHORT = "开着"
CLOSED_SHORT = "关着"
SEVERAL_WORDS = r"还有|另外|顺便|仨|两件|三件|两个事|几件|再问|再就是|以及|外加|也想办|也要办|一起办|一块办|一块儿办|一个.{2,12}一个|同时"
ANSWER_PAUSES = r"[；。，、（）]"
CLAUSE_MARKS = r"[，,；;。！？\s：:]|还有|另外|顺便|再就是|以及|一个(?!月|人|村)"
NUMBER_BEFORE = "就|要|选|回复|第"
NUMBER_AFTER = "个|项|条|号|吧|的|那个|。"
ORDINALS = "一二三四五六七八九十"
LAST_WORDS = ("最后", "末了", "最下面", "后面那个", "后头那个", "最底下")
FIRST_WORDS = ("上面那个", "最上面", "头一个", "前面那个", "前头那个")
TERMINAL = "自助终端"
PLACE_UNKNOWN = "没有登记"
SOME_DEPARTMENT = "主管部门"
RULE_JOIN = "；"
FROM_TO = "至"
AGE_UNIT = "岁"
RANGE_UNITS = "周岁|岁|年|个月|月龄|天|吨|人"
RANGE_SAME = {"周岁": "岁", "月龄": "个月"}
RANGE_TO = "[到至-]"
RANGE_BELOW = ("不到", "不满", "未满", "不足", "快到", "还差")
RANGE_OVER = ("超过", "大于")
RANGE_WITHIN = ("以内", "以下", "及以下", "之内")
RANGE_FROM = ("满", "已满", "年满", "以上", "及以上")
RANGE_BEFORE = "|".join((*RANGE_BELOW, *RANGE_OVER, "已满", "年满", "满"))
RANGE_AFTER = "|".join((*RANGE_WITHIN, "以上", "及以上"))
ABOUT_SO_MANY, NUMERAL_POINT, TWO = "多几来", "点", "两"
NEGATIONS = ("不是", "没有", "不", "没", "无", "未", "非", "别")
PARTS_OF_OPTION = r"[、或]"
AND_SO_ON = r"(?<=..)等.*$"
IN_BRACKETS = r"[（(](.*?)[）)]"
NO_STARTS = ("不", "没", "无", "未", "否")
CALL_FIRST = "先打电话约：{phone}。"
STAND_IN = "他不在时找B角{name}，电话 {phone}。"
OFFICE_LINE = "{name}（现在{state}）：{address}，电话 {phone}"
CATALOGUE = "周村区政务服务事项库"
TIES_BEFORE = r"^(?:那个|那么|那|哎|嗯|对了|行吧|行|好|中|先说|再说|再问|先问|换成|还有|不是|不对|不|我说的是|我问的是|[，,、\s])+(?=[^\s，,吗呢])"
TIES_AFTER = r"(?:的那个|那个|这个|的)?(?:呢|咋样|怎么样|咋说)[？?。！\s]*$"
OFFICE_KINDS = {"hours": "hours", "phone": "phone", "agency": "agent"}
NEAREST_WORDS = r"最近(?=的|便|是|在|$|[，。？?吗呢啊])|离.{1,8}近|附近|就近|近便|跟前|近一?点|哪.{0,8}近"
WINDOW_WORDS = r"窗口|几号?[窗口]|哪个?[窗口]|几楼|哪一?层|哪个柜台"
TERMINAL_WORDS = r"自助(?:服务|办事|打印|的)?(?:机|终端|设备)|(?:[大那这]|几台|自己.{0,10}|(?:刷|打|插).{1,4}的?)(?:大|铁)?(?:机器|机子|铁?柜子)"
PHONE_WORDS = r"电话|座机|号码|联系方式|打[啥哪]个?|[查要个问].{0,2}号(?!窗|口)"
HOURS_WORDS = r"[几啥]点|点.{0,4}(?:还能|还办|还行|[以之]?前到|到行)|还能进|赶趟|赶得[上到及]|赶上|让进|走人|有没有人|办公|开不开|[开关锁]门|[上下]班|有人|休息|歇|来得及|值班|还开|开着|能去[不吗没]|什么时候|啥时候"
ADDRESS_WORDS = r"在哪|何处|设在|[啥什么哪条]{1,2}路|哪里|哪儿|哪块|咋走|怎么走|地址|位置|什么地方|啥地方|搁哪|归哪|上哪"
OFFICE_WORDS = r"便民|服务中心|办事|大厅|代办点|服务点|街道|办事处|村委|居委|社区|大队|政务|审批|点[在几电上下]|镇政府"
OFFICES_AREA = "便民综合"
SERVICE_WORDS = (
    r"预约|约号|咋约|怎么约|能约|约个|申请|收费|收钱|要钱|多少钱|带啥|带什么|材料|签字|委托|操作|咋用|怎么用|咋点|能办(?:啥|哪些|什么)|字据|条子"
)
PERSONAL_WORDS = (
    r"名单|花名册|谁家|哪家|哪几?户|户的|邻居|前[妻夫]|老[公婆]|媳妇|对象|妯娌|支书|书记|主任|[镇村区局]长|干部|私人|家住|住哪|身份证号|低保|补贴|名下"
    r"|工资|照片|聊天|个人|谁的"
)
SOMEBODY_WORDS = r"[他她]|人家|这个人|手机号"
HOLIDAY_ASKED = r"放假|放几天|调休|过节|节假日|长假|黄金周|法定假|假期|双节|节前|节后|过完年|年三十|大年|正月|腊月"
TOWN_ASKED = r"哪个(?:镇|街道|办事处)|归哪|归谁管|属哪|属于哪|镇大厅"
CORRECTIONS = r"(?:就是想|只是想|我是想|俺是想|我说的是|俺说的是|我问的是|俺问的是|我要办的是|俺要办的是|问的不是.{2,12}是)(.{3,})$"
HELPER_WORDS = (
    r"代办员|帮办|代办专员|(?:谁|哪个|哪位).{0,8}(?:代办(?!点)|跑腿|跑手续|代跑|帮忙办|上门|跑事|来家|到家|入户)"
    r"|(?:代办(?!点)|跑腿|跑手续|代跑|跑事|帮忙办事).{0,6}(?:谁|哪个|哪位|的人|那个人|叫啥)|(?:管|帮|替|给|专门).{0,8}(?:跑腿|跑手续|办事)的(?!那?个?(?:地|点|大?厅|中心|屋|院|楼))"
    r"|跑腿办事|(?:能|没|可)有?人.{0,6}(?:上门|来家|跑腿|代办(?!点))"
)
WHICH_HELPER = r"谁|叫啥|叫什么|电话|哪个|哪位|号码|姓啥"
IS_HELPER = r"(?:我|俺|咱)(?:就)?是.{0,10}(?:代办员|帮办)|我们代办员"
TO_THE_FIRST = r"头一个|最先|一开始|最早|第一样|头一样"
TO_THE_LAST = r"刚才|上一个|前头那|前面那|先前|原来那|方才"
GOES_BACK = rf"还是说|说回|回到|回头说|(?:{TO_THE_FIRST}|{TO_THE_LAST}).{{0,4}}(?:那个|那件|那事|问的|说的)"
EVERYDAY, OFFICIAL = "百姓说法", "公文说法"
CODE_AND_NAME = "{code} {name}"
ABBREVIATION, CODES = "简称", "事项编号"
FIRST_SHOWN = "，先列前 {n} 项"
CHANGES_MIND = r"^(?:(?:[哦噢哎呀额啊]+[，,\s]*)?(?:不对|(?:我|俺)?(?:刚才)?[说弄搞看记选点]?错了|不是(?=[，,。！!\s]))[呀啊了，,。！!\s]*)+"
IT_IS = r"^(?:(?:我|俺|咱|他|她|老人|家里)(?:家)?)?(?:就|应该|算|都)?(?:是|属于)(?=..)"
SAID_ALIKE = (("头一回", "第一次"), ("头一次", "第一次"), ("第一回", "第一次"), ("头回", "第一次"), ("首次", "第一次"), ("初次", "第一次"))

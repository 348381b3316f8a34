"""What the interface over HTTP says of itself and of a bad request."""

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

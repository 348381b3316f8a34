"""What is particular to WeChat."""

WECHAT_UNSUPPORTED = "【收到不支持的消息类型，暂无法显示】"
WECHAT_REFUSED = "这个地址只接公众平台的消息"
WECHAT_LESS_THAN = "＜"
WECHAT_GUIDE = "打开办事指南"
WECHAT_GUIDE_AT_WINDOW = "向窗口要办事指南"

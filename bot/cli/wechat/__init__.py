"""What `zhoudao wechat` does: the menu, the check of the whole connection, and the signs with scene codes."""

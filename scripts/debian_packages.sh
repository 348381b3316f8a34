#!/bin/sh
# What the tests need of Debian: a browser, Chinese fonts, a PostgreSQL server. Installs what is missing, or says how and fails.
set -eu

missing=""
for package in chromium fonts-noto-cjk postgresql; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "测试还要用到几个 Debian 软件包，请先执行：sudo apt-get install -y$missing" >&2
    exit 2
fi
echo "正在安装测试要用的 Debian 软件包：$missing ……"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
# shellcheck disable=SC2086
apt-get install -q -y --no-install-recommends $missing

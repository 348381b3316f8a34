# Targets only call commands. scripts/bootstrap.py builds the environments where they are missing and reads .env.

BOOTSTRAP := python3 scripts/bootstrap.py
ZHOUDAO := -m bot.cli

.PHONY: help run train check test lint fast-tests eval bench

help:
	@echo '周到的命令：'
	@echo '  make run    安装、准备并启动周到（第一次要几分钟；按 Ctrl-C 停下）'
	@echo '  make check  一分钟内的检查：格式、类型、分层、快速测试'
	@echo '  make test   全部测试，新机器上也行（会安装测试要用的 Debian 软件包）'
	@echo '  make train  语料或事项变了就重新训练识别模型'
	@echo '  make eval   评测理解和回答的准确率，得分写进 docs/quality.md'
	@echo '  make bench  测量速度和内存'
	@echo '设置写在 .env 里，样子见 .env.example；其他命令见 ./zhoudao --help'

run:
	@$(BOOTSTRAP) root nlu -- $(ZHOUDAO) run

train:
	@$(BOOTSTRAP) root nlu -- $(ZHOUDAO) train

# make names the caller's folder in PWD: relative paths mean what the caller means.
called_from = $(if $(filter /%,$(1)),$(1),$(PWD)/$(1))

eval:
	@$(BOOTSTRAP) root nlu -- $(ZHOUDAO) eval '$(call called_from,$(DIR))' $(if $(CATALOGUE),--catalogue '$(call called_from,$(CATALOGUE))') $(if $(NOISE),--noise $(NOISE)) $(if $(BARE),--bare $(BARE)) $(if $(SEED),--seed $(SEED)) --docs '$(CURDIR)/docs'

bench:
	@$(BOOTSTRAP) root nlu -- $(ZHOUDAO) bench $(if $(CATALOGUE),--catalogue '$(call called_from,$(CATALOGUE))')

check:
	@$(BOOTSTRAP) root
	@$(MAKE) --no-print-directory -j2 -Otarget lint fast-tests

test:
	@sh scripts/debian_packages.sh
	@$(BOOTSTRAP) root nlu -- $(ZHOUDAO) train
	@$(MAKE) --no-print-directory lint
	.venv/bin/pytest

lint:
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

# In memory where there is such a place: hundreds of small databases wait for a disk longer than they work.
fast-tests:
	TMPDIR=$$(test -w /dev/shm && echo /dev/shm || echo /tmp) .venv/bin/pytest -m "not slow" -n 2 --dist loadfile

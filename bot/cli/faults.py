"""What a command says when it could not run, and the exit codes all commands share."""

import errno
import shutil

import click

from bot.settings import settings

FOUND_FAULTS = 1
COULD_NOT_RUN = 2
NO_SPACE = ("No space left on device", "os error 28", "Errno 28", "database or disk is full", "could not extend file")


class CannotRun(click.ClickException):
    """The command could not run; the message is a plain Chinese sentence."""

    exit_code = COULD_NOT_RUN


def disk_full() -> str:
    """The sentence for a full disk, with what is left on the disk of `var/`."""
    return f"磁盘满了：{settings().var} 所在的盘只剩 {megabytes_left()} MB，请腾出空间后再运行一次。"


def megabytes_left() -> int:
    """What is free on the disk of `var/`, in MB."""
    folder = settings().var
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free // 2**20


def says_disk_full(words: str) -> bool:
    """Whether a program's words (or an error's) mean that the disk is full."""
    return any(sign in words for sign in NO_SPACE)


def in_plain_words(error: OSError) -> str:
    """A file system's error as a sentence."""
    if error.errno == errno.ENOSPC:
        return disk_full()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"没有权限写 {error.filename}，请检查这个文件夹的主人和权限。"
    return f"读写文件出错：{error}"

"""Becomes a command that cannot outlive its parent, even when that is killed by SIGKILL: python tether.py PARENT COMMAND…

A file of its own, run by path: it holds the bond over exec, and no code runs between fork and exec in a process with threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, command: list[str]) -> None:
    """Asks the kernel for SIGKILL when `parent` dies, and becomes `command`."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == parent:
        os.execvp(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])

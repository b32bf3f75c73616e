"""on_terminal.py COLUMNS COMMAND...: runs COMMAND with a terminal as stdout and stderr; prints what it got, with ESC as \\e.

Every line that the command wrote over must have fitted: prints "too wide" if not.
"""
import fcntl
import os
import pty
import re
import struct
import sys
import termios


def main():
    columns, command = int(sys.argv[1]), sys.argv[2:]
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.environ.pop("NO_COLOR", None)
        os.environ.setdefault("TERM", "xterm")
        os.execvp(command[0], command)
    got = b""
    while True:
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        got += part
    os.waitpid(child, 0)
    text = got.decode()
    for shown in re.findall("\r\x1b\\[K([^\r\x1b]*)", text):
        if len(shown) >= columns:
            print("too wide: " + shown)
    print(text.replace("\r\n", "\n").replace("\r", "\\r").replace("\x1b", "\\e"))


main()

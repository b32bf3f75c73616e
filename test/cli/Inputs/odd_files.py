"""Writes the files of odd-files.test into the working directory."""
import os

LINES = ["#include <stdlib.h>", "void f(void) {", "    char *p = malloc(1);", "    free(p);", "    free(p);", "}", ""]


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)


write("empty.c", b"")
write("crlf.c", "\r\n".join(LINES).encode())
write("cr.c", b"#include <stdlib.h>\nvoid f(void) {\rchar *p = malloc(1); free(p);\r    free(p);\r}\r")
write("bom.c", b"\xef\xbb\xbf#include <stdlib.h>\nvoid f(char *p) { free(p); free(p); }\n".replace(b"{ free(p); free", b"{free(p);free"))
write("latin1.c", "\n".join(LINES).replace("    free(p);\n}", "    /* \u00e9\u00e8 */ free(p);\n}").encode("latin-1"))
write("no-end.c", "\n".join(LINES).rstrip().encode())
write("long.c", b"#include <stdlib.h>\nvoid f(char *p) { free(p); /*" + b"x" * 1000000 + b"*/ free(p); }\n")
write("binary.c", bytes(range(128, 256)) * 100)
os.mkdir("folder.c")

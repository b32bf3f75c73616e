"""The project that the gate's tests change: its sources, and a repository with them."""
import json
import os
import shutil
import subprocess
import sys

ITEM_H = """#ifndef ITEM_H
#define ITEM_H
struct item { int number; char *own_text; };
struct queue;
struct item *item_new(int number);
void item_free(struct item *own_item);
int item_number(const struct item *ref_item);

void queue_push(struct queue *mut_queue, const struct item *ref_item);
/** Makes a text.
 * @return A string, caller owns it. */
char *text_of(int number);
#endif
"""
ITEM_C = """#include "item.h"
#include <stdlib.h>
struct item *item_new(int number) {
    struct item *own_item = malloc(sizeof *own_item);
    if (!own_item)
        return NULL;
    own_item->number = number;
    own_item->own_text = NULL;
    return own_item;
}
void item_free(struct item *own_item) {
    if (!own_item)
        return;
    free(own_item->own_text);
    free(own_item);
}
int item_number(const struct item *ref_item) { return ref_item->number; }
"""
# Old defects: a leak on line 6, a double free on line 14.
LEGACY_C = """#include <stdlib.h>
int legacy_leak(int flag) {
    char *buffer = malloc(16);
    if (!buffer) return 0;
    if (flag)
        return 1;
    free(buffer);
    return 0;
}

void legacy_twice(void) {
    char *memory = malloc(8);
    free(memory);
    free(memory);
}
"""
# No defect, but it frees an item after it pushed it.
CALLER_C = """#include "item.h"
void send_one(struct queue *mut_queue) {
    struct item *own_item = item_new(1);
    if (!own_item)
        return;
    queue_push(mut_queue, own_item);
    item_free(own_item);
}
"""
CLEAN_C = """#include <stdlib.h>
#include <string.h>
int clean(const char *ref_text) {
    char *own_copy = strdup(ref_text);
    if (!own_copy)
        return -1;
    int length = (int)strlen(own_copy);
    free(own_copy);
    return length;
}
int other(int number) { return number + 1; }
"""
UTIL_H = "#define LIMIT 10\nint util(int number);\n"
UTIL_C = '#include "util.h"\nint util(int number) { return number < LIMIT; }\n'

LEAKS = "int %s(int flag) {\n    char *data = malloc(4);\n    if (!data) return 0;\n    if (flag)\n        return 1;\n    free(data);\n    return 0;\n}\n"


class Repository:
    def __init__(self, folder, deed):
        self.dir, self.deed, self.bare = folder, deed, folder + ".work"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        self.git("init", "-q", "-b", "main")
        for key, value in (("user.name", "T"), ("user.email", "t@example"), ("commit.gpgsign", "false"),
                           ("core.autocrlf", "false"), ("protocol.file.allow", "always")):
            self.git("config", key, value)
        self.write("include/item.h", ITEM_H)
        self.write("include/util.h", UTIL_H)
        self.write("src/item.c", ITEM_C)
        self.write("src/legacy.c", LEGACY_C)
        self.write("src/caller.c", CALLER_C)
        self.write("src/clean.c", CLEAN_C)
        self.write("src/util.c", UTIL_C)
        self.write(".gitignore", "build/\n")
        self.commit("first")
        self.git("tag", "first")

    def git(self, *words, cwd=None, check=True):
        done = subprocess.run(["git", *words], cwd=cwd or self.dir, capture_output=True, text=True,
                              env=dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1",
                                       GIT_ALLOW_PROTOCOL="file"))
        if check and done.returncode:
            sys.exit("git %s: %s" % (" ".join(words), done.stderr))
        return done.stdout

    def path(self, name):
        return os.path.join(self.dir, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def replace(self, name, old, new):
        text = self.read(name)
        assert old in text, (name, old)
        self.write(name, text.replace(old, new, 1))

    def append(self, name, text):
        self.write(name, self.read(name) + text)

    def commit(self, message="change"):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def reset(self):
        self.git("checkout", "-q", "-f", "-B", "work", "first")
        self.git("branch", "-q", "-f", "main", "first")
        self.git("clean", "-q", "-f", "-d", "-x")

    def database(self, names=None):
        files = names or sorted(
            os.path.relpath(os.path.join(folder, name), self.dir)
            for folder, _, found in os.walk(self.dir)
            if "/.git" not in folder
            for name in found
            if name.endswith(".c"))
        os.makedirs(self.path("build"), exist_ok=True)
        with open(self.path("build/compile_commands.json"), "w", encoding="utf-8") as file:
            json.dump([{"directory": self.path("build"), "file": "../" + name,
                        "arguments": ["cc", "-I../include", "-c", "../" + name]} for name in files], file)

    def check(self, *words, since="main", cwd=None, env=None):
        environment = {k: v for k, v in os.environ.items() if k != "CI"}
        environment.update(env or {})
        done = subprocess.run([self.deed, "check", "--since=" + since, "-p", self.path("build"), "--format=short", *words],
                              cwd=cwd or self.dir, capture_output=True, text=True, env=environment)
        return done.returncode, done.stdout, done.stderr

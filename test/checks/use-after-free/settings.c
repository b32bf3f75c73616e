// RUN: %check_both %s -- -std=gnu11
// What the program was told to do stays so from one round to the next: a path that takes one case of it, and then
// another, is none. What pointers lead to is not the number.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char order = 'a';
static void *grown(void *p, size_t n) {
  void *q = realloc(p, n);
  if (!q)
    abort();
  return q;
}

static int last_ok(int fd, size_t wanted) {
  static char *text;
  static size_t room;
  size_t used = 0;
  char *from;
  for (;;) {
    if (used + 512 > room) {
      room += 1024;
      text = grown(text, room);
    }
    ssize_t n = read(fd, text + used, room - used);
    if (n < 0)
      return -1;
    if (n == 0)
      break;
    used += n;
    switch (order) {
    case 'a': from = wanted < used ? text + used - wanted : text; break;
    case 'z': from = text; break;
    }
    if (from > text) {
      used -= from - text;
      memmove(text, from, used);
    }
  }
  return write(1, text, used) < 0;
}

static int last_bad(int fd, size_t wanted) {
  static char *text;
  static size_t room;
  size_t used = 0;
  char *from = NULL;
  for (;;) {
    if (used + 512 > room) {
      room += 1024;
      text = grown(text, room);
    }
    ssize_t n = read(fd, text + used, room - used);
    if (n < 0)
      return -1;
    if (n == 0)
      break;
    if (used == 0)
      from = wanted < (size_t)n ? text + n - wanted : text;
    used += n;
    if (from > text) {
      used -= from - text;
      memmove(text, from, used); // expect: use-after-free
    }
  }
  return write(1, text, used) < 0;
}

int main(int argc, char **argv) {
  if (argc > 1)
    order = 'z';
  return argv[0] ? last_ok(0, 100) : last_bad(0, 100);
}

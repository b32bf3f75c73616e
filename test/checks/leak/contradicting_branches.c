// RUN: %check_both %s -- -std=gnu11
// A field that is set to a constant on one path and asked for it further down: a path that
// contradicts itself is none.
#include <stdlib.h>
#include <string.h>

struct watch {
  int number;
  char *end;
  struct watch *next;
};

int add_watch(const char *path);
char *follow_link(const char *path);
void die(const char *why) __attribute__((noreturn));

void watch_all_ok(struct watch *all) {
  for (struct watch *w = all; w; w = w->next) {
    char *end, *next, *path = malloc(100);
    if (!path)
      die("memory");
    while ((next = follow_link(path))) {
      free(path);
      path = next;
    }
    w->number = -1;
    if ((end = strrchr(path, '/'))) {
      w->number = add_watch(path);
      w->end = end + 1;
    }
    if (w->number == -1)
      die("no watch");
  }
}

void watch_all_bad(struct watch *all) {
  for (struct watch *w = all; w; w = w->next) {
    char *end, *path = malloc(100);
    if (!path)
      die("memory");
    w->number = 0;
    if ((end = strrchr(path, '/'))) {
      w->number = add_watch(path);
      w->end = end + 1;
    }
    if (w->number == -1)
      die("no watch");
  } // expect: leak: 'path'
}

// RUN: %check_both %s -- -std=gnu11
// Bits of a number, and something else, that are asked twice: the second answer is the first one.
#include <stdio.h>
#include <stdlib.h>

struct task {
  int place, pid;
};
extern int shown;
char *path_of(int place);

void task_print_ok(const struct task *t) {
  char *path;
  if (shown & 0x20 && t->place != -1)
    path = path_of(t->place);
  else
    path = "-";
  printf("%d %s\n", t->pid, path);
  if (shown & 0x20 && t->place != -1)
    free(path);
}

void tasks_print_ok(const struct task *t, int n, int what) {
  for (int i = 0; i < n; i++, t++) {
    char *path;
    if (what & 0x20 && t->place != -1)
      path = path_of(t->place);
    else
      path = "-";
    printf("%d %s\n", t->pid, path);
    if (what & 0x20 && t->place != -1)
      free(path);
  }
}

void task_print_bad(const struct task *t) {
  char *path;
  if (shown & 0x20 && t->place != -1)
    path = path_of(t->place);
  else
    path = "-";
  printf("%d %s\n", t->pid, path);
  if (shown & 0x20)
    free(path); // expect: release-mismatch: 'path'
}

void task_other_bits_bad(const struct task *t) {
  char *path;
  if (shown & 0x20 && t->place != -1)
    path = path_of(t->place);
  else
    path = "-";
  printf("%d %s %d\n", t->pid, path, shown & 0x40);
  if (shown & 0x40 && t->place != -1)
    free(path); // expect: release-mismatch: 'path'
}

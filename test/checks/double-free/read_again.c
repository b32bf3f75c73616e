// RUN: %check_both %s --rules=double-free,conditional-transfer,error-path-leak -- -std=gnu11
// Functions of the library that reallocate, reopen, or only look.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

int lines_bad(FILE *f) {
  char *line = NULL;
  size_t room = 0;
  int n = 0;
  while (getline(&line, &room, f) > 0) { // expect: double-free: 'line' is released twice
    n++;
    free(line);
  }
  return n;
}
int lines_ok(FILE *f) {
  char *line = NULL;
  size_t room = 0;
  int n = 0;
  while (getline(&line, &room, f) > 0) {
    n++;
    free(line);
    line = NULL;
    room = 0;
  }
  free(line);
  return n;
}
// freopen() closes the old stream, whether it can open the new one or not.
int reopen_ok(const char *path) {
  FILE *f = fopen(path, "r");
  if (!f)
    return -1;
  if (!freopen(path, "w", f))
    return -1;
  fputs("x", f);
  return fclose(f);
}
int reopen_assigned_ok(const char *path) {
  FILE *f = fopen(path, "r");
  if (!f)
    return -1;
  f = freopen(path, "w", f);
  if (!f)
    return -1;
  fputs("x", f);
  return fclose(f);
}
int epoll_bad(int fd) {
  struct epoll_event event = {.events = EPOLLIN};
  int poll = epoll_create1(0);
  if (poll < 0)
    return -1;
  if (epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) < 0)
    return -1; // expect: error-path-leak: 'poll'
  close(poll);
  return 0;
}

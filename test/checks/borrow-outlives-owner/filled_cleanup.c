// RUN: %check_both %s -- -std=gnu11
// A variable with a cleanup function that a callee filled: its value is stored, and released at the end.
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static inline void freep(void *p) { free(*(void **)p); }
#define _free_ __attribute__((cleanup(freep)))
int stored_bad(char **ret) {
  _free_ char *line = NULL;
  if (asprintf(&line, "x") < 0)
    return -1;
  *ret = line; // expect: borrow-outlives-owner: '*ret' still points to what 'freep' releases
  return 0;
}
int stolen_ok(char **ret) {
  _free_ char *line = NULL;
  if (asprintf(&line, "x") < 0)
    return -1;
  *ret = line;
  line = NULL;
  return 0;
}
void list_ok(va_list *args, ...) {
  va_start(*args, args);
  va_end(*args);
}

// --- a descriptor is given as a number, and is closed all the same ---------------
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
static inline void closep(int *fd) {
  if (*fd >= 0)
    close(*fd);
}
int opened_bad(const char *path, int *ret) {
  __attribute__((cleanup(closep))) int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -errno;
  *ret = fd; // expect: borrow-outlives-owner: '*ret'
  return 0;
}
int opened_ok(const char *path, int *ret) {
  __attribute__((cleanup(closep))) int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -errno;
  *ret = fd;
  fd = -1;
  return 0;
}
int closed_bad(const char *path, int *ret) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -errno;
  *ret = fd; // expect: borrow-outlives-owner: '*ret'
  close(fd);
  return 0;
}
// A number that stays behind in an object is asked for by nobody.
struct channel {
  int fd, open;
};
int probed_ok(struct channel *c, const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -errno;
  c->fd = fd;
  c->open = 0;
  close(fd);
  return 0;
}
int failed_ok(const char *path, int *ret) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -errno;
  *ret = fd;
  if (lseek(fd, 0, SEEK_END) < 0) {
    close(fd);
    return -errno;
  }
  return 0;
}

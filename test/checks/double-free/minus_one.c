// RUN: %check_both %s --rules=double-free,error-path-leak -- -std=gnu11
// A pointer or a number without a sign is compared with -1: that branch is taken, too.
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/types.h>

void size_bad(const char *s, wchar_t *out) {
  char *copy = malloc(8);
  if (mbstowcs(out, s, 8) == (size_t)-1) {
    free(copy);
    free(copy); // expect: double-free: 'copy'
    return;
  }
  free(copy);
}
void uid_bad(uid_t u) {
  char *s = malloc(4);
  if (u == (uid_t)-1) {
    free(s);
    free(s); // expect: double-free: 's'
    return;
  }
  free(s);
}
void handler_bad(void) {
  char *s = malloc(4);
  if (signal(SIGINT, SIG_IGN) == SIG_ERR) {
    free(s);
    free(s); // expect: double-free: 's'
    return;
  }
  free(s);
}
void cast_bad(size_t n) {
  char *s = malloc(4);
  if ((ssize_t)n < 0) {
    free(s);
    free(s); // expect: double-free: 's'
    return;
  }
  free(s);
}
int mapped_bad(int fd, size_t n) {
  char *s = malloc(4);
  if (!s)
    return -1;
  void *p = mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0);
  if (p == MAP_FAILED)
    return -1; // expect: error-path-leak: 's'
  munmap(p, n);
  free(s);
  return 0;
}
int mapped_ok(int fd, size_t n) {
  void *p = mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0);
  if (p == MAP_FAILED)
    return -1;
  munmap(p, n);
  return 0;
}
// Asked twice it has one answer.
void twice_ok(uid_t u) {
  char *s = malloc(4);
  if (u == (uid_t)-1)
    free(s);
  if (u != (uid_t)-1)
    free(s);
}
// What is MAP_FAILED is nothing, wherever it was put.
static int map_or_fail(int fd, char **out, size_t n) {
  *out = mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0);
  return *out == MAP_FAILED ? -1 : 0;
}
int mapped_by_helper_ok(int fd, size_t n) {
  char *p;
  if (map_or_fail(fd, &p, n) < 0)
    return -1;
  munmap(p, n);
  return 0;
}

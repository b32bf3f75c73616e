// RUN: %check_both %s -- -std=gnu11
// `if (fd != -1) close(fd);` closes what is a descriptor.
#include <fcntl.h>
#include <unistd.h>

static void close_any(int fd) {
  if (fd != -1)
    close(fd);
}

struct peer {
  int in, out;
};

static void peer_close(struct peer *p) {
  if (p->in != -1)
    close(p->in);
  if (p->out != -1)
    close(p->out);
}

int twice_bad(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  close_any(fd);
  close(fd); // expect: double-free: 'fd'
  return 0;
}

int failed_ok(const char *path) {
  int fd = open(path, O_RDONLY);
  char c = 0;
  if (fd != -1 && read(fd, &c, 1) != 1)
    c = 0;
  close_any(fd);
  return c;
}

int again_ok(const char *path) {
  int fd = open(path, O_RDONLY);
  close_any(fd);
  fd = open(path, O_WRONLY);
  if (fd == -1)
    return -1;
  close(fd);
  return 0;
}

int peer_bad(const char *path) {
  struct peer p = {open(path, O_RDONLY), -1};
  peer_close(&p);
  if (p.in < 0)
    return -1;
  close(p.in); // expect: double-free: 'p.in'
  return 0;
}

int peer_ok(const char *path) {
  struct peer p = {open(path, O_RDONLY), open(path, O_WRONLY)};
  peer_close(&p);
  return p.in < 0 || p.out < 0 ? -1 : 0;
}

// Whoever closes what may be none says nothing of that.
static void close_all(int a, int b) {
  close(a);
  close(b);
}

int none_ok(const char *path) {
  int fd = open(path, O_RDONLY);
  close_all(fd, -1);
  return fd < 0 ? -1 : 0;
}

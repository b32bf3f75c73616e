// RUN: %check_both %s -- -std=gnu11
// A stream closes its descriptor: who closes it beside the stream may close another one by then.
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

struct connection {
  int fd;
  FILE *in;
};

void given_bad(int fd) {
  FILE *f = fdopen(fd, "r");
  if (!f)
    return;
  fclose(f);
  close(fd); // expect: double-free: 'fd'
}

void given_before_bad(int fd) {
  FILE *f = fdopen(fd, "r");
  if (!f)
    return;
  close(fd); // expect: double-free: 'fd'
  fclose(f);
}

void member_bad(struct connection *c) {
  FILE *f = fdopen(c->fd, "r");
  if (!f)
    return;
  fclose(f);
  close(c->fd); // expect: double-free: 'c->fd'
}

void given_ok(int fd) {
  FILE *f = fdopen(fd, "r");
  if (!f) {
    close(fd);
    return;
  }
  fclose(f);
}

void copied_ok(int fd) {
  int copy = dup(fd);
  if (copy < 0)
    return;
  FILE *f = fdopen(copy, "r");
  if (f)
    fclose(f);
  else
    close(copy);
  close(fd);
}

void shown_ok(void) {
  FILE *f = fopen("x", "r");
  if (!f)
    return;
  fsync(fileno(f));
  fclose(f);
}

// What others opened may be closed under the stream, which then is of no use: that is how a daemon begins.
void standard_ok(void) {
  close(fileno(stdin));
  close(fileno(stdout));
}

void other_ok(FILE *f) { close(fileno(f)); }

void used_beside_ok(int fd, char *text, int n) {
  FILE *f = fdopen(fd, "r");
  if (!f)
    return;
  if (lseek(fd, 0, SEEK_SET) == 0 && fgets(text, n, f))
    puts(text);
  fclose(f);
}

int opened_ok(struct connection *c) {
  c->in = fdopen(c->fd, "r");
  if (!c->in) {
    close(c->fd);
    return -1;
  }
  c->fd = -1;
  return 0;
}

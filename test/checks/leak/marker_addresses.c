// RUN: %check_both %s -- -std=gnu11
// Addresses that no block has stand for what went wrong: with them nothing is given, nor what the block would hold.
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct line {
  int fd;
};
#define NO_LINE ((struct line *)(~1))
#define BUSY_LINE ((struct line *)(~2))

static void line_close(struct line *l) {
  close(l->fd);
  free(l);
}

static struct line *line_open(const char *name) {
  struct line *l = malloc(sizeof *l);
  if (!l)
    return NO_LINE;
  l->fd = open(name, O_RDWR);
  if (l->fd == -1) {
    free(l);
    return NO_LINE;
  }
  if (isatty(l->fd)) {
    line_close(l);
    return BUSY_LINE;
  }
  return l;
}

int asked_ok(const char *name) {
  struct line *l = line_open(name);
  if (l == NO_LINE)
    return -1;
  if (l == BUSY_LINE)
    return -2;
  line_close(l);
  return 0;
}

int counted_ok(const char *name) {
  int n = 0;
  struct line *l = line_open(name);
  if (l != NO_LINE && l != BUSY_LINE) {
    n++;
    line_close(l);
  }
  return n;
}

int descriptor_bad(const char *name) {
  struct line *l = line_open(name);
  if (l == NO_LINE || l == BUSY_LINE)
    return -1;
  free(l); // expect: leak
  return 0;
}

int forgotten_bad(const char *name) {
  struct line *l = line_open(name);
  if (l == NO_LINE || l == BUSY_LINE)
    return -1;
  return 0; // expect: leak: 'l'
}

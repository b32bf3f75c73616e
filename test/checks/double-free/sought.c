// RUN: %check_both %s -- -std=gnu11
// A search ends what one element has: the first one's, or another's, and the next search finds another one.
#include <stdlib.h>
#include <unistd.h>

struct watch {
  struct watch *next;
  int fd;
  char *name;
};

static int unwatch(struct watch *all, int fd) {
  for (struct watch *each = all; each; each = each->next)
    if (each->fd == fd) {
      close(each->fd);
      return 0;
    }
  return -1;
}
static int forget(struct watch *all, const char *name) {
  for (struct watch *each = all; each; each = each->next)
    if (each->name == name) {
      free(each->name);
      return 0;
    }
  return -1;
}

void both_ok(struct watch *all, int in, int out) {
  unwatch(all, in);
  unwatch(all, out);
}
void names_ok(struct watch *all, const char *first, const char *second) {
  forget(all, first);
  forget(all, second);
}

// This one looks no further than the first.
static int unwatch_first(struct watch *all, int fd) {
  if (all->fd == fd) {
    close(all->fd);
    return 0;
  }
  return -1;
}
int twice_bad(struct watch *all, int fd) {
  if (unwatch_first(all, fd) < 0)
    return -1;
  close(all->fd); // expect: double-free: 'all->fd'
  return 0;
}

static struct watch *list;
static int drop(int fd) {
  struct watch *next;
  for (struct watch *each = list; each; each = next) {
    next = each->next;
    if (each->fd == fd) {
      if (each == list)
        list = next;
      close(each->fd);
      free(each);
      return 0;
    }
  }
  return -1;
}
void dropped_ok(int in, int out) {
  drop(in);
  drop(out);
}

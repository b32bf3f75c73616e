// RUN: %check_both %s -- -std=gnu11
// A helper leaves in its caller's variable what it released.
#include <stdlib.h>
#include <string.h>

void use(const char *);
static void end(void *x) { free(x); }
static void make_and_free(char **x) {
  *x = malloc(100);
  if (*x)
    end(*x);
}
static void make_free_clear(char **x) {
  *x = malloc(100);
  if (*x)
    end(*x);
  *x = NULL;
}
static void make_other(char **x) {
  *x = malloc(100);
  if (*x)
    end(*x);
  *x = strdup("a");
}
void used_bad(void) {
  char *buf;
  make_and_free(&buf);
  use(buf); // expect: use-after-free: 'buf' is used after 'make_and_free' released it
}
void twice_bad(void) {
  char *buf;
  make_and_free(&buf);
  free(buf); // expect: double-free: 'buf'
}
void cleared_ok(void) {
  char *buf;
  make_free_clear(&buf);
  if (buf)
    use(buf);
  free(buf);
}
void other_ok(void) {
  char *buf;
  make_other(&buf);
  if (buf)
    use(buf);
  free(buf);
}

// What the cell held first was released; what the caller gets is what took its place.
struct part {
  char *name;
  struct part *next;
};
struct part *parts_of(int kind);
static void join_parts(struct part **list, struct part *more) {
  while (*list)
    list = &(*list)->next;
  *list = more;
}
static struct part *parts_again(int kinds) {
  static struct part *kept;
  while (kept) {
    struct part *first = kept;
    kept = kept->next;
    free(first->name);
    free(first);
  }
  for (int i = 0; i < kinds; i++)
    join_parts(&kept, parts_of(i));
  return kept;
}
const char *parts_ok(int kinds) {
  struct part *p = parts_again(kinds);
  return p ? p->name : NULL;
}
struct disk {
  char *block;
  int minor;
  void *device;
};
void describe(struct disk *d, char id[8]);
// It calls itself with a record of its own: what that one holds then is new.
static int disk_load(struct disk *d, int fd) {
  char id[8];
  free(d->block);
  d->block = NULL;
  if (!d->device) {
    struct disk own;
    memset(&own, 0, sizeof own);
    own.device = d;
    for (own.minor = 0; own.minor < 3; own.minor++)
      if (disk_load(&own, fd) == 0) {
        int first = own.block[0];
        free(own.block);
        own.block = NULL;
        if (first)
          return first;
      }
    return 2;
  }
  char *made = malloc(16);
  if (!made)
    return 1;
  d->block = made;
  describe(d, id);
  return 0;
}
int disk_ok(struct disk *d, int fd) { return disk_load(d, fd); }
static void disk_end(struct disk *d) {
  free(d->block);
  d->minor = 0;
}
int disk_bad(struct disk *d) {
  disk_end(d);
  return d->block[0]; // expect: use-after-free: 'd->block[0]'
}

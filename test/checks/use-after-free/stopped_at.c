// What a loop has stopped at, and what a counter that goes down says of its start.
// RUN: %check_both %s -- -std=gnu11
#include <stdlib.h>

struct probe {
  int port;
};
int answers(const struct probe *p);
void report(const struct probe *p, int port);

int first_open_ok(const int *ports) {
  struct probe *p = NULL;
  unsigned n;
  for (n = 0; ports[n] != 0; n++) {
    p = calloc(1, sizeof *p);
    if (!p)
      return -1;
    p->port = ports[n];
    if (answers(p))
      break;
    free(p);
  }
  if (ports[n] != 0) { // only by the break
    report(p, ports[n]);
    free(p);
    return 0;
  }
  return 1;
}

int first_open_bad(const int *ports) {
  struct probe *p = NULL;
  unsigned n;
  for (n = 0; ports[n] != 0; n++) {
    p = calloc(1, sizeof *p);
    if (!p)
      return -1;
    p->port = ports[n];
    if (answers(p))
      break;
    free(p);
  }
  if (ports[n] == 0)
    report(p, 0); // expect: use-after-free: 'p' is used after 'free' released it
  else
    free(p);
  return 1;
}

void layers_ok(unsigned count, struct probe *lowest) {
  struct probe *now = lowest, *made = NULL;
  unsigned level;
  for (level = count; level > 0; level--) {
    if (level != count) { // in each round but the first
      made = malloc(sizeof *made);
      if (!made)
        return;
      now = made;
    }
    report(now, level);
    free(made);
    made = NULL;
  }
}

void layers_bad(unsigned count, unsigned other, struct probe *lowest) {
  struct probe *now = lowest, *made = NULL;
  unsigned level;
  for (level = count; level > 0; level--) {
    if (level != other) {
      made = malloc(sizeof *made);
      if (!made)
        return;
      now = made;
    }
    report(now, level); // expect: use-after-free: 'now' is used after 'free' released it
    free(made);
    made = NULL;
  }
}

#define EVERY 9999
void drop_ok(struct probe *p, int at, int which) {
  if (which == EVERY || at == which) {
    free(p);
    if (which != EVERY) {
      at++;
      if (at > which)
        return;
      report(p, at); // at was which, so it is more now
    }
  }
}

void drop_bad(struct probe *p, int at, int which) {
  if (which == EVERY || at == which) {
    free(p);
    if (which == EVERY)
      report(p, at); // expect: use-after-free: 'p' is used after 'free' released it
  }
}

int open_one_ok(const int *ports, size_t count) {
  struct probe *p = NULL;
  size_t n;
  if (count == 0)
    return 1;
  for (n = count; n; n--) {
    p = malloc(sizeof *p);
    if (!p)
      return -1;
    p->port = ports[n - 1];
    if (answers(p))
      break;
    if (n > 1) {
      free(p);
      continue; // n - 1 is not 0
    }
  }
  report(p, 0);
  free(p);
  return 0;
}

int open_one_bad(const int *ports, size_t count) {
  struct probe *p = NULL;
  size_t n;
  if (count == 0)
    return 1;
  for (n = count; n; n--) {
    p = malloc(sizeof *p);
    if (!p)
      return -1;
    p->port = ports[n - 1];
    if (answers(p))
      break;
    if (n > 0) {
      free(p);
      continue;
    }
  }
  report(p, 0); // expect: use-after-free: 'p' is used after 'free' released it
  free(p);
  return 0;
}

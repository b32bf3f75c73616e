// RUN: %check_both %s -- -std=gnu11
// Wherever an array has the pointer, it is taken out before it is released.
#include <stdlib.h>
#include <string.h>

struct star {
  int x;
};
static struct star **sky;
static int stars;

static void shift(int from) {
  memmove(sky + from, sky + from + 1, (stars - from - 1) * sizeof *sky);
  stars--;
}

void fade_ok(int limit) {
  int i = 0;
  while (i < stars) {
    struct star *s = sky[i];
    if (s->x < limit) {
      i++;
      continue;
    }
    for (int k = 0; k < stars;) {
      if (sky[k] == s) {
        memmove(sky + k, sky + k + 1, (stars - k - 1) * sizeof *sky);
        stars--;
      } else
        k++;
    }
    free(s);
  }
}

void fade_bad(int limit) {
  int i = 0;
  while (i < stars) {
    struct star *s = sky[i];
    if (s->x < limit) {
      i++;
      continue;
    }
    free(s);
    if (s->x == 3) // expect: use-after-free: 's->x'
      return;
    shift(i);
  }
}

// A parameter that is only a variable more: nobody reads what was passed.
static char *part_of(const char *text, size_t most, char *part) {
  if (strlen(text) <= most)
    return NULL;
  part = strndup(text, most);
  return part;
}
int show(const char *text);

void parts_ok(const char *text) {
  char *part = NULL;
  while ((part = part_of(text, 10, part))) {
    text += show(part);
    free(part);
  }
}

void parts_bad(const char *text) {
  char *part = NULL;
  while ((part = part_of(text, 10, part))) {
    free(part);
    text += show(part); // expect: use-after-free: 'part'
  }
}

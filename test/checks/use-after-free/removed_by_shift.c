// RUN: %check_both %s -- -std=gnu11
// An element goes out of an array: the rest moves over it, and the loop goes on at the same place.
#include <stdlib.h>

struct slot {
  int used;
  char *text;
};
static struct slot *slots;
static int filled;
void log_text(const char *text);

void drop_unused_ok(void) {
  int i, j;
  for (i = 0; i < filled;) {
    if (slots[i].used) {
      i++;
      continue;
    }
    if (slots[i].text) {
      log_text(slots[i].text);
      free(slots[i].text);
    }
    filled--;
    for (j = i; j < filled; j++)
      slots[j] = slots[j + 1];
  }
}

// One too many stays: the last one is not moved, and is looked at again.
void drop_unused_bad(void) {
  int i, j;
  for (i = 0; i < filled;) {
    if (slots[i].used) {
      i++;
      continue;
    }
    if (slots[i].text) {
      log_text(slots[i].text); // expect: use-after-free
      free(slots[i].text);
    }
    for (j = i + 1; j < filled; j++)
      slots[j] = slots[j + 1];
  }
}

void drop_texts_ok(char **texts, int n) {
  int i = 0, j;
  while (i < n) {
    log_text(texts[i]);
    if (texts[i][0]) {
      i++;
      continue;
    }
    free(texts[i]);
    n--;
    for (j = i; j < n; j++)
      texts[j] = texts[j + 1];
  }
}

void drop_texts_bad(char **texts, int n) {
  int i = 0;
  while (i < n) {
    log_text(texts[i]); // expect: use-after-free
    if (texts[i][0]) {
      i++;
      continue;
    }
    free(texts[i]);
    n--;
  }
}

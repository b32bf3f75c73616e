// A loop that never ends: what a round loses is lost, though the function does not return.
// RUN: %check_both %s -- -std=gnu11
#include <stdlib.h>
#include <string.h>

int next_line(char *line, int size);
void handle(const char *text);

void serve_bad(void) {
  char line[80];
  for (;;) {
    if (!next_line(line, sizeof(line)))
      continue;
    char *text = strdup(line);
    if (!text)
      continue;
    if (text[0] == '#')
      continue; // expect: leak: 'text' is neither released nor transferred in 'serve_bad'
    handle(text);
    free(text);
  }
}

void serve_ok(void) {
  char line[80];
  for (;;) {
    if (!next_line(line, sizeof(line)))
      continue;
    char *text = strdup(line);
    if (!text)
      continue;
    if (text[0] != '#')
      handle(text);
    free(text);
  }
}

void overwrites_bad(void) {
  char line[80], *text;
  while (1) {
    if (!next_line(line, sizeof(line)))
      exit(0);
    text = strdup(line); // expect: leak: 'text' is overwritten while it still owns a value that 'strdup' returned
    if (text)
      handle(text);
  }
}

// The last one is kept until the next comes.
void overwrites_ok(void) {
  char line[80], *last = NULL;
  while (1) {
    if (!next_line(line, sizeof(line)))
      exit(0);
    char *text = strdup(line);
    free(last);
    last = text;
    if (text)
      handle(text);
  }
}

// What is lost where the program ends is no leak, in the last round as before.
void grows_ok(size_t size) {
  char *buffer = NULL;
  for (;;) {
    buffer = realloc(buffer, size);
    if (!buffer)
      abort();
    if (!next_line(buffer, (int)size))
      size *= 2;
  }
}

struct item {
  struct item *next;
  char *text;
};
static struct item *items;

void keeps_ok(void) {
  char line[80];
  for (;;) {
    if (!next_line(line, sizeof(line)))
      exit(1);
    struct item *item = malloc(sizeof(*item));
    if (!item)
      continue;
    item->text = strdup(line);
    item->next = items;
    items = item;
  }
}

void keeps_some_bad(void) {
  char line[80];
  for (;;) {
    if (!next_line(line, sizeof(line)))
      exit(1);
    struct item *item = malloc(sizeof(*item));
    if (!item)
      continue;
    item->text = strdup(line);
    if (!item->text)
      continue; // expect: leak: 'item' is neither released nor transferred in 'keeps_some_bad'
    item->next = items;
    items = item;
  }
}

// Functions that keep their argument and return 1, or have no room and return 0.
// RUN: %check_both %s -- -std=gnu11
#include <stdlib.h>
#include <string.h>

struct stack {
  char **items;
  int count, room;
};

static int stack_push(struct stack *s, char *item) {
  if (s->count == s->room)
    return 0;
  s->items[s->count++] = item;
  return 1;
}

static int stack_push_checked(struct stack *s, char *item) {
  if (!s || !item)
    return 0;
  if (s->count == s->room)
    return 0;
  s->items[s->count++] = item;
  return 1;
}

static unsigned stack_push_by_flag(struct stack *s, char *item) {
  unsigned done = 0;
  if (s->count < s->room) {
    s->items[s->count++] = item;
    done = 1;
  }
  return done;
}

// A set: what is in there already stays where it is, and is none of the caller's to release.
static int set_add(struct stack *s, char *item) {
  for (int i = 0; i < s->count; i++)
    if (s->items[i] == item)
      return 0;
  s->items[s->count++] = item;
  return 1;
}

static int set_add_equal(struct stack *s, char *item) {
  for (int i = 0; i < s->count; i++)
    if (!strcmp(s->items[i], item))
      return 0;
  s->items[s->count++] = item;
  return 1;
}

int push_bad(struct stack *s) {
  char *text = strdup("a");
  if (!text)
    return 0;
  if (!stack_push(s, text))
    return 0; // expect: conditional-transfer: 'text' is lost when
  return 1;
}

int push_checked_bad(struct stack *s) {
  char *text = strdup("a");
  if (!text)
    return 0;
  if (!stack_push_checked(s, text))
    return 0; // expect: conditional-transfer: 'text' is lost when
  return 1;
}

int push_by_flag_bad(struct stack *s) {
  char *text = strdup("a");
  if (!text)
    return 0;
  if (!stack_push_by_flag(s, text))
    return 0; // expect: conditional-transfer: 'text' is lost when
  return 1;
}

int push_ok(struct stack *s) {
  char *text = strdup("a");
  if (!text)
    return 0;
  if (!stack_push(s, text)) {
    free(text);
    return 0;
  }
  return 1;
}

int push_by_flag_ok(struct stack *s) {
  char *text = strdup("a");
  if (text && !stack_push_by_flag(s, text)) {
    free(text);
    return 0;
  }
  return text != NULL;
}

int set_add_ok(struct stack *s) {
  char *text = strdup("a");
  if (!text)
    return 0;
  return set_add(s, text);
}

int set_add_equal_ok(struct stack *s) {
  char *text = strdup("a");
  if (!text)
    return 0;
  return set_add_equal(s, text);
}

// Who does not ask knows that there is room, and that it is not there already.
void push_unasked_ok(struct stack *s) {
  char *text = strdup("a");
  if (text)
    stack_push(s, text);
}

int push_asked_late_bad(struct stack *s) {
  char *text = strdup("a");
  if (!text)
    return 0;
  int pushed = stack_push(s, text);
  return pushed; // expect: conditional-transfer: 'text' is lost when
}

// RUN: %check_both %s -- -std=gnu11
// A getter that searches what it is asked of: what it hands out to be read ends with that.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct header {
  char *name, *value;
  struct header *next;
};
struct message {
  struct header *headers;
  struct header **index;
  size_t indexed;
};

static void message_free(struct message *m) {
  struct header *h = m->headers;
  while (h) {
    struct header *next = h->next;
    free(h->name);
    free(h->value);
    free(h);
    h = next;
  }
  free(m->index);
  free(m);
}

static const char *message_get(const struct message *m, const char *name) {
  const struct header *h;
  for (h = m->headers; h; h = h->next)
    if (strcmp(h->name, name) == 0)
      return h->value;
  return NULL;
}

static const struct header *message_at(const struct message *m, const char *name) {
  for (size_t i = 0; i < m->indexed; i++)
    if (strcmp(m->index[i]->name, name) == 0)
      return m->index[i];
  return NULL;
}

static const char *message_or(const struct message *m, const char *name, const char *otherwise) {
  for (struct header *h = m->headers; h; h = h->next)
    if (strcmp(h->name, name) == 0)
      return h->value;
  return otherwise;
}

static const char *const kinds[] = {"get", "put"};
static const char *message_kind(const struct message *m) {
  for (size_t i = 0; i < 2; i++)
    if (m->headers && strcmp(m->headers->name, kinds[i]) == 0)
      return kinds[i];
  return NULL;
}

struct message *message_read(FILE *from);

void get_bad(struct message *m) {
  const char *host = message_get(m, "Host");
  message_free(m);
  if (host)
    puts(host); // expect: use-after-free
}

void read_bad(FILE *from) {
  struct message *m = message_read(from);
  const struct header *h;
  if (!m)
    return;
  h = message_at(m, "Date");
  message_free(m);
  if (h != NULL)
    puts(h->value); // expect: use-after-free
}

void get_ok(struct message *m) {
  const char *host = message_get(m, "Host");
  if (host)
    puts(host);
  message_free(m);
}

void asked_before_ok(struct message *m) {
  const int there = message_get(m, "Host") != NULL;
  message_free(m);
  if (there)
    puts("there");
}

// One that may give what somebody else has.
void or_ok(struct message *m) {
  const char *host = message_or(m, "Host", "localhost");
  message_free(m);
  puts(host);
}

void kind_ok(struct message *m) {
  const char *kind = message_kind(m);
  message_free(m);
  if (kind)
    puts(kind);
}

// What finds something was given a list: in the first round, which asks an empty one, there is no word before.
struct word {
  struct word *next;
  const char *text;
};
struct seen {
  struct seen *next;
  const char *text;
};
static const char *seen_before(struct seen *all, char first) {
  for (; all; all = all->next)
    if (all->text[0] == first)
      return all->text;
  return NULL;
}
static struct seen *note(struct seen *all, const char *text) {
  struct seen *now = malloc(sizeof *now);
  if (!now)
    abort();
  now->text = text;
  now->next = all;
  return now;
}

struct word *without_doubles_ok(struct word *at) {
  struct seen *all = NULL;
  struct word *first = at, *before = NULL;
  for (; at; at = at->next) {
    const char *same = seen_before(all, at->text[0]);
    if (same && !strcmp(same, at->text)) {
      before->next = at->next;
      free(at);
      at = before;
    } else {
      all = note(all, at->text);
    }
    before = at;
  }
  while (all) {
    struct seen *next = all->next;
    free(all);
    all = next;
  }
  return first;
}

struct word *without_doubles_bad(struct word *at, struct seen *all) {
  struct word *first = at, *before = at;
  for (; at; at = at->next) {
    const char *same = seen_before(all, at->text[0]);
    if (same && !strcmp(same, at->text)) {
      before->next = at->next;
      free(at);
      at = before->next; // expect: use-after-free: 'before->next'
      if (!at)
        break;
    }
    before = at;
  }
  return first;
}

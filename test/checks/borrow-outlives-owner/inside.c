// RUN: %check_both %s -- -std=gnu11
// An out-parameter that is left with an address inside of what the function releases.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

int behind_the_mark_bad(const char *line, const char **rest) {
  char *work = strdup(line);
  if (!work)
    return -1;
  *rest = NULL;
  if (line[0] == '#')
    *rest = work + 1; // expect: borrow-outlives-owner: '*rest'
  free(work);
  return 0;
}

int found_bad(const char *line, char **colon) {
  char *work = strdup(line);
  if (!work)
    return -1;
  *colon = strchr(work, ':'); // expect: borrow-outlives-owner: '*colon'
  free(work);
  return 0;
}

// The store stands in a loop, the release behind it.
int last_blank_bad(const char *line, const char **blank) {
  char *work = strdup(line);
  if (!work)
    return -1;
  *blank = NULL;
  for (const char *p = work; *p; p++)
    if (*p == ' ')
      *blank = p; // expect: borrow-outlives-owner: '*blank'
  free(work);
  return 0;
}

int behind_the_mark_ok(const char *line, const char **rest) {
  char *work = strdup(line);
  if (!work)
    return -1;
  *rest = NULL;
  if (line[0] == '#')
    *rest = work + 1;
  free(work);
  *rest = NULL;
  return 0;
}

// In the caller's own text.
int found_ok(const char *line, const char **colon) {
  char *work = strdup(line);
  if (!work)
    return -1;
  const char *in_work = strchr(work, ':');
  *colon = in_work ? line + (in_work - work) : NULL;
  free(work);
  return 0;
}

int last_blank_ok(const char *line, char **whole, const char **blank) {
  char *work = strdup(line);
  if (!work)
    return -1;
  *blank = NULL;
  for (const char *p = work; *p; p++)
    if (*p == ' ')
      *blank = p;
  if (!*blank) {
    free(work);
    return -1;
  }
  *whole = work;
  return 0;
}

// A copy for each word; only the last one is given out.
int each_word_ok(const char *const *words, size_t count, char **last) {
  char *work = NULL;
  *last = NULL;
  for (size_t i = 0; i < count; i++) {
    free(work);
    work = strdup(words[i]);
    if (!work) {
      *last = NULL;
      return -1;
    }
    *last = work;
  }
  return 0;
}

struct link {
  struct link *next;
};
struct entry {
  int weight;
  struct link link;
};
void unlink_first(struct link *head);
bool is_heavy(const struct entry *e);

// Whoever unlinks it knows the link.
bool only_while_it_lasts_ok(struct link *head, int weight) {
  struct entry *e = calloc(1, sizeof *e);
  if (!e)
    return false;
  e->weight = weight;
  e->link.next = head->next;
  head->next = &e->link;
  const bool heavy = is_heavy(e);
  unlink_first(head);
  free(e);
  return heavy;
}

// RUN: %check_both %s -- -std=gnu11
// A loop that looks for a place, and the question how it ended.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int wanted(int i);
void keep(void *p);

int less_ok(int n) {
  int i;
  char *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < n; i++)
    if (wanted(i)) {
      keep(s);
      break;
    }
  if (i < n)
    return 0;
  free(s);
  return 0;
}

int equal_ok(unsigned n) {
  unsigned i;
  char *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < n; i++)
    if (wanted(i)) {
      keep(s);
      break;
    }
  if (i == n)
    free(s);
  return 0;
}

int constant_ok(void) {
  int i;
  char *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < 16; i++)
    if (wanted(i)) {
      keep(s);
      break;
    }
  if (i == 16)
    free(s);
  return 0;
}

struct table {
  void **items;
  int count;
};

int free_slot_ok(struct table *t) {
  int i;
  void **more, *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < t->count; i++)
    if (!t->items[i]) {
      t->items[i] = s;
      break;
    }
  if (i == t->count) {
    more = realloc(t->items, sizeof *more * (t->count + 1));
    if (!more) {
      free(s);
      return -1;
    }
    t->items = more;
    t->items[t->count++] = s;
  }
  return 0;
}

int not_found_bad(int n) {
  int i;
  char *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < n; i++)
    if (wanted(i)) {
      keep(s);
      break;
    }
  if (i < n)
    return 1;
  return 0; // expect: leak: 's'
}

int found_bad(int n) {
  int i;
  char *s = malloc(1);
  if (!s)
    return -1;
  for (i = 0; i < n; i++)
    if (wanted(i))
      break;
  if (i == n)
    free(s);
  return 0; // expect: leak: 's'
}

// Behind a search by places, the place is empty or what was made for it is gone: also in the rounds of a loop that counts.
struct rule {
  struct rule *next;
  char *who;
  int trust, bits;
};
static struct {
  struct rule *rules;
} *config;
static void rules_free(struct rule *r) {
  while (r) {
    struct rule *next = r->next;
    free(r->who);
    free(r);
    r = next;
  }
}
void rules_read_ok(char *text, int trust) {
  struct rule **at, *made;
  char *word;
  for (word = strtok(text, " "); word; word = strtok(NULL, " ")) {
    int i, bits = 0, dots = 0, slashes = 0, digits = 0, behind = 0;
    for (i = 0; word[i] != '\0'; i++) {
      if (isdigit((unsigned char)word[i])) {
        if (slashes)
          behind++;
        else
          digits++;
      } else if (word[i] == '/')
        slashes++;
      else if (word[i] == '.') {
        if (slashes)
          dots += 10;
        dots++;
      } else
        break;
    }
    if (word[i] == '\0') {
      if (dots == 3 && slashes == 0 && behind == 0) {
      } else
        return;
      bits = 1;
    }
    if ((made = calloc(1, sizeof *made)) == NULL)
      abort();
    made->trust = trust;
    made->bits = bits;
    if ((made->who = strdup(word)) == NULL)
      abort();
    for (at = &config->rules; *at != NULL; at = &(*at)->next)
      if ((*at)->trust == made->trust && (*at)->bits == made->bits && strcasecmp((*at)->who, made->who) == 0) {
        rules_free(made);
        break;
      }
    if (*at == NULL)
      *at = made;
  }
}
void rules_read_bad(char *text, int trust) {
  for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
    struct rule *made = calloc(1, sizeof *made), **at;
    if (!made)
      abort();
    made->trust = trust;
    for (at = &config->rules; *at; at = &(*at)->next)
      if ((*at)->trust == made->trust)
        break;
    if (!*at)
      *at = made;
  } // expect: leak: 'made'
}

// at[0] is *at, also of a pointer that moves.
struct place;
int place_open(const struct place *p);
int place_ready(const struct place *p, int fd);
int set_up(int fd);
int close(int fd);

int first_ready_ok(struct place *const *at) {
  int fd = -1;
  for (; at[0] != NULL; at++) {
    if ((fd = place_open(at[0])) == -1)
      continue;
    if (place_ready(at[0], fd))
      break;
    close(fd);
  }
  if (at[0] == NULL)
    return -1;
  return set_up(fd);
}

int next_ready_bad(struct place *const *at) {
  int fd = -1;
  for (; at[0] != NULL; at++) {
    if ((fd = place_open(at[0])) == -1)
      continue;
    if (place_ready(at[0], fd))
      break;
    close(fd);
  }
  if (at[1] == NULL)
    return -1;
  return set_up(fd); // expect: use-after-free: 'fd'
}

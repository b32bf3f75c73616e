// RUN: %check_both %s -- -std=gnu11
// A size that is doubled is not what it was, and not 0.
#include <stdlib.h>
#include <string.h>
#define FIRST 64

int next_byte(void *from);
char *keep_text(const char *text, size_t n);

// --- an array on the stack until it is full
char *line_ok(void *from) {
  char first[FIRST], *line = first;
  size_t used = 0, room = FIRST;
  for (int c = next_byte(from); c >= 0 && c != '\n'; c = next_byte(from)) {
    if (used + 1 >= room) {
      char *larger = malloc(room * 2);
      if (!larger)
        break;
      memcpy(larger, line, used);
      if (room != FIRST)
        free(line);
      line = larger;
      room *= 2;
    }
    line[used++] = (char)c;
  }
  char *kept = keep_text(line, used);
  if (room != FIRST)
    free(line);
  return kept;
}

char *shifted_ok(void *from) {
  char first[FIRST], *line = first;
  unsigned used = 0, room = FIRST;
  for (int c = next_byte(from); c >= 0; c = next_byte(from)) {
    if (used + 1 >= room) {
      char *larger = malloc(room << 1);
      if (!larger)
        break;
      memcpy(larger, line, used);
      if (room > FIRST)
        free(line);
      line = larger;
      room <<= 1;
    }
    line[used++] = (char)c;
  }
  char *kept = keep_text(line, used);
  if (room > FIRST)
    free(line);
  return kept;
}

char *line_bad(void *from) {
  char first[FIRST], *line = first;
  size_t used = 0, room = FIRST;
  for (int c = next_byte(from); c >= 0 && c != '\n'; c = next_byte(from)) {
    if (used + 1 >= room) {
      char *larger = malloc(room * 2);
      if (!larger)
        break;
      memcpy(larger, line, used);
      line = larger; // expect: leak: 'line'
      room *= 2;
    }
    line[used++] = (char)c;
  }
  char *kept = keep_text(line, used);
  if (room != FIRST)
    free(line);
  return kept;
}

// --- 0 says that there is nothing any more
static size_t append(char **text, const char *more, size_t room) {
  if (room == 0) {
    free(*text);
    return 0;
  }
  size_t wanted = strlen(*text) + strlen(more) + 1, now = room;
  while (now < wanted)
    now *= 2;
  if (now == room) {
    strcat(*text, more);
    return now;
  }
  char *larger = realloc(*text, now);
  if (!larger) {
    free(*text);
    *text = NULL;
    return 0;
  }
  *text = larger;
  strcat(*text, more);
  return now;
}

char *joined_ok(const char *a, const char *b) {
  size_t room = 16;
  char *text = calloc(1, room);
  if (!text)
    return NULL;
  room = append(&text, a, room);
  if (room == 0)
    return NULL;
  room = append(&text, b, room);
  if (room == 0)
    return NULL;
  return text;
}

char *joined_bad(const char *a, const char *b) {
  size_t room = 16;
  char *text = calloc(1, room);
  if (!text)
    return NULL;
  room = append(&text, a, room);
  if (room == 0)
    return NULL;
  if (strlen(b) > 8)
    return NULL; // expect: error-path-leak: 'text'
  return text;
}

// (In loops, too.)
struct host {
  struct host *next;
  const char *name;
  int version;
};
void all_ok(struct host *hosts, const char *name, void (*use)(char *)) {
  char *text = NULL;
  size_t room = 0;
  int begun = 0;
  for (int version = 4; version <= 6; version += 2) {
    for (struct host *h = hosts; h; h = h->next) {
      if (h->version == 0 && version == 6)
        continue;
      if (!text) {
        room = 64;
        text = calloc(1, room);
        if (!text)
          abort();
      }
      for (struct host *each = h->next; each; each = each->next) {
        if (each->version != version)
          continue;
        if (!begun) {
          room = append(&text, "(host ", room);
          begun = 1;
        } else {
          room = append(&text, " or host ", room);
        }
        room = append(&text, name ? name : each->name, room);
      }
    }
  }
  if (room == 0)
    abort();
  use(text);
  free(text);
}

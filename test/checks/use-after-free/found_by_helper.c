// RUN: %check_both %s
// What a helper finds in its caller's memory and reads through must still be there:
// in a struct, in an array, in a global, two helpers deep.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct box {
  int size;
  char *text;
};

static void show(const struct box *b) { puts(b->text); }
static void show_deep(const struct box *b) { show(b); }
static void show_by_value(struct box b) { puts(b.text); }
static void show_where_sized(const struct box *b) {
  if (b->size)
    puts(b->text);
}
static void show_where_set(const struct box *b) {
  if (!b->text)
    return;
  printf("%c\n", b->text[0]);
}
static void show_second(char *const *list) { puts(list[1]); }
static void fill(struct box *b) {
  b->text = strdup("new");
  if (b->text)
    puts(b->text);
}
static void drop(struct box *b) { free(b->text); }

static char *line;
static void show_line(void) { puts(line); }

void field_bad(void) {
  struct box b = {0, malloc(8)};
  if (!b.text)
    return;
  free(b.text);
  show(&b); // expect: use-after-free: 'b.text'
}

void deep_bad(struct box *b) {
  free(b->text);
  show_deep(b); // expect: use-after-free: 'b->text'
}

void by_value_bad(struct box b) {
  free(b.text);
  show_by_value(b); // expect: use-after-free: 'b.text'
}

void where_set_bad(struct box *b) {
  free(b->text);
  show_where_set(b); // expect: use-after-free: 'b->text'
}

void nulled_ok(struct box *b) {
  free(b->text);
  b->text = NULL;
  show_where_set(b);
}

// size tells whether there is a text.
void where_sized_ok(struct box *b) {
  free(b->text);
  b->size = 0;
  show_where_sized(b);
}

void filled_ok(struct box *b) {
  free(b->text);
  fill(b);
}

void array_bad(char *a, char *b) {
  char *list[2] = {a, b};
  free(b);
  show_second(list); // expect: use-after-free: 'list'
}

void other_element_ok(char *a, char *b) {
  char *list[2] = {a, b};
  free(a);
  show_second(list);
}

void global_bad(void) {
  line = malloc(8);
  if (!line)
    return;
  free(line);
  show_line(); // expect: use-after-free: 'line'
}

void global_ok(void) {
  line = malloc(8);
  if (!line)
    return;
  show_line();
  free(line);
  line = NULL;
}

void twice_bad(struct box *b) {
  drop(b);
  drop(b); // expect: double-free: 'b'
}

// One of a table, or none: asked twice, the answer is the same.
struct command {
  const char *name;
  int arguments;
};
extern struct command commands[];
int read_word(char word[32]);
void run(const struct command *c);
void run_named(const char *name);
static struct command *command_of(const char *name, struct command *all, int n) {
  for (int i = 0; i < n; i++)
    if (strcmp(all[i].name, name) == 0)
      return &all[i];
  return NULL;
}
int words_ok(void) {
  char word[32], *own = NULL;
  while (read_word(word)) {
    struct command *c = command_of(word, commands, 12);
    if (!c && !(own = strdup(word)))
      return -1;
    if (c) {
      run(c);
    } else {
      run_named(own);
      free(own);
    }
  }
  return 0;
}
int words_bad(void) {
  char word[32], *own = NULL;
  while (read_word(word)) {
    struct command *c = command_of(word, commands, 12);
    if (!c && !(own = strdup(word)))
      return -1;
    if (c) {
      run(c);
    } else {
      free(own);
      run_named(own); // expect: use-after-free: 'own'
    }
  }
  return 0;
}
// strlen() read it: it is there, also where another name was given the same.
char *other_name(const char *path);
void with_suffix_ok(const char *path, const char *suffix) {
  const char *first = NULL;
  char *mapped = other_name(path), *joined = NULL;
  if (mapped) {
    first = path;
    path = mapped;
  }
  if (suffix) {
    joined = malloc(strlen(path) + strlen(suffix) + 1);
    if (!joined)
      abort();
    strcpy(joined, path);
    strcat(joined, suffix);
    if (!first)
      first = path;
    path = joined;
  }
  free(joined);
  puts(first ? first : path);
  free(mapped);
}
void with_suffix_bad(const char *path, const char *suffix) {
  char *joined = NULL;
  if (suffix) {
    joined = malloc(strlen(path) + strlen(suffix) + 1);
    if (!joined)
      abort();
    strcpy(joined, path);
    path = joined;
  }
  free(joined);
  puts(path); // expect: use-after-free: 'path'
}

/* The library frees a list with all that hangs there. */
struct addrinfo {
  int ai_flags, ai_family;
  unsigned ai_addrlen;
  struct sockaddr *ai_addr;
  char *ai_canonname;
  struct addrinfo *ai_next;
};
struct sockaddr {
  unsigned short sa_family;
};
int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **list);
void freeaddrinfo(struct addrinfo *list);
int connect_to(const struct sockaddr *address);

int first_address_bad(const char *host) {
  struct addrinfo *list;
  if (getaddrinfo(host, "ftp", 0, &list))
    return -1;
  struct sockaddr *address = list->ai_addr;
  freeaddrinfo(list);
  return address->sa_family; // expect: use-after-free: 'address->sa_family'
}
int second_address_bad(const char *host) {
  struct addrinfo *list;
  if (getaddrinfo(host, "ftp", 0, &list))
    return -1;
  struct addrinfo *second = list->ai_next;
  freeaddrinfo(list);
  freeaddrinfo(second); // expect: double-free: 'second'
  return 0;
}
int first_address_ok(const char *host) {
  struct addrinfo *list;
  if (getaddrinfo(host, "ftp", 0, &list))
    return -1;
  const unsigned short family = list->ai_addr->sa_family;
  freeaddrinfo(list);
  return family;
}

/* The model says that the entry is the directory's. */
#include <dirent.h>
void last_name_bad(const char *path) {
  DIR *d = opendir(path);
  if (!d)
    return;
  struct dirent *e = readdir(d);
  closedir(d);
  if (e)
    puts(e->d_name); // expect: use-after-free: 'e->d_name'
}
void last_name_ok(const char *path) {
  DIR *d = opendir(path);
  if (!d)
    return;
  struct dirent *e = readdir(d);
  if (e)
    puts(e->d_name);
  closedir(d);
}

// RUN: %check_both %s -- -std=gnu11
// Library functions that move a pointer on, or fill an object again.
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// strsep() gives what the pointer was, and moves it on.
char *first_word_ok(const char *line) {
  char *rest = strdup(line);
  if (!rest)
    return NULL;
  char *word = strsep(&rest, " ");
  if (!rest) {
    free(word);
    return NULL;
  }
  return word;
}
void each_word_ok(const char *line) {
  char *copy = strdup(line), *rest = copy, *word;
  if (!copy)
    return;
  while ((word = strsep(&rest, " ")))
    puts(word);
  free(copy);
}
int first_letter_bad(const char *line) {
  char *rest = strdup(line);
  if (!rest)
    return 0;
  char *word = strsep(&rest, " ");
  return word[0]; // expect: leak: 'rest'
}

// What globfree() emptied is filled again.
typedef struct {
  size_t gl_pathc;
  char **gl_pathv;
  size_t gl_offs;
} glob_t;
int glob(const char *, int, int (*)(const char *, int), glob_t *);
void globfree(glob_t *);
size_t count_all_ok(char **patterns, int n) {
  glob_t found;
  size_t sum = 0;
  for (int i = 0; i < n; i++) {
    if (glob(patterns[i], 0, NULL, &found))
      continue;
    sum += found.gl_pathc;
    globfree(&found);
  }
  return sum;
}
size_t count_one_bad(const char *pattern) {
  glob_t found;
  if (glob(pattern, 0, NULL, &found))
    return 0;
  return found.gl_pathc; // expect: leak: 'found'
}

// A glob() that fails leaves an empty object, which may be released.
size_t count_two_ok(const char *first, const char *second) {
  glob_t found;
  size_t sum = 0;
  if (glob(first, 0, NULL, &found) == 0)
    sum += found.gl_pathc;
  globfree(&found);
  if (glob(second, 0, NULL, &found) == 0)
    sum += found.gl_pathc;
  globfree(&found);
  return sum;
}
void release_two_bad(const char *first) {
  glob_t found;
  if (glob(first, 0, NULL, &found) != 0)
    return;
  globfree(&found);
  globfree(&found); // expect: double-free: 'found' is released twice
}

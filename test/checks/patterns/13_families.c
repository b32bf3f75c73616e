// RUN: %check_both %s
// Hard pattern 13: a `const char *` that hides an owned result; values of one family released by another.
#define _GNU_SOURCE
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int hidden_bad(const char *s) {
  const char *copy = strdup(s);
  if (!copy)
    return -1;
  return copy[0]; // expect: leak: 'copy'
}

int hidden_ok(const char *s) {
  const char *copy = strdup(s);
  if (!copy)
    return -1;
  int first = copy[0];
  free((char *)copy);
  return first;
}

static const char *decorated(const char *s) {
  char *text = malloc(strlen(s) + 3);
  if (!text)
    return NULL;
  sprintf(text, "<%s>", s);
  return text;
}

int hidden_by_helper_bad(const char *s) {
  const char *text = decorated(s);
  return text && text[1] == 'a'; // expect: leak: 'text'
}

int hidden_by_helper_ok(const char *s) {
  const char *text = decorated(s);
  int is = text && text[1] == 'a';
  free((void *)text);
  return is;
}

void stream_bad(void) {
  FILE *f = popen("true", "r");
  if (!f)
    return;
  fclose(f); // expect: release-mismatch: 'f'
}

void stream_ok(void) {
  FILE *f = popen("true", "r");
  if (!f)
    return;
  pclose(f);
}

void folder_bad(void) {
  DIR *d = opendir(".");
  if (!d)
    return;
  free(d); // expect: release-mismatch: 'd'
}

void folder_ok(void) {
  DIR *d = opendir(".");
  if (!d)
    return;
  closedir(d);
}

void mapped_bad(void) {
  void *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED)
    return;
  free(p); // expect: release-mismatch: 'p'
}

void mapped_ok(void) {
  void *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED)
    return;
  munmap(p, 4096);
}

// The helper that ends it belongs to another family.
static void end_text(char *text) { free(text); }

void by_helper_bad(void) {
  FILE *f = tmpfile();
  if (!f)
    return;
  end_text((char *)f); // expect: release-mismatch: 'f'
}

void by_helper_ok(void) {
  char *text = strdup("a");
  if (!text)
    return;
  end_text(text);
}

// RUN: %check_both %s
// Released by another family than acquired it.
#define _GNU_SOURCE
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct thing thing_t;
thing_t *thing_create(void);
void thing_destroy(thing_t *own_thing);
void thing_look(const thing_t *ref_thing);

void pipe_bad(void) {
  FILE *f = popen("ls", "r");
  if (f)
    fclose(f); // expect: release-mismatch: 'f'
}

void pipe_ok(void) {
  FILE *f = popen("ls", "r");
  if (f)
    pclose(f);
}

void file_bad(void) {
  FILE *f = fopen("x", "r");
  if (f)
    pclose(f); // expect: release-mismatch: 'f'
}

void file_ok(void) {
  FILE *f = fopen("x", "r");
  if (f)
    fclose(f);
}

void stream_freed_bad(void) {
  FILE *f = fopen("x", "r");
  free(f); // expect: release-mismatch: 'f'
}

void directory_freed_bad(void) {
  DIR *d = opendir(".");
  free(d); // expect: release-mismatch: 'd'
}

void directory_ok(void) {
  DIR *d = opendir(".");
  if (d)
    closedir(d);
}

void created_bad(void) {
  thing_t *own_thing = thing_create();
  thing_look(own_thing);
  free(own_thing); // expect: release-mismatch: 'own_thing'
}

void created_ok(void) {
  thing_t *own_thing = thing_create();
  thing_look(own_thing);
  thing_destroy(own_thing);
}

void allocated_ok(void) {
  void *own_block = malloc(10);
  free(own_block);
}

// One family under several names.
void same_family_ok(const char *s) {
  char *a = strdup(s), *b = calloc(1, 2), *c = realloc(NULL, 3);
  char *d = NULL;
  if (asprintf(&d, "%s", s) < 0)
    d = NULL;
  free(a);
  free(b);
  free(c);
  free(d);
}

// Two families meet in one variable.
void joined_bad(bool shell) {
  FILE *f = shell ? popen("ls", "r") : fopen("x", "r");
  if (f)
    fclose(f); // expect: release-mismatch: 'f'
}

void joined_ok(bool shell) {
  FILE *f = shell ? popen("ls", "r") : fopen("x", "r");
  if (!f)
    return;
  if (shell)
    pclose(f);
  else
    fclose(f);
}

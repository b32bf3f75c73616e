// RUN: %check_both %s -- -std=gnu11
// What a setter took is the field's from then on: whoever is given the object may release it there.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct note {
  char *own_text;
} note_t;

static note_t *note_create(void) { return calloc(1, sizeof(note_t)); }

static void note_destroy(note_t *own_note) {
  if (!own_note)
    return;
  free(own_note->own_text);
  free(own_note);
}

static void note_set(note_t *mut_note, char *own_text) {
  free(mut_note->own_text);
  mut_note->own_text = own_text;
}

static bool note_rename(note_t *mut_note, char *own_text) {
  if (!own_text || !*own_text) {
    free(own_text);
    return false;
  }
  free(mut_note->own_text);
  mut_note->own_text = own_text;
  return true;
}

int set_once_ok(void) {
  note_t *own_note = note_create();
  if (!own_note)
    return 1;
  note_set(own_note, strdup("one"));
  note_destroy(own_note);
  return 0;
}

int set_twice_ok(void) {
  note_t *own_note = note_create();
  if (!own_note)
    return 1;
  note_set(own_note, strdup("one"));
  note_set(own_note, strdup("two"));
  if (own_note->own_text)
    printf("%s, from %c\n", own_note->own_text, own_note->own_text[0]);
  note_destroy(own_note);
  return 0;
}

int renamed_ok(const char *ref_name) {
  note_t *own_note = note_create();
  if (!own_note)
    return 1;
  note_rename(own_note, strdup(ref_name));
  note_destroy(own_note);
  return 0;
}

static char *note_take(note_t *mut_note) {
  char *own_text = mut_note->own_text;
  mut_note->own_text = NULL;
  return own_text;
}

int taken_back_ok(void) {
  note_t *own_note = note_create();
  if (!own_note)
    return 1;
  note_set(own_note, strdup("one"));
  char *own_text = note_take(own_note);
  note_destroy(own_note);
  free(own_text);
  return 0;
}

int released_by_old_name_bad(void) {
  note_t *own_note = note_create();
  char *own_text = strdup("one");
  if (!own_note || !own_text) {
    note_destroy(own_note);
    free(own_text);
    return 1;
  }
  note_set(own_note, own_text);
  free(own_text); // expect: double-free: 'own_text' is released after its ownership was transferred to 'note_set'
  own_note->own_text = NULL;
  note_destroy(own_note);
  return 0;
}

int released_twice_there_bad(void) {
  note_t *own_note = note_create();
  if (!own_note)
    return 1;
  note_set(own_note, strdup("one"));
  free(own_note->own_text);
  note_destroy(own_note); // expect: double-free: 'own_note
  return 0;
}

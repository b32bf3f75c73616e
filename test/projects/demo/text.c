#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

text_t *text_create(void) {
  text_t *own_text = calloc(1, sizeof *own_text);
  if (!own_text)
    return NULL;
  own_text->capacity = 64;
  own_text->own_chars = malloc(own_text->capacity);
  if (!own_text->own_chars) {
    free(own_text);
    return NULL;
  }
  own_text->own_chars[0] = 0;
  return own_text; // Ownership transferred to caller
}

void text_destroy(text_t *own_text) {
  if (!own_text)
    return;
  free(own_text->own_chars);
  free(own_text);
}

static bool text_reserve(text_t *mut_text, size_t more) {
  size_t needed = mut_text->length + more + 1;
  if (needed <= mut_text->capacity)
    return true;
  size_t capacity = mut_text->capacity;
  while (capacity < needed)
    capacity *= 2;
  char *own_grown = realloc(mut_text->own_chars, capacity);
  if (!own_grown)
    return false;
  mut_text->capacity = capacity;
  mut_text->own_chars = own_grown;
  return true;
}

bool text_append(text_t *mut_text, const char *ref_chars) {
  size_t length = strlen(ref_chars);
  if (!text_reserve(mut_text, length))
    return false;
  memcpy(mut_text->own_chars + mut_text->length, ref_chars, length + 1);
  mut_text->length += length;
  return true;
}

bool text_append_number(text_t *mut_text, long number) {
  char digits[32];
  snprintf(digits, sizeof digits, "%ld", number);
  return text_append(mut_text, digits);
}

const char *text_get(const text_t *ref_text) { return ref_text->own_chars; }

char *text_detach(text_t *own_text) {
  char *own_chars = own_text->own_chars;
  own_text->own_chars = NULL;
  text_destroy(own_text);
  return own_chars; // Ownership transferred to caller
}

char *text_copy(const char *ref_chars) {
  size_t size = strlen(ref_chars) + 1;
  char *own_copy = malloc(size);
  if (!own_copy)
    return NULL;
  memcpy(own_copy, ref_chars, size);
  return own_copy; // Ownership transferred to caller
}

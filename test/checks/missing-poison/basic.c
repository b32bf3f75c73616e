// RUN: %check_both %s --rules=missing-poison
#include <stdlib.h>
#include <string.h>

typedef struct buffer {
  char *own_bytes;
  char *own_name;
  size_t size;
} buffer_t;

void buffer_bad_deinit(buffer_t *mut_buffer) { // expect: missing-poison: 'own_bytes'
  free(mut_buffer->own_bytes);
  mut_buffer->size = 0;
}
void buffer_null_ok_deinit(buffer_t *mut_buffer) {
  free(mut_buffer->own_bytes);
  mut_buffer->own_bytes = NULL;
  mut_buffer->size = 0;
}
void buffer_both_bad_deinit(buffer_t *mut_buffer) { // expect: missing-poison: 'own_name'
  free(mut_buffer->own_bytes);
  mut_buffer->own_bytes = NULL;
  free(mut_buffer->own_name);
}
void buffer_poison_ok_deinit(buffer_t *mut_buffer) {
  free(mut_buffer->own_bytes);
  free(mut_buffer->own_name);
  memset(mut_buffer, 0xaa, sizeof *mut_buffer);
}
void buffer_zero_ok_deinit(buffer_t *mut_buffer) {
  if (!mut_buffer)
    return;
  free(mut_buffer->own_bytes);
  *mut_buffer = (buffer_t){0};
}

// What frees the struct itself leaves nobody anything to see.
void buffer_ok_destroy(buffer_t *own_buffer) {
  if (!own_buffer)
    return;
  free(own_buffer->own_bytes);
  free(own_buffer->own_name);
  free(own_buffer);
}

// Poisoned before the last use.
void buffer_early_bad_deinit(buffer_t *mut_buffer) {
  memset(mut_buffer, 0xaa, sizeof *mut_buffer);
  free(mut_buffer->own_bytes); // expect: missing-poison: 'own_bytes' is read after
}

// A helper of a function that frees the struct.
static void parts_ok_free(buffer_t *mut_buffer) {
  free(mut_buffer->own_bytes);
  free(mut_buffer->own_name);
}
void buffer_parts_ok_destroy(buffer_t *own_buffer) {
  parts_ok_free(own_buffer);
  free(own_buffer);
}
static void parts_bad_free(buffer_t *mut_buffer) { // expect: missing-poison: 'own_bytes' and 'own_name'
  free(mut_buffer->own_bytes);
  free(mut_buffer->own_name);
}
void buffer_parts_ok_clear(buffer_t *mut_buffer) {
  parts_bad_free(mut_buffer);
  mut_buffer->own_bytes = NULL;
  mut_buffer->own_name = NULL;
}

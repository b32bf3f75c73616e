// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Global allocators where functions take theirs.
#include <allocator.h>
#include <stdlib.h>

struct config {
  char *text;
};
struct buffer {
  allocator_t *gpa;
  char *data;
};
char *read_file(allocator_t *gpa, const char *path);

char *load_ok(allocator_t *gpa, const char *path) { return read_file(gpa, path); }
char *copy_ok(allocator_t *gpa, const char *text) { return allocator_dupe(gpa, text); }

// Where does the memory come from?
struct config load_bad(void) {
  return (struct config){.text = allocator_dupe(page_allocator, "config")}; // expect: hidden-allocation: 'page_allocator'
}

char *load_file_bad(const char *path) {
  return read_file(page_allocator, path); // expect: hidden-allocation: 'page_allocator'
}

void *zeroed_bad(size_t n) {
  return calloc(1, n); // expect: hidden-allocation: 'calloc'
}

// The object brings its allocator.
int buffer_init_ok(struct buffer *buffer, allocator_t *gpa, size_t n) {
  buffer->gpa = gpa;
  buffer->data = allocator_alloc(gpa, n);
  return buffer->data ? 0 : -1;
}
int buffer_grow_ok(struct buffer *buffer, size_t n) {
  char *data = allocator_realloc(buffer->gpa, buffer->data, n);
  if (!data)
    return -1;
  buffer->data = data;
  return 0;
}
void buffer_deinit_ok(struct buffer *buffer) { allocator_free(buffer->gpa, buffer->data); }

// The function's own buffer, and its own arena over the caller's allocator.
size_t format_ok(const char *name) {
  char buffer[256];
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, buffer, sizeof buffer);
  char *message = allocator_print(fixed_buffer_allocator(&fba), "Hello, %s!", name);
  return message ? 1 : 0;
}

int main(void) {
  struct gpa gpa;
  gpa_init(&gpa);
  struct arena arena;
  arena_init(&arena, page_allocator);
  char *text = load_ok(arena_allocator(&arena), "file");
  int result = text ? 0 : 1;
  arena_deinit(&arena);
  return gpa_deinit(&gpa) ? 2 : result;
}

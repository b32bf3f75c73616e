// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// The name of an allocator says what its memory is for: gpa, arena, scratch.
#include <allocator.h>
#include <stdlib.h>
#include <string.h>

struct request {
  const char *body;
};
struct buffer {
  allocator_t *allocator;
  char *data;
};

// "allocator" says nothing: who frees what this returns?
char *process_bad(allocator_t *allocator, const char *source) { // expect: allocator-name: 'allocator'
  char *temp = allocator_alloc(allocator, 100);
  char *result = allocator_dupe(allocator, source);
  allocator_free(allocator, temp);
  return result;
}

char *process_ok(allocator_t *gpa, allocator_t *scratch, const char *source) {
  char *temp = allocator_alloc(scratch, 100);
  char *result = allocator_dupe(gpa, source);
  allocator_free(scratch, temp);
  return result;
}

char *short_name_bad(allocator_t *a, const char *source) { // expect: allocator-name: 'a'
  return allocator_dupe(a, source);
}

char *arena_ok(allocator_t *arena, const char *source) { return allocator_dupe(arena, source); }
char *longer_ok(allocator_t *request_arena, const char *source) { return allocator_dupe(request_arena, source); }
char *prefixed_ok(allocator_t *result_gpa, allocator_t *tmp_scratch, const char *source) {
  (void)tmp_scratch;
  return allocator_dupe(result_gpa, source);
}

// The documentation says what the name does not.
/// Duplicates the text. **Caller owns** the returned memory.
char *documented_ok(allocator_t *allocator, const char *source) { return allocator_dupe(allocator, source); }

// The object keeps it for its own memory.
int buffer_init_ok(struct buffer *buffer, allocator_t *allocator, size_t size) {
  buffer->allocator = allocator;
  buffer->data = allocator_alloc(allocator, size);
  return buffer->data ? 0 : -1;
}

// Nothing is allocated: handed on only.
struct request handle_ok(const struct request *request, allocator_t *arena, allocator_t *gpa, allocator_t *scratch) {
  (void)gpa;
  (void)scratch;
  return (struct request){.body = allocator_dupe(arena, request->body)};
}

// An operation of an allocator that is written here: its helper never touches the handle.
static void *raw_alloc(allocator_t *self, size_t size) {
  (void)self;
  return malloc(size);
}
void *zeroed_ok(allocator_t *self, size_t size) {
  void *block = raw_alloc(self, size);
  return block ? memset(block, 0, size) : NULL;
}

// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Arenas, scratch allocators and fixed buffers as Zig names them: what may be returned, and what never.
#include <allocator.h>

struct document {
  char *title;
};
struct response {
  char *body;
};
char *tokenize(allocator_t *arena, const char *source);
struct document *document_from(allocator_t *gpa, const char *tokens);

struct document *process_document_ok(allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  allocator_t *temporary = arena_allocator(&arena);
  char *tokens = tokenize(temporary, source);
  struct document *document = document_from(gpa, tokens);
  arena_deinit(&arena);
  return document;
}

struct document *process_document_bad(allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *tokens = tokenize(arena_allocator(&arena), source);
  struct document *document = document_from(arena_allocator(&arena), tokens);
  arena_deinit(&arena);
  return document; // expect: temporary-escape: 'document'
}

char *arena_text_bad(allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *text = allocator_dupe(arena_allocator(&arena), source);
  arena_deinit(&arena);
  return text; // expect: temporary-escape: 'text'
}

char *arena_text_ok(allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *text = allocator_dupe(arena_allocator(&arena), source);
  char *result = text ? allocator_dupe(gpa, text) : NULL;
  arena_deinit(&arena);
  return result;
}

void arena_stored_bad(struct response *out, allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  out->body = allocator_dupe(arena_allocator(&arena), source); // expect: temporary-escape
  arena_deinit(&arena);
}

// Memory of a scratch allocator is never returned.
char *scratch_bad(allocator_t *gpa, allocator_t *scratch, const char *source) {
  (void)gpa;
  char *temp = allocator_dupe(scratch, source);
  return temp; // expect: temporary-escape: 'temp'
}

char *scratch_ok(allocator_t *gpa, allocator_t *scratch, const char *source) {
  char *temp = allocator_dupe(scratch, source);
  char *result = temp ? allocator_dupe(gpa, temp) : NULL;
  allocator_free(scratch, temp);
  return result;
}

void scratch_stored_bad(allocator_t *scratch, struct response *out, const char *source) {
  out->body = allocator_dupe(scratch, source); // expect: temporary-escape
}

// What hangs from the caller's arena or general purpose allocator may be returned.
char *arena_parameter_ok(allocator_t *arena, const char *source) { return allocator_dupe(arena, source); }
char *gpa_parameter_ok(allocator_t *gpa, const char *source) { return allocator_dupe(gpa, source); }

struct response handle_request_ok(const char *body, allocator_t *arena, allocator_t *gpa, allocator_t *scratch) {
  char *parsed = allocator_dupe(scratch, body);
  (void)gpa;
  char *text = parsed ? allocator_dupe(arena, parsed) : NULL;
  return (struct response){.body = text};
}

struct response handle_request_bad(const char *body, allocator_t *arena, allocator_t *scratch) {
  (void)arena;
  char *parsed = allocator_dupe(scratch, body);
  return (struct response){.body = parsed}; // expect: temporary-escape
}

// A buffer of the function itself.
char *format_message_bad(const char *name) {
  char buffer[256];
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, buffer, sizeof buffer);
  char *message = allocator_print(fixed_buffer_allocator(&fba), "Hello, %s!", name);
  return message; // expect: temporary-escape: 'message'
}

char *format_message_ok(allocator_t *gpa, const char *name) {
  char buffer[256];
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, buffer, sizeof buffer);
  char *message = allocator_print(fixed_buffer_allocator(&fba), "Hello, %s!", name);
  return message ? allocator_dupe(gpa, message) : NULL;
}

// Reset: what was allocated before is gone.
char reset_bad(allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *text = allocator_dupe(arena_allocator(&arena), source);
  if (!text) {
    arena_deinit(&arena);
    return 0;
  }
  arena_reset(&arena);
  char first = text[0]; // expect: use-after-free: 'text
  arena_deinit(&arena);
  return first;
}

// Allocators as Zig has them, in C: functions take one, and its name says what it promises. For tests alone.
#ifndef TEST_ALLOCATOR_H
#define TEST_ALLOCATOR_H
#include <stdbool.h>
#include <stddef.h>

typedef struct allocator allocator_t;
struct allocator {
  void *context;
  const struct allocator_vtable *vtable;
};

void *allocator_create(allocator_t *allocator, size_t size); // NULL: out of memory
void allocator_destroy(allocator_t *allocator, void *object);
void *allocator_alloc(allocator_t *allocator, size_t size);
void *allocator_realloc(allocator_t *allocator, void *block, size_t size); // may move
bool allocator_resize(allocator_t *allocator, void *block, size_t size);
void allocator_free(allocator_t *allocator, void *block);
char *allocator_dupe(allocator_t *allocator, const char *text);
char *allocator_print(allocator_t *allocator, const char *format, ...) __attribute__((format(printf, 2, 3)));

extern allocator_t *const page_allocator;
extern allocator_t *const c_allocator;

struct gpa {
  allocator_t base;
};
void gpa_init(struct gpa *gpa);
bool gpa_deinit(struct gpa *gpa) __attribute__((warn_unused_result)); // true: something leaked
allocator_t *gpa_allocator(struct gpa *gpa);

struct arena {
  allocator_t base;
  allocator_t *child;
  void *pages;
};
void arena_init(struct arena *arena, allocator_t *child);
void arena_deinit(struct arena *arena);
bool arena_reset(struct arena *arena);
allocator_t *arena_allocator(struct arena *arena);

struct fixed_buffer {
  allocator_t base;
  char *buffer;
  size_t size, used;
};
void fixed_buffer_init(struct fixed_buffer *fba, void *buffer, size_t size);
void fixed_buffer_reset(struct fixed_buffer *fba);
allocator_t *fixed_buffer_allocator(struct fixed_buffer *fba);

struct memory_pool {
  struct arena arena;
  void *free_list;
  size_t size;
};
void memory_pool_init(struct memory_pool *pool, allocator_t *child, size_t size);
void memory_pool_deinit(struct memory_pool *pool);
void *memory_pool_create(struct memory_pool *pool);
void memory_pool_destroy(struct memory_pool *pool, void *object);

struct thread_safe {
  allocator_t base;
  allocator_t *child;
};
void thread_safe_init(struct thread_safe *ts, allocator_t *child);
allocator_t *thread_safe_allocator(struct thread_safe *ts);
#endif

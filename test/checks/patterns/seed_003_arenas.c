// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// The second half of seed 003 (std.heap): arenas, pools, threads, libraries, loops, allocators of one's own.
#include <allocator.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct item {
  int value;
  struct item *next;
};
int run(allocator_t *arena);
bool handle_request(allocator_t *arena);
void *worker(void *argument);

// An arena: free all at the end, single frees only of the last one.
void arena_ok(allocator_t *gpa) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *data = allocator_alloc(arena_allocator(&arena), 1000);
  char *more = allocator_alloc(arena_allocator(&arena), 2000);
  if (data && more)
    more[0] = data[0] = 1;
  arena_deinit(&arena);
}

void arena_single_free_bad(allocator_t *gpa) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *data = allocator_alloc(arena_allocator(&arena), 1000);
  char *more = allocator_alloc(arena_allocator(&arena), 2000);
  if (data && more)
    more[0] = data[0] = 1;
  allocator_free(arena_allocator(&arena), data); // expect: arena-individual-free: 'data'
  arena_deinit(&arena);
}

void arena_forgotten_bad(allocator_t *gpa) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *data = allocator_alloc(arena_allocator(&arena), 1000);
  if (data)
    data[0] = 1;
} // expect: temporary-not-freed: 'arena'

// The request loop: reset in each round.
void request_loop_ok(allocator_t *gpa) {
  struct arena arena;
  arena_init(&arena, gpa);
  bool running = true;
  while (running) {
    arena_reset(&arena);
    running = handle_request(arena_allocator(&arena));
  }
  arena_deinit(&arena);
}

void request_loop_bad(allocator_t *gpa, const char *const *lines, int count) {
  struct arena arena;
  arena_init(&arena, gpa);
  for (int i = 0; i < count; ++i) {
    char *line = allocator_dupe(arena_allocator(&arena), lines[i]); // expect: loop-growth
    if (line)
      puts(line);
  }
  arena_deinit(&arena);
}

char kept_over_reset_bad(allocator_t *gpa) {
  struct arena arena;
  arena_init(&arena, gpa);
  char c = 0;
  char *data = allocator_dupe(arena_allocator(&arena), "data");
  if (data) {
    arena_reset(&arena);
    c = data[0]; // expect: use-after-free: 'data
  }
  arena_deinit(&arena);
  return c;
}

// Global allocators, behind the caller's back.
char *from_c_bad(void) {
  return allocator_alloc(c_allocator, 1000); // expect: hidden-allocation: 'c_allocator'
}

char *from_pages_bad(void) {
  return allocator_dupe(page_allocator, "text"); // expect: hidden-allocation: 'page_allocator'
}

// A pool of objects of one type: destroyed ones are reused.
int pool_ok(allocator_t *gpa) {
  struct memory_pool pool;
  int sum = 0;
  memory_pool_init(&pool, gpa, sizeof(struct item));
  struct item *obj1 = memory_pool_create(&pool);
  struct item *obj2 = memory_pool_create(&pool);
  if (obj1 && obj2) {
    obj1->value = obj2->value = 1;
    sum = obj1->value + obj2->value;
  }
  memory_pool_destroy(&pool, obj1);
  struct item *obj3 = memory_pool_create(&pool);
  if (obj3)
    obj3->value = 1;
  memory_pool_deinit(&pool);
  return sum;
}

int pool_after_destroy_bad(allocator_t *gpa) {
  struct memory_pool pool;
  int value = 0;
  memory_pool_init(&pool, gpa, sizeof(struct item));
  struct item *obj1 = memory_pool_create(&pool);
  if (obj1) {
    obj1->value = 1;
    memory_pool_destroy(&pool, obj1);
    value = obj1->value; // expect: use-after-free: 'obj1
  }
  memory_pool_deinit(&pool);
  return value;
}

void pool_twice_bad(allocator_t *gpa) {
  struct memory_pool pool;
  memory_pool_init(&pool, gpa, sizeof(struct item));
  struct item *obj1 = memory_pool_create(&pool);
  memory_pool_destroy(&pool, obj1);
  memory_pool_destroy(&pool, obj1); // expect: double-free: 'obj1'
  memory_pool_deinit(&pool);
}

int pool_after_deinit_bad(allocator_t *gpa) {
  struct memory_pool pool;
  memory_pool_init(&pool, gpa, sizeof(struct item));
  struct item *obj1 = memory_pool_create(&pool);
  if (!obj1) {
    memory_pool_deinit(&pool);
    return 0;
  }
  obj1->value = 1;
  memory_pool_deinit(&pool);
  return obj1->value; // expect: use-after-free: 'obj1
}

// Threads: an arena has no lock, its wrapper has.
int arena_thread_bad(allocator_t *gpa) {
  pthread_t thread;
  struct arena arena;
  arena_init(&arena, gpa);
  int result =
      pthread_create(&thread, NULL, worker, arena_allocator(&arena)); // expect: allocator-across-threads: 'arena'
  if (result == 0)
    pthread_join(thread, NULL);
  arena_deinit(&arena);
  return result;
}

int locked_thread_ok(allocator_t *gpa) {
  pthread_t thread;
  struct arena arena;
  struct thread_safe ts;
  arena_init(&arena, gpa);
  thread_safe_init(&ts, arena_allocator(&arena));
  int result = pthread_create(&thread, NULL, worker, thread_safe_allocator(&ts));
  if (result == 0)
    pthread_join(thread, NULL);
  arena_deinit(&arena);
  return result;
}

// Libraries: a container with its allocator.
struct container {
  allocator_t *allocator;
  char *data;
  size_t length;
};

void container_init(struct container *self, allocator_t *allocator) {
  *self = (struct container){.allocator = allocator, .data = NULL, .length = 0};
}

void container_deinit(struct container *self) {
  if (self->length > 0)
    allocator_free(self->allocator, self->data);
}

int container_add(struct container *self, char value) {
  char *data = allocator_realloc(self->allocator, self->data, self->length + 1);
  if (!data)
    return -1;
  data[self->length++] = value;
  self->data = data;
  return 0;
}

int container_ok(allocator_t *gpa) {
  struct container list;
  container_init(&list, gpa);
  int result = container_add(&list, 'x');
  container_deinit(&list);
  return result;
}

/// Caller owns returned memory.
char *read_file(allocator_t *allocator, const char *path);

size_t read_file_ok(allocator_t *gpa) {
  char *content = read_file(gpa, "file.txt");
  size_t n = content ? strlen(content) : 0;
  allocator_free(gpa, content);
  return n;
}

size_t read_file_bad(allocator_t *gpa) {
  char *content = read_file(gpa, "file.txt");
  return content ? strlen(content) : 0; // expect: leak: 'content'
}

// Allocators below allocators.
int wrapped_ok(void) {
  struct gpa gpa;
  gpa_init(&gpa);
  struct arena arena;
  arena_init(&arena, gpa_allocator(&gpa));
  int result = run(arena_allocator(&arena));
  arena_deinit(&arena);
  if (gpa_deinit(&gpa))
    abort();
  return result;
}

// Temporary allocations in loops.
void loop_ok(allocator_t *gpa, const size_t *sizes, int count) {
  struct arena arena;
  arena_init(&arena, gpa);
  for (int i = 0; i < count; ++i) {
    arena_reset(&arena);
    char *temp = allocator_alloc(arena_allocator(&arena), sizes[i]);
    if (temp && sizes[i])
      temp[0] = 1;
  }
  arena_deinit(&arena);
}

// Out of memory is always handled.
void out_of_memory_bad(allocator_t *gpa) {
  char *data = allocator_alloc(gpa, 100);
  data[0] = 1; // expect: unchecked-allocation: 'data'
  allocator_free(gpa, data);
}

void out_of_memory_ok(allocator_t *gpa) {
  char *data = allocator_alloc(gpa, 100);
  if (!data) {
    fputs("Out of memory\n", stderr);
    return;
  }
  data[0] = 1;
  allocator_free(gpa, data);
}

// An allocator of one's own: a table of functions.
struct my_vtable {
  void *(*alloc)(void *ctx, size_t length, size_t alignment);
  void (*free)(void *ctx, void *memory, size_t alignment);
};
struct my_allocator {
  void *ptr;
  const struct my_vtable *vtable;
};

// Where the members take the allocator itself, calls through them are known.
typedef struct Allocator Allocator;
struct Allocator {
  void *(*alloc)(Allocator *self, size_t length);
  void *(*realloc)(Allocator *self, void *memory, size_t length);
  void (*free)(Allocator *self, void *memory);
};

int through_member_bad(Allocator *gpa) {
  char *data = gpa->alloc(gpa, 10);
  if (!data)
    return -1;
  data[0] = 1;
  return data[0]; // expect: leak: 'data'
}

int through_member_freed_bad(Allocator *gpa) {
  char *data = gpa->alloc(gpa, 10);
  if (!data)
    return -1;
  data[0] = 1;
  gpa->free(gpa, data);
  return data[0]; // expect: use-after-free: 'data
}

int through_member_moved_bad(Allocator *gpa) {
  char *data = gpa->alloc(gpa, 10);
  if (!data)
    return -1;
  char *more = gpa->realloc(gpa, data, 20);
  if (!more) {
    gpa->free(gpa, data);
    return -1;
  }
  data[0] = 1; // expect: use-after-free: 'data
  gpa->free(gpa, more);
  return 0;
}

char *through_member_scratch_bad(Allocator *scratch) {
  return scratch->alloc(scratch, 10); // expect: temporary-escape: 'scratch'
}

int through_member_ok(Allocator *gpa) {
  char *data = gpa->alloc(gpa, 10);
  if (!data)
    return -1;
  char *more = gpa->realloc(gpa, data, 20);
  if (!more) {
    gpa->free(gpa, data);
    return -1;
  }
  more[0] = 1;
  char c = more[0];
  gpa->free(gpa, more);
  return c;
}

// Through a table that gets an untyped context nothing is known.
int through_table_not_seen(struct my_allocator *gpa) {
  char *data = gpa->vtable->alloc(gpa->ptr, 10, 1);
  if (!data)
    return -1;
  data[0] = 1;
  return data[0]; // not seen: leak: 'data'
}

int through_table_ok(struct my_allocator *gpa) {
  char *data = gpa->vtable->alloc(gpa->ptr, 10, 1);
  if (!data)
    return -1;
  data[0] = 1;
  gpa->vtable->free(gpa->ptr, data, 1);
  return 0;
}

int main(void) {
  struct arena arena;
  arena_init(&arena, page_allocator);
  int result = run(arena_allocator(&arena));
  arena_deinit(&arena);
  return result;
}

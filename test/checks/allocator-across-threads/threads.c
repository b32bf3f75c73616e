// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// An allocator without a lock, or what is still its own, belongs to one thread.
#include <allocator.h>
#include <cex.h>
#include <pthread.h>
#include <threads.h>

void *worker(void *argument);

int temporary_allocator_bad(void) {
  pthread_t thread;
  int result = pthread_create(&thread, NULL, worker, (void *)tmem$); // expect: allocator-across-threads
  return result;
}

int temporary_memory_bad(void) {
  int result = 0;
  mem$scope(tmem$, _) {
    pthread_t thread;
    char *p = mem$calloc(_, 1, 100);
    result = pthread_create(&thread, NULL, worker, p); // expect: allocator-across-threads: 'p'
  }
  return result;
}

int heap_memory_ok(allocator_t *gpa) {
  pthread_t thread;
  char *p = allocator_alloc(gpa, 100);
  if (!p)
    return -1;
  int result = pthread_create(&thread, NULL, worker, p);
  if (result)
    allocator_free(gpa, p);
  return result;
}

int arena_bad(allocator_t *gpa) {
  pthread_t thread;
  struct arena arena;
  arena_init(&arena, gpa);
  int result = pthread_create(&thread, NULL, worker, arena_allocator(&arena)); // expect: allocator-across-threads: 'arena'
  if (result == 0)
    pthread_join(thread, NULL);
  arena_deinit(&arena);
  return result;
}

int locked_ok(allocator_t *gpa) {
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

int page_allocator_ok(void) {
  pthread_t thread;
  return pthread_create(&thread, NULL, worker, page_allocator);
}

int nothing_ok(void) {
  pthread_t thread;
  return pthread_create(&thread, NULL, worker, NULL);
}

int c11_worker(void *argument);
void c11_thread_bad(allocator_t *gpa) {
  thrd_t thread;
  struct arena arena;
  arena_init(&arena, gpa);
  if (thrd_create(&thread, c11_worker, arena_allocator(&arena)) == thrd_success) // expect: allocator-across-threads
    thrd_join(thread, NULL);
  arena_deinit(&arena);
}

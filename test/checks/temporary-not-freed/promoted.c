// RUN: %check_both %s -- -std=gnu11 -I %src_root/runtime/include
// What hung from an arena that was detached hangs from the one that promotes the state.
#include <deed/arena.h>
#include <deed/heap.h>

void promoted_good(void) {
  deed_arena first, second;
  deed_arena_init(&first, deed_heap(), 4096);
  deed_arena_state state = deed_arena_detach(&first);
  deed_arena_promote(&second, &state, deed_heap(), 4096);
  deed_arena_destroy(&second);
}

void promoted_bad(void) {
  deed_arena first, second;
  deed_arena_init(&first, deed_heap(), 4096);
  deed_arena_state state = deed_arena_detach(&first);
  deed_arena_promote(&second, &state, deed_heap(), 4096);
} // expect: temporary-not-freed

void detached_not_bad(void) {
  deed_arena first;
  deed_arena_init(&first, deed_heap(), 4096);
} // expect: temporary-not-freed

// RUN: %check_tool %s --tool-arg=--profile=cex -- -std=gnu11 -isystem %S/../Inputs
// Sentences of docs/cex.md that no example of the document shows (seed_002_cex.c has those), with the whole profile on:
// what is right is silent to all its rules at once.
#include <cex.h>
#include <stdlib.h>

// All memory operations are provided by the interface: not by the library's.
void freed_by_library_bad(IAllocator allc) {
  char *text = mem$malloc(allc, 10);
  free(text); // expect: release-mismatch: 'text'
}
char *made_by_library_bad(void) {
  return malloc(10); // expect: hidden-allocation: 'made_by_library_bad'
}
void freed_by_interface_ok(IAllocator allc) {
  char *text = mem$malloc(allc, 10);
  mem$free(allc, text);
}

// What is dereferenced untested.
void untested_bad(IAllocator allc) {
  char *text = mem$malloc(allc, 10);
  *text = 0; // expect: unchecked-allocation: 'text'
  mem$free(allc, text);
}
void tested_ok(IAllocator allc) {
  char *text = mem$malloc(allc, 10);
  if (text)
    *text = 0;
  mem$free(allc, text);
}

// Memory usage is limited by scope: an arena that one path does not end.
int scope_left_open_bad(bool early) {
  IAllocator arena = AllocatorArena.create(4096);
  u8 *p = mem$malloc(arena, 100);
  if (early)
    return p != NULL; // expect: temporary-not-freed: 'arena'
  AllocatorArena.destroy(arena);
  return 0;
}
int scope_closed_ok(bool early) {
  IAllocator arena = AllocatorArena.create(4096);
  u8 *p = mem$malloc(arena, 100);
  int found = early && p != NULL;
  AllocatorArena.destroy(arena);
  return found;
}

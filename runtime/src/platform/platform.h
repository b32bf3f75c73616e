// The only place that asks the operating system: memory, stacks, symbols.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace deed::platform {

size_t page_size();
void *map(size_t bytes, size_t align);            // zeroed, NULL on failure; align >= page size
void unmap(void *p, size_t bytes);
void *remap(void *p, size_t old_bytes, size_t new_bytes, bool may_move); // NULL on failure
bool protect_none(void *p, size_t bytes);
void discard(void *p, size_t bytes);              // contents become zero, the address stays

// Return addresses of the callers of the frame `fp`, outermost last; at most n. Never faults.
unsigned stack_walk(void *fp, void **out, unsigned n, void **frames = nullptr); // frames: where each return address stood
// "name+0x12 (module+0x1234)" into buf; always terminated.
void symbolise(void *pc, char *buf, size_t n);
void locate(void *pc, char *buf, size_t n); // the file and the address in it alone, which is quicker
void write_stderr(const char *text, size_t n);

} // namespace deed::platform

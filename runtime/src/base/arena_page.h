// For allocators that carve their own blocks out of an arena's pages.
#pragma once
#include <deed/arena.h>

namespace deed {
// Makes a page with room for `need` bytes the current one: [cur, end) is the caller's to bump. False without memory.
bool arena_page(deed_arena *a, size_t need);
} // namespace deed

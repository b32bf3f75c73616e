/* deed/heap.h: the general allocators that need no instance.
 * All three are thread-safe. Release cost: that of the C library, or of one system call (page).
 *
 * Unless a function says otherwise:
 *  units: bytes.
 *  NULL: none is taken; never given back.
 *  errors: no memory for a block: NULL (or panic) from deed_alloc.
 *  threads: any, at any time, the allocators too.
 *  cost: O(1) to get one; its calls cost what malloc costs, or one system call (pages); checked build: O(size) to fill and to
 *   look at guards. */
#ifndef DEED_HEAP_H
#define DEED_HEAP_H
#include <deed/allocator.h>

DEED_BEGIN_DECLS
/* The C library's malloc with any alignment. Blocks are of family "heap"; in the release build they may also be
 * released by free(), in the checked build not. One for the process: so is its panic policy. Never NULL. */
DEED_API deed_allocator *deed_heap(void);
/* The C library's malloc and nothing else, in both builds: free() may release a block, and deed_heap_raw may
 * release a block of malloc(). Alignments above 16 fail (DEED_ERROR_BAD_ARGUMENT). For memory that crosses to
 * code that frees it, and as the source of arenas. Never NULL. */
DEED_API deed_allocator *deed_heap_raw(void);
/* Whole pages from the system: for large blocks and as the source of other allocators. Grows by remapping.
 * deed_free needs no size. Alignments up to any power of two. Never NULL. */
DEED_API deed_allocator *deed_page(void);
DEED_END_DECLS
#endif

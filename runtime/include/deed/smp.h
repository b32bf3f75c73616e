/* deed/smp.h: the fast general allocator for many threads.
 *
 * Unless a function says otherwise:
 *  units: bytes.
 *  NULL: never given back.
 *  errors: no memory: NULL (or panic) from deed_alloc.
 *  threads: any, at any time.
 *  cost: O(1); the first call looks for the library. */
#ifndef DEED_SMP_H
#define DEED_SMP_H
#include <deed/allocator.h>

DEED_BEGIN_DECLS
/* A well-kept multi-threaded malloc: mimalloc's shared library (libmimalloc.so.2 or .so.3) where it is installed,
 * else the C library's. Which one is decided at the first call, and not again; DEED_SMP=libc in the environment at that time,
 * AddressSanitizer and Valgrind keep the C library's. Any alignment. Any thread. Never NULL. Cost: that malloc's and one indirect call. */
DEED_API deed_allocator *deed_smp(void);
/* "mimalloc" or "libc". */
DEED_API const char *deed_smp_name(void);
DEED_END_DECLS
#endif

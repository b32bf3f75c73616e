/* The C library's allocation and mmap, of which the program says which call fails. */
#pragma once
#include "torture.h"
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t c, size_t n);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t al, size_t n);
void __libc_free(void *p);

static long countdown = -1; /* so many calls succeed, the next fails; negative: all succeed */
static bool failed_once;
static bool fails(void)
{
	if (countdown < 0) return false;
	if (countdown--) return false;
	failed_once = true;
	errno = ENOMEM;
	return true;
}
static long outstanding; /* blocks of malloc that are alive */
static void *counted(void *p)
{
	if (p) __atomic_fetch_add(&outstanding, 1, __ATOMIC_RELAXED);
	return p;
}
void *malloc(size_t n) { return fails() ? NULL : counted(__libc_malloc(n)); }
void *calloc(size_t c, size_t n) { return fails() ? NULL : counted(__libc_calloc(c, n)); }
void *realloc(void *p, size_t n)
{
	if (fails()) return NULL;
	return p ? __libc_realloc(p, n) : counted(__libc_realloc(p, n));
}
void free(void *p)
{
	if (p) __atomic_fetch_sub(&outstanding, 1, __ATOMIC_RELAXED);
	__libc_free(p);
}
int posix_memalign(void **p, size_t al, size_t n)
{
	if (fails() || !(*p = counted(__libc_memalign(al, n)))) return ENOMEM;
	return 0;
}
void *mmap(void *at, size_t n, int prot, int flags, int fd, off_t off)
{
	/* the checked build's own metadata has no way to go on without memory: it says so and ends the process */
	if (!deed_is_checked() && fails()) return MAP_FAILED;
	return (void *)syscall(SYS_mmap, at, n, prot, flags, fd, off);
}

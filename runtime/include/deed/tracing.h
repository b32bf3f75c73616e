/* deed/tracing.h: what happens to ownership, as JSON lines.
 *
 * Each line is one object: "event" (acquire, release, transfer, take, borrow, resize, assert-held, assert-failed,
 * fail), "p" (address), and where known "size", "family", "owner", "name" (of the assertion), "file", "line",
 * "pc" (the caller's address), "at" (its file and the address in it, for addr2line), "t" (a number that grows with each line). A block of
 * a context that moves to another parent is a "transfer" with the new parent as "owner".
 *
 * Unless a function says otherwise:
 *  units: none.
 *  NULL: path NULL stops; a NULL child is reported.
 *  errors: -1: the file cannot be written; a line that cannot be written is lost.
 *  threads: any.
 *  cost: O(1); each event one write(). */
#ifndef DEED_TRACING_H
#define DEED_TRACING_H
#include <deed/allocator.h>

DEED_BEGIN_DECLS
/* Checked build: writes the events of all allocators and of the macros of deed/assert.h to the file, appended to.
 * NULL stops. -1 if it cannot be opened, and in the release build. With DEED_TRACE=file in the environment it
 * starts by itself. Any thread. */
DEED_API int deed_trace_to(const char *path);

/* Both builds: an allocator that logs what goes through it to a file descriptor, and passes it on. */
typedef struct deed_tracing {
	deed_allocator allocator; /* pass &tracing.allocator */
	deed_allocator *child;
	const char *name;
	int fd;
} deed_tracing;
/* Passes on to `child`, which must outlive it (NULL is reported, then it is the heap). `name` (static text or NULL) is written as the owner. Thread-safe if the child is. One write() a line. */
DEED_API void deed_tracing_init(deed_tracing *t, deed_allocator *child, int fd, const char *name);
DEED_END_DECLS
#endif

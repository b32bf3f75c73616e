/* deed/debug.h: an allocator that finds misuse, in both builds of the library.
 *
 * Reports (deed/report.h), each with stack traces of birth and death: leaks, double free, invalid and inner free,
 * wrong instance, wrong size or alignment, writes just before or after a block, writes to freed blocks; with
 * never_unmap also reads of freed blocks. ASan and Valgrind are told where blocks begin and end (checked build).
 *
 * Unless a function says otherwise:
 *  units: bytes; frames for stack_frames.
 *  NULL: destroy and the report of leaks give 0 for NULL; elsewhere it is not NULL; a NULL backing is malloc.
 *  errors: no memory, or above the limit: NULL (or panic); misuse is reported.
 *  threads: any at once, unless single_thread; init and destroy alone.
 *  cost: O(1) and O(size) to fill for each allocation; destroy and the report of leaks O(blocks). */
#ifndef DEED_DEBUG_H
#define DEED_DEBUG_H
#include <deed/allocator.h>

DEED_BEGIN_DECLS
typedef struct deed_debug_options {
	int stack_frames;        /* kept for each birth and death; 0: 6, at most 32; negative: none */
	size_t memory_limit;     /* bytes alive at once, as asked for; 0: none. More gives NULL */
	size_t quarantine;       /* bytes of freed blocks held back to find late writes; 0: 1 MiB */
	bool no_safety;          /* count and report leaks only: no guards on free, no quarantine */
	bool single_thread;      /* leave out the lock */
	bool never_unmap;        /* every block in pages of its own; freed ones become inaccessible and are never reused:
	                            a read or write of them is reported (SIGSEGV and SIGBUS are caught for that) */
	bool retain_metadata;    /* remember every freed block for ever, for the best double-free reports */
	bool verbose;            /* one line to stderr for each call */
	const char *name;        /* shown in reports; static text or NULL */
} deed_debug_options;

struct deed_debug_node_;
typedef struct deed_debug {
	deed_allocator allocator; /* pass &debug.allocator; private below */
	deed_allocator *backing;
	deed_debug_options options;
	size_t used, peak, held;
	struct deed_debug_node_ *first, *last;
	unsigned char lock;
} deed_debug;

/* Blocks come from `backing` (NULL: the C library's malloc). options may be NULL. Thread-safe unless single_thread. O(1). */
DEED_API void deed_debug_init(deed_debug *d, deed_allocator *backing, const deed_debug_options *options);
/* Writes every living block to stderr (with birth; the first eight in full) and gives their number; then frees
 * everything. 0: no leak. */
DEED_API DEED_MUST_USE size_t deed_debug_destroy(deed_debug *d);
/* The same report and number, at any time, without ending anything. */
DEED_API size_t deed_debug_report_leaks(deed_debug *d);
/* Changes the limit; one below what is alive only stops further allocations. */
DEED_API void deed_debug_set_limit(deed_debug *d, size_t bytes);
/* Bytes alive, and the most there ever were. */
DEED_API size_t deed_debug_used(const deed_debug *d);
DEED_API size_t deed_debug_peak(const deed_debug *d);
DEED_END_DECLS
#endif

/* deed/report.h: how libdeed tells about misuse and about memory that ran out.
 *
 * Both handlers are process-wide (documented global state). Setting them is thread-safe; set them at start.
 *
 * Unless a function says otherwise:
 *  units: sizes in bytes, lines from 1.
 *  NULL: a NULL handler brings the default back.
 *  errors: none can happen.
 *  threads: any; set handlers at start.
 *  cost: O(1). */
#ifndef DEED_REPORT_H
#define DEED_REPORT_H
#include <deed/base.h>

DEED_BEGIN_DECLS

/* What went wrong. The names are stable; deed_error_name gives the text. */
typedef enum deed_error_kind {
	DEED_ERROR_LEAK = 1,        /* blocks still alive where none may be */
	DEED_ERROR_DOUBLE_FREE,     /* a block released a second time */
	DEED_ERROR_INVALID_FREE,    /* the pointer is no block, or points inside one */
	DEED_ERROR_WRONG_FAMILY,    /* released to another allocator than the one it came from */
	DEED_ERROR_WRONG_SIZE,      /* size or alignment contradicts the allocation */
	DEED_ERROR_OVERFLOW,        /* bytes after the block were written */
	DEED_ERROR_UNDERFLOW,       /* bytes before the block were written */
	DEED_ERROR_USE_AFTER_FREE,  /* a released block was written or read, or a dead owner was used */
	DEED_ERROR_BORROWED,        /* released while a scoped borrow of it is alive */
	DEED_ERROR_CROSS_SCOPE,     /* a block of an outer scope grown or released in an inner one */
	DEED_ERROR_OUTSIDE_SCOPE,   /* the temporary allocator used outside any scope */
	DEED_ERROR_SCOPE_DEPTH,     /* more than 32 nested scopes, or an exit without an enter */
	DEED_ERROR_ASSERTION,       /* an ownership assertion does not hold */
	DEED_ERROR_BAD_ARGUMENT,    /* alignment that is no power of two, NULL allocator, ... */
	DEED_ERROR_CORRUPTION,      /* metadata of an allocator is damaged */
	DEED_ERROR_WRONG_THREAD     /* a thread's own allocator used by another thread */
} deed_error_kind;

/* One error. Valid only during the call of the handler. */
typedef struct deed_error {
	deed_error_kind kind;
	const char *message; /* all lines: what, the block, birth, transfer and death with stack traces; ends in '\n' */
	const void *block;   /* the pointer that the error is about; may be NULL */
	const char *file;    /* of the assertion, or NULL */
	int line;            /* of the assertion, or 0 */
} deed_error;

typedef void (*deed_error_fn)(const deed_error *error, void *user);

/* Installs the handler of misuse; NULL brings the default back, which writes the message to stderr and aborts.
 * A handler may return: the offending operation is then skipped (an invalid free frees nothing, a failed
 * allocation gives NULL). It may longjmp, but not out of a call on a deed_locked allocator (its lock would stay held). It must not use the allocator it is told about. Any thread; O(1). */
DEED_API void deed_set_error_handler(deed_error_fn fn, void *user);

/* The stable short name of a kind, e.g. "double-free"; "unknown" for other values. Any thread; O(1). */
DEED_API const char *deed_error_name(deed_error_kind kind);

/* Called for an allocation that failed on an allocator with the panic policy; size in bytes. If it returns,
 * the process is aborted: out of memory is not recoverable under that policy. */
typedef void (*deed_oom_fn)(size_t size, void *user);

/* Installs the panic handler; NULL brings the default back: one line to stderr, abort. Any thread; O(1). */
DEED_API void deed_set_oom_handler(deed_oom_fn fn, void *user);

DEED_END_DECLS
#endif

/* deed/testing.h: for unit tests: an allocator whose leaks fail the test, and a run for every allocation that may fail.
 *
 * Unless a function says otherwise:
 *  units: counts of blocks and of allocations.
 *  NULL: see each; NULL options and result are left out.
 *  errors: false or a number above 0 says that the test fails, and stderr says why.
 *  threads: any for the allocator; deed_check_all_failures alone in its process.
 *  cost: O(1) to get the allocator; deed_testing_leaks O(blocks); deed_check_all_failures one run (and fork) for each allocation. */
#ifndef DEED_TESTING_H
#define DEED_TESTING_H
#include <deed/debug.h>
#include <deed/failing.h>

DEED_BEGIN_DECLS
/* A debug allocator for tests, shared by the process. Any thread. Never NULL. Blocks that are alive when the process
 * ends by exit() or a return from main are written to stderr, and its status is then 1: a leak fails the test also where nobody
 * calls deed_testing_leaks(). Not in a child that fork() made. */
DEED_API deed_allocator *deed_testing_allocator(void);
/* How many of its blocks are alive; if any, a report on stderr that begins with `test`. Call it at a test's end: the
 * blocks are then forgotten, so that the next test starts clean. Damage of its blocks (bytes around living ones, or
 * in freed ones) is reported as an error first. `test` may be NULL. */
DEED_API DEED_MUST_USE size_t deed_testing_leaks(const char *test);

/* The code under test: 0 says that it succeeded, anything else that it failed cleanly. */
typedef int (*deed_fallible_fn)(deed_allocator *gpa, void *arg);
typedef struct deed_failure_options {
	bool may_recover;  /* success in spite of a failed allocation is fine */
	bool in_process;   /* run in this process, not in forked ones: a crash is then a crash */
	bool quiet;        /* nothing to stderr */
} deed_failure_options;
typedef struct deed_failure_result {
	size_t allocations;   /* of a run in which nothing fails */
	size_t leaks;         /* runs that left blocks behind */
	size_t swallowed;     /* runs that succeeded in spite of the failure */
	size_t crashes;       /* runs ended by a signal or a report */
	size_t unsteady;      /* runs that never reached the allocation that was to fail */
	size_t first_bad;     /* index of the first allocation whose failure went wrong, or DEED_NEVER */
} deed_failure_result;
/* Runs fn once undisturbed and once for each allocation of that run, which then fails. True if all runs ended as
 * they must; else what went wrong is on stderr and in *result (may be NULL), with the stack of the failed allocation.
 * options may be NULL. False also if the undisturbed run fails. Each run is a fork(): keep threads out of it. */
DEED_API DEED_MUST_USE bool deed_check_all_failures(deed_fallible_fn fn, void *arg, const deed_failure_options *options, deed_failure_result *result);
DEED_END_DECLS
#endif

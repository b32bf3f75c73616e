/* deed/cleanup.h: work done when a scope is left: by its end, return, break or goto (not by longjmp or exit).
 *
 *   int load(deed_allocator *gpa, const char *path, struct cfg **out)
 *   {
 *       DEED_FALLIBLE;
 *       FILE *f = fopen(path, "r");
 *       if (!f) return -1;
 *       DEED_DEFER(fclose, f);                       // always
 *       struct cfg *c = DEED_NEW(gpa, struct cfg);
 *       if (!c) return -1;
 *       DEED_ERRDEFER_FREE(gpa, c);                  // only if load fails
 *       if (parse(f, c)) return -1;
 *       *out = c;
 *       DEED_SUCCEED(0);
 *   }
 *
 * Costs nothing but the call. The last declared runs first. The value of the variable counts when the scope is left:
 * one set to NULL (handed over) is left alone.
 *
 * Unless a function says otherwise:
 *  units: none.
 *  NULL: a variable that is NULL when the scope is left is left alone.
 *  errors: none of its own.
 *  threads: the calling thread's own variables only.
 *  cost: O(1): the call and a test. */
#ifndef DEED_CLEANUP_H
#define DEED_CLEANUP_H
#include <deed/allocator.h>

DEED_BEGIN_DECLS
typedef void *__attribute__((may_alias)) deed_any_pointer_; /* a pointer variable of whatever type */
typedef struct deed_deferred { void (*fn)(void *); void *variable; deed_allocator *allocator; const bool *succeeded; } deed_deferred;
static inline void deed_deferred_run_(deed_deferred *d)
{
	void *p;
	if (d->succeeded && *d->succeeded) return;
	p = *(deed_any_pointer_ *)d->variable;
	if (!p) return;
	if (d->fn) d->fn(p);
	else deed_free(d->allocator, p);
}
static inline deed_deferred deed_deferred_(void (*fn)(void *), void *variable, deed_allocator *allocator, const bool *succeeded)
{
	deed_deferred d;
	d.fn = fn;
	d.variable = variable;
	d.allocator = allocator;
	d.succeeded = succeeded;
	return d;
}
#define DEED_DEFERRED_(fn, p, a, ok) \
	__attribute__((cleanup(deed_deferred_run_), unused)) deed_deferred DEED_UNIQUE(deed_deferred_v_) = deed_deferred_((fn), (void *)&(p), (a), (ok))
/* fn(p) when the scope is left; p is a pointer variable, fn takes one pointer and returns nothing or an integer. */
#define DEED_DEFER(fn_, p) DEED_DEFERRED_((void (*)(void *))(void (*)(void))(fn_), p, NULL, NULL)
/* deed_free(a, p) when the scope is left. */
#define DEED_DEFER_FREE(a, p) DEED_DEFERRED_(NULL, p, (a), NULL)
/* Stands at the top of a function with errdefers: until DEED_SUCCEED, leaving it means failure. */
#define DEED_FALLIBLE bool deed_succeeded_ = false; (void)deed_succeeded_
/* fn(p) / deed_free(a, p) when the block in which it stands is left and the function has not succeeded. In an inner block or a loop's
 * body that is at its end, too, though the function goes on: hand the value over before (`list_add(l, DEED_MOVE(p))`), or let it stand
 * in the function's outermost block. (Zig's errdefer runs only where an error leaves the block.) */
#define DEED_ERRDEFER(fn_, p) DEED_DEFERRED_((void (*)(void *))(void (*)(void))(fn_), p, NULL, &deed_succeeded_)
#define DEED_ERRDEFER_FREE(a, p) DEED_DEFERRED_(NULL, p, (a), &deed_succeeded_)
/* return value, as a success. */
#define DEED_SUCCEED(value) do { deed_succeeded_ = true; return (value); } while (0)
#define DEED_SUCCEED_VOID() do { deed_succeeded_ = true; return; } while (0)
/* return status: 0 is a success, anything else a failure. */
#define DEED_RETURN_STATUS(status) do { int deed_r_ = (status); deed_succeeded_ = deed_r_ == 0; return deed_r_; } while (0)
/* return p: NULL is a failure. */
#define DEED_RETURN_POINTER(p) do { deed_succeeded_ = (p) != NULL; return (p); } while (0)

/* At file scope: lets DEED_AUTO(fn) release variables of type T *. */
#define DEED_AUTO_DEFINE(T, fn) static inline __attribute__((unused)) void deed_auto_##fn(T **p) { if (*p) fn(*p); } struct deed_auto_##fn##_
/* DEED_AUTO(fn) T *p = ...;   releases p when its scope is left, unless it is NULL. */
#define DEED_AUTO(fn) __attribute__((cleanup(deed_auto_##fn)))
/* Gives the value away: p is NULL afterwards. */
#define DEED_MOVE(p) (__extension__({ __typeof__(p) *deed_s_ = &(p), deed_v_ = *deed_s_; *deed_s_ = NULL; deed_v_; }))
DEED_END_DECLS
#endif

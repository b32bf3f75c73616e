/* deed/talloc.h: the talloc API (2.4, with the additions of 2.5) over Deed's contexts.
 *
 * A program written for talloc recompiles with this header in place of <talloc.h> and links libdeed. Each name is
 * mapped to a deed_talloc_ function, so that both libraries may live in one process; blocks of one must not be given
 * to the other. Semantics are talloc's: see the documentation of the names there; differences:
 *  blocks of no parent share a few locked regions per process; a context made empty (talloc_new, size 0) has its own;
 *  alignment is 16, as in talloc; MAX_TALLOC_SIZE is 256 MiB, as in talloc;
 *  talloc_report_full_on_exit exists (it does not in talloc): pass it to atexit().
 * Threads: as in deed/context.h; null tracking is for programs of one thread.
 *
 * Unless a function says otherwise:
 *  units: bytes; counts of objects.
 *  NULL: as in talloc: a NULL ctx is no parent; a NULL ptr gives NULL, 0 or -1.
 *  errors: as in talloc: NULL or -1; misuse calls the abort function or, without one, is reported (deed/report.h).
 *  threads: a tree belongs to one thread at a time; hooks and null tracking are for programs of one thread.
 *  cost: O(1) for a block, plus O(size) to zero or copy; freeing, totals and reports O(blocks below); find, is_parent and parent
 *   O(siblings and ancestors); append O(length). */
#ifndef DEED_TALLOC_H
#define DEED_TALLOC_H
#include <deed/base.h>
#include <stdio.h>
#include <stdlib.h>

DEED_BEGIN_DECLS
#define TALLOC_VERSION_MAJOR 2
#define TALLOC_VERSION_MINOR 4
#define TALLOC_MAX_DEPTH 10000
typedef void TALLOC_CTX;
#ifndef __location__
#define __location__ DEED_HERE
#endif
#ifndef PRINTF_ATTRIBUTE
#define PRINTF_ATTRIBUTE(a, b) DEED_PRINTF(a, b)
#endif
#define DEED_TALLOC_TYPEOF_(p) __typeof__(p)

/* Versions (those of the API), the magic of this process, and the hooks for misuse and for what talloc logs; a NULL hook brings the default back. */
#define talloc_version_major deed_talloc_version_major
#define talloc_version_minor deed_talloc_version_minor
#define talloc_test_get_magic deed_talloc_test_get_magic
#define talloc_set_abort_fn deed_talloc_set_abort_fn
#define talloc_set_log_fn deed_talloc_set_log_fn
#define talloc_set_log_stderr deed_talloc_set_log_stderr
DEED_API int talloc_version_major(void);
DEED_API int talloc_version_minor(void);
DEED_API int talloc_test_get_magic(void);
DEED_API void talloc_set_abort_fn(void (*fn)(const char *reason));
DEED_API void talloc_set_log_fn(void (*fn)(const char *message));
DEED_API void talloc_set_log_stderr(void);

/* Allocation: the functions behind the macros below. NULL without memory, for more than 256 MiB, or a product that overflows. realloc refuses (NULL) a block with references; size 0 frees. */
#define _talloc deed_talloc_plain
#define talloc_named deed_talloc_named
#define talloc_named_const deed_talloc_named_const
#define talloc_init deed_talloc_init
#define _talloc_zero deed_talloc_zero
#define _talloc_memdup deed_talloc_memdup
#define _talloc_array deed_talloc_array
#define _talloc_zero_array deed_talloc_zero_array
#define _talloc_realloc deed_talloc_realloc
#define _talloc_realloc_array deed_talloc_realloc_array
#define _talloc_realloc_array_zero deed_talloc_realloc_array_zero
#define talloc_realloc_fn deed_talloc_realloc_fn
#define talloc_pool deed_talloc_pool
#define _talloc_pooled_object deed_talloc_pooled_object
DEED_API void *_talloc(const void *ctx, size_t size);
DEED_API void *talloc_named(const void *ctx, size_t size, const char *fmt, ...) DEED_PRINTF(3, 4);
DEED_API void *talloc_named_const(const void *ctx, size_t size, const char *name);
DEED_API void *talloc_init(const char *fmt, ...) DEED_PRINTF(1, 2);
DEED_API void *_talloc_zero(const void *ctx, size_t size, const char *name);
DEED_API void *_talloc_memdup(const void *ctx, const void *p, size_t size, const char *name);
DEED_API void *_talloc_array(const void *ctx, size_t el_size, unsigned count, const char *name);
DEED_API void *_talloc_zero_array(const void *ctx, size_t el_size, unsigned count, const char *name);
DEED_API void *_talloc_realloc(const void *ctx, void *ptr, size_t size, const char *name);
DEED_API void *_talloc_realloc_array(const void *ctx, void *ptr, size_t el_size, unsigned count, const char *name);
DEED_API void *_talloc_realloc_array_zero(const void *ctx, void *ptr, size_t el_size, unsigned count, const char *name);
DEED_API void *talloc_realloc_fn(const void *ctx, void *ptr, size_t size);
DEED_API void *talloc_pool(const void *ctx, size_t size);
DEED_API void *_talloc_pooled_object(const void *ctx, size_t type_size, const char *type_name, unsigned count, size_t bytes);
#define talloc(ctx, type) ((type *)talloc_named_const((ctx), sizeof(type), #type))
#define talloc_size(ctx, size) talloc_named_const((ctx), (size), __location__)
#define talloc_ptrtype(ctx, ptr) ((DEED_TALLOC_TYPEOF_(ptr))talloc_size((ctx), sizeof(*(ptr))))
#define talloc_new(ctx) talloc_named_const((ctx), 0, "talloc_new: " __location__)
#define talloc_zero(ctx, type) ((type *)_talloc_zero((ctx), sizeof(type), #type))
#define talloc_zero_size(ctx, size) _talloc_zero((ctx), (size), __location__)
#define talloc_memdup(ctx, p, size) _talloc_memdup((ctx), (p), (size), __location__)
#define talloc_array(ctx, type, count) ((type *)_talloc_array((ctx), sizeof(type), (count), #type))
#define talloc_array_size(ctx, size, count) _talloc_array((ctx), (size), (count), __location__)
#define talloc_array_ptrtype(ctx, ptr, count) ((DEED_TALLOC_TYPEOF_(ptr))talloc_array_size((ctx), sizeof(*(ptr)), (count)))
#define talloc_array_length(ctx) (talloc_get_size(ctx) / sizeof(*(ctx)))
#define talloc_zero_array(ctx, type, count) ((type *)_talloc_zero_array((ctx), sizeof(type), (count), #type))
#define talloc_realloc(ctx, p, type, count) ((type *)_talloc_realloc_array((ctx), (p), sizeof(type), (count), #type))
#define talloc_realloc_zero(ctx, p, type, count) ((type *)_talloc_realloc_array_zero((ctx), (p), sizeof(type), (count), #type))
#define talloc_realloc_size(ctx, p, size) _talloc_realloc((ctx), (p), (size), __location__)
#define talloc_pooled_object(ctx, type, count, bytes) ((type *)_talloc_pooled_object((ctx), sizeof(type), #type, (count), (bytes)))

/* Freeing, moving, sharing. free: 0, or -1 where a destructor refuses or there is more than one parent. steal and move give the pointer, NULL for NULL; unlink -1 if ctx is no parent. */
#define _talloc_free deed_talloc_free
#define talloc_free_children deed_talloc_free_children
#define _talloc_set_destructor deed_talloc_set_destructor
#define _talloc_steal_loc deed_talloc_steal_loc
#define _talloc_move deed_talloc_move
#define talloc_reparent deed_talloc_reparent
#define _talloc_reference_loc deed_talloc_reference_loc
#define talloc_increase_ref_count deed_talloc_increase_ref_count
#define talloc_reference_count deed_talloc_reference_count
#define talloc_unlink deed_talloc_unlink
DEED_API int _talloc_free(void *ptr, const char *location);
DEED_API void talloc_free_children(void *ptr);
DEED_API void _talloc_set_destructor(const void *ptr, int (*destructor)(void *));
DEED_API void *_talloc_steal_loc(const void *new_ctx, const void *ptr, const char *location);
DEED_API void *_talloc_move(const void *new_ctx, const void *pptr);
DEED_API void *talloc_reparent(const void *old_parent, const void *new_parent, const void *ptr);
DEED_API void *_talloc_reference_loc(const void *ctx, const void *ptr, const char *location);
DEED_API int talloc_increase_ref_count(const void *ptr);
DEED_API size_t talloc_reference_count(const void *ptr);
DEED_API int talloc_unlink(const void *ctx, void *ptr);
#define talloc_free(ctx) _talloc_free((ctx), __location__)
#define TALLOC_FREE(ctx) do { if ((ctx) != NULL) { talloc_free(ctx); (ctx) = NULL; } } while (0)
#define talloc_set_destructor(ptr, function) \
	do { int (*deed_d_)(DEED_TALLOC_TYPEOF_(ptr)) = (function); _talloc_set_destructor((ptr), (int (*)(void *))deed_d_); } while (0)
#define talloc_steal(ctx, ptr) ((DEED_TALLOC_TYPEOF_(ptr))_talloc_steal_loc((ctx), (ptr), __location__))
#define talloc_move(ctx, pptr) ((DEED_TALLOC_TYPEOF_(*(pptr)))_talloc_move((ctx), (void *)(pptr)))
#define talloc_reference(ctx, ptr) ((DEED_TALLOC_TYPEOF_(ptr))_talloc_reference_loc((ctx), (ptr), __location__))

/* Names, types, parents, sizes. check_name gives ptr or NULL; the abort form calls the abort function instead, and gives NULL if that returns. is_parent: 1 if ptr stands above ctx, or is it. A size is 0 for NULL; totals are of the whole tree. */
#define talloc_set_name deed_talloc_set_name
#define talloc_set_name_const deed_talloc_set_name_const
#define talloc_get_name deed_talloc_get_name
#define talloc_check_name deed_talloc_check_name
#define _talloc_get_type_abort deed_talloc_get_type_abort
#define talloc_parent deed_talloc_parent
#define talloc_parent_name deed_talloc_parent_name
#define talloc_is_parent deed_talloc_is_parent
#define talloc_find_parent_byname deed_talloc_find_parent_byname
#define talloc_show_parents deed_talloc_show_parents
#define talloc_get_size deed_talloc_get_size
#define talloc_total_size deed_talloc_total_size
#define talloc_total_blocks deed_talloc_total_blocks
DEED_API const char *talloc_set_name(const void *ptr, const char *fmt, ...) DEED_PRINTF(2, 3);
DEED_API void talloc_set_name_const(const void *ptr, const char *name);
DEED_API const char *talloc_get_name(const void *ptr);
DEED_API void *talloc_check_name(const void *ptr, const char *name);
DEED_API void *_talloc_get_type_abort(const void *ptr, const char *name, const char *location);
DEED_API void *talloc_parent(const void *ptr);
DEED_API const char *talloc_parent_name(const void *ptr);
DEED_API int talloc_is_parent(const void *ctx, const void *ptr);
DEED_API void *talloc_find_parent_byname(const void *ctx, const char *name);
DEED_API void talloc_show_parents(const void *ctx, FILE *f);
DEED_API size_t talloc_get_size(const void *ptr);
DEED_API size_t talloc_total_size(const void *ptr);
DEED_API size_t talloc_total_blocks(const void *ptr);
#define talloc_set_type(ptr, type) talloc_set_name_const((ptr), #type)
#define talloc_get_type(ptr, type) ((type *)talloc_check_name((ptr), #type))
#define talloc_get_type_abort(ptr, type) ((type *)_talloc_get_type_abort((ptr), #type, __location__))
#define talloc_find_parent_bytype(ptr, type) ((type *)talloc_find_parent_byname((ptr), #type))

/* Texts: on ctx, or grown in place of s, which is not valid any more when another pointer comes back; NULL without memory (s stays). addbuf and addsep set *ps to NULL then, and ignore a NULL *ps. */
#define talloc_strdup deed_talloc_strdup
#define talloc_strndup deed_talloc_strndup
#define talloc_strdup_append deed_talloc_strdup_append
#define talloc_strdup_append_buffer deed_talloc_strdup_append_buffer
#define talloc_strndup_append deed_talloc_strndup_append
#define talloc_strndup_append_buffer deed_talloc_strndup_append_buffer
#define talloc_vasprintf deed_talloc_vasprintf
#define talloc_vasprintf_append deed_talloc_vasprintf_append
#define talloc_vasprintf_append_buffer deed_talloc_vasprintf_append_buffer
#define talloc_asprintf deed_talloc_asprintf
#define talloc_asprintf_append deed_talloc_asprintf_append
#define talloc_asprintf_append_buffer deed_talloc_asprintf_append_buffer
#define talloc_asprintf_addbuf deed_talloc_asprintf_addbuf
#define talloc_asprintf_addsep deed_talloc_asprintf_addsep
DEED_API char *talloc_strdup(const void *ctx, const char *p);
DEED_API char *talloc_strndup(const void *ctx, const char *p, size_t n);
DEED_API char *talloc_strdup_append(char *s, const char *a);
DEED_API char *talloc_strdup_append_buffer(char *s, const char *a);
DEED_API char *talloc_strndup_append(char *s, const char *a, size_t n);
DEED_API char *talloc_strndup_append_buffer(char *s, const char *a, size_t n);
DEED_API char *talloc_vasprintf(const void *ctx, const char *fmt, va_list ap) DEED_PRINTF(2, 0);
DEED_API char *talloc_vasprintf_append(char *s, const char *fmt, va_list ap) DEED_PRINTF(2, 0);
DEED_API char *talloc_vasprintf_append_buffer(char *s, const char *fmt, va_list ap) DEED_PRINTF(2, 0);
DEED_API char *talloc_asprintf(const void *ctx, const char *fmt, ...) DEED_PRINTF(2, 3);
DEED_API char *talloc_asprintf_append(char *s, const char *fmt, ...) DEED_PRINTF(2, 3);
DEED_API char *talloc_asprintf_append_buffer(char *s, const char *fmt, ...) DEED_PRINTF(2, 3);
DEED_API void talloc_asprintf_addbuf(char **ps, const char *fmt, ...) DEED_PRINTF(2, 3);
DEED_API void talloc_asprintf_addsep(char **ps, const char *sep, const char *fmt, ...) DEED_PRINTF(3, 4);

/* Reports, tracking, limits: O(blocks) each time they run, the reports times the depth of the tree. set_memlimit: 0, or -1 without memory. */
#define talloc_report_depth_cb deed_talloc_report_depth_cb
#define talloc_report_depth_file deed_talloc_report_depth_file
#define talloc_report_full deed_talloc_report_full
#define talloc_report deed_talloc_report
#define talloc_report_full_on_exit deed_talloc_report_full_on_exit
#define talloc_enable_null_tracking deed_talloc_enable_null_tracking
#define talloc_enable_null_tracking_no_autofree deed_talloc_enable_null_tracking_no_autofree
#define talloc_disable_null_tracking deed_talloc_disable_null_tracking
#define talloc_enable_leak_report deed_talloc_enable_leak_report
#define talloc_enable_leak_report_full deed_talloc_enable_leak_report_full
#define talloc_autofree_context deed_talloc_autofree_context
#define talloc_set_memlimit deed_talloc_set_memlimit
DEED_API void talloc_report_depth_cb(const void *ptr, int depth, int max_depth,
	void (*callback)(const void *ptr, int depth, int max_depth, int is_ref, void *private_data), void *private_data);
DEED_API void talloc_report_depth_file(const void *ptr, int depth, int max_depth, FILE *f);
DEED_API void talloc_report_full(const void *ptr, FILE *f);
DEED_API void talloc_report(const void *ptr, FILE *f);
/* For atexit(): the full report of everything tracked; enable null tracking first. */
DEED_API void talloc_report_full_on_exit(void);
DEED_API void talloc_enable_null_tracking(void);
DEED_API void talloc_enable_null_tracking_no_autofree(void);
DEED_API void talloc_disable_null_tracking(void);
DEED_API void talloc_enable_leak_report(void);
DEED_API void talloc_enable_leak_report_full(void);
DEED_API void *talloc_autofree_context(void);
DEED_API int talloc_set_memlimit(const void *ctx, size_t max_size);

#if defined(TALLOC_DEPRECATED) && TALLOC_DEPRECATED
#define talloc_zero_p(ctx, type) talloc_zero(ctx, type)
#define talloc_p(ctx, type) talloc(ctx, type)
#define talloc_array_p(ctx, type, count) talloc_array(ctx, type, count)
#define talloc_realloc_p(ctx, p, type, count) talloc_realloc(ctx, p, type, count)
#define talloc_destroy(ctx) talloc_free(ctx)
#define talloc_append_string(c, s, a) ((s) ? talloc_strdup_append((s), (a)) : talloc_strdup((c), (a)))
#endif
DEED_END_DECLS
#endif

// The interface of talloc as a program sees it: the same macros over the same functions. For tests alone.
#ifndef TEST_TALLOC_H
#define TEST_TALLOC_H
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

typedef void TALLOC_CTX;
#define TEST_TALLOC_STRING(s) #s
#define TEST_TALLOC_LINE(s) TEST_TALLOC_STRING(s)
#define __location__ __FILE__ ":" TEST_TALLOC_LINE(__LINE__)
#define _TALLOC_TYPEOF(ptr) __typeof__(ptr)

void *_talloc(const void *context, size_t size);
void *talloc_init(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int _talloc_free(void *ptr, const char *location);
void talloc_free_children(void *ptr);
void _talloc_set_destructor(const void *ptr, int (*destructor)(void *));
void *_talloc_steal_loc(const void *new_ctx, const void *ptr, const char *location);
void *_talloc_move(const void *new_ctx, const void *pptr);
void *talloc_reparent(const void *old_parent, const void *new_parent, const void *ptr);
void *_talloc_reference_loc(const void *context, const void *ptr, const char *location);
int talloc_unlink(const void *context, void *ptr);
int talloc_increase_ref_count(const void *ptr);
size_t talloc_reference_count(const void *ptr);

void *talloc_named(const void *context, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void *talloc_named_const(const void *context, size_t size, const char *name);
void *_talloc_zero(const void *ctx, size_t size, const char *name);
void *_talloc_memdup(const void *t, const void *p, size_t size, const char *name);
void *_talloc_array(const void *ctx, size_t el_size, unsigned count, const char *name);
void *_talloc_zero_array(const void *ctx, size_t el_size, unsigned count, const char *name);
void *_talloc_realloc(const void *context, void *ptr, size_t size, const char *name);
void *_talloc_realloc_array(const void *ctx, void *ptr, size_t el_size, unsigned count, const char *name);
void *talloc_realloc_fn(const void *context, void *ptr, size_t size);
void *talloc_pool(const void *context, size_t size);
void *_talloc_pooled_object(const void *ctx, size_t type_size, const char *type_name, unsigned num_subobjects,
                            size_t total_subobjects_size);
void *talloc_autofree_context(void) __attribute__((deprecated));

#define talloc(ctx, type) (type *)talloc_named_const(ctx, sizeof(type), #type)
#define talloc_size(ctx, size) talloc_named_const(ctx, size, __location__)
#define talloc_ptrtype(ctx, ptr) (_TALLOC_TYPEOF(ptr)) talloc_size(ctx, sizeof(*(ptr)))
#define talloc_new(ctx) talloc_named_const(ctx, 0, "talloc_new: " __location__)
#define talloc_zero(ctx, type) (type *)_talloc_zero(ctx, sizeof(type), #type)
#define talloc_zero_size(ctx, size) _talloc_zero(ctx, size, __location__)
#define talloc_memdup(t, p, size) _talloc_memdup(t, p, size, __location__)
#define talloc_array(ctx, type, count) (type *)_talloc_array(ctx, sizeof(type), count, #type)
#define talloc_array_size(ctx, size, count) _talloc_array(ctx, size, count, __location__)
#define talloc_array_ptrtype(ctx, ptr, count) (_TALLOC_TYPEOF(ptr)) talloc_array_size(ctx, sizeof(*(ptr)), count)
#define talloc_array_length(ctx) (talloc_get_size(ctx) / sizeof(*ctx))
#define talloc_zero_array(ctx, type, count) (type *)_talloc_zero_array(ctx, sizeof(type), count, #type)
#define talloc_realloc(ctx, p, type, count) (type *)_talloc_realloc_array(ctx, p, sizeof(type), count, #type)
#define talloc_realloc_size(ctx, ptr, size) _talloc_realloc(ctx, ptr, size, __location__)
#define talloc_pooled_object(_ctx, _type, _num, _size) \
  (_type *)_talloc_pooled_object((_ctx), sizeof(_type), #_type, (_num), (_size))

#define talloc_free(ctx) _talloc_free(ctx, __location__)
#define TALLOC_FREE(ctx) \
  do { \
    if (ctx != NULL) { \
      talloc_free(ctx); \
      ctx = NULL; \
    } \
  } while (0)
#define talloc_set_destructor(ptr, function) \
  do { \
    int (*_talloc_destructor_fn)(_TALLOC_TYPEOF(ptr)) = (function); \
    _talloc_set_destructor((ptr), (int (*)(void *))_talloc_destructor_fn); \
  } while (0)
#define talloc_steal(ctx, ptr) \
  ({ \
    _TALLOC_TYPEOF(ptr) __talloc_steal_ret = (_TALLOC_TYPEOF(ptr))_talloc_steal_loc((ctx), (ptr), __location__); \
    __talloc_steal_ret; \
  })
#define talloc_move(ctx, pptr) (_TALLOC_TYPEOF(*(pptr))) _talloc_move((ctx), (void *)(pptr))
#define talloc_reference(ctx, ptr) (_TALLOC_TYPEOF(ptr)) _talloc_reference_loc((ctx), (ptr), __location__)

const char *talloc_set_name(const void *ptr, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void talloc_set_name_const(const void *ptr, const char *name);
const char *talloc_get_name(const void *ptr);
void *talloc_check_name(const void *ptr, const char *name);
void *_talloc_get_type_abort(const void *ptr, const char *name, const char *location);
void *talloc_find_parent_byname(const void *ctx, const char *name);
void *talloc_parent(const void *ptr);
const char *talloc_parent_name(const void *ptr);
int talloc_is_parent(const void *context, const void *ptr);
size_t talloc_get_size(const void *ctx);
size_t talloc_total_size(const void *ptr);
size_t talloc_total_blocks(const void *ptr);
#define talloc_set_type(ptr, type) talloc_set_name_const(ptr, #type)
#define talloc_get_type(ptr, type) (type *)talloc_check_name(ptr, #type)
#define talloc_get_type_abort(ptr, type) (type *)_talloc_get_type_abort(ptr, #type, __location__)
#define talloc_find_parent_bytype(ptr, type) (type *)talloc_find_parent_byname(ptr, #type)

char *talloc_strdup(const void *t, const char *p);
char *talloc_strdup_append(char *s, const char *a);
char *talloc_strdup_append_buffer(char *s, const char *a);
char *talloc_strndup(const void *t, const char *p, size_t n);
char *talloc_strndup_append(char *s, const char *a, size_t n);
char *talloc_strndup_append_buffer(char *s, const char *a, size_t n);
char *talloc_vasprintf(const void *t, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
char *talloc_vasprintf_append(char *s, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
char *talloc_vasprintf_append_buffer(char *s, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
char *talloc_asprintf(const void *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *talloc_asprintf_append(char *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *talloc_asprintf_append_buffer(char *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void talloc_asprintf_addbuf(char **ps, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

void talloc_report_full(const void *ptr, FILE *f);
void talloc_report(const void *ptr, FILE *f);
void talloc_enable_null_tracking(void);
void talloc_enable_leak_report(void);
void talloc_enable_leak_report_full(void);
void talloc_set_log_stderr(void);
int talloc_set_memlimit(const void *ctx, size_t max_size) __attribute__((deprecated));
#endif

/* deed/base.h: what every other header of libdeed includes: the version, the build mode, attributes.
 *
 * Two builds of one API exist. Compile everything with -DDEED_CHECKED and link libdeed_checked, or compile
 * everything without it and link libdeed. Each translation unit that includes a header of Deed refers to a
 * symbol that only the library of the same mode defines: mixing the modes is a link error.
 *
 * Unless a function says otherwise:
 *  units: none.
 *  NULL: no argument; none is given back.
 *  errors: none.
 *  threads: any, at any time.
 *  cost: O(1). */
#ifndef DEED_BASE_H
#define DEED_BASE_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEED_VERSION_MAJOR 0
#define DEED_VERSION_MINOR 1
#define DEED_VERSION_PATCH 0
#define DEED_VERSION_STRING "0.1.0"

#ifdef __cplusplus
#define DEED_BEGIN_DECLS extern "C" {
#define DEED_END_DECLS }
#else
#define DEED_BEGIN_DECLS
#define DEED_END_DECLS
#endif

#define DEED_API __attribute__((visibility("default")))
#define DEED_MUST_USE __attribute__((warn_unused_result))
#define DEED_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define DEED_LIKELY(x) __builtin_expect(!!(x), 1)
#define DEED_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define DEED_CAT_(a, b) a##b
#define DEED_CAT(a, b) DEED_CAT_(a, b)
#define DEED_UNIQUE(prefix) DEED_CAT(prefix, __COUNTER__)
#define DEED_STR_(x) #x
#define DEED_STR(x) DEED_STR_(x)
#define DEED_HERE __FILE__ ":" DEED_STR(__LINE__)

#ifdef __cplusplus
#define DEED_ALIGNOF(T) alignof(T)
#else
#define DEED_ALIGNOF(T) _Alignof(T)
#endif

/* The size of T; an error of the compiler where T asks for an alignment above 16, which the allocator behind the macro has not. */
#define DEED_SIZEOF_AT_MOST_16_ALIGNED_(T) (sizeof(T) + 0 * sizeof(char[DEED_ALIGNOF(T) <= 16 ? 1 : -1]))

/* The alignment that an alignment argument of 0 asks for: that of malloc (16 bytes). */
#define DEED_DEFAULT_ALIGN ((size_t)16)
/* The largest request that any allocator takes, in bytes; a larger one fails like one without memory. */
#define DEED_MAX_SIZE ((size_t)PTRDIFF_MAX - 65536)

DEED_BEGIN_DECLS
/* The second symbol is thread-local in one mode only: a linker refuses objects that disagree on that, also where both shared
 * libraries are named and each mode finds its own symbol. */
#ifdef DEED_CHECKED
extern DEED_API const char deed_mode_checked_1;
__attribute__((used)) static const char *const deed_mode_ref_ = &deed_mode_checked_1;
extern __attribute__((visibility("hidden"), weak)) __thread char deed_mode_is_one_for_all_objects;
__thread char deed_mode_is_one_for_all_objects = 0;
#else
extern DEED_API const char deed_mode_release_1;
__attribute__((used)) static const char *const deed_mode_ref_ = &deed_mode_release_1;
extern __attribute__((visibility("hidden"), weak)) char deed_mode_is_one_for_all_objects;
char deed_mode_is_one_for_all_objects = 0;
#endif

/* The version of the linked library, "major.minor.patch". Static text; never NULL; any thread. */
DEED_API const char *deed_version(void);
/* True when the linked library is the checked one. Any thread. */
DEED_API bool deed_is_checked(void);
DEED_END_DECLS
#endif

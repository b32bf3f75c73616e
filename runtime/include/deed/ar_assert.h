/* deed/ar_assert.h: the assertion names of the AgeRun memory model on Deed's metadata.
 *
 * For code that has them: include this instead of its own header. Blocks that Deed does not know (plain malloc)
 * are checked as the originals do, for NULL only. Nothing in the release build.
 *
 * Unless a function says otherwise:
 *  units: none.
 *  NULL: see each.
 *  errors: a failed assertion is reported (DEED_ERROR_ASSERTION).
 *  threads: any, at any time.
 *  cost: one locked look at a table; for unknown memory O(blocks); release build: none. */
#ifndef DEED_AR_ASSERT_H
#define DEED_AR_ASSERT_H
#include <deed/assert.h>

DEED_BEGIN_DECLS
#ifdef DEED_CHECKED
DEED_API void deed_ar_ownership_(const void *p, const char *expr, const char *file, int line);
DEED_API void deed_ar_not_used_after_free_(const void *p, const char *expr, const char *file, int line);
/* p is not NULL and, where Deed knows it, alive and not transferred away. */
#define AR_ASSERT_OWNERSHIP(p) deed_ar_ownership_((p), #p, __FILE__, __LINE__)
/* The variable is NULL. */
#define AR_ASSERT_TRANSFERRED(p) DEED_ASSERT_TRANSFERRED(p)
/* p is NULL or, where Deed knows it, alive. */
#define AR_ASSERT_NOT_USED_AFTER_FREE(p) deed_ar_not_used_after_free_((p), #p, __FILE__, __LINE__)
#else
#define AR_ASSERT_OWNERSHIP(p) ((void)sizeof(p))
#define AR_ASSERT_TRANSFERRED(p) ((void)sizeof(p))
#define AR_ASSERT_NOT_USED_AFTER_FREE(p) ((void)sizeof(p))
#endif
DEED_END_DECLS
#endif

// Memory contexts of PostgreSQL. For tests alone.
#ifndef TEST_POSTGRES_H
#define TEST_POSTGRES_H
#include <stdbool.h>
#include <stddef.h>

typedef size_t Size;
typedef struct MemoryContextData *MemoryContext;
extern MemoryContext CurrentMemoryContext, TopMemoryContext, CacheMemoryContext, CurTransactionContext;

void *palloc(Size size);
void *palloc0(Size size);
void *repalloc(void *pointer, Size size);
void pfree(void *pointer);
char *pstrdup(const char *in);
char *psprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void *MemoryContextAlloc(MemoryContext context, Size size);
void *MemoryContextAllocZero(MemoryContext context, Size size);
char *MemoryContextStrdup(MemoryContext context, const char *string);
MemoryContext AllocSetContextCreateInternal(MemoryContext parent, const char *name, Size min, Size init, Size max);
#define ALLOCSET_DEFAULT_SIZES 0, 8 * 1024, 8 * 1024 * 1024
#define AllocSetContextCreate(parent, name, ...) AllocSetContextCreateInternal(parent, name, __VA_ARGS__)
void MemoryContextReset(MemoryContext context);
void MemoryContextDelete(MemoryContext context);
void MemoryContextSetParent(MemoryContext context, MemoryContext new_parent);

static inline MemoryContext MemoryContextSwitchTo(MemoryContext context) {
  MemoryContext old = CurrentMemoryContext;
  CurrentMemoryContext = context;
  return old;
}
#endif

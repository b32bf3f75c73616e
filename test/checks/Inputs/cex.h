// The interface of CEX: allocators with scopes, arrays on them. For tests alone.
#ifndef TEST_CEX_H
#define TEST_CEX_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef size_t usize;
typedef const char *Exc;
#define EOK ((Exc)NULL)
#define Error_memory "MemoryError"

#define IAllocator const struct Allocator_i *
typedef struct Allocator_i {
  _Alignas(64) void *(*const malloc)(IAllocator self, usize size, usize alignment);
  void *(*const calloc)(IAllocator self, usize nmemb, usize size, usize alignment);
  void *(*const realloc)(IAllocator self, void *ptr, usize new_size, usize alignment);
  void *(*const free)(IAllocator self, void *ptr);
  const struct Allocator_i *(*const scope_enter)(IAllocator self);
  void (*const scope_exit)(IAllocator self);
  u32 (*const scope_depth)(IAllocator self);
  struct {
    u32 magic_id;
    bool is_arena;
    bool is_temp;
  } meta;
} Allocator_i;

typedef struct {
  Allocator_i alloc;
  void *last_page;
} AllocatorArena_c;

struct __cex_namespace__AllocatorArena {
  const Allocator_i *(*create)(usize page_size);
  void (*destroy)(IAllocator self);
};
extern const struct __cex_namespace__AllocatorArena AllocatorArena;

extern _Thread_local AllocatorArena_c _cex__default_global__allocator_temp;
extern IAllocator const _cex__default_global__allocator_heap__allc;
void _cex_allocator_memscope_cleanup(IAllocator *allc);
void _cex_allocator_arena_cleanup(IAllocator *allc);

#define tmem$ ((IAllocator)(&_cex__default_global__allocator_temp.alloc))
#define mem$ _cex__default_global__allocator_heap__allc

#define mem$malloc(allocator, size, alignment...) \
  ({ \
    usize _alignment[] = {alignment}; \
    (allocator)->malloc((allocator), size, (sizeof(_alignment) > 0) ? _alignment[0] : 0); \
  })
#define mem$calloc(allocator, nmemb, size, alignment...) \
  ({ \
    usize _alignment[] = {alignment}; \
    (allocator)->calloc((allocator), nmemb, size, (sizeof(_alignment) > 0) ? _alignment[0] : 0); \
  })
#define mem$realloc(allocator, old_ptr, size, alignment...) \
  ({ \
    usize _alignment[] = {alignment}; \
    (allocator)->realloc((allocator), old_ptr, size, (sizeof(_alignment) > 0) ? _alignment[0] : 0); \
  })
#define mem$free(allocator, ptr) \
  ({ \
    (ptr) = (allocator)->free((allocator), ptr); \
    (ptr) = NULL; \
    (ptr); \
  })
#define mem$new(allocator, T) (__typeof__(T) *)(allocator)->calloc((allocator), 1, sizeof(T), _Alignof(T))

#define CEX_TMPNAME2(base, line) __cex__##base##line
#define CEX_TMPNAME1(base, line) CEX_TMPNAME2(base, line)
#define cex$tmpname(base) CEX_TMPNAME1(base, __LINE__)

#define mem$scope(allocator, allc_var) \
  u32 cex$tmpname(tallc_cnt) = 0; \
  for (IAllocator allc_var __attribute__((__cleanup__(_cex_allocator_memscope_cleanup))) = \
           (allocator)->scope_enter(allocator); \
       cex$tmpname(tallc_cnt) < 1; cex$tmpname(tallc_cnt)++)
#define mem$arena(page_size, allc_var) \
  u32 cex$tmpname(tallc_cnt) = 0; \
  for (IAllocator allc_var __attribute__((__cleanup__(_cex_allocator_arena_cleanup))) = \
           AllocatorArena.create(page_size); \
       cex$tmpname(tallc_cnt) < 1; cex$tmpname(tallc_cnt)++)

typedef struct {
  struct _cexds__hash_index *_hash_table;
  IAllocator allocator;
  usize capacity;
  usize length;
} _cexds__array_header;
#define _cexds__header(t) ((_cexds__array_header *)(((char *)(t)) - sizeof(_cexds__array_header)))
void *_cexds__arrgrowf(void *a, usize elemsize, usize addlen, usize min_cap, u32 el_align, IAllocator allc);
void _cexds__arrfreef(void *a);
void _cex_abort(void) __attribute__((noreturn));

#define arr$(T) T *
struct _cexds__arr_new_kwargs_s {
  usize capacity;
};
#define arr$new(a, allocator, kwargs...) \
  ({ \
    struct _cexds__arr_new_kwargs_s _kwargs = {kwargs}; \
    (a) = (__typeof__(*a) *)_cexds__arrgrowf(NULL, sizeof(*a), _kwargs.capacity, 0, _Alignof(__typeof__(*a)), allocator); \
  })
#define arr$free(a) (_cexds__arrfreef((a)), (a) = NULL)
#define arr$len(a) ((a) ? _cexds__header(a)->length : 0)
#define arr$grow(a, add_len, min_cap) \
  ((a) = _cexds__arrgrowf((a), sizeof *(a), (add_len), (min_cap), _Alignof(__typeof__(*a)), NULL))
#define arr$grow_check(a, add_extra) \
  ((_cexds__header(a)->length + (add_extra) > _cexds__header(a)->capacity) ? (arr$grow(a, add_extra, 0), (a) != NULL) \
                                                                           : true)
#define arr$push(a, value...) \
  ({ \
    if (!arr$grow_check(a, 1)) \
      _cex_abort(); \
    (a)[_cexds__header(a)->length++] = (value); \
  })
#endif

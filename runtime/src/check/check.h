// The checked build's knowledge of every block: its owner, family, birth, transfer, death, generation, borrows.
// In the release build only debug allocators use it.
#pragma once
#include "base/util.h"
#include "check/tools.h"

#pragma GCC visibility push(hidden)
namespace deed::check {

enum class Why : uint8_t { Alive, Freed, Reset, ScopeExit, OwnerDied, ParentFreed, Moved };

#ifdef DEED_CHECKED
constexpr bool on = true;
#define DEED_ENTRY DEED_ENTRY_ALWAYS
#else
constexpr bool on = false;
#define DEED_ENTRY do { } while (0)
#endif
constexpr size_t kRear = 16;               // guard bytes behind a block
constexpr unsigned char kFresh = 0x7f, kDead = 0xdf, kGuard = 0xfa; // the guard: free() of glibc stops at it (an odd "mapped" chunk), rather than following it
constexpr unsigned kMaxFrames = 32;

extern Lock registry; // of all that is kept here
struct Trace { Trace *next; uint32_t hash; uint32_t n; uint32_t id; void *pc[]; };

// An allocator instance, or a root context. Records of dead owners are kept: they name a stale use.
struct Owner {
	const char *family, *name;
	const void *id;
	const Trace *birth, *death;
	struct Record *blocks; // newest first, dead ones too until they are settled, and records not in use (p is NULL, not alive)
	Owner *next_all, *prev_all;
	size_t live;
	uint32_t generation;   // counts resets
	uint8_t frames;        // stack frames kept for its blocks
	bool dead;
	bool retain;           // its dead blocks are never forgotten
	bool tool_pool;
};

// A block, living or dead. One cache line, found by the block's address (table.h), apart from the block so that no stray
// write reaches it. A block that is born where another died takes over its record.
struct alignas(64) Record {
	char *p;                   // NULL: not in use
	union {
		size_t size;
		Record *next_free;     // while p is NULL
	};
	Owner *owner;
	Record *onext, *oprev;     // of the owner
	uint32_t id;               // its place in the store of records
	uint32_t generation;
	uint32_t birth, death;     // stacks by number (trace_of)
	uint16_t pins, front;      // from here on: state()
	uint8_t align_log2, depth;
	Why why;
	bool transferred : 1;
	bool patterned : 1;        // a dead block still holds kDead
	bool gone : 1;             // dead, and its memory may be anybody's by now
	bool outlived : 1;         // 2048 later ones died before its memory changed hands
	bool extra : 1;            // has an Extra
	bool linked : 1;           // in its owner's list, perhaps forgotten: then it waits there for the next block of that owner

	uint64_t state() const // pins and all that follows, to be compared and set at once
	{
		uint64_t s;
		__builtin_memcpy(&s, (const char *)this + 56, 8);
		return s;
	}
	void set_state(uint64_t s) { __builtin_memcpy((char *)this + 56, &s, 8); }
};
static_assert(sizeof(Record) == 64 && offsetof(Record, pins) == 56);
struct Extra {                     // what few blocks have
	const Trace *transfer;
	const void *holder;        // by DEED_TAKE
	const char *type;
	uint32_t asserts;
};

extern __attribute__((tls_model("initial-exec"))) thread_local constinit void *entry_frame;
// The outermost call of the public interface on this thread: traces start at its caller.
class Entry {
	bool outer_;

public:
	explicit Entry(void *frame) : outer_(addr(entry_frame) < addr(frame)) // NULL stands below all
	{
		if (outer_) entry_frame = frame;
		__asm__("" : "+r"(outer_)); // one register to keep, not both sides of the comparison
	}
	~Entry()
	{
		if (outer_) entry_frame = nullptr;
	}
	Entry(const Entry &) = delete;
	Entry &operator=(const Entry &) = delete;
};
#define DEED_ENTRY_ALWAYS deed::check::Entry deed_entry_(__builtin_frame_address(0))

Owner *owner_new(const char *family, const char *name, const void *id);
void owner_die(Owner *o, Why why = Why::OwnerDied);          // verifies and settles its blocks
void owner_reset(Owner *o, Why why = Why::Reset);
void owner_scope_exit(Owner *o, unsigned depth);             // blocks born at `depth` or deeper

constexpr size_t front(size_t align) { return align < 16 ? 16 : align; }
constexpr size_t padded(size_t size, size_t align) { return front(align) + size + kRear; }

// birth(), birth_at(), end(): life.h
struct Info { size_t size, align; unsigned depth; Record *record; };
// Is p a live block of o? Else reports (what is the verb: "free", "realloc") and gives false.
bool expect(Owner *o, const void *p, size_t size, size_t align, Info *out, const char *what);
// The guards of p; reports damage, then repairs the guards. False if there was some.
bool verify(const void *p, const char *what);
bool intact(const void *p);                                  // the same, without a word
// p dies; it was expected before. Fills it. Reports living scoped borrows and gives false if it may not die.
bool die(const void *p, Why why, const Trace *where = nullptr); // where: the stack, if it is known already
const Trace *death_of(const Owner *o);                       // the stack of the call that runs, for a death of a block of o
extern size_t all_pins;                                      // scoped borrows that are alive
inline void pins_change(ptrdiff_t by) { __atomic_fetch_add(&all_pins, (size_t)by, __ATOMIC_RELAXED); }
inline bool any_pins() { return __builtin_expect(__atomic_load_n(&all_pins, __ATOMIC_RELAXED) != 0, 0); }
bool any_pinned(Owner *o, unsigned depth, const char *what); // a living block of o, born at `depth` or deeper, has one; reported
bool may_die(const void *p);                                 // false, and reported, while scoped borrows are alive
void rekey(const void *from, const void *to);                // the block was moved bytewise, guards and all
// The memory of a dead block is about to be used for something else: was it written since?
void settle(const void *p);
void resized(const void *p, size_t new_size, bool zeroed = false);
void moved(const void *from, const void *to);                // keeps the history
size_t verify_blocks(const void *owner, const char *what);    // of one allocator, or NULL: of all; how many were damaged
void set_type(const void *p, const char *type);
size_t live_blocks(const Owner *o);
size_t report_leaks(Owner *o, const char *what, bool error); // how many
void leaks_at_exit();                                        // once, and if DEED_LEAKS asks for it (checked)
void stale_owner(Owner *o, const char *what);                // reports the use of a dead allocator
inline bool usable(const Owner *o, const char *what)
{
	if (o && !__builtin_expect(o->dead, 0)) return true;
	stale_owner(const_cast<Owner *>(o), what);
	return false;
}
// A text that says what p is; for messages of others.
void describe(const void *p, Text &out);
void describe_parent(const void *p, Text &out);              // of a living block of a context; else nothing
void describe_here(Text &out);

void event(const char *name, const void *p, size_t size, const char *family, const void *owner, const char *file, int line);
extern bool events_on;
bool free_to_ask();                                          // false: the table is in use, perhaps by the code that a signal interrupted
// Of a dead block whose memory is not used again yet.
bool dead_info(const void *p, Info *out);
void each_live(Owner *o, bool (*fn)(void *p, Info i, void *user), void *user); // fn may not allocate; false stops

} // namespace deed::check
#pragma GCC visibility pop

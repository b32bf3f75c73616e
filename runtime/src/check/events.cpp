// The ledger of a run: one JSON line for each acquire, transfer, take, borrow, release and assertion.
#ifdef DEED_CHECKED
#include "check/internal.h"
namespace deed::check {
bool events_on;
void event(const char *, const void *, size_t, const char *, const void *, const char *, int) {}
} // namespace deed::check
#endif

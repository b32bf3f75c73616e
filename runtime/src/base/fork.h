// Locks that no other thread may hold while the process forks, lest the child find them held for ever.
#pragma once
#include "base/util.h"

namespace deed {
// Call from a constructor; locks that are taken inside others come later (greater priority number).
void fork_guard(Lock &l);
// For locks that come and go, and are taken outside of all those: both ends of the fork, in both processes.
void fork_outermost(void (*hold)(), void (*let_go)());
} // namespace deed

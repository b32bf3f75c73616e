// Faults of memory access, told before they kill.
#pragma once

namespace deed::platform {
// fn says whether it knew the address; the fault then goes on to whoever handled it before.
void on_fault(bool (*fn)(const void *address));
} // namespace deed::platform

#include "check/tools.h"

namespace deed::tools {
bool listening, listening_valgrind;
__attribute__((constructor(101))) static void listen()
{
	listening_valgrind = valgrind(kRunning) != 0;
	listening = listening_valgrind || __asan_poison_memory_region;
}
} // namespace deed::tools

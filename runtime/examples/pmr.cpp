/* The standard library's containers on any allocator of Deed: C++17, built with c++. */
#include <deed/arena.h>
#include <deed/heap.h>
#include <deed/pmr.hpp>
#include <memory_resource>
#include <string>
#include <vector>

int main()
{
	deed_arena arena;
	deed_arena_init(&arena, deed_heap(), 0);
	bool inside;
	{
		deed::memory_resource memory(&arena.allocator);
		std::pmr::vector<std::pmr::string> names(&memory);
		for (int i = 0; i < 100; i++) names.emplace_back("a name that is too long to stand in the string itself");
		inside = deed_arena_owns(&arena, names.data()) && deed_arena_owns(&arena, names.back().data());
	}
	deed_arena_destroy(&arena);
	return inside ? 0 : 1;
}

// deed/pmr.hpp: a deed_allocator as a std::pmr::memory_resource. Header only; the program's own C++ library serves it.
//
// Unless something else is said below:
//  units: bytes.
//  NULL: the allocator is not NULL.
//  errors: std::bad_alloc, or abort without exceptions.
//  threads: as the allocator.
//  cost: that of the allocator and a virtual call.
#ifndef DEED_PMR_HPP
#define DEED_PMR_HPP
#include <deed/allocator.h>
#include <memory_resource>
#include <new>

namespace deed {

// Does not own the allocator, which must outlive it and all that was allocated. As thread-safe as that is. Throws
// std::bad_alloc when the allocator gives NULL (aborts without exceptions). Two resources are equal when they stand on the same allocator (without RTTI: when they are the same).
class memory_resource final : public std::pmr::memory_resource {
	deed_allocator *a_;
	void *do_allocate(std::size_t bytes, std::size_t align) override
	{
		if (void *p = deed_alloc_aligned(a_, bytes, align)) return p;
#if defined(__cpp_exceptions)
		throw std::bad_alloc();
#else
		__builtin_abort();
#endif
	}
	// std sizes of 0 are served as 1 by deed_alloc_aligned
	void do_deallocate(void *p, std::size_t bytes, std::size_t align) override { deed_free_sized(a_, p, bytes ? bytes : 1, align); }
	bool do_is_equal(const std::pmr::memory_resource &other) const noexcept override
	{
#if defined(__cpp_rtti)
		const auto *o = dynamic_cast<const memory_resource *>(&other);
		return o && o->a_ == a_;
#else
		return this == &other;
#endif
	}

public:
	explicit memory_resource(deed_allocator *a) noexcept : a_(a) {}
	deed_allocator *allocator() const noexcept { return a_; }
};

} // namespace deed
#endif

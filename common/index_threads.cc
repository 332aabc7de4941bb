#include "common/index_threads.hh"

#include <algorithm>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace
{

using failures = std::vector<std::exception_ptr>;

/* One of some threads: each has every so manieth shard. */
void work_on(size_t first, size_t step, const std::function<void(size_t)> *work,
             failures *failed) noexcept
{
    for (size_t i = first; i < failed->size(); i += step)
        try {
            (*work)(i);
        } catch (...) {
            (*failed)[i] = std::current_exception();
        }
}

} // namespace

void index_for_each_shard(size_t count, bool is_at_once,
                          const std::function<void(size_t)> &work)
{
    size_t most = is_at_once ? std::thread::hardware_concurrency() : 1;
    size_t step = std::max<size_t>(1, std::min(count, most));
    failures failed(count);
    std::vector<std::thread> threads;

    threads.reserve(step);
    try {
        while (threads.size() + 1 < step)
            threads.emplace_back(work_on, threads.size() + 1, step, &work,
                                 &failed);
    } catch (const std::system_error &) {
        /* No more threads: the caller's does their part. */
    }
    work_on(0, step, &work, &failed);
    for (size_t i = threads.size() + 1; i < step; i++)
        work_on(i, step, &work, &failed);
    for (std::thread &thread : threads)
        thread.join();
    for (const std::exception_ptr &failure : failed)
        if (failure)
            std::rethrow_exception(failure);
}

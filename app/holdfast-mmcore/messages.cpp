// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfast-mmcore/messages.h"

#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace Holdfast {

Messages::Messages()
    : m_output(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10))
{
    if (m_output < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
        throw std::system_error(errno, std::generic_category(), "the standard output");
}

void Messages::answer(const json &id, const json &result)
{
    write({{"id", id}, {"result", result}});
}

void Messages::refuse(const json &id, const CallError &error)
{
    write({{"id", id}, {"error", {{"kind", error.kind()}, {"message", error.what()}}}});
}

void Messages::tell(const json &event)
{
    write(event);
}

void Messages::write(const json &message)
{
    // Adapters return texts of any encoding.
    const std::string line = message.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
    const std::lock_guard lock(m_mutex);
    std::string_view rest = line;
    while (!rest.empty()) {
        const ssize_t written = ::write(m_output, rest.data(), rest.size());
        if (written > 0)
            rest.remove_prefix(size_t(written));
        else if (errno != EINTR)
            return; // The client is gone: the end of the standard input says so as well.
    }
}

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfast-mmcore/framememory.h"

#include "app/holdfast-mmcore/messages.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace Holdfast {

std::optional<json> FrameMemory::put(const void *pixels, size_t size)
{
    const std::lock_guard lock(m_mutex);
    if (size > m_slotSize) {
        // Larger slots begin elsewhere, where a taken one may be.
        if (std::find(m_isTaken.begin(), m_isTaken.end(), true) != m_isTaken.end())
            return std::nullopt;
        m_slotSize = size;
    }
    const auto free = std::find(m_isTaken.begin(), m_isTaken.end(), false);
    if (free == m_isTaken.end())
        return std::nullopt;
    const auto slot = size_t(free - m_isTaken.begin());
    const size_t offset = slot * m_slotSize;
    const char *from = static_cast<const char *>(pixels);
    for (size_t done = 0; done < size;) {
        const ssize_t written = pwrite(descriptor, from + done, size - done, off_t(offset + done));
        if (written > 0)
            done += size_t(written);
        else if (errno != EINTR)
            throw CallError("failed",
                            std::string("The memory for pictures fails: ") + strerror(errno));
    }
    *free = true;
    return json {{"slot", slot}, {"offset", offset}, {"size", size}};
}

void FrameMemory::release(size_t slot)
{
    const std::lock_guard lock(m_mutex);
    if (slot < slotCount)
        m_isTaken[slot] = false;
}

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfast-mmcore/json.h"

#include <array>
#include <cstddef>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief The memory in which the client finds pictures: a file without a name, which the client has made and
//! passes on as descriptor 3. It has some slots, so that a picture can be written while another is read. A slot is used
//! again when the client has released it. Thread-safe.
class FrameMemory
{
public:
    //! The descriptor of the file.
    static constexpr int descriptor = 3;
    //! How many pictures the client may have at a time.
    static constexpr size_t slotCount = 3;

    //! Puts a picture of \a size bytes into a free slot. Returns where it is, as an object with "slot", "offset" and "size";
    //! nothing when the client has all slots. Throws CallError when there is no such memory.
    std::optional<json> put(const void *pixels, size_t size);
    //! Frees a slot.
    void release(size_t slot);

private:
    std::mutex m_mutex;
    std::array<bool, slotCount> m_isTaken {};
    size_t m_slotSize = 0; //!< in bytes; grows while no slot is taken
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <vector>

namespace Holdfast {

//! Raises this process's soft limit of open files to \a wanted, as far as the hard limit allows.
//! Returns the resulting limit.
long raiseOpenFileLimit(long wanted);

//! Returns how many more files this process may open at most, if \a descriptor is the one that it
//! got last: the system gives the lowest free one.
long openFilesLeft(int descriptor);

//! \brief Reserved descriptors: open ones, which are released when the process has no others.
class SpareDescriptors
{
public:
    explicit SpareDescriptors(int count);
    ~SpareDescriptors();
    Q_DISABLE_COPY_MOVE(SpareDescriptors)

    //! Releases one for the process. Returns false when there is none left.
    bool release();
    //! Reserves the released ones again, as far as possible.
    void refill();

private:
    const int m_count;
    std::vector<int> m_descriptors;
};

} // namespace Holdfast

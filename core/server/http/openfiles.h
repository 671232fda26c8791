// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <vector>

namespace Holdfast {

//! Raises this process's soft limit of open files to \a wanted, as far as the hard limit allows.
//! Returns the limit that holds now.
long raiseOpenFileLimit(long wanted);

//! How many more files this process may open at most, if \a descriptor is the one that it got last:
//! the system gives the lowest that is free.
long openFilesLeft(int descriptor);

//! \brief Descriptors that nobody else can use up: open ones, given back when there are no others.
class SpareDescriptors
{
public:
    explicit SpareDescriptors(int count);
    ~SpareDescriptors();
    Q_DISABLE_COPY_MOVE(SpareDescriptors)

    //! Gives one back to the process; false when there is none left.
    bool release();
    //! Takes back what was given, as far as there is any.
    void refill();

private:
    const int m_count;
    std::vector<int> m_descriptors;
};

} // namespace Holdfast

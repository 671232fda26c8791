// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <chrono>
#include <functional>

namespace Holdfast {

//! \brief Where a journal is kept, and for how long.
struct JournalOptions
{
    enum class Place {
        Off,
        Memory, //!< for this run only
        File,
    };

    Place place = Place::Off;
    QString file {}; //!< in a folder that is made if need be
    int days = 30;   //!< older entries go
    //! The oldest entries go when it becomes larger, so that a busy lock does not eat the disk.
    qint64 mostBytes = qint64 {1024} * 1024 * 1024;
    //! Of a hold, until it is written down while it goes on.
    std::chrono::milliseconds longHold = std::chrono::seconds {1};
    //! How soon it is tried again to write when that has failed.
    std::chrono::milliseconds retry = std::chrono::seconds {10};
    //! How many pages the file may have, as a disk that is full; asked whenever it is opened. Empty:
    //! as many as there is room for.
    std::function<qint64()> pageLimit {};

    //! In memory, and of a size that does not hurt.
    static JournalOptions inMemory()
    {
        JournalOptions options;
        options.place = Place::Memory;
        options.mostBytes = qint64 {32} * 1024 * 1024;
        return options;
    }
};

} // namespace Holdfast

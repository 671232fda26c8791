// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <chrono>
#include <functional>

namespace Holdfast {

//! \brief The configuration of a journal: where it is kept, and for how long.
struct JournalOptions
{
    enum class Place {
        Off,
        Memory, //!< for this run only
        File,
    };

    Place place = Place::Off;
    QString file {}; //!< in a folder that is created if need be
    int days = 30;   //!< older entries are deleted
    //! The oldest entries are deleted when the file becomes larger, so that a busy lock does not fill the
    //! disk.
    qint64 mostBytes = qint64 {1024} * 1024 * 1024;
    //! The age at which a hold that goes on is written.
    std::chrono::milliseconds longHold = std::chrono::seconds {1};
    //! The time until the next attempt to write after one has failed.
    std::chrono::milliseconds retry = std::chrono::seconds {10};
    //! For tests of a full disk: returns how many pages the file may have; called whenever it is opened.
    //! Empty means no limit.
    std::function<qint64()> pageLimit {};

    //! Returns options for a journal in memory, of a moderate size.
    static JournalOptions inMemory()
    {
        JournalOptions options;
        options.place = Place::Memory;
        options.mostBytes = qint64 {32} * 1024 * 1024;
        return options;
    }
};

} // namespace Holdfast

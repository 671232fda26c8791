// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/workerthread.h"
#include "core/session/settings/settingsfile.h"

#include <QDeadlineTimer>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Holdfast {

//! \brief Keeps the Things' settings on the disk. A thread of its own writes them, so that a caller
//! that changes a setting does not wait for a disk; several changes in a short time are written
//! once.
//!
//! A failed write is logged, and tried again with the next change. Of two programs on one folder,
//! the second one logs that and writes nothing, for as long as it runs: the values that it has read
//! may be older than those that the first one writes. Thread-safe.
class SettingsStore
{
public:
    //! The pause between two writes of a file.
    static constexpr std::chrono::milliseconds pause {200};

    //! Keeps settings below \a folder; nowhere when that is empty.
    explicit SettingsStore(const QString &folder);
    //! Writes the remaining changes. Gives up after a second when the disk does not answer.
    ~SettingsStore();
    Q_DISABLE_COPY_MOVE(SettingsStore)

    bool isOn() const { return !m_folder.isEmpty(); }
    //! Returns false where another program has the folder.
    bool mayWrite() const;

    //! Returns the file for \a thing.
    SettingsFile file(const QString &thing, const QString &className) const
    {
        return {m_folder, thing, className};
    }

    //! \brief How keeping begins for the file of a Thing that was loaded.
    enum class Begin {
        Clean,  //!< the file is correct
        Dirty,  //!< the file must be written anew
        Sealed, //!< the file is never written: it is damaged, and could not be kept aside
    };
    //! Keeps the settings of \a thing in \a file from now on. \a values are the file's whole
    //! content.
    void begin(const QString &thing, const SettingsFile &file, const Json &values, Begin how);

    //! Notes that a setting has changed. \a value is called at once, and never twice at the same
    //! time: of several threads that change a setting, the last one to call this gives the value
    //! that stays.
    void note(const QString &thing, const QString &setting, const std::function<Json()> &value);

    //! Waits until everything is written, or has failed, but not longer than \a deadline. Returns
    //! false at the deadline.
    bool flush(const QDeadlineTimer &deadline);

private:
    struct State;

    void wakeWriter();

    const QString m_folder; //!< absolute
    //! Shared with the thread, which may be stuck in a write at the end.
    const std::shared_ptr<State> m_state;
    std::optional<WorkerThread> m_writer {}; //!< empty while nothing is kept
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/settingsfile.h"

#include <QDeadlineTimer>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace Holdfast {

//! \brief Keeps the Things' settings on the disk. A thread of its own writes them, so that nobody
//! waits for a disk who changes a setting; several changes in a short time are written once.
//!
//! What cannot be written is said in the log, and tried again with the next change. Of two programs on
//! one folder, the second one says so and writes nothing, for as long as it runs: what it has read may be
//! older than what the first one writes. Thread-safe.
class SettingsStore
{
public:
    //! How soon after one write of a file the next one may come.
    static constexpr std::chrono::milliseconds pause {200};

    //! Below \a folder; nothing is kept where that is empty.
    explicit SettingsStore(const QString &folder);
    //! Writes what there is to be written. A disk that does not answer is given up after a second.
    ~SettingsStore();
    Q_DISABLE_COPY_MOVE(SettingsStore)

    bool isOn() const { return !m_folder.isEmpty(); }
    //! False where another program has the folder.
    bool mayWrite() const;

    //! The file for \a thing.
    SettingsFile file(const QString &thing, const QString &className) const
    {
        return {m_folder, thing, className};
    }

    //! \brief What is to be done with the file of a Thing that was loaded.
    enum class Begin {
        Clean,  //!< it is as it should be
        Dirty,  //!< it is to be written anew
        Sealed, //!< never: it is damaged, and could not be kept aside
    };
    //! From now on the settings of \a thing are kept in \a file. \a values: all that is to be in it.
    void begin(const QString &thing, const SettingsFile &file, const Json &values, Begin how);

    //! A setting has changed. \a value is called at once, and never twice at the same time: of
    //! several threads that change a setting, the last one to come here tells the value that stays.
    void note(const QString &thing, const QString &setting, const std::function<Json()> &value);

    //! Waits until everything is written, or has failed to be, but not longer than \a deadline: then
    //! false.
    bool flush(const QDeadlineTimer &deadline);

private:
    struct State;

    const QString m_folder;         //!< absolute
    std::shared_ptr<State> m_state; //!< the thread's too: it may be stuck in a write at the end
    std::thread m_writer;
};

} // namespace Holdfast

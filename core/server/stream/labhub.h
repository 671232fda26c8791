// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/servedstate.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace Holdfast {

class LabService;

//! \brief Brings the changes of the lab (the answer to GET /lab) to the listeners, in the server's thread: the first one at once, then at
//! most one per interval, always the latest, and serialized once for all.
class LabHub : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval {50};

    //! \a lab outlives it.
    explicit LabHub(LabService &lab, QObject *parent = nullptr);

    //! Returns the present state, for a listener that has just connected. A state that is no newer than that may still come.
    ServedStatePtr watch() const { return state(); }
    //! Returns the present state.
    ServedStatePtr state() const;

Q_SIGNALS:
    void changed(const Holdfast::ServedStatePtr &state);

private:
    void look();
    void publish();

    const LabService &m_lab;
    const QByteArray m_run; //!< distinguishes the states of this run from those of others
    QTimer m_pause;         //!< between two states
    bool m_hasNews = false; //!< that came in the pause
    mutable quint64 m_version = 0;
    mutable QByteArray m_latest; //!< the state of that version
    quint64 m_published = 0;     //!< the version of the latest published state
};

} // namespace Holdfast

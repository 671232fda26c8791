// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/session/session.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace Holdfast {

//! \brief A property of a Thing as the operator sees and sets it: its value, who else changed it,
//! and what came of setting it. Waits up to two seconds for the lock; blocks nothing, polls nothing.
class PropertyLink : public QObject
{
    Q_OBJECT
public:
    enum class Writing {
        Idle,
        Waiting, //!< in the lock's queue
        UnderWay,
    };

    //! For so long a change by somebody else is told.
    static constexpr std::chrono::seconds moment {8};

    //! \a property lives as long as the station.
    PropertyLink(const Session &session, const QString &thing, const PropertyAffordance &property,
                 QObject *parent = nullptr);

    const PropertyAffordance &property() const { return m_property; }
    const QString &thing() const { return m_thing; }

    //! Asks for the value.
    void read();
    //! Sets it, or sets it next when it is being set already: the last wish counts.
    void write(const Json &value);
    void reset();
    //! Leaves the lock's queue.
    void cancel();

    //! To be called with what the station's monitor tells of this property, and of the lock.
    void hear(const Json &value, const HolderLabel &by);
    void hear(const LockStatus &status);

    //! Empty before the first one has come.
    const std::optional<Output> &value() const { return m_value; }
    //! Why it could not be read; empty when it could.
    QString readProblem() const { return m_readProblem; }
    bool isReading() const { return m_reading > 0; }
    Writing writing() const { return m_writing; }
    QString waitingFor() const { return m_waitingFor; }
    //! Why it was not set the last time; empty when it was.
    QString problem() const { return m_problem; }
    //! What the instrument made of what it was set to: "Asked for 10 µs, got 8 µs."
    QString remark() const { return m_remark; }
    //! Who else has changed it, a moment ago.
    const std::optional<HolderLabel> &changedBy() const { return m_changedBy; }

Q_SIGNALS:
    //! It has, or may have, another value.
    void valueChanged();
    //! Any of the above is different.
    void changed();
    //! A write has ended, well or not.
    void written(bool done);

private:
    void take(const Output &value);
    void start(const Reply<WriteReceipt> &reply);
    void finish(const Result<WriteReceipt> &done);
    void compare();

    Session m_session;
    QString m_thing;
    const PropertyAffordance &m_property;
    std::optional<Output> m_value;
    QString m_readProblem;
    int m_reading = 0;   //!< answers that are still to come
    quint64 m_heard = 0; //!< how often the value has been told meanwhile
    Writing m_writing = Writing::Idle;
    std::optional<Reply<WriteReceipt>> m_reply;
    std::optional<Json> m_asked; //!< what it was set to last, until it has been read back
    std::optional<Json> m_next;
    QString m_waitingFor;
    QString m_problem;
    QString m_remark;
    std::optional<HolderLabel> m_changedBy;
    QTimer m_moment;
};

} // namespace Holdfast

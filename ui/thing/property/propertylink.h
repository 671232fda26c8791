// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/operation/operation.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace Holdfast {

//! \brief A property of a Thing as the operator sees and sets it: its value, another client that
//! changed it, and the outcome of setting it. Neither blocks nor polls.
class PropertyLink : public QObject
{
    Q_OBJECT
public:
    //! For so long a change by another client is shown.
    static constexpr std::chrono::seconds moment {8};

    //! \a property lives as long as the station.
    PropertyLink(const OperatorAccess &access, const QString &thing,
                 const PropertyAffordance &property, QObject *parent = nullptr);

    const PropertyAffordance &property() const { return m_property; }
    const QString &thing() const { return m_thing; }

    //! Asks for the value.
    void read();
    //! Sets it, or sets it next when it is being set already: the last wish counts.
    void write(const Json &value);
    void reset();
    //! Leaves the lock's queue.
    void cancel();

    //! Takes the value that the station's monitor reports for this property.
    void hear(const Json &value, const Principal &by);

    //! Returns the value; empty before the first one has come.
    const std::optional<Payload> &value() const { return m_value; }
    //! Returns why it could not be read; empty when it could.
    QString readProblem() const { return m_readProblem; }
    bool isReading() const { return m_reading > 0; }
    //! Returns the state of the write.
    const Operation &writing() const { return m_writing; }
    //! Returns why it was not set the last time; empty when it was.
    QString problem() const { return m_problem; }
    //! Returns the remark on a value that the instrument has changed: "Asked for 10 µs, got 8 µs."
    QString remark() const { return m_remark; }
    //! Returns the other client that has changed it a moment ago.
    const std::optional<Principal> &changedBy() const { return m_changedBy; }

Q_SIGNALS:
    //! Emitted when it has, or may have, another value.
    void valueChanged();
    //! Emitted when any of the above is different.
    void changed();
    //! Emitted when a write has ended, well or not.
    void written(bool done);

private:
    void take(const Payload &value);
    void forgetOutcome();
    void end(const Outcome &outcome);
    void compare();

    Session m_session;
    QString m_thing;
    const PropertyAffordance &m_property;
    std::optional<Payload> m_value;
    QString m_readProblem;
    int m_reading = 0;   //!< answers that are still to come
    quint64 m_heard = 0; //!< how often the value has been told meanwhile
    Operation m_writing;
    std::optional<Json> m_asked; //!< the last value to set, until it has been read back
    std::optional<Json> m_next;
    QString m_problem;
    QString m_remark;
    std::optional<Principal> m_changedBy;
    QTimer m_moment;
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/operation/operation.h"

#include <QObject>

namespace Holdfast {

//! \brief Runs an action of a Thing for the operator, one run at a time, and reports the outcome.
class ActionRunner : public QObject
{
    Q_OBJECT
public:
    //! \a action lives as long as the station.
    ActionRunner(const OperatorAccess &access, const QString &thing, const ActionAffordance &action,
                 QObject *parent = nullptr);

    const ActionAffordance &action() const { return m_action; }
    const QString &thing() const { return m_thing; }

    //! Starts it, unless it is under way.
    void run(const Json &input);
    void cancel();

    //! Returns the run under way, or the last one.
    const Operation &operation() const { return m_operation; }
    //! Returns why the last run was not made, or not to its end; empty after a good one.
    QString problem() const { return m_problem; }

Q_SIGNALS:
    void changed();

private:
    void end(const Outcome &outcome);

    Operation m_operation;
    QString m_thing;
    const ActionAffordance &m_action;
    QString m_problem;
};

} // namespace Holdfast

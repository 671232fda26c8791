// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/action/actionrunner.h"

namespace Holdfast {

ActionRunner::ActionRunner(const OperatorAccess &access, const QString &thing,
                           const ActionAffordance &action, QObject *parent)
    : QObject(parent)
    , m_operation(access)
    , m_thing(thing)
    , m_action(action)
{
    connect(&m_operation, &Operation::ended, this, &ActionRunner::end);
    connect(&m_operation, &Operation::changed, this, &ActionRunner::changed);
}

void ActionRunner::run(const Json &input)
{
    if (m_operation.isUnderWay())
        return;
    m_problem.clear();
    m_operation.invoke(m_thing, m_action.name, input);
}

void ActionRunner::cancel()
{
    m_operation.withdraw();
}

void ActionRunner::end(const Outcome &outcome)
{
    switch (outcome.kind) {
    case Outcome::Kind::Done:
        m_problem.clear();
        break;
    case Outcome::Kind::Withdrawn:
        m_problem = tr("Cancelled.");
        break;
    case Outcome::Kind::Cancelled:
        m_problem = (outcome.hasBegun ? tr("The action was stopped before its end. %1")
                                      : tr("The action was cancelled before it began. %1"))
                        .arg(outcome.reason());
        break;
    case Outcome::Kind::Refused:
    case Outcome::Kind::Failed:
        m_problem = (outcome.hasBegun ? tr("The action failed. %1") : tr("Not run. %1"))
                        .arg(outcome.reason());
    }
}

} // namespace Holdfast

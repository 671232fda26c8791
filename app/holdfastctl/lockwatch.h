// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/console.h"
#include "app/holdfastctl/ctltask.h"
#include "app/holdfastctl/lockview.h"
#include "app/holdfastctl/processsignals.h"

#include <QElapsedTimer>
#include <QTimer>

#include <optional>

namespace Holdfast::Ctl {

//! \brief "lock watch": shows the lock as it changes, until it is interrupted. A server that is away
//! is waited for.
class LockWatch : public CtlTask
{
    Q_OBJECT
public:
    explicit LockWatch(const CtlCommandLine &line);

    void start() override;

private:
    void ask();
    void answered(const LockAnswer &answer);
    void lost(const QString &problem);
    void showChange();
    void refresh();

    ProcessSignals m_signals;
    QTimer m_next;
    QTimer m_clock; //!< on a terminal: the times go on
    std::optional<TerminalView> m_terminal;

    QByteArray m_tag;
    QString m_problem; //!< why the server is away; empty when it is not
    Json m_body;
    std::optional<LockView> m_view;
    QElapsedTimer m_age;
};

} // namespace Holdfast::Ctl

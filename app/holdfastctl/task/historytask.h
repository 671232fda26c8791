// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/task/ctltask.h"
#include "app/holdfastctl/task/historytable.h"

namespace Holdfast::Ctl {

//! \brief Carries out "history": prints the events of the lock, page after page.
class HistoryTask : public CtlTask
{
    Q_OBJECT
public:
    using CtlTask::CtlTask;

    void start() override;

private:
    void ask(const QString &cursor);
    //! Asks for the next page when the last one is read.
    void goOn();
    void answered(const StationReply<StationHistory> &reply);
    void print(const HistoryPage &page, const Json &told);
    void noteJournal(const JournalState &journal);

    HistoryTable m_table;
    QString m_cursor; //!< of the next page; empty while it is not wanted
    int m_shown = 0;
};

} // namespace Holdfast::Ctl

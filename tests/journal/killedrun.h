// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyentry.h"
#include "tests/journal/killaccount.h"
#include "tests/metrics/scrape.h"

#include <QMap>
#include <QProcess>

#include <csignal>
#include <ranges>

namespace Holdfast {

//! \brief What one scrape of the metrics says about the lock and its journal.
struct ToldFigures
{
    QMap<HistoryKind, qint64> written {}; //!< entries in the journal
    QMap<HistoryKind, qint64> counted {}; //!< events of the lock
    qint64 lost = 0;
    qint64 missing = 0;

    static ToldFigures of(const QByteArray &text)
    {
        const Scrape scrape(text);
        // The sum of all series of this name.
        const auto sum = [&scrape](const QString &name) {
            double all = 0;
            for (const QString &series : scrape.series()) {
                if (series == name || series.startsWith(name + u'{'))
                    all += scrape.value(series);
            }
            return qint64(all);
        };
        ToldFigures told;
        for (const HistoryKind kind : allHistoryKinds())
            told.written[kind] = sum(
                QStringLiteral("holdfast_journal_entries_total{kind=\"%1\"}").arg(toWord(kind)));
        using enum HistoryKind;
        told.counted[Hold] = sum(QStringLiteral("holdfast_lock_grants_total"));
        told.counted[Refusal] = sum(QStringLiteral("holdfast_lock_refusals_total"));
        told.counted[Break] = sum(QStringLiteral("holdfast_lock_breaks_total"));
        told.counted[Mode] = sum(QStringLiteral("holdfast_lock_mode_changes_total"));
        told.lost = sum(QStringLiteral("holdfast_lock_events_lost_total"));
        told.missing = sum(QStringLiteral("holdfast_journal_missing_total"));
        return told;
    }
};

//! \brief Runs a journalworker, kills it, and keeps the metrics that it printed.
class KilledRun
{
public:
    KilledRun(const QString &journal, const QString &account)
        : m_account(account)
    {
        m_worker.setProgram(QStringLiteral(JOURNAL_WORKER));
        m_worker.setArguments({journal, account});
        m_worker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }

    //! Kills the worker \a time ms after it began to work; with \a atNews, when it reports after that time
    //! that more was written. Returns false when it never worked.
    bool killAfter(int time, bool atNews)
    {
        if (!m_account.account())
            return false;
        m_worker.start();
        if (!readUntil([this] { return m_output.contains(s_end); }))
            return false;
        m_worker.waitForFinished(time); // it never ends by itself
        m_output += m_worker.readAllStandardOutput();
        const QByteArray known = latestLine();
        if (atNews && !readUntil([&, this] { return latestLine() != known; }))
            return false;
        ::kill(static_cast<pid_t>(m_worker.processId()), SIGKILL);
        m_worker.waitForFinished(60'000);
        // The last scrape may be cut off; then it is ignored.
        m_output += m_worker.readAllStandardOutput();
        for (qsizetype at = 0, end = 0; (end = m_output.indexOf(s_end, at)) >= 0;
             at = end + s_end.size())
            m_scrapes << m_output.mid(at, end - at);
        return m_worker.exitStatus() == QProcess::CrashExit;
    }

    const KillAccount *account() const { return m_account.account(); }

    //! Returns the figures of the last complete scrape.
    ToldFigures last() const { return ToldFigures::of(m_scrapes.last()); }

    //! Returns the figures of the last scrape after which two batches were written; only batches contain
    //! refusals. The figures are empty when there is no such scrape.
    ToldFigures beforeTheLatestTwoBatches() const
    {
        int batches = 0;
        qint64 refusals = last().written.value(HistoryKind::Refusal);
        for (const auto &scrape : std::views::reverse(m_scrapes)) {
            const ToldFigures told = ToldFigures::of(scrape);
            if (told.written.value(HistoryKind::Refusal) == refusals)
                continue;
            refusals = told.written.value(HistoryKind::Refusal);
            if (++batches == 2)
                return told;
        }
        return {};
    }

private:
    inline static const QByteArray s_end = QByteArrayLiteral("# end\n");

    template<typename Condition>
    bool readUntil(Condition isSo)
    {
        while (!isSo()) {
            if (!m_worker.waitForReadyRead(60'000))
                return false;
            m_output += m_worker.readAllStandardOutput();
        }
        return true;
    }

    //! Returns a line of the last scrape that changes with every batch.
    QByteArray latestLine() const
    {
        const QByteArray name("\nholdfast_journal_entries_total{kind=\"refusal\"}");
        const qsizetype end = m_output.lastIndexOf(s_end);
        const qsizetype at = m_output.lastIndexOf(name, end - m_output.size());
        return at < 0 ? QByteArray() : m_output.mid(at, m_output.indexOf('\n', at + 1) - at);
    }

    KillAccountFile m_account;
    QProcess m_worker;
    QByteArray m_output;
    QList<QByteArray> m_scrapes;
};

} // namespace Holdfast

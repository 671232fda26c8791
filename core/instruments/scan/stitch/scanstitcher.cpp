// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/stitch/scanstitcher.h"

namespace Holdfast {

ScanStitcher::ScanStitcher(const QList<StitchRequest> &requests, QObject *parent)
    : QObject(parent)
    , m_waiting(requests)
    , m_sets(requests.size())
{
}

ScanStitcher::~ScanStitcher()
{
    if (m_process)
        m_process->disconnect(this);
}

void ScanStitcher::start()
{
    next();
}

void ScanStitcher::cancel()
{
    m_waiting.clear();
    if (m_process)
        m_process->cancel();
}

//! Begins with the next set.
void ScanStitcher::next()
{
    if (m_process) {
        m_process->disconnect(this);
        m_process.release()->deleteLater(); // Its signal is being handled.
    }
    if (m_waiting.isEmpty()) {
        Q_EMIT progressed({.percent = 100, .problem = m_problem});
        Q_EMIT ended();
        return;
    }
    const StitchRequest request = m_waiting.takeFirst();
    const auto done = double(m_sets - 1 - m_waiting.size());
    m_process = std::make_unique<StitchProcess>();
    connect(m_process.get(), &StitchProcess::progressed, this,
            [this, done](double percent, const QString &step) {
                report((100 * done + percent) / double(m_sets), step);
            });
    connect(m_process.get(), &StitchProcess::ended, this,
            [this, request](const std::optional<Error> &error) { endSet(request, error); });
    m_process->start(request);
}

void ScanStitcher::endSet(const StitchRequest &request, const std::optional<Error> &error)
{
    if (error && m_problem.isEmpty())
        m_problem = error->message();
    Q_EMIT stitched(request.folder, error);
    next();
}

void ScanStitcher::report(double percent, const QString &step)
{
    Q_EMIT progressed({.percent = percent, .step = step, .problem = m_problem});
}

} // namespace Holdfast

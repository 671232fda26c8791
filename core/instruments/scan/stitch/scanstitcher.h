// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/stitch/stitchprocess.h"
#include "core/instruments/scan/stitch/stitchstate.h"

#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace Holdfast {

//! \brief Stitches the sets of a scan one after another, with a StitchProcess for each. It lives in a thread with an event
//! loop, and all its functions return at once.
class ScanStitcher : public QObject
{
    Q_OBJECT
public:
    //! Makes one that does not run yet. Each of \a requests is for a set.
    explicit ScanStitcher(const QList<StitchRequest> &requests, QObject *parent = nullptr);
    //! Kills the program.
    ~ScanStitcher() override;

    //! Starts it, once.
    void start();
    //! Ends the program, and begins no other.
    void cancel();

Q_SIGNALS:
    //! Is emitted when it is known how far the stitching has come.
    void progressed(const Holdfast::StitchState &state);
    //! Is emitted at the end of a set. \a error says why it was not stitched; empty: it was.
    void stitched(const QString &folder, const std::optional<Holdfast::Error> &error);
    //! Is emitted once, at the end of the last set, or after cancel().
    void ended();

private:
    void next();
    void endSet(const StitchRequest &request, const std::optional<Error> &error);
    void report(double percent, const QString &step);

    QList<StitchRequest> m_waiting;
    const qsizetype m_sets; //!< at the start
    QString m_problem;      //!< of the first set that could not be stitched
    std::unique_ptr<StitchProcess> m_process;
};

} // namespace Holdfast

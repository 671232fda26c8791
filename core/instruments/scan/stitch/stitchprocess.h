// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/error.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief What openflexure-stitch is asked to do.
struct StitchRequest
{
    //! How much is made.
    enum class Mode {
        //! The full picture, in the size of the tiles, the same as a DZI (in pieces, for viewers such as that of OpenFlexure's
        //! web app), and the preview.
        All,
        Preview, //!< preview.jpg and a thumbnail alone
    };

    QString folder {};     //!< with the tiles; the results go there as well
    Mode mode = Mode::All; //!< how much is made
    double overlap =
        0.35; //!< of neighbouring tiles, as the scan was planned: a part of a tile, above 0 and below 1
    double resize = 0.5;       //!< the scale at which tiles are compared, above 0 and up to 1
    bool isTiffWanted = false; //!< an OME-TIFF with all levels of detail, too
    //! The program: a path, or a name that is looked for in the PATH.
    QString program = QStringLiteral("openflexure-stitch");
};

//! \brief A run of openflexure-stitch, the program of OpenFlexure that makes one picture of the tiles of a scan.
//!
//! It is a process of its own, in a process group of its own and with a low priority. All its functions return at once;
//! it lives in a thread with an event loop. Exactly one ended() follows a start(), in a later turn of that loop, or in the
//! destructor.
//!
//! The program's command line and output are described in the reference of openflexure-stitching 0.3.1, with which
//! this is tested.
class StitchProcess : public QObject
{
    Q_OBJECT
public:
    //! So long has a program that was asked to end until it is killed.
    static constexpr std::chrono::milliseconds patience {2000};
    //! So many of its last lines are told when it fails.
    static constexpr int linesTold = 6;

    //! Makes one that does not run yet.
    explicit StitchProcess(QObject *parent = nullptr);
    //! Kills the program and all that it has started.
    ~StitchProcess() override;

    //! Returns the file of \a program, or an empty text when there is no such program.
    static QString findProgram(const QString &program);
    //! Returns how to install the program, for the operator to read.
    static QString howToInstall(const QString &program);

    //! Starts it, once.
    void start(const StitchRequest &request);
    //! Asks the program and all that it has started to end; what is left of them after the patience is killed.
    void cancel();

    //! Returns whether the program runs.
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

Q_SIGNALS:
    //! Is emitted when it is known how far the program has come, from 0 to 100; \a step is its own line.
    void progressed(double percent, const QString &step);
    //! Is emitted at the end. \a error says what went wrong, with the program's last lines; empty: the pictures are there.
    //! After cancel() it is an error of the title "StitchCancelled".
    void ended(const std::optional<Holdfast::Error> &error);

private:
    void read();
    void readLine(const QByteArray &line);
    void sendToGroup(int signal) const;
    void finish(int code, QProcess::ExitStatus status);
    void end(const std::optional<Error> &error);

    QProcess m_process;
    QTimer m_patience;
    QByteArray m_unfinished; //!< the begin of a line
    QStringList m_lastLines;
    double m_percent = 0;
    qint64 m_group = 0; //!< the number of the process group; 0: there is none
    bool m_isCancelled = false;
    bool m_hasEnded = false;
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

class QCoreApplication;

namespace Holdfast {

class LogForwarder;
class Station;
class TokenKeeper;
struct StartOffer;

//! \brief The window of a program that has one, as the rest of the program knows it. Lives in the main
//! thread.
class OperatorWindow : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    //! \brief What the window needs of the program.
    struct Surroundings
    {
        Station &station;             //!< has started
        LogForwarder &log;            //!< has the lines of the start
        bool isFirstSteps;            //!< there is no configuration, so the window explains itself
        QString instrument {};        //!< its name, for the title; empty: the built-in one
        QString configurationFile {}; //!< where its configuration is; empty: in no file
        QStringList leftOut {};       //!< the Things of the configuration that are missing
        std::shared_ptr<TokenKeeper> tokens {}; //!< of the clients
        bool isInsecure = false; //!< clients need no token, which the window goes on showing
        //! Makes the Things safe when the display is lost. Called in a thread of its own, while the
        //! process ends.
        std::function<void()> displayLost;
    };

    //! Opens the window. All that \a surroundings refers to outlives it.
    virtual void open(const Surroundings &surroundings) = 0;
    //! Shows the address at which clients reach the server, and the fingerprint of its certificate; empty without one.
    virtual void setServerAddress(const QUrl &address, const QString &fingerprint) = 0;
    //! Shows that the server does not run, for this reason; offers to try \a otherPort.
    virtual void setServerProblem(const QString &problem, quint16 otherPort) = 0;
    //! Shows that another Holdfast, which has this \a page, serves where this program would.
    virtual void setNeighbour(const QUrl &page) = 0;
    //! Ends all activity of the window and keeps its unsaved pictures. Asks no questions, and waits no
    //! longer than \a limit. Returns a sentence for each picture that is lost.
    virtual QStringList endNow(std::chrono::milliseconds limit) = 0;
    //! Keeps the pictures alone. From any thread, while the window's own is not running.
    virtual QStringList keepPictures(std::chrono::milliseconds limit) const = 0;

    //! Opens a window that shows why the instrument could not start, instead of open(). \a served tells
    //! whether remote clients can see it too.
    virtual void openFailure(const QString &error, const QString &served) = 0;

    //! Opens a window in which the operator chooses what to start, instead of open().
    virtual void openStart(const StartOffer &offer) = 0;
    //! Shows why the chosen configuration cannot be started.
    virtual void showStartProblem(const QString &problem) = 0;

Q_SIGNALS:
    //! Emitted when the operator wants the server on \a port.
    void retryServer(quint16 port);
    //! Emitted when the operator has chosen to start with the configuration \a file; empty: with the
    //! simulated microscope.
    void startWanted(const QString &file);
    //! Emitted when the operator has withdrawn that.
    void startWithdrawn();
    //! Emitted when the operator has closed the window.
    void closed();
    //! Emitted when the desktop session ends.
    void sessionEnds();
};

//! \brief How a program makes its window.
struct WindowMaker
{
    //! Makes the application object of a program with a window. To be called before there is any
    //! other thread.
    std::unique_ptr<QCoreApplication> (*makeApplication)(int &argc, char **argv);
    std::unique_ptr<OperatorWindow> (*makeWindow)();
};

} // namespace Holdfast

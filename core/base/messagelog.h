// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>
#include <QtGlobal>

#include <functional>

namespace Holdfast {

class OutputWriter;

//! \brief What somebody logged.
struct LogMessage
{
    QDateTime time; //!< UTC
    QtMsgType type = QtInfoMsg;
    QString category;
    QString text; //!< printable(), and so one line
};

//! \brief Takes what is logged with Qt's means (qCWarning() and its like) in any thread, and lets an
//! OutputWriter write it: who logs something never waits for whoever reads the log. One at a time.
class MessageLog
{
public:
    //! Is called in the thread that logs, and returns the line to be written, without its end. It must
    //! not log anything: Qt would write that to stderr, and wait for its reader.
    using Handler = std::function<QString(const LogMessage &message)>;

    //! \a writer outlives this.
    MessageLog(OutputWriter &writer, Handler handler);
    ~MessageLog();
    Q_DISABLE_COPY_MOVE(MessageLog)

private:
    static void take(QtMsgType type, const QMessageLogContext &context, const QString &text);

    OutputWriter &m_writer;
    const Handler m_handler;
    const QtMessageHandler m_before;
};

} // namespace Holdfast

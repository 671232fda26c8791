// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>
#include <QtGlobal>

#include <functional>

namespace Holdfast {

class OutputWriter;

//! \brief A message that was logged.
struct LogMessage
{
    QDateTime time; //!< UTC
    QtMsgType type = QtInfoMsg;
    QString category;
    QString text; //!< printable(), and so one line
};

//! \brief Takes what any thread logs with Qt's functions (qCWarning() and its like), and lets an
//! OutputWriter write it: a thread that logs never waits for a reader of the log. There may be one
//! MessageLog at a time.
class MessageLog
{
public:
    //! Is called in the thread that logs, and returns the line to write, without its line end;
    //! empty: none. It must not log anything itself: Qt would write that to stderr, and block until it is read.
    using Handler = std::function<QString(const LogMessage &message)>;

    //! \a writer must outlive this.
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

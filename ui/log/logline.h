// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/workcontext.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace Holdfast {

//! \brief One line of the log: a value that may be sent from any thread.
struct LogLine
{
    QDateTime time; //!< UTC
    LogLevel level = LogLevel::Info;
    QString source; //!< the sender: "holdfast.http", "stage"
    QString message;
    QString client {}; //!< for whom the thread worked; empty: for none
};

//! Returns \a line as it is printed.
inline QString toText(const LogLine &line)
{
    return QStringLiteral("%1 %2 %3: %4")
        .arg(line.time.toString(Qt::ISODateWithMs), toWord(line.level).leftJustified(7),
             line.source, line.message);
}

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::LogLine)

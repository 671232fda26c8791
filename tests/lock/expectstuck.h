// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRegularExpression>
#include <QTest>

namespace Holdfast {

//! Expects the report \a why: the test goes on to make the global lock stuck.
inline void expectStuck(const char *why)
{
    QTest::ignoreMessage(
        QtCriticalMsg,
        QRegularExpression(QStringLiteral("The global lock is stuck: %1").arg(QLatin1String(why))));
}

} // namespace Holdfast

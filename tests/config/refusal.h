// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/configurationerror.h"

#include <QTest>

namespace Holdfast {

//! Compares the message with which \a parse refuses the row's "json", in a file "lab.json", with the row's
//! "beginning" and "part".
template<typename Parse>
void compareRefusal(Parse parse)
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, beginning);
    QFETCH(const QString, part);
    QString text;
    try {
        parse(json);
    } catch (const ConfigurationError &error) {
        text = error.toString();
    }
    QVERIFY2(text.startsWith(QStringLiteral("lab.json") + beginning), qPrintable(text));
    QVERIFY2(text.contains(part) && !text.contains(u'\n'), qPrintable(text));
}

} // namespace Holdfast

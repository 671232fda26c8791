// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/printable.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_printable {

using namespace Holdfast;

class TestPrintable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void escapesInvisibleCharacters_data();
    void escapesInvisibleCharacters();
};

void TestPrintable::escapesInvisibleCharacters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("plain", QStringLiteral("Grüße, 5 µm \\n"), QStringLiteral("Grüße, 5 µm \\n"));
    row("another line", QStringLiteral("a\nFAKE\r\tb"),
        QStringLiteral("a\\u000aFAKE\\u000d\\u0009b"));
    row("a control sequence of terminals", QStringLiteral("\x1b[2J\x7f\u009b"),
        QStringLiteral("\\u001b[2J\\u007f\\u009b"));
    row("right to left", QStringLiteral("a\u202eb\u2066c"), QStringLiteral("a\\u202eb\\u2066c"));
    row("line separator", QStringLiteral("a\u2028b\u2029"), QStringLiteral("a\\u2028b\\u2029"));
    row("an unpaired surrogate", QString(QChar(0xd83d)) + u'a', QStringLiteral("\\ud83da"));
    row("a pair of surrogates", QStringLiteral("\U0001f52c!"), QStringLiteral("\U0001f52c!"));
    row("an invisible character of two units", QStringLiteral("\U000e0041b"),
        QStringLiteral("\\udb40\\udc41b"));
    row("nothing", QString(), QString());
    row("zero", QString(QChar(0)) + u'a', QStringLiteral("\\u0000a"));
}

void TestPrintable::escapesInvisibleCharacters()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(printable(text), expected);
}

HOLDFAST_APPLESS_TEST(TestPrintable)

} // namespace tst_printable

#include "tst_printable.moc"

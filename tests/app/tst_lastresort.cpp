// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"

#include <QProcess>
#include <QTest>

namespace tst_lastresort {

//! Tests the action before the process ends when another party ends it.
class TestLastResort : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isCalledOnceHoweverTheProcessEnds_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("a library calls exit()")
            << QStringLiteral("exit") << 5 << QByteArray("safe");
        QTest::newRow("X11's plugin says so, and calls exit()")
            << QStringLiteral("x11") << 5 << QByteArray("safe");
        QTest::newRow("Wayland's plugin says so, and calls no function")
            << QStringLiteral("wayland") << 5 << QByteArray("safe");
        QTest::newRow("what it does hangs") << QStringLiteral("hang") << 5 << QByteArray();
        QTest::newRow("a text of other code is no sign")
            << QStringLiteral("foreign") << 0 << QByteArray();
        QTest::newRow("it ends as it should") << QStringLiteral("well") << 0 << QByteArray();
    }

    void isCalledOnceHoweverTheProcessEnds()
    {
        QFETCH(QString, how);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, said);
        QProcess program;
        program.start(QStringLiteral(EXITS_EARLY), {how});
        QVERIFY(program.waitForFinished(30'000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), exitCode);
        QCOMPARE(program.readAllStandardOutput(), said);
    }
};

HOLDFAST_GUILESS_TEST(TestLastResort)

} // namespace tst_lastresort

#include "tst_lastresort.moc"

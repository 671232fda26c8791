// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastprocess.h"
#include "tests/app/httpclient.h"
#include "tests/program/testprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_fallback {

//! The program itself, with --fallback and a start that fails.
class TestFallback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysWhyItCouldNotStart_data();
    void saysWhyItCouldNotStart();
    void servesTheThingsWhenAllIsWell();
    void servesAtTheAddressOfABadConfiguration();
    void endsWhenThePortIsTaken_data();
    void endsWhenThePortIsTaken();
    void endsAtOnceWithoutIt();

private:
    const QStringList m_fallback {QStringLiteral("--fallback"), QStringLiteral("--port"),
                                  QStringLiteral("0")};
    QTemporaryDir m_folder;
    HttpClient m_client {"fallback test"};
};

void TestFallback::saysWhyItCouldNotStart_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("window");
    QTest::addColumn<QByteArrayList>("parts");
    const QByteArray ambiguous(R"({"things": {"left": "SimulatedStage", "right": "SimulatedStage",
                                              "eye": "SimulatedCamera"}})");
    const QByteArrayList failed {"things.eye.thing_slots.stage: ", "<code>left</code>: loaded",
                                 "<code>right</code>: loaded", "<code>eye</code>: failed",
                                 "could be connected to any of"};
    QTest::newRow("a Thing that cannot start") << ambiguous << false << failed;
    QTest::newRow("a Thing that cannot start, with a window") << ambiguous << true << failed;
    const QByteArray unknown(R"({"things": {"lamp": "Lamp", "stage": "SimulatedStage"}})");
    const QByteArrayList wrong {"There is no class &quot;Lamp&quot;",
                                "<code>lamp</code>: not loaded", "<code>stage</code>: not loaded",
                                "{&quot;lamp&quot;: &quot;Lamp&quot;"};
    QTest::newRow("an unknown class") << unknown << false << wrong;
    QTest::newRow("an unknown class, with a window") << unknown << true << wrong;
    QTest::newRow("what is no JSON")
        << QByteArray("{ <oops> ") << false
        << QByteArrayList {"This is not JSON", "{ &lt;oops&gt; ", "names no Thing"};
    QTest::newRow("an unknown key") << QByteArray(R"({"things": {}, "hots": "x"})") << false
                                    << QByteArrayList {"Did you mean &quot;host&quot;?"};
}

void TestFallback::saysWhyItCouldNotStart()
{
    QFETCH(const QByteArray, json);
    QFETCH(const bool, window);
    QFETCH(const QByteArrayList, parts);
    const QString file = writeConfiguration(m_folder, json);
    QStringList arguments = m_fallback + QStringList {QStringLiteral("-c"), file};
    if (!window)
        arguments << QStringLiteral("--headless");
    HoldfastProcess program(window ? HoldfastProcess::Display::Offscreen
                                   : HoldfastProcess::Display::None);
    const QUrl url = program.serve(arguments);
    QVERIFY2(url.isValid(), program.said().constData());
    QVERIFY2(program.errorOutput().contains(file), program.said().constData());
    const HttpAnswer page = m_client.ask("GET", url);
    QCOMPARE(page.status, 500);
    for (const QByteArray &part : parts)
        QVERIFY2(page.body.contains(part), page.body.constData());
    QVERIFY2(page.body.contains(file.toHtmlEscaped().toUtf8()), page.body.constData());
    const auto path = [&url](const char *relative) {
        return url.resolved(QUrl(QString::fromLatin1(relative)));
    };
    QCOMPARE(m_client.ask("GET", path("/labthings_fallback")).body, QByteArray("true"));
    QCOMPARE(m_client.ask("PUT", path("/stage/position"), "1").status, 405);
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 3);
}

void TestFallback::servesTheThingsWhenAllIsWell()
{
    HoldfastProcess program;
    const QUrl url = program.serve(m_fallback + QStringList {QStringLiteral("--headless")});
    QVERIFY2(program.output().contains(QStringLiteral(" Things at http://")),
             program.said().constData());
    const QUrl isFallback = url.resolved(QUrl(QStringLiteral("/labthings_fallback")));
    QCOMPARE(m_client.ask("GET", isFallback).status, 404);
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 0);
}

void TestFallback::servesAtTheAddressOfABadConfiguration()
{
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    const quint16 port = free.serverPort();
    free.close();
    const QString file = writeConfiguration(m_folder, R"({"things": {"lamp": "Lamp"}, "port": )"
                                                          + QByteArray::number(port) + "}");
    HoldfastProcess program;
    const QUrl url = program.serve(
        {QStringLiteral("--fallback"), QStringLiteral("--headless"), QStringLiteral("-c"), file});
    QCOMPARE(url.port(), int(port));
    QCOMPARE(m_client.ask("GET", url).status, 500);
}

void TestFallback::endsWhenThePortIsTaken_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QStringList>("says");
    const QString inUse = QStringLiteral("is in use by another program");
    QTest::newRow("nothing else is wrong")
        << QStringLiteral(R"({"things": {}})") << QStringList {inUse};
    QTest::newRow("the configuration is wrong too")
        << QStringLiteral(R"({"things": {"lamp": "Lamp"}})")
        << QStringList {
               inUse, QStringLiteral("There is no class \"Lamp\""),
               QStringLiteral("The page that says why Holdfast could not start is not served")};
}

void TestFallback::endsWhenThePortIsTaken()
{
    QFETCH(const QString, json);
    QFETCH(const QStringList, says);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    HoldfastProcess program;
    QVERIFY2(program.runToEnd({QStringLiteral("--fallback"), QStringLiteral("--headless"),
                               QStringLiteral("--port"), QString::number(other.serverPort()),
                               QStringLiteral("-j"), json}),
             program.said().constData());
    QCOMPARE(program.exitCode(), 3);
    for (const QString &part : says)
        QVERIFY2(program.errorOutput().contains(part), program.said().constData());
}

void TestFallback::endsAtOnceWithoutIt()
{
    HoldfastProcess program;
    QVERIFY(program.runToEnd({QStringLiteral("--headless"), QStringLiteral("--json"),
                              QStringLiteral(R"({"things": {"lamp": "Lamp"}})")}));
    QCOMPARE(program.exitCode(), 3);
    QVERIFY2(program.output().isEmpty(), program.said().constData());
}

HOLDFAST_GUILESS_TEST(TestFallback)

} // namespace tst_fallback

#include "tst_fallback.moc"

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/fallback/fallbackpage.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_fallbackpage {

using namespace Holdfast;

class TestFallbackPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void shows_data();
    void shows();
    void nothingInItIsTakenForHtml();
    void saysWhenThereIsNothingToSay_data();
    void saysWhenThereIsNothingToSay();
};

void TestFallbackPage::shows_data()
{
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char *name, const char *part) {
        QTest::newRow(name) << QByteArray(part);
    };
    row("what is wrong", "The lamp does not answer.");
    row("where the configuration is from", "From lab.json.");
    row("the configuration", "{&quot;things&quot;: {}}");
    row("the Thing that was made", "<code>stage</code>: loaded");
    row("the Thing that failed", "<code>lamp</code>: failed");
    row("the Thing that was not reached", "<code>camera</code>: not loaded");
    row("the log", "one\ntwo");
}

void TestFallbackPage::shows()
{
    QFETCH(const QByteArray, part);
    StartFailure failure;
    failure.error = QStringLiteral("The lamp does not answer.");
    failure.source = QStringLiteral("lab.json");
    failure.configuration = QStringLiteral("{\"things\": {}}");
    failure.things =
        QStringList {QStringLiteral("stage"), QStringLiteral("lamp"), QStringLiteral("camera")};
    // A Thing that was made, and then could not be opened, is among both.
    failure.loaded = QStringList {QStringLiteral("stage"), QStringLiteral("lamp")};
    failure.failedThing = QStringLiteral("lamp");
    failure.log = QStringList {QStringLiteral("one"), QStringLiteral("two")};
    const QByteArray page = fallbackPage(failure);
    QVERIFY2(page.contains(part), page.constData());
    QVERIFY(page.startsWith("<!DOCTYPE html>"));
}

void TestFallbackPage::nothingInItIsTakenForHtml()
{
    const QString attack = QStringLiteral("</pre><script>alert('%1 &amp; %2')</script>");
    StartFailure failure;
    failure.error = attack;
    failure.source = attack;
    failure.configuration = attack;
    failure.things = QStringList {attack};
    failure.failedThing = attack;
    failure.log = QStringList {attack};
    const QByteArray page = fallbackPage(failure);
    QVERIFY2(!page.contains("<script"), page.constData());
    QCOMPARE(page.count("&lt;/pre&gt;&lt;script&gt;alert('%1 &amp;amp; %2')&lt;/script&gt;"), 5);
}

void TestFallbackPage::saysWhenThereIsNothingToSay_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("no log") << QString() << QByteArray("Nothing had been logged.");
    QTest::newRow("no Thing") << QString() << QByteArray("names no Thing that could be read");
    QTest::newRow("the built-in configuration") << QString() << QByteArray("that is built in");
    QTest::newRow("a file that cannot be read")
        << QStringLiteral("lab.json") << QByteArray("Its text could not be read.");
}

void TestFallbackPage::saysWhenThereIsNothingToSay()
{
    QFETCH(const QString, source);
    QFETCH(const QByteArray, part);
    StartFailure failure;
    failure.source = source;
    const QByteArray page = fallbackPage(failure);
    QVERIFY2(page.contains(part), page.constData());
}

HOLDFAST_GUILESS_TEST(TestFallbackPage)

} // namespace tst_fallbackpage

#include "tst_fallbackpage.moc"

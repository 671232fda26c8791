// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "ui/base/number/numbertext.h"
#include "ui/base/text/format.h"
#include "ui/thing/editor/valueeditor.h"

#include <QLocale>
#include <QTest>

namespace tst_numbertext {

using namespace Holdfast;

class TestNumberText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void pointAndCommaAreTheDecimalSignInEveryLanguage_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("number");
        QTest::newRow("point") << QStringLiteral("0.500") << 0.5;
        QTest::newRow("comma") << QStringLiteral("0,500") << 0.5;
        QTest::newRow("three digits after a point") << QStringLiteral("1.500") << 1.5;
        QTest::newRow("three digits after a comma") << QStringLiteral("1,500") << 1.5;
        QTest::newRow("no fraction") << QStringLiteral("250000") << 250'000.0;
        QTest::newRow("nothing before the sign") << QStringLiteral(",25") << 0.25;
        QTest::newRow("an exponent") << QStringLiteral("-2,5e-3") << -2.5e-3;
        QTest::newRow("the minus sign of typesetters") << QString(QChar(0x2212)) + u'7' << -7.0;
        QTest::newRow("other digits") << QStringLiteral("\u0661\u0662") << 12.0;
    }

    void pointAndCommaAreTheDecimalSignInEveryLanguage()
    {
        QFETCH(QString, text);
        QFETCH(double, number);
        for (const auto language :
             {QLocale::C, QLocale::English, QLocale::German, QLocale::Swedish, QLocale::Arabic}) {
            QLocale::setDefault(QLocale(language));
            const NumberText::Reading reading = NumberText::read(text);
            QVERIFY2(reading.value.has_value(), qPrintable(reading.problem));
            QCOMPARE(*reading.value, number);
            QCOMPARE(reading.problem, QString());
        }
    }

    void whatIsNoNumberIsRefusedWithWhatWasRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("grouped as in England")
            << QStringLiteral("1,234.5") << QStringLiteral("more than one decimal sign");
        QTest::newRow("grouped as in Germany")
            << QStringLiteral("1.234,5") << QStringLiteral("more than one decimal sign");
        QTest::newRow("two of one kind")
            << QStringLiteral("1.000.000") << QStringLiteral("more than one decimal sign");
        QTest::newRow("grouped by spaces")
            << QStringLiteral("1 000") << QStringLiteral("not a number");
        QTest::newRow("a word") << QStringLiteral("ten") << QStringLiteral("not a number");
        QTest::newRow("a sign alone") << QStringLiteral("-") << QStringLiteral("not a number");
        QTest::newRow("infinite") << QStringLiteral("1e999") << QStringLiteral("too large");
    }

    void whatIsNoNumberIsRefusedWithWhatWasRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, said);
        for (const auto language : {QLocale::English, QLocale::German}) {
            QLocale::setDefault(QLocale(language));
            const NumberText::Reading reading = NumberText::read(text);
            QVERIFY(!reading.value);
            QVERIFY2(reading.problem.contains(said), qPrintable(reading.problem));
            QVERIFY2(reading.problem.contains(text), qPrintable(reading.problem));
        }
        QVERIFY(NumberText::read(QStringLiteral("  ")).problem.contains(QStringLiteral("Nothing")));
    }

    void aPowerOfTenLosesNothing()
    {
        QCOMPARE(*NumberText::read(QStringLiteral("1.1"), 3).value, 1100.0);
        QCOMPARE(*NumberText::read(QStringLiteral("0,3e1"), 6).value, 3e6);
        QCOMPARE(*NumberText::read(QStringLiteral("33.24"), 3).value, 33'240.0);
    }

    void noZeroIsNegative()
    {
        QCOMPARE(NumberText::show(-0.0), QStringLiteral("0"));
        QCOMPARE(NumberText::fixed(-0.0, 4), QStringLiteral("0.0000"));
        QCOMPARE(NumberText::fixed(-0.00004, 4), QStringLiteral("0.0000"));
        QCOMPARE(NumberText::fixed(-0.00006, 4), QStringLiteral("-0.0001"));
        QCOMPARE(NumberText::rounded(-0.0, 3), QStringLiteral("0"));
        QCOMPARE(NumberText::rounded(-1e-20, 3), QStringLiteral("-1e-20"));
        QCOMPARE(NumberText::show(-10.0), QStringLiteral("-10"));
        QCOMPARE(Format::json(Json::array({-0.0, Json {{"x", -0.0}}, -0.5})),
                 QStringLiteral("[\n  0.0,\n  {\n    \"x\": 0.0\n  },\n  -0.5\n]"));
    }

    void whatIsShownHasTheLanguagesSignAndNoGrouping()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(NumberText::show(1234567.25), QStringLiteral("1234567,25"));
        QCOMPARE(NumberText::show(qint64(-1'000'000)), QStringLiteral("-1000000"));
        QCOMPARE(NumberText::fixed(12.34, 1), QStringLiteral("12,3"));
        QCOMPARE(NumberText::rounded(10'000, 10), QStringLiteral("10000"));
        DataSchema schema;
        schema.minimum = 1;
        schema.maximum = 33'240.5;
        QCOMPARE(limitsOf(schema), QStringLiteral("1 to 33240,5"));
        for (const double value : {0.1, -2.5e-7, 1e300, 123456.789}) {
            for (const auto language : {QLocale::English, QLocale::German, QLocale::Swedish}) {
                QLocale::setDefault(QLocale(language));
                QCOMPARE(*NumberText::read(NumberText::show(value)).value, value);
            }
        }
    }

    void whatIsLeftOfAUnitIsNoPartOfTheNumber()
    {
        const auto bare = [](const char *text) {
            return NumberText::withoutAffixes(QString::fromLatin1(text), QStringLiteral("x "),
                                              QStringLiteral(" steps"))
                .trimmed();
        };
        QCOMPARE(bare("x 5 steps"), QStringLiteral("5"));
        QCOMPARE(bare("x 5 step steps"), QStringLiteral("5"));
        QCOMPARE(bare("x x5 steps"), QStringLiteral("5"));
        QCOMPARE(bare("x 5 kg steps"), QStringLiteral("5 kg"));
    }
};

HOLDFAST_APPLESS_TEST(TestNumberText)

} // namespace tst_numbertext

#include "tst_numbertext.moc"

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/json/json.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

namespace tst_json {

using namespace Holdfast;

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void whatGoesOverTheWire_data();
    void whatGoesOverTheWire();
    void membersKeepTheirOrder();
    void textGoesBothWays();
    void brokenUtf8IsReplaced();
};

void TestJson::whatGoesOverTheWire_data()
{
    QTest::addColumn<Json>("json");
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("a float keeps its fraction") << Json(1.0) << QByteArray("1.0");
    QTest::newRow("an integer has none") << Json(1) << QByteArray("1");
    QTest::newRow("a tenth is written as short as it can be read back")
        << Json(0.1) << QByteArray("0.1");
    QTest::newRow("NaN becomes null") << Json(std::nan("")) << QByteArray("null");
    QTest::newRow("infinity becomes null") << Json(HUGE_VAL) << QByteArray("null");
    QTest::newRow("letters beyond ASCII stay as they are")
        << Json(QStringLiteral("µm")) << QByteArray("\"\xc2\xb5m\"");
    QTest::newRow("a bare null is JSON") << Json(nullptr) << QByteArray("null");
    QTest::newRow("the largest 64-bit integer keeps all its digits")
        << Json(std::numeric_limits<qint64>::max()) << QByteArray("9223372036854775807");
}

void TestJson::whatGoesOverTheWire()
{
    QFETCH(Json, json);
    QFETCH(QByteArray, bytes);
    QCOMPARE(toBytes(json), bytes);
}

void TestJson::membersKeepTheirOrder()
{
    const QByteArray text(R"({"zebra":1,"ant":{"y":1,"x":2}})");
    QCOMPARE(toBytes(Json::parse(text.toStdString())), text);
}

void TestJson::textGoesBothWays()
{
    const QString text = QStringLiteral("Grüße, 顕微鏡 🔬");
    QCOMPARE(toQString(toUtf8String(text)), text);
    QCOMPARE(Json(text).get<QString>(), text);
}

void TestJson::brokenUtf8IsReplaced()
{
    QCOMPARE(toBytes(Json(std::string("a\xff"))), QByteArray("\"a\xef\xbf\xbd\""));
}

HOLDFAST_GUILESS_TEST(TestJson)

} // namespace tst_json

#include "tst_json.moc"

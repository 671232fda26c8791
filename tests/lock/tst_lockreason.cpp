// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallockbusyerror.h"
#include "tests/program/testprogram.h"

#include <QMetaEnum>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace tst_lockreason {

using namespace Holdfast;

//! Tests the one table of the reasons of a refusal, and the work that a new reason needs.
class TestLockReason : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void eachReasonHasItsRow()
    {
        const auto values = QMetaEnum::fromType<LockReason::Value>();
        QCOMPARE(int(lockReasons.size()), values.keyCount());
        for (int i = 0; i < values.keyCount(); ++i)
            QVERIFY(LockReason::rowOf(LockReason::Value(values.value(i))).value
                    == LockReason::Value(values.value(i)));
    }

    void aWordIsTheNameInSnakeCase()
    {
        const auto values = QMetaEnum::fromType<LockReason::Value>();
        for (const LockReason::Row &row : lockReasons) {
            QString name = QString::fromLatin1(values.valueToKey(int(row.value)));
            name.replace(QRegularExpression(QStringLiteral("(?<=.)([A-Z])")),
                         QStringLiteral("_\\1"));
            QCOMPARE(QString::fromLatin1(row.word), name.toLower());
        }
    }

    void numbersAreLikeNoOther()
    {
        QSet<int> numbers;
        for (const LockReason::Row &row : lockReasons) {
            QVERIFY(row.number > 0 && row.number < 100);
            QCOMPARE(LockReason::withNumber(row.number), &row);
            numbers << row.number;
        }
        QCOMPARE(std::size_t(numbers.size()), lockReasons.size());
        QVERIFY(!LockReason::withNumber(0));
    }

    void eachHasASentence()
    {
        for (const LockReason::Row &row : lockReasons) {
            const GlobalLockBusyError error({}, {}, 0, row.value);
            QVERIFY2(
                QRegularExpression(QStringLiteral("^The .*could not be acquired: [^{}]+[^{}.]\\.$"))
                    .match(error.message())
                    .hasMatch(),
                error.what());
        }
    }
};

HOLDFAST_GUILESS_TEST(TestLockReason)

} // namespace tst_lockreason

#include "tst_lockreason.moc"

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/randombytes.h"
#include "tests/program/testprogram.h"

#include <QSet>
#include <QTest>

#include <array>

namespace Holdfast::tst_randombytes {

class RandomBytesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnsSoManyBytes();
    void isNeverTheSame();
    void changesEachByte();
};

void RandomBytesTest::returnsSoManyBytes()
{
    for (qsizetype count = 0; count < 70; ++count)
        QCOMPARE(randomBytes(count).size(), count);
}

void RandomBytesTest::isNeverTheSame()
{
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(randomBytes(24));
    QCOMPARE(seen.size(), qsizetype {1000});
}

void RandomBytesTest::changesEachByte()
{
    constexpr qsizetype count = 33; // no multiple of a word
    std::array<QSet<char>, count> values;
    for (int i = 0; i < 100; ++i) {
        const QByteArray bytes = randomBytes(count);
        for (qsizetype at = 0; at < count; ++at)
            values.at(std::size_t(at)).insert(bytes[at]);
    }
    for (const QSet<char> &each : values)
        QVERIFY(each.size() > 30);
}

HOLDFAST_APPLESS_TEST(RandomBytesTest)

} // namespace Holdfast::tst_randombytes

#include "tst_randombytes.moc"

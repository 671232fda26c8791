// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/motion.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace Holdfast;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::chrono::milliseconds)

namespace tst_motion {

class TestMotion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isOnAStraightLine_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("after");
        QTest::addColumn<StagePosition>("where");
        QTest::newRow("before it starts") << -5ms << StagePosition {10, 20, 30};
        QTest::newRow("as it starts") << 0ms << StagePosition {10, 20, 30};
        QTest::newRow("a quarter on its way") << 250ms << StagePosition {260, -105, 30};
        QTest::newRow("half on its way") << 500ms << StagePosition {510, -230, 30};
        QTest::newRow("as it ends") << 1000ms << StagePosition {1010, -480, 30};
        QTest::newRow("long after") << 100000ms << StagePosition {1010, -480, 30};
    }
    void isOnAStraightLine()
    {
        QFETCH(std::chrono::milliseconds, after);
        QFETCH(StagePosition, where);
        QCOMPARE(m_motion.at(m_start + after), where);
    }

    void theLongestAxisSetsTheTime() { QCOMPARE(m_motion.duration(), Motion::Clock::duration(1s)); }

    void isOverAtTheEndAndNotBefore()
    {
        QVERIFY(!m_motion.isOver(m_start + 999ms));
        QVERIFY(m_motion.isOver(m_start + 1000ms));
        QCOMPARE(m_motion.progress(m_start + 500ms), 0.5);
    }

    void aMoveToWhereItIsTakesNoTime()
    {
        const Motion motion({1, 2, 3}, {1, 2, 3}, 1000, m_start);
        QVERIFY(motion.isOver(m_start));
        QCOMPARE(motion.at(m_start), (StagePosition {1, 2, 3}));
    }

    void theLongestMoveOfAllDoesNotOverflow()
    {
        constexpr int low = std::numeric_limits<int>::min();
        constexpr int high = std::numeric_limits<int>::max();
        const Motion motion({low, 0, 0}, {high, 0, 0}, 1e6, m_start);
        QCOMPARE(motion.at(m_start).x, low);
        QVERIFY(std::abs(motion.at(m_start + motion.duration() / 2).x) < 10);
        QCOMPARE(motion.at(motion.end()).x, high);
    }

private:
    const Motion::Clock::time_point m_start = Motion::Clock::now();
    const Motion m_motion {{10, 20, 30}, {1010, -480, 30}, 1000, m_start};
};

HOLDFAST_GUILESS_TEST(TestMotion)

} // namespace tst_motion

#include "tst_motion.moc"

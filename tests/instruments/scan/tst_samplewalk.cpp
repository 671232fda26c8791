// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/tile/samplewalk.h"
#include "tests/program/testprogram.h"

#include <QStringList>
#include <QTest>

#include <cmath>
#include <functional>

namespace tst_samplewalk {

using namespace Holdfast;

namespace {

constexpr ScanSpacing spacing {.right = {-100, 0}, .down = {0, 80}};

//! Walks over a sample, and returns the cells that were visited.
QList<ScanCell> walkOver(const std::function<bool(const ScanCell &)> &sample, int maxRange = 10'000)
{
    SampleWalk walk(spacing, maxRange);
    QList<ScanCell> visited;
    while (const auto cell = walk.next()) {
        visited << *cell;
        walk.found(sample(*cell));
    }
    return visited;
}

} // namespace

class TestSampleWalk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsAtOnceWithoutASample()
    {
        QCOMPARE(walkOver([](const ScanCell &) { return false; }), QList<ScanCell>({{0, 0}}));
    }

    void visitsTheWholeSampleAndItsBorder()
    {
        // An arc around an empty middle, which a plain spiral would not follow.
        const auto sample = [](const ScanCell &cell) {
            const double distance = std::hypot(cell.column - 6, cell.row);
            return distance > 4.5 && distance < 7.5 && cell.row > -6;
        };
        const QList<ScanCell> visited = walkOver(sample);
        int expected = 0;
        for (int column = -3; column <= 15; ++column) {
            for (int row = -9; row <= 9; ++row) {
                const ScanCell cell {column, row};
                if (!sample(cell))
                    continue;
                ++expected;
                QVERIFY2(visited.contains(cell),
                         qUtf8Printable(QStringLiteral("%1,%2").arg(column).arg(row)));
            }
        }
        QVERIFY(expected > 50);
        QVERIFY2(!visited.contains({6, 0}), "It has visited the empty middle.");
        const std::set<ScanCell> different(visited.begin(), visited.end());
        QCOMPARE(qsizetype(different.size()), visited.size());
    }

    void goesToTheNearestTile()
    {
        const QList<ScanCell> visited = walkOver([](const ScanCell &cell) {
            return std::abs(cell.column) <= 2 && std::abs(cell.row) <= 2;
        });
        int far = 0;
        for (qsizetype i = 1; i < visited.size(); ++i) {
            if (std::abs(visited[i].column - visited[i - 1].column) > 1
                || std::abs(visited[i].row - visited[i - 1].row) > 1)
                ++far;
        }
        QVERIFY2(far * 5 < visited.size(), qPrintable(QString::number(far)));
    }

    void staysWithinItsRange()
    {
        SampleWalk walk(spacing, 250);
        int count = 0;
        while (const auto cell = walk.next()) {
            QVERIFY(std::hypot(cell->column * 100, cell->row * 80) <= 250);
            walk.found(true);
            ++count;
        }
        QVERIFY(walk.hasReachedRange());
        QCOMPARE(count, 23);
    }

    void findsTheSameWayAgain()
    {
        const auto sample = [](const ScanCell &cell) {
            return (cell.column * 7 + cell.row * 5) % 6 != 3;
        };
        QCOMPARE(walkOver(sample, 1000), walkOver(sample, 1000));
    }
};

HOLDFAST_GUILESS_TEST(TestSampleWalk)

} // namespace tst_samplewalk

#include "tst_samplewalk.moc"

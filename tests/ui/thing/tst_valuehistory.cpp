// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/thing/property/sparkline.h"
#include "ui/thing/property/valuehistory.h"

#include <QTest>

#include <limits>

namespace tst_valuehistory {

using namespace Holdfast;
using namespace std::chrono_literals;

class TestValueHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aNumberThatStaysHasNotMoved()
    {
        const auto now = ValueHistory::Clock::now();
        ValueHistory history;
        QVERIFY(!history.hasMoved());
        history.add(now, 3);
        history.add(now + 1s, 3);
        QVERIFY(!history.hasMoved());
        history.add(now + 2s, 5);
        QVERIFY(history.hasMoved());
        QCOMPARE(*history.range(), std::pair(3.0, 5.0));
    }

    void whatIsOlderThanTheSpanIsForgottenButForTheValueItBeginsWith()
    {
        const auto now = ValueHistory::Clock::now();
        ValueHistory history;
        history.add(now, 1);
        history.add(now + 1min, 2);
        history.add(now + 7min, 3);
        QCOMPARE(history.samples().size(), std::size_t(2));
        QCOMPARE(*history.samples().front().value, 2.0);
    }

    void aFloodIsThinnedOutAndItsEndIsKept()
    {
        const auto now = ValueHistory::Clock::now();
        ValueHistory history;
        for (int i = 0; i <= 100'000; ++i)
            history.add(now + std::chrono::milliseconds(i), i);
        QVERIFY(history.samples().size() <= ValueHistory::most);
        QCOMPARE(*history.samples().back().value, 100'000.0);
        QVERIFY(std::is_sorted(history.samples().begin(), history.samples().end(),
                               [](const auto &a, const auto &b) { return a.time < b.time; }));
    }

    void whileTheViewIsHiddenThereIsAGap()
    {
        const auto now = ValueHistory::Clock::now();
        ValueHistory history;
        history.interrupt(now);
        QVERIFY(history.samples().empty());
        history.add(now, 1);
        history.interrupt(now + 1s);
        history.interrupt(now + 2s);
        QCOMPARE(history.samples().size(), std::size_t(2));
        QVERIFY(!history.samples().back().value);
        history.add(now + 3s, std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(*history.range(), std::pair(1.0, 1.0));
    }

    void thePlotIsDrawnAndSaidInWords()
    {
        Sparkline plot(QStringLiteral("plot"), QStringLiteral("Temperature"), QStringLiteral("°C"));
        plot.resize(200, plot.height());
        const QImage empty = plot.grab().toImage();
        plot.add(20);
        plot.add(25);
        QVERIFY(plot.grab().toImage() != empty);
        QVERIFY(plot.accessibleDescription().contains(QStringLiteral("from 20 to 25 °C")));
        QVERIFY(!plot.toolTip().isEmpty());
    }
};

HOLDFAST_TEST(TestValueHistory)

} // namespace tst_valuehistory

#include "tst_valuehistory.moc"

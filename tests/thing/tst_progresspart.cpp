// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/progresspart.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <optional>
#include <thread>

namespace tst_progresspart {

using namespace Holdfast;

//! Tests that the reports of the parts of an action become the action's own progress.
class TestProgressPart : public QObject
{
    Q_OBJECT
    std::optional<Progress> m_last;
    WorkContext m_context {{}, [this](const Progress &progress) { m_last = progress; }};

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_last.reset();
    }

    void itsBeginningIsReported()
    {
        const WorkScope scope(&m_context);
        const ProgressPart part(40, 60, QStringLiteral("point 3 of 5"));
        QVERIFY(m_last.has_value());
        QCOMPARE(m_last->percent, 40.0);
        QCOMPARE(m_last->message, QStringLiteral("point 3 of 5"));
    }

    void isAShareOfTheWhole_data()
    {
        QTest::addColumn<double>("said");
        QTest::addColumn<double>("heard");
        QTest::newRow("its half") << 50.0 << 50.0;
        QTest::newRow("its end") << 100.0 << 60.0;
        QTest::newRow("no more than its end") << 700.0 << 60.0;
        QTest::newRow("no less than its beginning") << -5.0 << 40.0;
    }
    void isAShareOfTheWhole()
    {
        QFETCH(const double, said);
        QFETCH(const double, heard);
        const WorkScope scope(&m_context);
        const ProgressPart part(40, 60);
        reportProgress(said, QStringLiteral("moving"));
        QCOMPARE(m_last->percent, heard);
        QCOMPARE(m_last->message, QStringLiteral("moving"));
    }

    void partsNest()
    {
        const WorkScope scope(&m_context);
        const ProgressPart outer(50, 100, QStringLiteral("row 2"));
        {
            const ProgressPart inner(0, 50, QStringLiteral("point 3"));
            reportProgress(50, QStringLiteral("moving"));
            QCOMPARE(m_last->percent, 62.5);
            QCOMPARE(m_last->message, QStringLiteral("row 2: point 3: moving"));
        }
        reportProgress(50);
        QCOMPARE(m_last->percent, 75.0);
        QCOMPARE(m_last->message, QStringLiteral("row 2"));
    }

    void isOfItsThread()
    {
        const ProgressPart part(40, 60);
        double heard = -1;
        std::thread([&heard] { heard = ProgressPart::ofTheWhole({50, {}}).percent; }).join();
        QCOMPARE(heard, 50.0);
    }
};

HOLDFAST_GUILESS_TEST(TestProgressPart)

} // namespace tst_progresspart

#include "tst_progresspart.moc"

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/log.h"
#include "tests/program/testprogram.h"
#include "tests/session/workbench.h"

#include <QElapsedTimer>
#include <QTest>

namespace tst_limitedlog {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

// Qt's message handler is a plain function.
std::mutex linesMutex;
QStringList lines;

void keepLine(QtMsgType, const QMessageLogContext &, const QString &text)
{
    const std::lock_guard lock(linesMutex);
    lines << text;
}

QStringList linesWith(const QString &part)
{
    const std::lock_guard lock(linesMutex);
    return lines.filter(part);
}

} // namespace

//! Tests that a caller that repeats a call a thousand times does not fill the log.
class TestLimitedLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        lines.clear();
        m_before = qInstallMessageHandler(keepLine);
    }
    void cleanup() { qInstallMessageHandler(m_before); }

    void whatIsLeftOutIsCounted()
    {
        const LimitedLog log;
        const LimitedLog same = log; // counts together with the other
        constexpr int all = 10'000;
        for (int i = 0; i < all; ++i)
            (i % 2 ? log : same).write(LogLevel::Warning, QStringLiteral("line"));
        const auto said = linesWith(QStringLiteral("line")).size();
        QVERIFY(said >= LimitedLog::burst && said < all / 2);
        const QString counted = QStringLiteral("such lines before it were left out");
        QTRY_VERIFY((log.write(LogLevel::Warning, QStringLiteral("last")),
                     !linesWith(QStringLiteral("last (")).isEmpty()));
        QVERIFY(linesWith(counted).last().startsWith(QStringLiteral("last (")));
    }

    void refusalsAreLimited()
    {
        WorkbenchStation lab;
        QVERIFY(lab.station.start());
        const QString bench = QStringLiteral("bench");
        const auto holding = lab.alice.invoke(bench, QStringLiteral("hold"), nullptr);
        lab.bench->holding.acquire();
        expectFew(QStringLiteral("Refused bench.locked"),
                  [&] { QVERIFY(!lab.bob.write(bench, QStringLiteral("locked"), 5, 0ms).wait()); });
        lab.bench->goOn.release();
        WorkbenchStation::finished(lab.alice, *holding);
    }

    void failuresAreLimited()
    {
        WorkbenchStation lab;
        QVERIFY(lab.station.start());
        expectFew(QStringLiteral("bench.broken failed"), [&] {
            QVERIFY(!lab.bob.read(QStringLiteral("bench"), QStringLiteral("broken")).wait());
        });
    }

private:
    //! Calls \a what often, and expects no more lines with \a part than are allowed.
    static void expectFew(const QString &part, const std::function<void()> &what)
    {
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 4 * LimitedLog::burst; ++i)
            what();
        const auto later = clock.elapsed() / LimitedLog::interval.count() + 1;
        const auto said = linesWith(part).size();
        QVERIFY2(said >= LimitedLog::burst && said <= LimitedLog::burst + later,
                 QByteArray::number(said).constData());
    }

    QtMessageHandler m_before = nullptr;
};

HOLDFAST_GUILESS_TEST(TestLimitedLog)

} // namespace tst_limitedlog

#include "tst_limitedlog.moc"

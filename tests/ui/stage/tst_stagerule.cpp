// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/stagemoves.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "core/thing/value.h"
#include "tests/program/testprogram.h"
#include "ui/stage/stagerule.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_stagerule {

using namespace Holdfast;

//! A stage that has a fault.
class FaultyStage : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool connected READ isConnected NOTIFY connectedChanged)
public:
    explicit FaultyStage(bool connected)
        : m_connected(this, &FaultyStage::connectedChanged, connected)
    {
    }

    bool isConnected() const { return m_connected; }
    Q_INVOKABLE void moveRelative(const Holdfast::StageMove &) { }
    void open() override { reportFault({.what = QStringLiteral("The position is not known.")}); }

Q_SIGNALS:
    void connectedChanged(bool connected);

private:
    Value<bool> m_connected;
};

class TestStageRule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFaultForbidsAllUnlessTheDeviceIsThere_data()
    {
        QTest::addColumn<bool>("connected");
        QTest::newRow("the device is there") << true;
        QTest::newRow("the device is gone") << false;
    }
    void aFaultForbidsAllUnlessTheDeviceIsThere()
    {
        QFETCH(bool, connected);
        QTest::ignoreMessage(QtCriticalMsg,
                             QRegularExpression(QStringLiteral("position is not known")));
        Station station({}, {{QStringLiteral("stage"),
                              [connected] { return std::make_unique<FaultyStage>(connected); }}});
        QVERIFY(station.start());
        const Session session(station, {Principal::Kind::Operator, QStringLiteral("operator"), {}});
        QVERIFY(session.fault(u"stage"));
        const Permission permission =
            StageRule::mayRun(session, QStringLiteral("stage"), QStringLiteral("move_relative"));
        QCOMPARE(permission.allowed, connected);
        QCOMPARE(StageRule::mayMove(session, QStringLiteral("stage"), Axis::X).allowed, connected);
        if (!connected)
            QCOMPARE(permission.reason, QStringLiteral("The position is not known."));
    }
};

HOLDFAST_GUILESS_TEST(TestStageRule)

} // namespace tst_stagerule

#include "tst_stagerule.moc"

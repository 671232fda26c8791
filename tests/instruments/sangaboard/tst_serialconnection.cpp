// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/serialconnection.h"
#include "core/instruments/sangaboard/seriallog.h"
#include "tests/program/testprogram.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <pty.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace tst_serialconnection {

using namespace Holdfast;

namespace {

//! \brief A port whose device is this object.
class Device
{
public:
    Device()
    {
        termios settings {};
        ::cfmakeraw(&settings);
        std::array<char, 128> name {};
        int port = -1;
        if (::openpty(&m_device, &port, name.data(), &settings, nullptr) != 0)
            qFatal("The system has no pseudo-terminals.");
        ::close(port);
        m_path = QString::fromLocal8Bit(name.data());
    }
    ~Device() { unplug(); }
    Q_DISABLE_COPY_MOVE(Device)

    QString path() const { return m_path; }
    void say(const QByteArray &bytes) const
    {
        QCOMPARE(::write(m_device, bytes.constData(), size_t(bytes.size())), bytes.size());
    }
    void unplug()
    {
        if (m_device >= 0)
            ::close(std::exchange(m_device, -1));
    }

private:
    int m_device = -1;
    QString m_path;
};

} // namespace

//! Tests what a connection notices of its device by itself.
class TestSerialConnection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noticesOnceThatItsDeviceIsGone()
    {
        Device device;
        SerialLog log {QString()};
        SerialConnection connection(log);
        const QSignalSpy lost(&connection, &SerialConnection::lost);
        QVERIFY(!connection.open(device.path()));
        device.unplug();
        QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, 30'000);
        QVERIFY(!connection.isOpen());
        QVERIFY(!lost.first().first().toString().isEmpty());
    }

    void hearsTheLastLineOfADeviceThatGoes()
    {
        Device device;
        SerialLog log {QString()};
        SerialConnection connection(log);
        const QSignalSpy lines(&connection, &SerialConnection::lineReceived);
        const QSignalSpy lost(&connection, &SerialConnection::lost);
        QVERIFY(!connection.open(device.path()));
        device.say("1 2 3\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(lines.count(), 1, 30'000);
        QCOMPARE(lines.first().first().toByteArray(), QByteArray("1 2 3"));
        QCOMPARE(lost.count(), 0);
        device.unplug();
        QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, 30'000);
    }

    void usesAnotherDeviceAfterOneThatIsGone()
    {
        SerialLog log {QString()};
        SerialConnection connection(log);
        const QSignalSpy lost(&connection, &SerialConnection::lost);
        for (int i = 1; i <= 3; ++i) {
            Device device;
            QVERIFY(!connection.open(device.path()));
            device.unplug();
            QTRY_COMPARE_WITH_TIMEOUT(lost.count(), i, 30'000);
        }
    }
};

HOLDFAST_GUILESS_TEST(TestSerialConnection)

} // namespace tst_serialconnection

#include "tst_serialconnection.moc"

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/portsearch.h"
#include "tests/program/testprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace tst_portsearch {

using namespace Holdfast;

namespace {

const SerialPortEntry arduino {.path = QStringLiteral("/dev/ttyACM0"),
                               .product = QStringLiteral("Arduino Leonardo"),
                               .vendorId = 0x2341,
                               .productId = 0x8036};
const SerialPortEntry ch340 {.path = QStringLiteral("/dev/ttyUSB0"),
                             .product = QStringLiteral("USB Serial"),
                             .vendorId = 0x1a86,
                             .productId = 0x7523};
const SerialPortEntry named {.path = QStringLiteral("/dev/ttyACM1"),
                             .product = QStringLiteral("Sangaboard v0.5"),
                             .vendorId = 0x2e8a,
                             .productId = 0x000a};
const SerialPortEntry other {.path = QStringLiteral("/dev/ttyUSB1"),
                             .product = QStringLiteral("Syringe pump"),
                             .vendorId = 0x067b,
                             .productId = 0x2303};
const SerialPortEntry uart {.path = QStringLiteral("/dev/ttyAMA0")};

std::variant<QString, Fault> found(const QList<SerialPortEntry> &ports)
{
    return PortSearch(QStringLiteral("auto"), [ports] { return ports; }).find();
}

} // namespace

class TestPortSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheOnlyBoard()
    {
        for (const SerialPortEntry &board : {arduino, ch340, named})
            QCOMPARE(std::get<QString>(found({other, board, uart})), board.path);
    }

    void opensNoOtherDevice()
    {
        const auto result = found({other, uart});
        QVERIFY(std::get<Fault>(result).what.contains(QStringLiteral("No motor board")));
        QVERIFY(!std::get<Fault>(result).remedy.isEmpty());
    }

    void namesTheBoardsWhenThereAreSeveral()
    {
        const Fault fault = std::get<Fault>(found({ch340, other, arduino}));
        QVERIFY(fault.what.contains(QStringLiteral("/dev/ttyACM0, /dev/ttyUSB0")));
        QVERIFY(!fault.what.contains(other.path));
        QVERIFY(fault.remedy.contains(QStringLiteral("port")));
    }

    void takesThePathThatIsConfigured()
    {
        const auto none = [] { return QList<SerialPortEntry>(); };
        QCOMPARE(std::get<QString>(PortSearch(QStringLiteral("/dev/null"), none).find()),
                 QStringLiteral("/dev/null"));
        const Fault fault = std::get<Fault>(PortSearch(QStringLiteral("/dev/absent"), none).find());
        QVERIFY(fault.what.contains(QStringLiteral("/dev/absent")));
    }

    void knowsTheSameBoardsAsTheDeviceRules()
    {
        QFile file(QStringLiteral(HOLDFAST_DEVICE_RULES));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const QString rules = QString::fromUtf8(file.readAll());
        const QRegularExpression ids(QStringLiteral(
            "idVendor\\}==\"([0-9a-f|]+)\", ATTRS\\{idProduct\\}==\"([0-9a-f|]+)\""));
        int count = 0;
        for (auto rule = ids.globalMatch(rules); rule.hasNext();) {
            const QRegularExpressionMatch match = rule.next();
            for (const QString &vendor : match.captured(1).split(QLatin1Char('|'))) {
                for (const QString &product : match.captured(2).split(QLatin1Char('|'))) {
                    ++count;
                    QVERIFY(
                        PortSearch::isKnown({.path = QStringLiteral("/dev/ttyACM0"),
                                             .vendorId = quint16(vendor.toUShort(nullptr, 16)),
                                             .productId = quint16(product.toUShort(nullptr, 16))}));
                }
            }
        }
        QCOMPARE(count, 11);
    }

    void looksAtThePortsOfThisComputer() { QVERIFY(PortSearch::systemPorts().size() >= 0); }
};

HOLDFAST_GUILESS_TEST(TestPortSearch)

} // namespace tst_portsearch

#include "tst_portsearch.moc"

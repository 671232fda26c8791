// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/devicereport.h"
#include "core/instruments/micromanager/micromanagercamera.h"
#include "tests/program/testprogram.h"

#include <QTest>

Q_DECLARE_METATYPE(Holdfast::DevicePropertyReport)

namespace tst_devicereport {

using namespace Holdfast;

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

} // namespace

class TestDeviceReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesBecomeLegal_data();
    void namesBecomeLegal();
    void aPropertyHasTheTypeAndTheValuesOfItsAdapter_data();
    void aPropertyHasTheTypeAndTheValuesOfItsAdapter();
    void aValueIsWrittenAsTheAdapterSpellsIt();
    void aWrongReportIsAnError();
    void pixelsOfEachKindBecomeAnImage_data();
    void pixelsOfEachKindBecomeAnImage();
    void aPictureThatIsWrongIsAnError();
};

void TestDeviceReport::namesBecomeLegal_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("legal");
    QTest::newRow("blanks") << "White Light Shutter"
                            << "white_light_shutter";
    QTest::newRow("capitals in a row") << "CCDTemperature"
                                       << "ccd_temperature";
    QTest::newRow("two capitals alone") << "XY"
                                        << "xy";
    QTest::newRow("words without blanks") << "MaximumExposureMs"
                                          << "maximum_exposure_ms";
    QTest::newRow("a dash") << "Channel-Multiband"
                            << "channel_multiband";
    QTest::newRow("letters of no alphabet of ours") << QStringLiteral("µm/pixel") << "m_pixel";
    QTest::newRow("nothing legal") << QStringLiteral("镜") << "device_";
    QTest::newRow("a reserved name") << "ws"
                                     << "device_ws";
    QTest::newRow("a number") << "Objective 40x"
                              << "objective_40x";
}

void TestDeviceReport::namesBecomeLegal()
{
    QFETCH(QString, name);
    QTEST(wireName(name), "legal");
}

void TestDeviceReport::aPropertyHasTheTypeAndTheValuesOfItsAdapter_data()
{
    using Type = DevicePropertyReport::Type;
    QTest::addColumn<DevicePropertyReport>("property");
    QTest::addColumn<QString>("schema");
    const QString name = QStringLiteral("P");
    QTest::newRow("a text") << DevicePropertyReport {.name = name} << R"({"type":"string"})";
    QTest::newRow("allowed texts")
        << DevicePropertyReport {.name = name, .allowed = words("On Off")}
        << R"({"type":"string","enum":["On","Off"]})";
    QTest::newRow("a range") << DevicePropertyReport {.name = name,
                                                      .type = Type::Number,
                                                      .minimum = 0.5,
                                                      .maximum = 8}
                             << R"({"type":"number","minimum":0.5,"maximum":8.0})";
    QTest::newRow("a range of whole numbers") << DevicePropertyReport {.name = name,
                                                                       .type = Type::Integer,
                                                                       .minimum = 0.5,
                                                                       .maximum = 7.5}
                                              << R"({"type":"integer","minimum":1,"maximum":7})";
    QTest::newRow("a range without room is left out")
        << DevicePropertyReport {.name = name, .type = Type::Number, .minimum = 2, .maximum = 1}
        << R"({"type":"number"})";
    QTest::newRow("allowed whole numbers")
        << DevicePropertyReport {.name = name, .type = Type::Integer, .allowed = words("1 2")}
        << R"({"type":"integer","enum":[1,2]})";
}

void TestDeviceReport::aPropertyHasTheTypeAndTheValuesOfItsAdapter()
{
    QFETCH(DevicePropertyReport, property);
    QFETCH(QString, schema);
    QCOMPARE(QString::fromUtf8(toBytes(property.schema())), schema);
}

void TestDeviceReport::aValueIsWrittenAsTheAdapterSpellsIt()
{
    using Type = DevicePropertyReport::Type;
    const DevicePropertyReport choice {
        .name = QStringLiteral("P"), .type = Type::Number, .allowed = words("0.50 1.00")};
    QCOMPARE(choice.toText(Json(0.5)), QStringLiteral("0.50"));
    const DevicePropertyReport whole {.name = QStringLiteral("P"), .type = Type::Integer};
    QCOMPARE(whole.toText(Json(-3)), QStringLiteral("-3"));
    QCOMPARE(whole.toJson(QStringLiteral("3.0000")), Json(3));
    QCOMPARE(whole.toJson(QStringLiteral("none")), Json());
    const DevicePropertyReport number {.name = QStringLiteral("P"), .type = Type::Number};
    QCOMPARE(number.toText(Json(0.1)), QStringLiteral("0.1"));
    QCOMPARE(number.toJson(QStringLiteral("inf")), Json());
}

void TestDeviceReport::aWrongReportIsAnError()
{
    QVERIFY_THROWS_EXCEPTION(ThingError, (void)SystemReport::fromJson(Json::object()));
    QVERIFY_THROWS_EXCEPTION(
        ThingError, (void)SystemReport::fromJson({{"devices", {1}}, {"groups", Json::array()}}));
}

void TestDeviceReport::pixelsOfEachKindBecomeAnImage_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("bits");
    QTest::addColumn<QByteArray>("pixels");
    QTest::addColumn<int>("layout");
    QTest::addColumn<QByteArray>("image");
    const auto row = [](const char *name, const char *type, int bits, const QByteArray &pixels,
                        PixelLayout layout, const QByteArray &image) {
        QTest::newRow(name) << QString::fromLatin1(type) << bits << pixels << int(layout) << image;
    };
    row("grey", "GRAY8", 8, "\x01\xff", PixelLayout::Grey8, "\x01\xff");
    row("12 bits: white is white, and half is half", "GRAY16", 12,
        QByteArray("\xff\x0f\x00\x08", 4), PixelLayout::Grey16, QByteArray("\xff\xff\x07\x80", 4));
    row("16 bits", "GRAY16", 16, QByteArray("\xff\x0f\x00\x08", 4), PixelLayout::Grey16,
        QByteArray("\xff\x0f\x00\x08", 4));
    row("more than the bits allow", "GRAY16", 10, QByteArray("\xff\xff\x00\x00", 4),
        PixelLayout::Grey16, QByteArray("\xff\xff\x00\x00", 4));
    row("colour", "RGB32", 8, QByteArray("\x03\x02\x01\x00\x06\x05\x04\x00", 8), PixelLayout::Rgb8,
        QByteArray("\x01\x02\x03\x04\x05\x06", 6));
}

void TestDeviceReport::pixelsOfEachKindBecomeAnImage()
{
    QFETCH(QString, type);
    QFETCH(int, bits);
    QFETCH(QByteArray, pixels);
    const CameraImage image = MicroManagerCamera::toImage(
        {{"width", 2}, {"height", 1}, {"pixel_type", toUtf8String(type)}, {"bits", bits}}, pixels);
    QCOMPARE(image.size, QSize(2, 1));
    QTEST(int(image.layout), "layout");
    QTEST(image.pixels, "image");
}

void TestDeviceReport::aPictureThatIsWrongIsAnError()
{
    const Json format {{"width", 2}, {"height", 1}, {"pixel_type", "GRAY8"}, {"bits", 8}};
    QVERIFY_THROWS_EXCEPTION(ThingError, (void)MicroManagerCamera::toImage(format, "\x01"));
    Json floats = format;
    floats["pixel_type"] = "GRAY32";
    QVERIFY_THROWS_EXCEPTION(ThingError,
                             (void)MicroManagerCamera::toImage(floats, QByteArray(8, 'x')));
}

HOLDFAST_APPLESS_TEST(TestDeviceReport)

} // namespace tst_devicereport

#include "tst_devicereport.moc"

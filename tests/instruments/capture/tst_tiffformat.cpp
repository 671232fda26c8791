// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/capture/tiffformat.h"
#include "core/instruments/camera/imageformat.h"
#include "core/thing/thingerror.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <numeric>

namespace Holdfast::tst_tiffformat {

namespace {

CameraImage gradient(PixelLayout layout)
{
    CameraImage image {{40, 30}, {}};
    image.layout = layout;
    image.pixels = QByteArray(qsizetype(40) * 30 * image.bytesPerPixel(), Qt::Uninitialized);
    std::iota(image.pixels.begin(), image.pixels.end(), char(0));
    return image;
}

//! Returns the attributes of an element of the description.
QXmlStreamAttributes attributesOf(const QByteArray &file, const char *element)
{
    const qsizetype from = file.indexOf("<?xml");
    QXmlStreamReader xml(file.mid(from, file.indexOf('\0', from) - from));
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement
            && xml.name() == QLatin1String(element))
            return xml.attributes();
    }
    return {};
}

} // namespace

//! Tests TIFF files, written and read. tifffile and the schema of OME try them in tests/interop.
class TestTiffFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theFullDepthIsKept_data()
    {
        QTest::addColumn<PixelLayout>("layout");
        QTest::newRow("grey") << PixelLayout::Grey8;
        QTest::newRow("deep grey") << PixelLayout::Grey16;
        QTest::newRow("colour") << PixelLayout::Rgb8;
        QTest::newRow("deep colour") << PixelLayout::Rgb16;
    }

    void theFullDepthIsKept()
    {
        QFETCH(const PixelLayout, layout);
        const CameraImage image = gradient(layout);
        QCOMPARE(decoded(omeTiff(image, {})), image);
        QCOMPARE(decoded(encoded(image, ImageFormat::Tiff, 0)), image);
    }

    void theDescriptionHasTheSizeOfAPixelWhereItIsKnown()
    {
        const CameraImage image = gradient(PixelLayout::Rgb16);
        PictureMetadata metadata;
        metadata.taken = QDateTime(QDate(2026, 11, 30), QTime(18, 45, 12));
        const auto unknown = attributesOf(omeTiff(image, metadata), "Pixels");
        QVERIFY(!unknown.hasAttribute(QStringLiteral("PhysicalSizeX")));
        QCOMPARE(unknown.value(QStringLiteral("SizeX")).toInt(), 40);
        QCOMPARE(unknown.value(QStringLiteral("SizeY")).toInt(), 30);
        QCOMPARE(unknown.value(QStringLiteral("SizeC")).toInt(), 3);
        QCOMPARE(unknown.value(QStringLiteral("Type")).toString(), QStringLiteral("uint16"));
        metadata.micrometresPerPixel = 0.35;
        const auto known = attributesOf(omeTiff(image, metadata), "Pixels");
        QCOMPARE(known.value(QStringLiteral("PhysicalSizeX")).toDouble(), 0.35);
        QCOMPARE(known.value(QStringLiteral("PhysicalSizeY")).toDouble(), 0.35);
    }

    void theStatesAreAnAnnotation()
    {
        PictureMetadata metadata;
        metadata.states = Json {{"system", {{"notes", "<a & \"b\" ü>"}}}};
        const QByteArray file = omeTiff(gradient(PixelLayout::Grey8), metadata);
        const qsizetype from = file.indexOf("<Value>");
        QVERIFY(from > 0);
        const qsizetype xml = file.indexOf("<?xml");
        QXmlStreamReader reader(file.mid(xml, file.indexOf('\0', xml) - xml));
        QString value;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::StartElement
                && reader.name() == QLatin1String("Value"))
                value = reader.readElementText();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(Json::parse(value.toStdString()), metadata.states);
    }

    void aWrongFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray whole = omeTiff(gradient(PixelLayout::Rgb8), {});
        QTest::newRow("half a file") << whole.first(whole.size() / 2);
        QTest::newRow("a head alone") << whole.first(8);
        QTest::newRow("two bytes") << whole.first(2);
        QByteArray nowhere = whole.first(200);
        nowhere[4] = '\x7f';
        QTest::newRow("a directory behind the end") << nowhere;
    }

    void aWrongFileIsRefused()
    {
        QFETCH(const QByteArray, file);
        QVERIFY_THROWS_EXCEPTION(ThingError, decodedTiff(file));
    }

    void aWrongPictureIsRefused()
    {
        CameraImage image = gradient(PixelLayout::Rgb8);
        image.pixels.chop(1);
        QVERIFY_THROWS_EXCEPTION(ThingError, omeTiff(image, {}));
        image.layout = PixelLayout::Jpeg;
        QVERIFY_THROWS_EXCEPTION(ThingError, omeTiff(image, {}));
    }
};

HOLDFAST_APPLESS_TEST(TestTiffFormat)

} // namespace Holdfast::tst_tiffformat

#include "tst_tiffformat.moc"

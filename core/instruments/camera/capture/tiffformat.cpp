// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/capture/tiffformat.h"

#include "core/thing/thingerror.h"

#include <QUuid>
#include <QXmlStreamWriter>

#include <algorithm>
#include <cstring>
#include <memory>
#include <tiffio.h>
#include <vector>

namespace Holdfast {

namespace {

//! \brief A file in memory, as libtiff reads and writes it.
struct MemoryFile
{
    QByteArray bytes;
    qint64 place = 0;
};

MemoryFile &fileOf(thandle_t handle)
{
    return *static_cast<MemoryFile *>(handle);
}

tmsize_t readMemory(thandle_t handle, void *to, tmsize_t count)
{
    MemoryFile &file = fileOf(handle);
    const qint64 length = std::clamp<qint64>(file.bytes.size() - file.place, 0, count);
    std::memcpy(to, file.bytes.constData() + file.place, size_t(length));
    file.place += length;
    return length;
}

tmsize_t writeMemory(thandle_t handle, void *from, tmsize_t count)
{
    MemoryFile &file = fileOf(handle);
    if (file.place + count > file.bytes.size())
        file.bytes.resize(file.place + count);
    std::memcpy(file.bytes.data() + file.place, from, size_t(count));
    file.place += count;
    return count;
}

toff_t seekMemory(thandle_t handle, toff_t offset, int whence)
{
    MemoryFile &file = fileOf(handle);
    const qint64 base = whence == SEEK_SET   ? 0
                        : whence == SEEK_CUR ? file.place
                                             : file.bytes.size();
    file.place = base + qint64(offset);
    return toff_t(file.place);
}

int closeMemory(thandle_t)
{
    return 0;
}

toff_t sizeOfMemory(thandle_t handle)
{
    return toff_t(fileOf(handle).bytes.size());
}

int mapMemory(thandle_t, void **, toff_t *)
{
    return 0; // the functions above are enough
}

void unmapMemory(thandle_t, void *, toff_t)
{
}

struct TiffEnd
{
    void operator()(TIFF *tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, TiffEnd>;

Tiff openedTiff(MemoryFile &file, const char *mode)
{
    // libtiff would write what it finds wrong to the standard error output. The callers say it in their own words.
    TIFFSetErrorHandler(nullptr);
    TIFFSetWarningHandler(nullptr);
    return Tiff(TIFFClientOpen("picture", mode, &file, readMemory, writeMemory, seekMemory,
                               closeMemory, sizeOfMemory, mapMemory, unmapMemory));
}

[[noreturn]] void failToWriteTiff(const char *why)
{
    throw ThingError(QStringLiteral("ImageError"),
                     QStringLiteral("The picture could not be written as image/tiff: %1.")
                         .arg(QString::fromUtf8(why)));
}

[[noreturn]] void failToReadTiff(const char *why)
{
    throw ThingError(
        QStringLiteral("ImageError"),
        QStringLiteral("The picture could not be read: %1.").arg(QString::fromUtf8(why)));
}

//! Returns the description of a file with one picture, as https://docs.openmicroscopy.org/ome-model has it. All
//! of it is ASCII: libtiff knows no encoding of a description.
QByteArray omeXml(const CameraImage &image, const PictureMetadata &metadata)
{
    const QString space = QStringLiteral("http://www.openmicroscopy.org/Schemas/OME/2016-06");
    QString text;
    QXmlStreamWriter xml(&text);
    const auto attribute = [&xml](const char *name, const QString &value) {
        xml.writeAttribute(QLatin1String(name), value);
    };
    const auto number = [&attribute](const char *name, auto value) {
        attribute(name, QString::number(value));
    };
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("OME"));
    attribute("xmlns", space);
    attribute("xmlns:xsi", QStringLiteral("http://www.w3.org/2001/XMLSchema-instance"));
    attribute("xsi:schemaLocation", space + u' ' + space + QStringLiteral("/ome.xsd"));
    attribute("UUID",
              QStringLiteral("urn:uuid:") + QUuid::createUuid().toString(QUuid::WithoutBraces));
    attribute("Creator", QStringLiteral("Holdfast " HOLDFAST_VERSION));
    xml.writeStartElement(QStringLiteral("Image"));
    attribute("ID", QStringLiteral("Image:0"));
    if (metadata.taken.isValid())
        xml.writeTextElement(QStringLiteral("AcquisitionDate"),
                             metadata.taken.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")));
    xml.writeStartElement(QStringLiteral("Pixels"));
    attribute("ID", QStringLiteral("Pixels:0"));
    attribute("DimensionOrder", QStringLiteral("XYCZT"));
    attribute("Type",
              image.bitsPerValue() == 16 ? QStringLiteral("uint16") : QStringLiteral("uint8"));
    number("SizeX", image.size.width());
    number("SizeY", image.size.height());
    number("SizeC", image.channels());
    number("SizeZ", 1);
    number("SizeT", 1);
    // In micrometres, which is the default unit.
    if (metadata.micrometresPerPixel) {
        number("PhysicalSizeX", *metadata.micrometresPerPixel);
        number("PhysicalSizeY", *metadata.micrometresPerPixel);
    }
    attribute("BigEndian", QSysInfo::ByteOrder == QSysInfo::BigEndian ? QStringLiteral("true")
                                                                      : QStringLiteral("false"));
    attribute("Interleaved", QStringLiteral("true"));
    xml.writeStartElement(QStringLiteral("Channel"));
    attribute("ID", QStringLiteral("Channel:0:0"));
    number("SamplesPerPixel", image.channels());
    xml.writeEndElement();
    xml.writeStartElement(QStringLiteral("TiffData"));
    number("IFD", 0);
    number("PlaneCount", 1);
    xml.writeEndElement();
    xml.writeEndElement(); // Pixels
    const QString annotation = QStringLiteral("Annotation:0");
    xml.writeStartElement(QStringLiteral("AnnotationRef"));
    attribute("ID", annotation);
    xml.writeEndElement();
    xml.writeEndElement(); // Image
    xml.writeStartElement(QStringLiteral("StructuredAnnotations"));
    xml.writeStartElement(QStringLiteral("CommentAnnotation"));
    attribute("ID", annotation);
    attribute("Namespace", QStringLiteral("holdfast/thing_states"));
    xml.writeTextElement(QStringLiteral("Value"),
                         QString::fromStdString(
                             metadata.states.dump(-1, ' ', true, Json::error_handler_t::replace)));
    xml.writeEndDocument();
    return text.toLatin1();
}

//! Reads a picture that is grey or RGB, with 8 or 16 bits for each value. Returns false for others.
bool readAsItIs(TIFF *tiff, CameraImage &image)
{
    quint16 bits = 0;
    quint16 channels = 1;
    quint16 photometric = 0;
    quint16 planar = PLANARCONFIG_CONTIG;
    quint16 format = SAMPLEFORMAT_UINT;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &channels);
    TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &planar);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &format);
    const bool grey = channels == 1 && photometric == PHOTOMETRIC_MINISBLACK;
    const bool colour = channels == 3 && photometric == PHOTOMETRIC_RGB;
    const bool isKnown = (grey || colour) && (bits == 8 || bits == 16)
                         && planar == PLANARCONFIG_CONTIG && format == SAMPLEFORMAT_UINT
                         && !TIFFIsTiled(tiff);
    if (!isKnown)
        return false;
    image.layout = grey ? (bits == 8 ? PixelLayout::Grey8 : PixelLayout::Grey16)
                        : (bits == 8 ? PixelLayout::Rgb8 : PixelLayout::Rgb16);
    const qsizetype line = qsizetype(image.size.width()) * image.bytesPerPixel();
    if (TIFFScanlineSize(tiff) != line)
        return false;
    image.pixels = QByteArray(line * image.size.height(), Qt::Uninitialized);
    for (int row = 0; row < image.size.height(); ++row) {
        if (TIFFReadScanline(tiff, image.pixels.data() + row * line, quint32(row)) < 0)
            failToReadTiff("the TIFF ends early, or has errors inside");
    }
    return true;
}

} // namespace

QByteArray omeTiff(const CameraImage &image, const PictureMetadata &metadata)
{
    const qsizetype line = qsizetype(image.size.width()) * image.bytesPerPixel();
    if (image.size.isEmpty() || line == 0 || image.pixels.size() != line * image.size.height())
        failToWriteTiff("it has not as many pixels as its size says");
    MemoryFile file;
    file.bytes.reserve(image.pixels.size() + 16'384);
    Tiff tiff = openedTiff(file, "w");
    if (!tiff)
        failToWriteTiff("there is no memory for it");
    const QByteArray description = omeXml(image, metadata);
    TIFFSetField(tiff.get(), TIFFTAG_IMAGEDESCRIPTION, description.constData());
    TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, quint32(image.size.width()));
    TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, quint32(image.size.height()));
    TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, image.bitsPerValue());
    TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, image.channels());
    TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC,
                 image.isGrey() ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
    TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff.get(), TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_NONE);
    TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, quint32(image.size.height()));
    // libtiff does not change what it writes in this machine's byte order.
    if (TIFFWriteEncodedStrip(tiff.get(), 0, const_cast<char *>(image.pixels.constData()),
                              image.pixels.size())
            < 0
        || !TIFFWriteDirectory(tiff.get()))
        failToWriteTiff("libtiff could not make it");
    tiff.reset();
    return std::move(file.bytes);
}

CameraImage decodedTiff(const QByteArray &bytes)
{
    MemoryFile file {bytes};
    const Tiff tiff = openedTiff(file, "r");
    quint32 width = 0;
    quint32 height = 0;
    if (!tiff || !TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width)
        || !TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height))
        failToReadTiff("it is no whole TIFF");
    constexpr quint64 most =
        200'000'000; // as much as a file that is read may have, and more than any camera
    if (width == 0 || height == 0 || quint64(width) * height > most)
        failToReadTiff("its size makes no sense");
    CameraImage image {{int(width), int(height)}, {}};
    if (readAsItIs(tiff.get(), image))
        return image;
    std::vector<quint32> pixels(size_t(width) * height);
    if (!TIFFReadRGBAImageOriented(tiff.get(), width, height, pixels.data(), ORIENTATION_TOPLEFT,
                                   1))
        failToReadTiff("it is a kind of TIFF that cannot be shown, or it ends early");
    image.layout = PixelLayout::Rgb8;
    image.pixels = QByteArray(qsizetype(pixels.size()) * 3, Qt::Uninitialized);
    char *to = image.pixels.data();
    for (const quint32 pixel : pixels) {
        *to++ = char(TIFFGetR(pixel));
        *to++ = char(TIFFGetG(pixel));
        *to++ = char(TIFFGetB(pixel));
    }
    return image;
}

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures what it costs to put the states of all Things into a picture, and to keep the picture on the disk.

#include "core/instruments/camera/capture/capturefolder.h"
#include "core/instruments/camera/capture/picturemetadata.h"
#include "core/instruments/camera/imageformat.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

namespace Holdfast {

namespace {

//! Returns a picture with about as much detail as one of a sample.
CameraImage pictureOf(QSize size)
{
    CameraImage image {size,
                       QByteArray(qsizetype(3) * size.width() * size.height(), Qt::Uninitialized)};
    QRandomGenerator random(1);
    char *to = image.pixels.data();
    for (int row = 0; row < size.height(); ++row) {
        for (int column = 0; column < size.width(); ++column) {
            const int noise = int(random.bounded(8));
            *to++ = char(200 - (row / 16 % 4) * 20 + noise);
            *to++ = char(180 - (column / 16 % 4) * 20 + noise);
            *to++ = char(190 + noise);
        }
    }
    return image;
}

//! Returns states like those of an OpenFlexure microscope.
PictureMetadata metadataOf(QSize size)
{
    PictureMetadata metadata;
    metadata.states = Json::parse(R"({
        "stage": {"position": {"x": 1234, "y": -5678, "z": 90}},
        "camera": {"exposure_time": 500, "analogue_gain": 1.0},
        "camera_stage_mapping": {"image_to_stage_displacement_matrix": [[0, 0.5], [-0.5, 0]],
                                 "image_resolution": [616, 820]},
        "system": {"hostname": "scope3", "microscope-uuid": "0d5b7a1c-2f3e-4b5a-9c8d-7e6f5a4b3c2d", "version": "0.2.0",
                   "sample": "onion", "operator": "Ada", "notes": ""}})");
    metadata.taken = QDateTime::currentDateTime();
    metadata.size = size;
    return metadata;
}

void costOfMetadata(Report &report, QSize size, const QString &name)
{
    const CameraImage image = pictureOf(size);
    const PictureMetadata metadata = metadataOf(size);
    Samples plain;
    Samples whole;
    QByteArray file;
    for (int i = 0; i < report.times(60, 2); ++i) {
        const auto start = BenchClock::now();
        file = encoded(image, ImageFormat::Jpeg, 95, Chroma::Full);
        const auto isEncoded = BenchClock::now();
        QStringList leftOut;
        file = withExif(file, metadata, leftOut);
        const auto end = BenchClock::now();
        plain.add(in<std::chrono::microseconds>(isEncoded - start));
        whole.add(in<std::chrono::microseconds>(end - start));
    }
    if (!file.contains("\"position\""))
        report.wrong(QStringLiteral("the metadata is not in the file"));
    report.add(
        {.name = QStringLiteral("capture, a JPEG of %1 with metadata, p50, vs without").arg(name),
         .value = whole.median(),
         .unit = QStringLiteral("us"),
         .baseline = plain.median(),
         .goal = 1.1 * plain.median() + 500});
}

void costOfKeeping(Report &report)
{
    const QTemporaryDir folder;
    const QByteArray file = encoded(pictureOf({820, 616}), ImageFormat::Jpeg, 95, Chroma::Full);
    Samples cost;
    for (int i = 0; i < report.times(60, 2); ++i) {
        const auto start = BenchClock::now();
        keepPicture(folder.path(), QDateTime::currentDateTime(), QStringLiteral("jpeg"), file);
        cost.add(in<std::chrono::microseconds>(BenchClock::now() - start));
    }
    report.add({.name = QStringLiteral("capture, keeping the file on the disk, p50"),
                .value = cost.median(),
                .unit = QStringLiteral("us")});
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    Report report(argc, argv);
    costOfMetadata(report, {820, 616}, QStringLiteral("0.5 MP"));
    costOfMetadata(report, {3280, 2464}, QStringLiteral("8 MP"));
    costOfKeeping(report);
    return report.finish();
}

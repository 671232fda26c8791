// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What run_scan.py needs of Holdfast, as a program:
//   scantool export               a plan (JSON, standard input) as an MDASequence
//   scantool import               an MDASequence as a plan, with all places that it visits, in micrometres
//   scantool tiles FOLDER         writes 3 x 3 tiles of the simulation's sample, and prints where they are
//   scantool truth FILE LEFT TOP WIDTH HEIGHT  writes that part of the sample as a grey picture
//   scantool stitch FOLDER PROGRAM  runs the stitcher

#include "core/instruments/camera/imageformat.h"
#include "core/instruments/camera/samplecanvas.h"
#include "core/instruments/scan/sequence/mdasequence.h"
#include "core/instruments/scan/stitch/stitchprocess.h"
#include "core/thing/json/jsonconversion.h"
#include "core/thing/thingerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTextStream>

#include <cstdio>
#include <exception>
#include <iostream>
#include <iterator>
#include <string>

namespace {

using namespace Holdfast;

// The columns of the picture lie along x and its rows against y, as in useq-schema.
SequenceScale scaleOfTest()
{
    return {.micrometresPerStep = 0.1,
            .micrometresPerStepZ = 0.05,
            .picture = ScanSpacing {.right = {820, 0}, .down = {0, -616}}};
}

Json standardInput()
{
    return Json::parse(std::string(std::istreambuf_iterator<char>(std::cin), {}));
}

void print(const Json &json)
{
    QTextStream(stdout) << QString::fromStdString(json.dump()) << Qt::endl;
}

Json visitsOf(const ScanPlan &given)
{
    const SequenceScale scale = scaleOfTest();
    const ScanSpacing spacing = given.spacing(scale.picture);
    const ScanPlan plan = given.resolved(spacing, scale.picture);
    Json visits = Json::array();
    for (int set = 0; set < plan.sets(); ++set) {
        const StagePosition site = plan.siteOf(set, {});
        for (const ScanCell &cell : plan.cells()) {
            for (const StagePosition &at : plan.stackAt(plan.positionOf(cell, site, spacing)))
                visits.push_back({at.x * scale.micrometresPerStep, at.y * scale.micrometresPerStep,
                                  at.z * scale.micrometresPerStepZ});
        }
    }
    return visits;
}

void write(const QString &path, const QByteArray &contents)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
        throw ThingError(file.errorString());
}

//! Writes tiles of 410 x 308 pixels that overlap by 35 %, of a stage with OpenFlexure's matrix.
void writeTiles(const QString &folder)
{
    constexpr int width = 410;
    constexpr int height = 308;
    constexpr int across = 266;
    constexpr int down = 200;
    const SampleCanvas canvas;
    const auto &density = canvas.levels()[1].density;
    Json tiles = Json::array();
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            CameraImage image {{width, height}, {}};
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < width; ++x) {
                    const int value = density[size_t(row * down + y) * SampleCanvas::size.width()
                                              + size_t(column * across + x)];
                    image.pixels += char(220 - value / 4);
                    image.pixels += char(215 - value / 2);
                    image.pixels += char(217 - value / 3);
                }
            }
            // A pixel to the right is half a step against x, and one downwards half a step along y.
            const int stageX = -column * across / 2;
            const int stageY = row * down / 2;
            const QString name = QStringLiteral("img_%1_%2_0.jpeg").arg(stageX).arg(stageY);
            write(folder + u'/' + name, encoded(image, ImageFormat::Jpeg, 95));
            tiles.push_back({{"file", toUtf8String(name)},
                             {"stage", {stageX, stageY}},
                             {"pixel", {column * across, row * down}}});
        }
    }
    print(tiles);
}

//! Writes a part of the sample as the simulated camera shows it in green, but for noise. The sample repeats.
void writeTruth(const QString &path, int left, int top, int width, int height)
{
    const SampleCanvas canvas;
    const auto &density = canvas.levels()[1].density;
    const auto wrapped = [](int value, int size) { return size_t(((value % size) + size) % size); };
    QByteArray truth =
        "P5 " + QByteArray::number(width) + ' ' + QByteArray::number(height) + " 255\n";
    for (int y = top; y < top + height; ++y) {
        const size_t row =
            wrapped(y, SampleCanvas::size.height()) * size_t(SampleCanvas::size.width());
        for (int x = left; x < left + width; ++x)
            truth += char(215 - density[row + wrapped(x, SampleCanvas::size.width())] / 2);
    }
    write(path, truth);
}

int stitch(QCoreApplication &application, const QString &folder, const QString &program)
{
    StitchProcess process;
    StitchRequest request;
    request.folder = folder;
    request.program = program;
    int code = 0;
    QObject::connect(&process, &StitchProcess::progressed, &process,
                     [](double percent, const QString &step) {
                         QTextStream(stdout) << percent << ' ' << step << Qt::endl;
                     });
    QObject::connect(&process, &StitchProcess::ended, &process,
                     [&](const std::optional<Error> &error) {
                         if (error) {
                             QTextStream(stderr) << error->message() << Qt::endl;
                             code = 1;
                         }
                         QCoreApplication::quit();
                     });
    process.start(request);
    application.exec();
    return code;
}

} // namespace

int main(int count, char **words)
{
    QCoreApplication application(count, words);
    const QStringList arguments = QCoreApplication::arguments();
    const QString command = arguments.value(1);
    try {
        if (command == u"export") {
            print(sequenceFromPlan(
                fromJson(standardInput(), QMetaType::fromType<ScanPlan>()).value<ScanPlan>(),
                scaleOfTest()));
        } else if (command == u"import") {
            const ImportedPlan imported = planFromSequence(standardInput(), scaleOfTest());
            print(Json {{"plan", toPayload(QVariant::fromValue(imported.plan)).json},
                        {"visits", visitsOf(imported.plan)}});
        } else if (command == u"tiles") {
            writeTiles(arguments.value(2));
        } else if (command == u"truth") {
            writeTruth(arguments.value(2), arguments.value(3).toInt(), arguments.value(4).toInt(),
                       arguments.value(5).toInt(), arguments.value(6).toInt());
        } else if (command == u"stitch") {
            return stitch(application, arguments.value(2), arguments.value(3));
        } else {
            return 2;
        }
    } catch (const std::exception &error) {
        QTextStream(stderr) << error.what() << Qt::endl;
        return 1;
    }
    return 0;
}

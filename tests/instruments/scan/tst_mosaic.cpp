// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/imageformat.h"
#include "core/instruments/scan/mosaic/mosaic.h"
#include "core/thing/thingerror.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <thread>

namespace tst_mosaic {

using namespace Holdfast;

namespace {

constexpr ImageResolution tileSize {.height = 150, .width = 200};
constexpr ImageToStageMatrix openFlexure {{{{0, 0.5}, {-0.5, 0}}}};

//! \brief A sample that is known as a whole: soft blobs in three colours. The middle of it is at the stage's zero.
class Truth
{
public:
    static constexpr int width = 1000;
    static constexpr int height = 900;

    Truth()
        : m_values(size_t(width) * height * 3, 230.0F)
    {
        std::mt19937 random(7);
        const auto upTo = [&random](int limit) { return int(random() % unsigned(limit)); };
        for (int blob = 0; blob < 700; ++blob) {
            const int x = upTo(width);
            const int y = upTo(height);
            const double radius = 5 + upTo(9);
            const std::array<int, 3> dark {upTo(160), upTo(160), upTo(160)};
            const int reach = int(2 * radius);
            for (int row = std::max(0, y - reach); row < std::min(height, y + reach); ++row) {
                for (int column = std::max(0, x - reach); column < std::min(width, x + reach);
                     ++column) {
                    const double distance = std::hypot(row - y, column - x) / radius;
                    const auto share = float(std::exp(-distance * distance));
                    for (size_t channel = 0; channel < 3; ++channel) {
                        float &value = at(row, column, channel);
                        value += (float(dark[channel]) - value) * share;
                    }
                }
            }
        }
    }

    float at(int row, int column, size_t channel) const
    {
        return m_values[(size_t(row) * width + size_t(column)) * 3 + channel];
    }

    //! Returns the tile whose middle is at a place, which is rounded to a whole pixel.
    QByteArray tile(const ImageResolution &size, const PixelDistance &middle) const
    {
        const int top = int(std::lround(height / 2.0 + middle.down - size.height / 2.0));
        const int left = int(std::lround(width / 2.0 + middle.right - size.width / 2.0));
        CameraImage image {{size.width, size.height}, {}};
        for (int row = 0; row < size.height; ++row) {
            for (int column = 0; column < size.width; ++column) {
                for (size_t channel = 0; channel < 3; ++channel)
                    image.pixels += char(int(at(top + row, left + column, channel)));
            }
        }
        return encoded(image, ImageFormat::Jpeg, 95);
    }

    //! Returns the mean of the red in a square around a place.
    double mean(const PixelDistance &middle, double edge) const
    {
        const int top = int(std::floor(height / 2.0 + middle.down - edge / 2 + 0.5));
        const int left = int(std::floor(width / 2.0 + middle.right - edge / 2 + 0.5));
        const int count = std::max(1, int(std::lround(edge)));
        double sum = 0;
        for (int row = 0; row < count; ++row) {
            for (int column = 0; column < count; ++column) {
                sum += double(at(std::clamp(top + row, 0, height - 1),
                                 std::clamp(left + column, 0, width - 1), 0));
            }
        }
        return sum / (count * count);
    }

private:
    float &at(int row, int column, size_t channel)
    {
        return m_values[(size_t(row) * width + size_t(column)) * 3 + channel];
    }

    std::vector<float> m_values;
};

//! Returns where the stage is for the tiles of a grid that overlaps by a third and has its middle at zero.
QList<StagePosition> grid(const ImageToStageMatrix &matrix, const ImageResolution &tile,
                          int columns, int rows)
{
    QList<StagePosition> positions;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const StageDistance at =
                matrix.toSteps({(column - (columns - 1) / 2.0) * tile.width * 0.66,
                                (row - (rows - 1) / 2.0) * tile.height * 0.66});
            positions << StagePosition {int(std::lround(at.x)), int(std::lround(at.y)), 0};
        }
    }
    return positions;
}

//! Returns the rectangle of all \a positions.
StageArea areaOf(const QList<StagePosition> &positions)
{
    StageArea area {positions.first(), positions.first()};
    for (const StagePosition &position : positions) {
        area.lowest.x = std::min(area.lowest.x, position.x);
        area.lowest.y = std::min(area.lowest.y, position.y);
        area.highest.x = std::max(area.highest.x, position.x);
        area.highest.y = std::max(area.highest.y, position.y);
    }
    return area;
}

//! \brief How far a part of a mosaic is from its true place, in pixels of the mosaic.
struct Offset
{
    double right = 0;
    double down = 0;
};

//! Returns the minimum of a parabola through three values at -1, 0 and 1.
double lowest(double before, double here, double after)
{
    return (before - after) / (2 * (before - 2 * here + after));
}

//! Compares the part of a mosaic around \a middle with the truth, moved by up to two pixels in each direction. \a matrix is
//! that of the truth's pixels.
Offset offsetOf(const CameraImage &mosaic, const MosaicPlacement &placement, const Truth &truth,
                const ImageToStageMatrix &matrix, const QPoint &middle, int reach)
{
    const auto placeOf = [&](double row, double column) {
        return matrix.toPixels(
            {placement.corner[0] + row * placement.down[0] + column * placement.right[0],
             placement.corner[1] + row * placement.down[1] + column * placement.right[1]});
    };
    const PixelDistance origin = placeOf(0, 0);
    const double edge =
        placeOf(0, 1).right - origin.right; // pixels of the truth for one of the mosaic
    constexpr int farthest = 2;
    std::array<std::array<double, 2 * farthest + 1>, 2 * farthest + 1> differences {};
    for (int row = middle.y() - reach; row < middle.y() + reach; ++row) {
        for (int column = middle.x() - reach; column < middle.x() + reach; ++column) {
            const double expected = truth.mean(placeOf(row + 0.5, column + 0.5), edge);
            qsizetype firstOfLine =
                qsizetype(row - farthest) * mosaic.size.width() + column - farthest;
            for (auto &line : differences) {
                qsizetype pixel = firstOfLine;
                for (double &difference : line) {
                    const double seen = quint8(mosaic.pixels[pixel * 3]);
                    difference += (seen - expected) * (seen - expected);
                    ++pixel;
                }
                firstOfLine += mosaic.size.width();
            }
        }
    }
    size_t bestRow = 0;
    size_t bestColumn = 0;
    for (size_t row = 0; row < differences.size(); ++row) {
        for (size_t column = 0; column < differences.size(); ++column) {
            if (differences[row][column] < differences[bestRow][bestColumn]) {
                bestRow = row;
                bestColumn = column;
            }
        }
    }
    Offset offset {double(bestColumn) - farthest, double(bestRow) - farthest};
    if (bestRow > 0 && bestRow < 2 * farthest && bestColumn > 0 && bestColumn < 2 * farthest) {
        const auto &line = differences[bestRow];
        offset.right += lowest(line[bestColumn - 1], line[bestColumn], line[bestColumn + 1]);
        offset.down +=
            lowest(differences[bestRow - 1][bestColumn], differences[bestRow][bestColumn],
                   differences[bestRow + 1][bestColumn]);
    }
    return offset;
}

QByteArray plainTile(const QByteArray &colour)
{
    CameraImage image {{tileSize.width, tileSize.height}, {}};
    image.pixels = colour.repeated(tileSize.width * tileSize.height);
    return encoded(image, ImageFormat::Jpeg, 95);
}

//! Returns the red of a mosaic's pixel.
int redAt(const CameraImage &mosaic, int row, int column)
{
    return quint8(mosaic.pixels[(qsizetype(row) * mosaic.size.width() + column) * 3]);
}

} // namespace

class TestMosaic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tilesLieWithinAPixelOfTheirTruePlace_data()
    {
        QTest::addColumn<ImageToStageMatrix>("matrix");
        QTest::addColumn<int>("longestEdge");
        QTest::addColumn<bool>("isAreaKnown");
        const ImageToStageMatrix plain {{{{0.5, 0}, {0, 0.5}}}};
        const ImageToStageMatrix mirrored {{{{-0.5, 0}, {0, 0.5}}}};
        const ImageToStageMatrix turned {{{{0.3, 0.4}, {-0.4, 0.3}}}};
        const ImageToStageMatrix turnedAndMirrored {{{{0.3, 0.4}, {0.4, -0.3}}}};
        QTest::newRow("as OpenFlexure") << openFlexure << 5000 << true;
        QTest::newRow("as OpenFlexure, smaller") << openFlexure << 300 << true;
        QTest::newRow("as OpenFlexure, by a quarter of a pixel") << openFlexure << 171 << true;
        QTest::newRow("as OpenFlexure, much smaller") << openFlexure << 64 << true;
        QTest::newRow("as OpenFlexure, growing") << openFlexure << 5000 << false;
        QTest::newRow("as OpenFlexure, growing, smaller") << openFlexure << 300 << false;
        QTest::newRow("x downwards, y to the right") << plain << 300 << true;
        QTest::newRow("mirrored") << mirrored << 300 << true;
        QTest::newRow("mirrored, growing") << mirrored << 250 << false;
        QTest::newRow("turned") << turned << 600 << true;
        QTest::newRow("turned, growing") << turned << 300 << false;
        QTest::newRow("turned and mirrored") << turnedAndMirrored << 300 << true;
    }

    void tilesLieWithinAPixelOfTheirTruePlace()
    {
        QFETCH(ImageToStageMatrix, matrix);
        QFETCH(int, longestEdge);
        QFETCH(bool, isAreaKnown);
        const QList<StagePosition> positions = grid(matrix, tileSize, 4, 4);
        MosaicGeometry geometry {.matrix = matrix,
                                 .calibratedAt = tileSize,
                                 .tile = tileSize,
                                 .longestEdge = longestEdge};
        if (isAreaKnown)
            geometry.centres = areaOf(positions);
        Mosaic mosaic(geometry);
        // In an order in which a mosaic that grows does so in all directions.
        for (const int i : {5, 6, 9, 10, 0, 15, 3, 12, 1, 2, 4, 7, 8, 11, 13, 14}) {
            const StagePosition &at = positions[i];
            QVERIFY(mosaic.addTile(
                m_truth.tile(tileSize, matrix.toPixels({double(at.x), double(at.y)})), at));
        }
        QCOMPARE(mosaic.tiles(), 16);
        const auto [jpeg, placement] = mosaic.picture();
        const CameraImage picture = decoded(jpeg);
        QCOMPARE(picture.size, QSize(placement.width, placement.height));
        QVERIFY2(std::max(placement.width, placement.height) <= longestEdge + 1,
                 qPrintable(QString::number(placement.width)));
        // Much smaller pictures have no details in them that show a place.
        const int reach = std::max(12, picture.size.height() / 10);
        const ImageToStageMatrix ofMosaic {
            {{{placement.down[0], placement.down[1]}, {placement.right[0], placement.right[1]}}}};
        for (const int i : {5, 6, 9, 10}) { // the inner tiles, which are covered on all sides
            const PixelDistance middle = ofMosaic.toPixels(
                {positions[i].x - placement.corner[0], positions[i].y - placement.corner[1]});
            const Offset offset = offsetOf(picture, placement, m_truth, matrix,
                                           {int(middle.right), int(middle.down)}, reach);
            QVERIFY2(std::abs(offset.right) < 1 && std::abs(offset.down) < 1,
                     qPrintable(QStringLiteral("tile %1: %2 right, %3 down")
                                    .arg(i)
                                    .arg(offset.right)
                                    .arg(offset.down)));
        }
    }

    void tilesOfAnotherSizeThanTheCalibrationsLieInTheirPlace()
    {
        // Calibrated with pictures four times as wide, which show the same.
        const ImageToStageMatrix calibrated = openFlexure.forPicturesScaledBy(4);
        const QList<StagePosition> positions = grid(openFlexure, tileSize, 2, 2);
        Mosaic mosaic({.matrix = calibrated,
                       .calibratedAt = {.height = 600, .width = 800},
                       .tile = tileSize,
                       .centres = areaOf(positions)});
        for (const StagePosition &at : positions)
            QVERIFY(mosaic.addTile(
                m_truth.tile(tileSize, openFlexure.toPixels({double(at.x), double(at.y)})), at));
        const CameraImage picture = decoded(mosaic.jpeg());
        QCOMPARE(picture.size, QSize(332, 250));
        const Offset offset = offsetOf(picture, mosaic.placement(), m_truth, openFlexure,
                                       {picture.size.width() / 2, picture.size.height() / 2}, 60);
        QVERIFY(std::abs(offset.right) < 0.5 && std::abs(offset.down) < 0.5);
    }

    void aLaterTileFadesIntoAnEarlierOne()
    {
        // A second tile lies half a tile to the right, which is 50 steps against x.
        Mosaic mosaic({.matrix = openFlexure, .calibratedAt = tileSize, .tile = tileSize});
        QVERIFY(mosaic.addTile(plainTile({"\xff\x00\x00", 3}), {}));
        QVERIFY(mosaic.addTile(plainTile(QByteArray(3, '\0')), {-50, 0, 0}));
        const CameraImage picture = decoded(mosaic.jpeg());
        QCOMPARE(picture.size, QSize(300, 150));
        QVERIFY(redAt(picture, 75, 50) > 240);  // only the first
        QVERIFY(redAt(picture, 75, 103) > 180); // the edge of the second
        const int between = redAt(picture, 75, 110);
        QVERIFY(between > 80 && between < 180);
        QVERIFY(redAt(picture, 75, 150) < 15); // the second, over the first
        QVERIFY(redAt(picture, 75, 298) < 15); // the second alone, up to its edge
    }

    void whatNoTileCoversIsBlack()
    {
        Mosaic mosaic({.matrix = openFlexure,
                       .calibratedAt = tileSize,
                       .tile = tileSize,
                       .centres = StageArea {{-100, 0, 0}, {0, 0, 0}}});
        QVERIFY(mosaic.addTile(plainTile("\xff\xff\xff"), {}));
        const CameraImage picture = decoded(mosaic.jpeg());
        QCOMPARE(picture.size, QSize(400, 150));
        QVERIFY(redAt(picture, 75, 190) > 240);
        QVERIFY(redAt(picture, 75, 210) < 15);
    }

    void memoryIsThatOfOnePictureHoweverFarItGrows()
    {
        Mosaic mosaic({.matrix = openFlexure,
                       .calibratedAt = tileSize,
                       .tile = tileSize,
                       .longestEdge = 400});
        const QByteArray tile = plainTile("\x80\x80\x80");
        for (int i = 0; i < 30; ++i)
            QVERIFY(mosaic.addTile(tile, {i * 80, -i * 70, 0}));
        const MosaicPlacement placement = mosaic.placement();
        QVERIFY(placement.width <= 401 && placement.height <= 401);
        QVERIFY(placement.width > 190); // its scale is not smaller than need be
        const CameraImage picture = decoded(mosaic.jpeg());
        // The first one is still at the lower right, and the last one at the upper left.
        QVERIFY(redAt(picture, picture.size.height() - 5, picture.size.width() - 6) > 100);
        QVERIFY(redAt(picture, 4, 6) > 100);
    }

    void aTileThatCannotBeUsedChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<StagePosition>("where");
        const QByteArray good = plainTile({"\xff\x00\x00", 3});
        CameraImage other {{tileSize.width + 1, tileSize.height}, {}};
        other.pixels = QByteArray(qsizetype(tileSize.width + 1) * tileSize.height * 3, 'x');
        QTest::newRow("nothing") << QByteArray() << StagePosition {};
        QTest::newRow("no JPEG") << QByteArray("no JPEG") << StagePosition {};
        QTest::newRow("half a JPEG") << good.first(good.size() / 2) << StagePosition {};
        QTest::newRow("another size") << encoded(other, ImageFormat::Jpeg, 90) << StagePosition {};
        QTest::newRow("so far away that tiles would vanish")
            << good << StagePosition {2'000'000'000, -2'000'000'000, 0};
    }

    void aTileThatCannotBeUsedChangesNothing()
    {
        QFETCH(QByteArray, file);
        QFETCH(StagePosition, where);
        Mosaic mosaic({.matrix = openFlexure, .calibratedAt = tileSize, .tile = tileSize});
        QVERIFY(mosaic.addTile(plainTile({"\x00\xff\x00", 3}), {10, 10, 0}));
        const auto before = mosaic.picture();
        QVERIFY(!mosaic.addTile(file, where));
        QCOMPARE(mosaic.tiles(), 1);
        QVERIFY(mosaic.picture() == before);
    }

    void thereIsNoPictureBeforeTheFirstTile()
    {
        const Mosaic mosaic({.matrix = openFlexure, .calibratedAt = tileSize, .tile = tileSize});
        QVERIFY(mosaic.jpeg().isEmpty());
        QVERIFY(mosaic.placement() == MosaicPlacement());
    }

    void geometryThatPlacesNoPictureIsRefused_data()
    {
        QTest::addColumn<MosaicGeometry>("geometry");
        QTest::newRow("a matrix of zeros")
            << MosaicGeometry {.calibratedAt = tileSize, .tile = tileSize};
        QTest::newRow("one direction for both") << MosaicGeometry {
            .matrix = {{{{1, 1}, {1, 1}}}}, .calibratedAt = tileSize, .tile = tileSize};
        QTest::newRow("not a number") << MosaicGeometry {
            .matrix = {{{{std::nan(""), 1}, {1, 0}}}}, .calibratedAt = tileSize, .tile = tileSize};
        QTest::newRow("no size of a tile")
            << MosaicGeometry {.matrix = openFlexure, .calibratedAt = tileSize};
        QTest::newRow("no size of the calibration")
            << MosaicGeometry {.matrix = openFlexure, .tile = tileSize};
    }

    void geometryThatPlacesNoPictureIsRefused()
    {
        QFETCH(MosaicGeometry, geometry);
        QVERIFY_THROWS_EXCEPTION(ThingError, Mosaic {geometry});
    }

    void severalThreadsAddTilesWhileOthersLook()
    {
        Mosaic mosaic({.matrix = openFlexure,
                       .calibratedAt = tileSize,
                       .tile = tileSize,
                       .longestEdge = 300});
        const QByteArray tile = plainTile("\x80\x80\x80");
        {
            std::vector<std::jthread> threads;
            for (int thread = 0; thread < 3; ++thread) {
                threads.emplace_back([&mosaic, &tile, thread] {
                    for (int i = 0; i < 20; ++i)
                        mosaic.addTile(tile, {i * 60, thread * 60, 0});
                });
            }
            while (mosaic.tiles() < 60) {
                const auto [jpeg, placement] = mosaic.picture();
                if (!jpeg.isEmpty())
                    QCOMPARE(jpegSize(jpeg), QSize(placement.width, placement.height));
            }
        }
        QCOMPARE(mosaic.tiles(), 60);
    }

    //! Measures what a tile of the simulated camera's size costs in a mosaic of the usual size.
    void aTileCosts()
    {
        constexpr ImageResolution size {.height = 616, .width = 820};
        CameraImage image {{size.width, size.height}, {}};
        std::mt19937 random(1);
        for (int i = 0; i < size.width * size.height * 3; ++i)
            image.pixels += char(128 + random() % 40);
        const QByteArray jpeg = encoded(image, ImageFormat::Jpeg, 95);
        Mosaic mosaic({.matrix = openFlexure,
                       .calibratedAt = size,
                       .tile = size,
                       .centres = StageArea {{0, 0, 0}, {1300, 1000, 0}}});
        int i = 0;
        QBENCHMARK
        {
            QVERIFY(mosaic.addTile(jpeg, {(i % 5) * 266, (i / 5) % 5 * 200, 0}));
            ++i;
        }
    }

private:
    const Truth m_truth;
};

HOLDFAST_APPLESS_TEST(TestMosaic)

} // namespace tst_mosaic

#include "tst_mosaic.moc"

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/mosaic/mosaic.h"

#include "core/instruments/camera/imageformat.h"
#include "core/instruments/camera/jpegdecoder.h"
#include "core/thing/thingerror.h"

#include <QPointF>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace Holdfast {

namespace {

constexpr int rgbChannels = 3;
constexpr int smallestEdge = 64;
constexpr int mosaicQuality = 85;
// A tile with less pixels than that along an edge shows nothing.
constexpr double smallestTile = 3;
// The part of a tile along each edge that fades into the tile before. It is less than scans let tiles overlap.
constexpr double fadingPart = 0.1;
constexpr int opaque = 256;

//! Returns the matrix for pictures of the tiles' size.
ImageToStageMatrix matrixOf(const MosaicGeometry &geometry)
{
    const auto &[matrix, calibratedAt, tile, centres, longestEdge] = geometry;
    if (tile.width < 1 || tile.height < 1 || calibratedAt.width < 1) {
        throw ThingError(QStringLiteral("MosaicError"),
                         QStringLiteral("The size of the pictures is not known."));
    }
    if (!matrix.isInvertible()) {
        throw ThingError(
            QStringLiteral("MosaicError"),
            QStringLiteral("The mapping of camera and stage is not usable; calibrate it "
                           "again (calibrate_xy of camera_stage_mapping)."));
    }
    return matrix.forPicturesScaledBy(double(tile.width) / calibratedAt.width);
}

//! \brief Pixels of a tile that make up one of the canvas along one direction, weighted by how much of each lies in it.
struct Footprint
{
    int first = 0;
    std::vector<float> weights {}; //!< their sum is 1
};

//! Returns the footprints of the pixels from \a begin on, \a count of them. \a origin is where the tile begins on the
//! canvas, \a ratio how many of its \a length pixels one of the canvas has.
std::vector<Footprint> footprints(int begin, int count, double origin, double ratio, int length)
{
    std::vector<Footprint> result(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double from = std::clamp((begin + i - origin) * ratio, 0.0, double(length));
        const double to = std::clamp((begin + i + 1 - origin) * ratio, 0.0, double(length));
        Footprint &footprint = result[size_t(i)];
        footprint.first = std::min(int(from), length - 1);
        double sum = 0;
        for (int k = footprint.first; k < length && k < to; ++k) {
            const double weight = std::min(to, k + 1.0) - std::max(from, double(k));
            footprint.weights.push_back(float(weight));
            sum += weight;
        }
        if (sum <= 0) // a sliver at the edge, less than rounding shows
            footprint.weights = {1};
        else
            for (float &weight : footprint.weights)
                weight = float(weight / sum);
    }
    return result;
}

//! Returns how opaque the pixels of a tile are along one direction: less and less towards its edges.
std::vector<int> opacities(int begin, int count, double origin, double extent)
{
    std::vector<int> result(static_cast<size_t>(count));
    const double fading = std::max(1.0, extent * fadingPart);
    for (int i = 0; i < count; ++i) {
        const double middle = begin + i + 0.5 - origin;
        const double depth = std::min(middle, extent - middle);
        result[size_t(i)] = int(std::clamp(depth / fading, 0.0, 1.0) * opaque);
    }
    return result;
}

} // namespace

//! \brief A tile as it was decoded.
struct Mosaic::Tile
{
    CameraImage image {};
    double scale = 1; //!< its pixels for one of the file

    //! Decodes \a jpeg so that it is at least as large as \a scale says. Returns nothing when it cannot be decoded, or
    //! has not the expected size.
    static std::optional<Tile> decoded(const QByteArray &jpeg, const ImageResolution &expected,
                                       double scale);
};

std::optional<Mosaic::Tile> Mosaic::Tile::decoded(const QByteArray &jpeg,
                                                  const ImageResolution &expected, double scale)
{
    constexpr int eighths = JpegDecoder::eighths;
    try {
        const JpegDecoder decoder(jpeg);
        if (decoder.size() != QSize(expected.width, expected.height))
            return {};
        const int part = std::clamp(int(std::ceil(scale * eighths)), 1, eighths);
        return Tile {.image = decoder.decoded(PixelLayout::Rgb8, part),
                     .scale = double(part) / eighths};
    } catch (const ThingError &) {
        return {};
    }
}

Mosaic::Mosaic(const MosaicGeometry &geometry)
    : m_stepsPerPixel(matrixOf(geometry))
    , m_tile(geometry.tile)
    , m_longestEdge(std::max(smallestEdge, geometry.longestEdge))
{
    if (!geometry.centres)
        return;
    const auto &[lowest, highest] = *geometry.centres;
    for (const StagePosition &corner : {lowest, highest, StagePosition {lowest.x, highest.y},
                                        StagePosition {highest.x, lowest.y}})
        m_area |= areaOf(corner);
    m_scale = std::min(1.0, m_longestEdge / std::max(m_area.width(), m_area.height()));
}

QRectF Mosaic::areaOf(const StagePosition &where) const
{
    const PixelDistance middle = m_stepsPerPixel.toPixels({double(where.x), double(where.y)});
    return {middle.right - m_tile.width / 2.0, middle.down - m_tile.height / 2.0,
            double(m_tile.width), double(m_tile.height)};
}

double Mosaic::scaleNow() const
{
    const std::lock_guard lock(m_mutex);
    return m_scale;
}

bool Mosaic::addTile(const QByteArray &jpeg, const StagePosition &where)
{
    const std::optional<Tile> tile = Tile::decoded(jpeg, m_tile, scaleNow());
    if (!tile)
        return false;
    const QRectF area = areaOf(where);
    const std::lock_guard lock(m_mutex);
    if (!growFor(area))
        return false;
    draw(*tile, area);
    ++m_tiles;
    return true;
}

bool Mosaic::growFor(const QRectF &area)
{
    const QRectF wanted = m_area.isEmpty() ? area : m_area.united(area);
    double scale = m_scale;
    // One pixel is for the edges, which are rounded to whole ones.
    while (std::max(wanted.width(), wanted.height()) * scale > m_longestEdge + 1)
        scale /= 2;
    if (std::min(m_tile.width, m_tile.height) * scale < smallestTile)
        return false;
    while (m_scale > scale)
        halve();
    const int left = std::max(0, int(std::ceil((m_area.left() - wanted.left()) * m_scale)));
    const int top = std::max(0, int(std::ceil((m_area.top() - wanted.top()) * m_scale)));
    const QPointF corner =
        m_area.isEmpty() ? wanted.topLeft() : m_area.topLeft() - QPointF(left, top) / m_scale;
    Canvas canvas;
    canvas.width = std::max(1, int(std::lround((wanted.right() - corner.x()) * m_scale)));
    canvas.height = std::max(1, int(std::lround((wanted.bottom() - corner.y()) * m_scale)));
    canvas.width = std::max(canvas.width, left + m_canvas.width);
    canvas.height = std::max(canvas.height, top + m_canvas.height);
    m_area = QRectF(corner, QSizeF(canvas.width, canvas.height) / m_scale);
    if (canvas.width == m_canvas.width && canvas.height == m_canvas.height)
        return true;
    canvas.pixels = QByteArray(qsizetype(canvas.width) * canvas.height * rgbChannels, '\0');
    canvas.covered = QByteArray(qsizetype(canvas.width) * canvas.height, '\0');
    for (int row = 0; row < m_canvas.height; ++row) {
        const qsizetype from = qsizetype(row) * m_canvas.width;
        const qsizetype to = qsizetype(row + top) * canvas.width + left;
        std::copy_n(m_canvas.pixels.cbegin() + from * rgbChannels, m_canvas.width * rgbChannels,
                    canvas.pixels.begin() + to * rgbChannels);
        std::copy_n(m_canvas.covered.cbegin() + from, m_canvas.width, canvas.covered.begin() + to);
    }
    m_canvas = canvas;
    return true;
}

void Mosaic::halve()
{
    Canvas half;
    half.width = (m_canvas.width + 1) / 2;
    half.height = (m_canvas.height + 1) / 2;
    half.pixels = QByteArray(qsizetype(half.width) * half.height * rgbChannels, '\0');
    half.covered = QByteArray(qsizetype(half.width) * half.height, '\0');
    for (int row = 0; row < half.height; ++row) {
        for (int column = 0; column < half.width; ++column) {
            std::array<int, rgbChannels> sum {};
            int count = 0;
            for (int r = 2 * row; r < std::min(2 * row + 2, m_canvas.height); ++r) {
                for (int c = 2 * column; c < std::min(2 * column + 2, m_canvas.width); ++c) {
                    const qsizetype pixel = qsizetype(r) * m_canvas.width + c;
                    if (!m_canvas.covered[pixel])
                        continue;
                    ++count;
                    for (int channel = 0; channel < rgbChannels; ++channel)
                        sum[size_t(channel)] +=
                            quint8(m_canvas.pixels[pixel * rgbChannels + channel]);
                }
            }
            if (count == 0)
                continue;
            const qsizetype pixel = qsizetype(row) * half.width + column;
            half.covered[pixel] = 1;
            for (int channel = 0; channel < rgbChannels; ++channel)
                half.pixels[pixel * rgbChannels + channel] =
                    char((sum[size_t(channel)] + count / 2) / count);
        }
    }
    m_canvas = half;
    m_scale /= 2;
}

void Mosaic::draw(const Tile &tile, const QRectF &area)
{
    const QPointF origin = (area.topLeft() - m_area.topLeft()) * m_scale;
    const QSizeF extent = area.size() * m_scale;
    const double ratio = tile.scale / m_scale;
    // A pixel of the canvas is the tile's when its middle is inside.
    const int left = std::max(0, int(std::ceil(origin.x() - 0.5)));
    const int top = std::max(0, int(std::ceil(origin.y() - 0.5)));
    const int right = std::min(m_canvas.width, int(std::ceil(origin.x() + extent.width() - 0.5)));
    const int bottom =
        std::min(m_canvas.height, int(std::ceil(origin.y() + extent.height() - 0.5)));
    if (right <= left || bottom <= top)
        return;
    const auto columns = footprints(left, right - left, origin.x(), ratio, tile.image.size.width());
    const auto rows = footprints(top, bottom - top, origin.y(), ratio, tile.image.size.height());
    const auto across = opacities(left, right - left, origin.x(), extent.width());
    const auto along = opacities(top, bottom - top, origin.y(), extent.height());

    const auto *source = reinterpret_cast<const quint8 *>(tile.image.pixels.constData());
    auto *pixels = reinterpret_cast<quint8 *>(m_canvas.pixels.data());
    auto *covered = reinterpret_cast<quint8 *>(m_canvas.covered.data());
    const size_t length = size_t(tile.image.size.width()) * rgbChannels;
    std::vector<float> line(length);
    for (int row = top; row < bottom; ++row) {
        const Footprint &vertical = rows[size_t(row - top)];
        std::fill(line.begin(), line.end(), 0.0F);
        for (size_t k = 0; k < vertical.weights.size(); ++k) {
            const quint8 *from = source + (size_t(vertical.first) + k) * length;
            const float weight = vertical.weights[k];
            for (size_t i = 0; i < length; ++i)
                line[i] += weight * float(from[i]);
        }
        for (int column = left; column < right; ++column) {
            const Footprint &horizontal = columns[size_t(column - left)];
            std::array<float, rgbChannels> value {};
            const float *from = line.data() + size_t(horizontal.first) * rgbChannels;
            for (const float weight : horizontal.weights) {
                for (size_t channel = 0; channel < rgbChannels; ++channel)
                    value[channel] += weight * *from++;
            }
            const qsizetype index = qsizetype(row) * m_canvas.width + column;
            const int share =
                covered[index] ? across[size_t(column - left)] * along[size_t(row - top)] / opaque
                               : opaque;
            covered[index] = 1;
            for (size_t channel = 0; channel < rgbChannels; ++channel) {
                quint8 &pixel = pixels[index * rgbChannels + qsizetype(channel)];
                const int now = int(std::lround(value[channel]));
                pixel = quint8((pixel * (opaque - share) + now * share + opaque / 2) / opaque);
            }
        }
    }
}

int Mosaic::tiles() const
{
    const std::lock_guard lock(m_mutex);
    return m_tiles;
}

QByteArray Mosaic::jpeg() const
{
    return picture().first;
}

MosaicPlacement Mosaic::placement() const
{
    const std::lock_guard lock(m_mutex);
    return placementOf();
}

MosaicPlacement Mosaic::placementOf() const
{
    MosaicPlacement placement;
    if (m_tiles == 0)
        return placement;
    placement.width = m_canvas.width;
    placement.height = m_canvas.height;
    const StageDistance corner = m_stepsPerPixel.toSteps({m_area.left(), m_area.top()});
    const auto &[down, right] = m_stepsPerPixel.rows;
    placement.corner = {corner.x, corner.y};
    placement.down = {down[0] / m_scale, down[1] / m_scale};
    placement.right = {right[0] / m_scale, right[1] / m_scale};
    return placement;
}

std::pair<QByteArray, MosaicPlacement> Mosaic::picture() const
{
    std::unique_lock lock(m_mutex);
    const MosaicPlacement placement = placementOf();
    const int tiles = m_tiles;
    if (tiles == m_jpegTiles)
        return {m_jpeg, placement};
    // The pixels are shared until the next tile changes them, which need not wait for the encoder.
    const CameraImage image {{m_canvas.width, m_canvas.height}, m_canvas.pixels};
    lock.unlock();
    const QByteArray jpeg = encoded(image, ImageFormat::Jpeg, mosaicQuality);
    lock.lock();
    if (tiles > m_jpegTiles) {
        m_jpeg = jpeg;
        m_jpegTiles = tiles;
    }
    return {jpeg, placement};
}

} // namespace Holdfast

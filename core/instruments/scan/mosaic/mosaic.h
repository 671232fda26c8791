// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/mapping/imagetostagematrix.h"
#include "core/instruments/scan/mosaic/mosaicplacement.h"
#include "core/instruments/stage/stageposition.h"

#include <QByteArray>
#include <QRectF>

#include <mutex>
#include <optional>
#include <utility>

namespace Holdfast {

//! \brief A rectangle of positions of the stage; z does not count.
struct StageArea
{
    StagePosition lowest {};  //!< the least x and y
    StagePosition highest {}; //!< the greatest x and y
};

//! \brief What a Mosaic must know before its first tile.
struct MosaicGeometry
{
    ImageToStageMatrix matrix {};        //!< of camera and stage
    ImageResolution calibratedAt {};     //!< the size of the pictures for which the matrix is
    ImageResolution tile {};             //!< the size of the tiles, which show the same
    std::optional<StageArea> centres {}; //!< where the stage will be; tiles may also come elsewhere
    int longestEdge = 2000;              //!< of the mosaic, in pixels; at least 64
};

//! \brief A small picture of the whole sample, made of the tiles of a scan while it runs.
//!
//! Each tile is placed by the position at which it was taken, and the mapping of the camera to the stage:
//! nothing is searched for in the pictures, so that a tile costs only some milliseconds. Tiles may be mirrored and
//! turned against the stage in any way. A later tile covers an earlier one, and its edges fade into it.
//!
//! The memory is that of one picture of the longest edge, however many tiles there are: a tile is decoded in
//! about the size that it has in the mosaic. When a tile lies outside, the mosaic grows, and when it would become too
//! large, its scale is halved. Thread-safe.
class Mosaic
{
public:
    //! Throws a ThingError when no picture can be placed by \a geometry.
    explicit Mosaic(const MosaicGeometry &geometry);

    //! Adds a tile that was taken at \a where. Returns false, and changes nothing, when \a jpeg cannot be read or
    //! is not of the tiles' size, or when \a where is so far away that tiles would vanish.
    bool addTile(const QByteArray &jpeg, const StagePosition &where);

    //! Returns how many tiles have been added.
    int tiles() const;
    //! Returns the mosaic as a JPEG file; empty before the first tile. What no tile has covered is black.
    QByteArray jpeg() const;
    //! Returns where the pixels of jpeg() are on the stage; it changes when the mosaic grows.
    MosaicPlacement placement() const;
    //! Returns both, of the same moment.
    std::pair<QByteArray, MosaicPlacement> picture() const;

private:
    struct Tile;
    //! \brief The pixels, in rows without gaps, and whether a tile has covered them: a byte each.
    struct Canvas
    {
        int width = 0;
        int height = 0;
        QByteArray pixels {}; //!< red, green and blue
        QByteArray covered {};
    };

    QRectF areaOf(const StagePosition &where) const;
    bool growFor(const QRectF &area);
    void halve();
    void draw(const Tile &tile, const QRectF &area);
    double scaleNow() const;
    MosaicPlacement placementOf() const;

    const ImageToStageMatrix m_stepsPerPixel; //!< of a tile
    const ImageResolution m_tile;
    const int m_longestEdge;

    mutable std::mutex m_mutex; //!< guards what follows
    QRectF m_area; //!< covered by the canvas, in pixels of the tiles; (0, 0) is at the stage's zero
    double m_scale = 1; //!< pixels of the canvas for one of a tile
    Canvas m_canvas;
    int m_tiles = 0;
    mutable QByteArray m_jpeg; //!< of m_jpegTiles tiles
    mutable int m_jpegTiles = 0;
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/stageposition.h"

#include <QList>
#include <QMetaType>
#include <QSize>
#include <QString>

#include <array>
#include <optional>

namespace Holdfast {

//! \brief A place of the sample that a scan visits, in motor steps.
struct ScanSite
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(int x MEMBER x)
    Q_PROPERTY(int y MEMBER y)
    Q_PROPERTY(std::optional<int> z MEMBER z)
public:
    QString name {};      //!< for people; may be empty
    int x = 0;            //!< of the axis x
    int y = 0;            //!< of the axis y
    std::optional<int> z; //!< of the axis z; empty: where the stage is when the scan begins

    friend bool operator==(const ScanSite &, const ScanSite &) = default;
};

//! \brief A tile's place in the grid of a scan. Columns count to the right of the picture, rows downwards.
struct ScanCell
{
    int column = 0; //!< may be negative in a scan that grows over the sample
    int row = 0;    //!< likewise

    friend auto operator<=>(const ScanCell &, const ScanCell &) = default;
};

//! \brief A displacement of the stage along x and y, in motor steps; not rounded yet.
struct ScanVector
{
    double x = 0; //!< of the axis x
    double y = 0; //!< of the axis y

    //! Returns the displacement as a multiple.
    ScanVector operator*(double factor) const { return {x * factor, y * factor}; }
    //! Returns its length.
    double length() const;

    friend bool operator==(const ScanVector &, const ScanVector &) = default;
};

//! \brief The displacements of the stage by which one picture, or one step of a grid, follows another.
struct ScanSpacing
{
    ScanVector right; //!< to the neighbour at the right in the picture
    ScanVector down;  //!< to the neighbour below

    //! Returns the size of a whole picture, as a spacing without an overlap. \a matrix has the stage steps (x, y) for a
    //! pixel downwards in its first row and for a pixel to the right in its second, as OpenFlexure has it; it was measured
    //! with pictures that were \a calibratedWidth pixels wide.
    static ScanSpacing ofPicture(const std::array<std::array<double, 2>, 2> &matrix,
                                 int calibratedWidth, const QSize &picture);

    friend bool operator==(const ScanSpacing &, const ScanSpacing &) = default;
};

//! \brief The plan of a scan: which tiles, in which order, in which planes, at which places and how often. A value; all
//! functions are pure.
//!
//! A scan consists of sets: one for each position, and again for each time point. A set is a grid of tiles, and a tile a
//! stack of planes. The grid lies along the edges of the picture, so that its tiles overlap everywhere by the same share,
//! also with a camera that is mounted askew.
struct ScanPlan
{
    Q_GADGET
    Q_PROPERTY(Holdfast::ScanPlan::Order order MEMBER order)
    Q_PROPERTY(Holdfast::ScanPlan::Anchor anchor MEMBER anchor)
    Q_PROPERTY(int columns MEMBER columns)
    Q_PROPERTY(int rows MEMBER rows)
    Q_PROPERTY(int width MEMBER width)
    Q_PROPERTY(int height MEMBER height)
    Q_PROPERTY(double overlap MEMBER overlap)
    Q_PROPERTY(int stepX MEMBER stepX)
    Q_PROPERTY(int stepY MEMBER stepY)
    Q_PROPERTY(int planes MEMBER planes)
    Q_PROPERTY(int planeStep MEMBER planeStep)
    Q_PROPERTY(int autofocusEvery MEMBER autofocusEvery)
    Q_PROPERTY(int autofocusDz MEMBER autofocusDz)
    Q_PROPERTY(QList<Holdfast::ScanSite> positions MEMBER positions)
    Q_PROPERTY(int timePoints MEMBER timePoints)
    Q_PROPERTY(double interval MEMBER interval)
    Q_PROPERTY(bool skipBackground MEMBER skipBackground)
    Q_PROPERTY(int maxRange MEMBER maxRange)
    Q_PROPERTY(double settlingTime MEMBER settlingTime)
    Q_PROPERTY(QString captureMode MEMBER captureMode)
    Q_PROPERTY(bool returnToStart MEMBER returnToStart)
public:
    //! The order in which the tiles of a set are visited.
    enum class Order {
        Raster, //!< every row in the same direction, so that slack in the drive never shows
        Snake,  //!< every other row backwards: the shortest way
        Spiral, //!< from the middle outwards
    };
    Q_ENUM(Order)
    //! Which part of the grid is at the position of a set. A spiral always begins there.
    enum class Anchor {
        FirstTile, //!< the tile at the upper left of the picture
        Centre,    //!< the middle of the grid
    };
    Q_ENUM(Anchor)

    static constexpr int mostInARow = 1000;            //!< columns, or rows
    static constexpr int mostPlanes = 1000;            //!< of a tile
    static constexpr int mostPositions = 1000;         //!< of a scan
    static constexpr int mostTimePoints = 100'000;     //!< of a scan
    static constexpr int mostTiles = 1'000'000;        //!< of all sets together
    static constexpr int farthest = 10'000'000;        //!< of a length in motor steps
    static constexpr double mostOverlap = 0.9;         //!< of two neighbours
    static constexpr double longestSettling = 60;      //!< seconds
    static constexpr double longestInterval = 604'800; //!< seconds: a week

    Order order = Order::Snake;        //!< of the tiles
    Anchor anchor = Anchor::FirstTile; //!< of the grid
    int columns = 3;                   //!< tiles along the upper edge of the picture
    int rows = 2;                      //!< tiles along its left edge
    //! The extent of the scanned area to the right and downwards, in motor steps; 0: as columns and rows say. If it is given,
    //! there are as many columns, or rows, as cover it.
    int width = 0;
    int height = 0; //!< likewise
    double overlap =
        0.35; //!< the share of a picture that its neighbour shows as well, from 0 to \ref mostOverlap
    //! The displacement of the stage from column to column along x, and from row to row along y, in motor steps, for a
    //! stage and a camera whose mapping is not known; 0 for both: by the mapping and the overlap.
    int stepX = 0;
    int stepY = 0;  //!< likewise
    int planes = 1; //!< pictures of each tile, at different z, from below upwards around the focus
    int planeStep = 50;     //!< motor steps from plane to plane
    int autofocusEvery = 1; //!< focus again after so many tiles; 0: never
    int autofocusDz = 1000; //!< the range of the autofocus, in motor steps
    //! The places to scan, in this order; none: where the stage is.
    QList<ScanSite> positions {};
    int timePoints = 1;  //!< how often to scan all positions
    double interval = 0; //!< seconds from the begin of a time point to that of the next
    //! Whether to leave out tiles without a sample. A spiral then grows over the sample, whatever columns and rows say.
    bool skipBackground = false;
    int maxRange =
        45'000; //!< how far a spiral that grows may lead away from its begin, in motor steps
    double settlingTime = 0.2; //!< seconds between the end of a move and the picture
    QString captureMode = QStringLiteral("standard"); //!< a mode of the camera
    bool returnToStart = true;                        //!< whether the stage returns at the end

    friend bool operator==(const ScanPlan &, const ScanPlan &) = default;

    //! Throws a ThingError that names the member, what it is and what it may be.
    void check() const;

    //! Returns whether the way depends on what the pictures show, so that the number of tiles is known only at the end.
    bool growsOverSample() const { return order == Order::Spiral && skipBackground; }

    //! Returns the spacing of the tiles. \a picture is the size of a whole picture; empty when that is not known: then
    //! stepX and stepY are needed. Throws a ThingError that says what is missing.
    ScanSpacing spacing(const std::optional<ScanSpacing> &picture) const;
    //! Returns the same plan with the columns and rows that cover its extent, and without an extent.
    ScanPlan resolved(const ScanSpacing &spacing, const std::optional<ScanSpacing> &picture) const;

    //! Returns the cells of the grid in the order in which they are visited. The plan must be resolved().
    QList<ScanCell> cells() const;
    //! Returns where the stage must be for a cell of a grid that lies at \a site.
    StagePosition positionOf(const ScanCell &cell, const StagePosition &site,
                             const ScanSpacing &spacing) const;
    //! Returns the positions of the stack of a tile that is in focus at \a focused, from below upwards.
    QList<StagePosition> stackAt(const StagePosition &focused) const;

    //! Returns how many sets there are: positions times time points.
    int sets() const { return placesPerTimePoint() * timePoints; }
    //! Returns the time point of a set, from 0.
    int timePointOf(int set) const { return set / placesPerTimePoint(); }
    //! Returns the index of the position of a set, from 0.
    int placeOf(int set) const { return set % placesPerTimePoint(); }
    //! Returns where a set lies, in a scan that began at \a start.
    StagePosition siteOf(int set, const StagePosition &start) const;

private:
    int placesPerTimePoint() const { return positions.isEmpty() ? 1 : int(positions.size()); }
};

} // namespace Holdfast

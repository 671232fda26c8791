// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/blob.h"
#include "core/thing/json/json.h"

#include <QList>
#include <QMetaType>
#include <QObject>
#include <QStringList>
#include <QVariant>

#include <optional>

// Types as the author of a Thing declares them: with moc's macros alone, nothing registered.
namespace Example {
Q_NAMESPACE

enum class Direction { Forwards, Backwards };
Q_ENUM_NS(Direction)

struct Point
{
    Q_GADGET
    Q_PROPERTY(double x MEMBER x)
    Q_PROPERTY(double y MEMBER y)
    Q_PROPERTY(std::optional<QString> label MEMBER label)
public:
    double x = 1.0;
    double y = 0.0;
    std::optional<QString> label;

    friend bool operator==(const Point &a, const Point &b) = default;
};

struct Capture
{
    Q_GADGET
    Q_PROPERTY(Resolution resolution MEMBER resolution)
    Q_PROPERTY(int exposureTime MEMBER exposureTime)
    Q_PROPERTY(Example::Point focusPoint MEMBER focusPoint)
    Q_PROPERTY(QList<Example::Point> path MEMBER path)
    Q_PROPERTY(QStringList tags MEMBER tags)
    Q_PROPERTY(std::optional<double> gain MEMBER gain)
    Q_PROPERTY(int area READ area)
public:
    enum class Resolution { FullResolution, Preview = 7 };
    Q_ENUM(Resolution)

    int area() const { return exposureTime * 2; }

    Resolution resolution = Resolution::Preview;
    int exposureTime = 10;
    Point focusPoint {2.0, 3.0, {}};
    QList<Point> path;
    QStringList tags {QStringLiteral("new")};
    std::optional<double> gain = 1.5;
};

// A gadget within itself has no finite schema.
struct Tree
{
    Q_GADGET
    Q_PROPERTY(QList<Example::Tree> branches MEMBER branches)
public:
    QList<Tree> branches;

    friend bool operator==(const Tree &a, const Tree &b) { return a.branches == b.branches; }
};

struct Unspeakable
{
    Q_GADGET
    Q_PROPERTY(QVariant anything MEMBER anything)
public:
    QVariant anything;
};

} // namespace Example

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"
#include "tests/interop/mirrorserver/point.h"

#include <QStringList>

#include <optional>

namespace Mirror {

//! \brief What Actions::move() takes.
struct MoveInput
{
    Q_GADGET
    Q_PROPERTY(double x MEMBER x)
    Q_PROPERTY(int y MEMBER y)
    Q_PROPERTY(std::optional<QString> note MEMBER note)
    Q_PROPERTY(QStringList tags MEMBER tags)
public:
    double x = 0;
    int y = 3;
    std::optional<QString> note;
    QStringList tags;
};

//! \brief What Actions::shortLived() takes, in seconds.
struct ShortLivedInput
{
    Q_GADGET
    Q_PROPERTY(double pause MEMBER pause)
public:
    double pause = 0;
};

//! \brief Actions with each kind of input and output.
class Actions : public Holdfast::Thing
{
    Q_OBJECT
public:
    Actions();

    Q_INVOKABLE Mirror::Point move(const Mirror::MoveInput &input);
    Q_INVOKABLE int twice(int value) { return 2 * value; }
    Q_INVOKABLE int answer() { return 42; }
    Q_INVOKABLE void nothing() { }
    Q_INVOKABLE int zero() { return 0; }
    Q_INVOKABLE QStringList noWords() { return {}; }
    Q_INVOKABLE void shortLived(const Mirror::ShortLivedInput &input);
};

} // namespace Mirror

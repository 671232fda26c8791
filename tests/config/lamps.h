// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"
#include "core/thing/thingerror.h"

//! \brief What the configuration can say about a Lamp: one option of each kind.
struct LampOptions
{
    Q_GADGET
    Q_PROPERTY(int maxPower MEMBER maxPower)
    Q_PROPERTY(double warmUp MEMBER warmUp)
    Q_PROPERTY(bool fan MEMBER fan)
    Q_PROPERTY(QString port MEMBER port)
    Q_PROPERTY(Colour colour MEMBER colour)
    Q_PROPERTY(QList<int> channels MEMBER channels)
public:
    enum Colour { White, DeepRed };
    Q_ENUM(Colour)

    int maxPower = 50;
    double warmUp = 1.5;
    bool fan = false;
    QString port = QStringLiteral("/dev/lamp");
    Colour colour = White;
    QList<int> channels;

    void check() const
    {
        if (fan && maxPower == 0)
            throw Holdfast::ThingError(QStringLiteral("A lamp without power needs no fan."));
    }
};

//! \brief A Thing that shows the options it was made with.
class Lamp : public Holdfast::Thing
{
    Q_OBJECT
public:
    explicit Lamp(const LampOptions &options)
        : m_options(options)
    {
    }
    const LampOptions &options() const { return m_options; }

private:
    LampOptions m_options;
};

//! \brief A Thing without options.
class Candle : public Holdfast::Thing
{
    Q_OBJECT
public:
    Candle() = default;
};

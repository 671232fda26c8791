// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/value.h"
#include "tests/interop/mirrorserver/point.h"

namespace Mirror {

//! \brief Remembers.
class Settings : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(double exposure READ exposure WRITE setExposure NOTIFY exposureChanged)
    Q_PROPERTY(QString operatorText READ operatorName WRITE setOperatorName NOTIFY operatorChanged)
    Q_PROPERTY(int limit READ limit WRITE setLimit NOTIFY limitChanged)
    Q_PROPERTY(Mirror::Point corner READ corner WRITE setCorner NOTIFY cornerChanged)
    Q_PROPERTY(QString serial READ serial NOTIFY serialChanged)
    Q_PROPERTY(int scratch READ scratch WRITE setScratch NOTIFY scratchChanged)
    Q_PROPERTY(double angle READ angle WRITE setAngle NOTIFY angleChanged)
public:
    Settings();

    double exposure() const { return m_exposure; }
    void setExposure(double value) { m_exposure = value; }
    QString operatorName() const { return m_operator; }
    void setOperatorName(const QString &value) { m_operator = value; }
    int limit() const { return m_limit; }
    void setLimit(int value) { m_limit = value; }
    Point corner() const { return m_corner; }
    void setCorner(const Point &value) { m_corner = value; }
    QString serial() const { return m_serial; }
    int scratch() const { return m_scratch; }
    void setScratch(int value) { m_scratch = value; }
    double angle() const { return m_angle; }
    void setAngle(double value);

    Q_INVOKABLE void rename(const QString &serial);

Q_SIGNALS:
    void exposureChanged(double value);
    void operatorChanged(const QString &value);
    void limitChanged(int value);
    void cornerChanged(const Mirror::Point &value);
    void serialChanged(const QString &value);
    void scratchChanged(int value);
    void angleChanged(double value);

private:
    Holdfast::Value<double> m_exposure {this, &Settings::exposureChanged, 0.1};
    Holdfast::Value<QString> m_operator {this, &Settings::operatorChanged,
                                         QStringLiteral("unknown")};
    Holdfast::Value<int> m_limit {this, &Settings::limitChanged, 10};
    Holdfast::Value<Point> m_corner {this, &Settings::cornerChanged};
    Holdfast::Value<QString> m_serial {this, &Settings::serialChanged, QStringLiteral("SN0")};
    Holdfast::Value<int> m_scratch {this, &Settings::scratchChanged, 0};
    double m_angle = 0; //!< set by one write at a time, because of the lock
};

//! \brief Remembers something else under the same name.
class OtherSettings : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(double exposure READ exposure WRITE setExposure NOTIFY exposureChanged)
public:
    OtherSettings();

    double exposure() const { return m_exposure; }
    void setExposure(double value) { m_exposure = value; }

Q_SIGNALS:
    void exposureChanged(double value);

private:
    Holdfast::Value<double> m_exposure {this, &OtherSettings::exposureChanged, 0.9};
};

} // namespace Mirror

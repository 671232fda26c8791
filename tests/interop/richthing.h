// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"
#include "core/thing/value.h"
#include "tests/thing/examplegadgets.h"

#include <optional>

namespace Holdfast {

//! \brief A Thing with a property, an input and an output of every kind of type that there is, so that
//! its descriptions have every kind of schema.
//!
//! It stores \c flag and \c number; \c nothing() emits the event that it jammed.
class RichThing : public Thing
{
    Q_OBJECT
    Q_PROPERTY(bool flag READ flag WRITE setFlag NOTIFY flagChanged)
    Q_PROPERTY(int count READ count WRITE setCount)
    Q_PROPERTY(quint8 small READ small)
    Q_PROPERTY(double number READ number WRITE setNumber NOTIFY numberChanged)
    Q_PROPERTY(float single READ single)
    Q_PROPERTY(QString text READ text WRITE setText)
    Q_PROPERTY(Example::Direction direction READ direction)
    Q_PROPERTY(Example::Point point READ point WRITE setPoint)
    Q_PROPERTY(Example::Capture capture READ capture)
    Q_PROPERTY(QList<int> list READ list)
    Q_PROPERTY(QStringList words READ words)
    Q_PROPERTY(std::optional<double> maybe READ maybe)
    Q_PROPERTY(Holdfast::Json anything READ anything)
    Q_PROPERTY(Holdfast::Blob picture READ picture)
public:
    RichThing();

    bool flag() const { return m_flag; }
    void setFlag(bool flag) { m_flag.set(flag); }
    int count() const { return 1; }
    void setCount(int) { }
    quint8 small() const { return 2; }
    double number() const { return m_number; }
    void setNumber(double number) { m_number.set(number); }
    float single() const { return 0.5F; }
    QString text() const { return QStringLiteral("text"); }
    void setText(const QString &) { }
    Example::Direction direction() const { return Example::Direction::Forwards; }
    Example::Point point() const { return {}; }
    void setPoint(const Example::Point &) { }
    Example::Capture capture() const { return {}; }
    QList<int> list() const { return {1, 2}; }
    QStringList words() const { return {}; }
    std::optional<double> maybe() const { return {}; }
    Json anything() const { return nullptr; }
    Blob picture() const { return m_picture; }

    Q_INVOKABLE void nothing() { Q_EMIT jammed(QStringLiteral("There was nothing to do.")); }
    Q_INVOKABLE int sum(int first, double second, const QString &name, bool really);
    Q_INVOKABLE QList<Holdfast::Blob> develop(const Example::Capture &capture);
    Q_INVOKABLE Holdfast::Json echo(const Holdfast::Json &anything) { return anything; }

Q_SIGNALS:
    void flagChanged(bool flag);
    void numberChanged(double number);
    void jammed(const QString &reason);

private:
    Value<bool> m_flag {this, &RichThing::flagChanged, true};
    Value<double> m_number {this, &RichThing::numberChanged, 1.5};
    Blob m_picture {QByteArrayLiteral("no picture"), QStringLiteral("text/plain")};
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/blob.h"
#include "core/thing/framestream.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <QList>
#include <QTemporaryDir>

#include <atomic>

namespace Holdfast {

//! \brief A Thing to try the routes on: one affordance of each kind.
//! A picture that may be there, and where.
struct Hanging
{
    Q_GADGET
    Q_PROPERTY(Holdfast::Blob picture MEMBER picture)
    Q_PROPERTY(QString wall MEMBER wall)
public:
    Blob picture;
    QString wall = QStringLiteral("north");
};

class TestThing : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int level READ level WRITE setLevel NOTIFY levelChanged)
    Q_PROPERTY(double speed READ speed WRITE setSpeed NOTIFY speedChanged)
    Q_PROPERTY(double offset READ offset WRITE setOffset)
    Q_PROPERTY(double looseOffset READ looseOffset WRITE setLooseOffset)
    Q_PROPERTY(std::optional<int> maybe READ maybe WRITE setMaybe NOTIFY maybeChanged)
    Q_PROPERTY(QString serial READ serial CONSTANT)
    Q_PROPERTY(int broken READ broken WRITE setBroken)
public:
    TestThing();

    int level() const { return m_level; }
    void setLevel(int level);
    double speed() const { return m_speed; }
    void setSpeed(double speed) { m_speed = speed; }
    double offset() const { return m_offset; }
    void setOffset(double offset);
    double looseOffset() const { return m_looseOffset; }
    void setLooseOffset(double offset) { m_looseOffset = offset; }
    std::optional<int> maybe() const { return m_maybe; }
    void setMaybe(std::optional<int> maybe) { m_maybe = maybe; }
    QString serial() const { return QStringLiteral("SN 1"); }
    int broken() const;
    void setBroken(int value);

    //! Works until letGo(), or until it is cancelled.
    Q_INVOKABLE void hold();
    Q_INVOKABLE int nudge(int by);
    Q_INVOKABLE QString look();
    //! Takes no lock, but writes a property that does.
    Q_INVOKABLE void meddle();
    Q_INVOKABLE void jam();
    Q_INVOKABLE int zero();
    Q_INVOKABLE Holdfast::Blob picture();
    Q_INVOKABLE QList<Holdfast::Blob> pictures();
    //! Returns a blob whose bytes are in a file.
    Q_INVOKABLE Holdfast::Blob archive();
    Q_INVOKABLE Holdfast::Blob pass(const Holdfast::Blob &blob);
    //! Takes pictures only.
    Q_INVOKABLE int develop(const Holdfast::Blob &negative);
    Q_INVOKABLE int weigh(const QList<Holdfast::Blob> &parts);
    Q_INVOKABLE QString hang(const Holdfast::Hanging &hanging);

    void emergencyStop() override { m_stopped = true; }

    //! \name For the test, from its thread.
    //! @{
    bool isStopped() const { return m_stopped; }
    void letGo() { m_letGo = true; }
    FrameStream &stream() { return m_stream; }
    bool dropFiles() { return m_folder.remove(); }
    //! @}

Q_SIGNALS:
    void levelChanged(int level);
    void speedChanged(double speed);
    void maybeChanged(std::optional<int> maybe);
    //! An event.
    void tripped(int times);

private:
    Value<int> m_level {this, &TestThing::levelChanged, 1};
    Value<double> m_speed {this, &TestThing::speedChanged, 1.0};
    Value<std::optional<int>> m_maybe {this, &TestThing::maybeChanged};
    std::atomic<double> m_offset = 0.5;
    std::atomic<double> m_looseOffset = 0.25;
    std::atomic<bool> m_letGo = false;
    std::atomic<bool> m_stopped = false;
    QTemporaryDir m_folder;
    FrameStream m_stream {this, QStringLiteral("stream")};
};

} // namespace Holdfast

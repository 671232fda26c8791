// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/thing/examplegadgets.h"
#include "tests/ui/fakeinstrument.h"

#include <optional>

namespace Fake {

//! \brief A Thing with a property and an action of every kind, good and bad.
class Rich : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(bool lamp READ lamp WRITE setLamp NOTIFY lampChanged)
    Q_PROPERTY(int exposure READ exposure WRITE setExposure NOTIFY exposureChanged)
    Q_PROPERTY(double gain READ gain WRITE setGain)
    Q_PROPERTY(Mode mode READ mode WRITE setMode NOTIFY modeChanged)
    Q_PROPERTY(QString label READ label WRITE setLabel NOTIFY labelChanged)
    Q_PROPERTY(std::optional<double> offset READ offset WRITE setOffset NOTIFY offsetChanged)
    Q_PROPERTY(QList<int> counts READ counts WRITE setCounts NOTIFY countsChanged)
    Q_PROPERTY(Example::Point point READ point WRITE setPoint NOTIFY pointChanged)
    Q_PROPERTY(Holdfast::Json anything READ anything WRITE setAnything NOTIFY anythingChanged)
    Q_PROPERTY(double temperature READ temperature NOTIFY temperatureChanged)
    Q_PROPERTY(int broken READ broken)
    Q_PROPERTY(int slow READ slow)
    Q_PROPERTY(Holdfast::Blob picture READ picture)
public:
    enum class Mode { Bright, Dark };
    Q_ENUM(Mode)

    explicit Rich(ControlsPtr controls);
    ~Rich() override;

    bool lamp() const { return m_lamp; }
    void setLamp(bool lamp) { m_lamp = lamp; }
    int exposure() const { return m_exposure; }
    //! The device only knows whole tens.
    void setExposure(int exposure) { m_exposure = exposure / 10 * 10; }
    double gain() const;
    void setGain(double gain) { m_gain = gain; }
    Mode mode() const { return m_mode; }
    void setMode(Mode mode) { m_mode = mode; }
    QString label() const { return m_label; }
    void setLabel(const QString &label) { m_label = label; }
    std::optional<double> offset() const { return m_offset; }
    void setOffset(std::optional<double> offset) { m_offset = offset; }
    QList<int> counts() const { return m_counts; }
    void setCounts(const QList<int> &counts) { m_counts = counts; }
    Example::Point point() const { return m_point; }
    void setPoint(const Example::Point &point) { m_point = point; }
    Holdfast::Json anything() const { return m_anything; }
    void setAnything(const Holdfast::Json &anything) { m_anything = anything; }
    double temperature() const { return m_temperature; }
    //! Sets the temperature as the device does by itself.
    void setTemperature(double temperature) { m_temperature = temperature; }
    int broken() const;
    //! Does not answer while Controls::blockGetter.
    int slow() const;
    Holdfast::Blob picture() const;

    Q_INVOKABLE void nothing() { }
    Q_INVOKABLE int sum(int first, int second) { return first + second; }
    Q_INVOKABLE Holdfast::Blob capture() { return picture(); }
    Q_INVOKABLE void fail();
    //! Stays half done until Controls::blockMoves is false, or until it is cancelled.
    Q_INVOKABLE void sweep();
    Q_INVOKABLE Holdfast::Json echo(const Example::Capture &capture);

Q_SIGNALS:
    void lampChanged(bool lamp);
    void exposureChanged(int exposure);
    void modeChanged(Fake::Rich::Mode mode);
    void labelChanged(const QString &label);
    void offsetChanged(std::optional<double> offset);
    void countsChanged(const QList<int> &counts);
    void pointChanged(const Example::Point &point);
    void anythingChanged(const Holdfast::Json &anything);
    void temperatureChanged(double temperature);

private:
    ControlsPtr m_controls;
    std::atomic<double> m_gain {1.5};
    Holdfast::Value<bool> m_lamp {this, &Rich::lampChanged};
    Holdfast::Value<int> m_exposure {this, &Rich::exposureChanged, 100};
    Holdfast::Value<Mode> m_mode {this, &Rich::modeChanged};
    Holdfast::Value<QString> m_label {this, &Rich::labelChanged};
    Holdfast::Value<std::optional<double>> m_offset {this, &Rich::offsetChanged};
    Holdfast::Value<QList<int>> m_counts {this, &Rich::countsChanged, {1, 2}};
    Holdfast::Value<Example::Point> m_point {this, &Rich::pointChanged};
    Holdfast::Value<Holdfast::Json> m_anything {this, &Rich::anythingChanged};
    Holdfast::Value<double> m_temperature {this, &Rich::temperatureChanged, 20.0};
};

} // namespace Fake

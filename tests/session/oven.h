// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "core/session/settings/settingsstore.h"
#include "core/session/station.h"
#include "core/thing/value.h"

#include <QThread>

#include <atomic>
#include <limits>
#include <memory>

namespace Holdfast {

//! \brief A Thing with settings of each kind, for tests.
class Oven : public Thing
{
    Q_OBJECT
    Q_PROPERTY(double target READ target WRITE setTarget NOTIFY targetChanged)
    Q_PROPERTY(QString recipe READ recipe WRITE setRecipe NOTIFY recipeChanged)
    Q_PROPERTY(int hours READ hours NOTIFY hoursChanged)
    Q_PROPERTY(int fan READ fan WRITE setFan NOTIFY fanChanged)
    Q_PROPERTY(bool light READ light WRITE setLight NOTIFY lightChanged)

public:
    Oven()
    {
        describe("target", QStringLiteral("How hot it shall be.")).range({0, 300}).setting();
        describe("recipe", {}).setting();
        describe("hours", QStringLiteral("How long it has worked.")).setting();
        describe("fan", QStringLiteral("No Value stands behind it.")).setting().resetsTo(3);
    }

    double target() const { return m_target; }
    void setTarget(double target)
    {
        const auto hold = holdGlobalLock();
        m_target = target;
    }
    QString recipe() const { return m_recipe; }
    void setRecipe(const QString &recipe)
    {
        if (recipe == QStringLiteral("burn"))
            throw ThingError(QStringLiteral("It would burn."));
        m_recipe = recipe;
    }
    int hours() const { return m_hours; }
    int fan() const { return m_fan; }
    void setFan(int fan)
    {
        m_fan = fan;
        Q_EMIT fanChanged(fan);
    }
    bool light() const { return m_light; }
    void setLight(bool light) { m_light = light; }

    //! Thing code that changes a read-only setting.
    Q_INVOKABLE void work(int hours)
    {
        m_hours.update([hours](int &all) { all += hours; });
    }
    //! Thing code that changes a setting past validation.
    Q_INVOKABLE void loseTarget() { m_target = std::numeric_limits<double>::quiet_NaN(); }

    void open() override
    {
        targetWhenOpened = m_target;
        wasLoadedInItsThread = QThread::currentThread() == thread();
    }

    double targetWhenOpened = -1;
    bool wasLoadedInItsThread = false;

Q_SIGNALS:
    void targetChanged(double target);
    void recipeChanged(const QString &recipe);
    void hoursChanged(int hours);
    void fanChanged(int fan);
    void lightChanged(bool light);

private:
    Value<double> m_target {this, &Oven::targetChanged, 20.0};
    Value<QString> m_recipe {this, &Oven::recipeChanged, QStringLiteral("bread")};
    Value<int> m_hours {this, &Oven::hoursChanged, 0};
    Value<bool> m_light {this, &Oven::lightChanged, false};
    std::atomic<int> m_fan {1};
};

//! \brief One run of a station with an Oven named "oven", whose settings are below a folder.
class OvenRun
{
public:
    explicit OvenRun(const QString &folder, const QString &className = {},
                     const QString &lockState = {})
        : m_station(optionsFor(folder, lockState), {{QStringLiteral("oven"),
                                                     [this] {
                                                         auto made = std::make_unique<Oven>();
                                                         m_oven = made.get();
                                                         return made;
                                                     },
                                                     className}})
        , m_started(m_station.start())
        , m_session(m_station, Principal::client(QStringLiteral("a test"), QStringLiteral("here")))
    {
    }

    bool isStarted() const { return bool(m_started); }
    Station &station() { return m_station; }
    const Session &session() const { return m_session; }
    const Oven &oven() const { return *m_oven; }

    //! Waits until everything is on the disk.
    bool flushed() const
    {
        return m_station.settings().flush(QDeadlineTimer(std::chrono::seconds {30}));
    }
    bool write(const char *property, const Json &value) const
    {
        return bool(
            m_session.write(QStringLiteral("oven"), QString::fromUtf8(property), value).wait());
    }
    Json read(const char *property) const
    {
        const auto output =
            m_session.read(QStringLiteral("oven"), QString::fromUtf8(property)).wait();
        return output ? output->json : Json();
    }
    //! Starts an action, which has ended when the station has shut down.
    bool invoke(const char *action, const Json &input) const
    {
        return bool(m_session.invoke(QStringLiteral("oven"), QString::fromUtf8(action), input));
    }

private:
    static StationOptions optionsFor(const QString &folder, const QString &lockState)
    {
        StationOptions options;
        options.settingsFolder = folder;
        options.lockMemoryFile = lockState;
        return options;
    }

    Oven *m_oven = nullptr;
    Station m_station;
    Result<void> m_started;
    Session m_session;
};

} // namespace Holdfast

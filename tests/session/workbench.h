// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/thing/blob.h"
#include "core/thing/value.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <memory>

namespace Holdfast {

//! \brief A Thing with one of everything, for tests: locked and unlocked, quick and blocking.
class Workbench : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int locked READ locked WRITE setLocked NOTIFY lockedChanged)
    Q_PROPERTY(int unlocked READ unlocked WRITE setUnlocked NOTIFY unlockedChanged)
    Q_PROPERTY(int lockedFunction READ lockedFunction WRITE setLockedFunction)
    Q_PROPERTY(int unlockedFunction READ unlockedFunction WRITE setUnlockedFunction)
    Q_PROPERTY(double constant READ constant CONSTANT)
    Q_PROPERTY(QString broken READ broken WRITE setBroken)

public:
    Workbench()
    {
        describe("locked", QStringLiteral("Anything from 0 to 100.")).range({0, 100});
        describe("unlocked", {}).withoutGlobalLock();
        describe("unlockedFunction", {}).withoutGlobalLock();
        describe("unlockedAction", {}).withoutGlobalLock();
        describe("holdUnlocked", {}).withoutGlobalLock();
        describe("writeLocked", {}).withoutGlobalLock();
        describe("briefly", {}).retention(std::chrono::milliseconds {1});
    }

    int locked() const { return m_locked; }
    void setLocked(int value)
    {
        const auto hold = holdGlobalLock();
        m_locked = value;
    }
    int unlocked() const { return m_unlocked; }
    void setUnlocked(int value) { m_unlocked = value; }
    int lockedFunction() const { return m_lockedFunction; }
    void setLockedFunction(int value)
    {
        const auto hold = holdGlobalLock();
        m_lockedFunction = value;
    }
    int unlockedFunction() const { return m_unlockedFunction; }
    void setUnlockedFunction(int value) { m_unlockedFunction = value; }
    double constant() const { return 1.0; }
    QString broken() const
    {
        throw ThingError(QStringLiteral("SensorError"), QStringLiteral("no answer"));
    }
    void setBroken(const QString &) { throw std::out_of_range("too far"); }

    Q_INVOKABLE int lockedAction() { return ++m_runs; }
    Q_INVOKABLE int unlockedAction() { return ++m_runs; }
    //! Takes no lock itself, but writes something that does.
    Q_INVOKABLE void writeLocked(int value) { setLocked(value); }
    //! Runs under the lock, and so does the action that it calls.
    Q_INVOKABLE void nest(int value)
    {
        setLocked(value);
        lockedAction();
    }
    //! Runs until goOn.release() or a cancellation.
    Q_INVOKABLE void hold() { waitForGoOn(); }
    Q_INVOKABLE void holdUnlocked() { waitForGoOn(); }
    Q_INVOKABLE void holdHalfWay()
    {
        reportProgress(50);
        waitForGoOn();
    }
    Q_INVOKABLE void sleep(double seconds)
    {
        cancellableSleep(std::chrono::duration<double>(seconds));
    }
    Q_INVOKABLE void briefly() { }
    Q_INVOKABLE void fail()
    {
        throw ThingError(QStringLiteral("MotorError"), QStringLiteral("stalled"));
    }
    Q_INVOKABLE Blob image()
    {
        return Blob(QByteArrayLiteral("JPEG"), QStringLiteral("image/jpeg"));
    }
    Q_INVOKABLE void talk()
    {
        logInfo(QStringLiteral("one"));
        reportProgress(50, QStringLiteral("half way"));
        logWarning(QStringLiteral("two"));
    }
    //! Catches the first request to end, and ends by itself at the second.
    Q_INVOKABLE QString stubborn()
    {
        try {
            cancellableSleep(std::chrono::hours {1});
        } catch (const InvocationCancelled &) {
            ignored.release();
        }
        cancellableSleep(std::chrono::hours {1});
        return {};
    }
    Q_INVOKABLE void stop() { ++stops; }

    void emergencyStop() override
    {
        ++stops;
        if (hangsInStop)
            unhang.acquire();
    }

    QSemaphore goOn;
    QSemaphore holding; //!< released when hold() has begun
    QSemaphore ignored;
    QSemaphore unhang;
    std::atomic<bool> hangsInStop {false};
    std::atomic<int> stops {0};

Q_SIGNALS:
    void lockedChanged(int value);
    void unlockedChanged(int value);
    void happened(const QString &what);

private:
    void waitForGoOn()
    {
        holding.release();
        while (!goOn.tryAcquire()) {
            throwIfCancelled();
            cancellableSleep(std::chrono::milliseconds {2});
        }
    }

    Value<int> m_locked {this, &Workbench::lockedChanged};
    Value<int> m_unlocked {this, &Workbench::unlockedChanged};
    std::atomic<int> m_lockedFunction {0};
    std::atomic<int> m_unlockedFunction {0};
    std::atomic<int> m_runs {0};
};

//! \brief A station with one Workbench named "bench".
class WorkbenchStation
{
public:
    explicit WorkbenchStation(const StationOptions &options = {})
        : station(options, specs())
        , alice(station, Principal::client(QStringLiteral("alice"), QStringLiteral("127.0.0.1:1")))
        , bob(station, Principal::client(QStringLiteral("bob"), QStringLiteral("127.0.0.1:2")))
    {
    }

    //! Returns the invocation, once it has ended.
    static InvocationRecord finished(const Session &session, const InvocationRecord &invocation)
    {
        InvocationRecord record = invocation;
        [&] {
            QTRY_VERIFY2_WITH_TIMEOUT(
                (record = session.invocation(invocation.id).value()).isFinished(),
                "the invocation has not ended", 30'000);
        }();
        return record;
    }

    Workbench *bench = nullptr; //!< after start()
    Station station;
    Session alice;
    Session bob;

private:
    std::vector<ThingSpec> specs()
    {
        return {{QStringLiteral("bench"), [this] {
                     auto made = std::make_unique<Workbench>();
                     bench = made.get();
                     return made;
                 }}};
    }
};

} // namespace Holdfast

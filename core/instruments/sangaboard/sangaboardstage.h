// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/sangaboard/sangaboardmotors.h"
#include "core/instruments/sangaboard/sangaboardstageoptions.h"
#include "core/instruments/stage/stepperstage.h"
#include "core/thing/devicelock.h"

#include <memory>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief The stage of an OpenFlexure microscope: three axes at a Sangaboard. All lengths are motor steps.
//!
//! A board has no end stops and no encoders: where the stage is, only its count of steps says, and what the user has done with it.
//! The position is *known* when the user has zeroed or confirmed it, and the board has counted ever since. It is not known any
//! more when the board has restarted or was unplugged, or counts something else than before. Then soft limits mean nothing: moves
//! to a position are refused, and relative ones are limited to \ref blindSteps.
//!
//! Firmware 1 moves in the background and can be stopped at any time. Firmware 0.4 does nothing else while it moves: its moves
//! are sent in pieces of at most 250 ms, and a stop or a cancel acts at the end of the piece. A cancelled move throws
//! InvocationCancelled, a stopped one a ThingError ("StageStoppedError").
//!
//! The program starts without the board as well; it is found when it is plugged in.
class SangaboardStage : public StepperStage, private SangaboardListener
{
    Q_OBJECT
    Q_PROPERTY(bool positionKnown READ isPositionKnown NOTIFY positionKnownChanged)
    Q_PROPERTY(bool connected READ isConnected NOTIFY connectedChanged)
    Q_PROPERTY(int stepRate READ stepRate NOTIFY stepRateChanged)
    Q_PROPERTY(int minStepDelay READ minStepDelay WRITE setMinStepDelay NOTIFY minStepDelayChanged)
    Q_PROPERTY(int rampTime READ rampTime WRITE setRampTime NOTIFY rampTimeChanged)
    Q_PROPERTY(bool movesInBackground READ movesInBackground NOTIFY movesInBackgroundChanged)
    Q_PROPERTY(QString firmwareVersion READ firmwareVersion NOTIFY firmwareVersionChanged)
    Q_PROPERTY(QString board READ board NOTIFY boardChanged)
    Q_PROPERTY(QString port READ port NOTIFY portChanged)
    Q_PROPERTY(Holdfast::KnownCount knownCount READ knownCount NOTIFY knownCountChanged)
    Q_PROPERTY(Holdfast::StagePosition zeroOffset READ zeroOffset NOTIFY zeroOffsetChanged)
public:
    //! How far a relative move may go on each axis while the position is not known.
    static constexpr int blindSteps = 500;

    //! Throws ThingError when an option is out of range. \a times and \a ports are for tests.
    explicit SangaboardStage(const SangaboardStageOptions &options = {},
                             const SangaboardTimes &times = {},
                             PortSearch::List ports = &PortSearch::systemPorts);
    ~SangaboardStage() override;

    bool isPositionKnown() const { return m_positionKnown; }
    bool isConnected() const { return m_connected; }
    int stepRate() const { return m_stepRate; }         //!< steps per second
    int minStepDelay() const { return m_minStepDelay; } //!< microseconds
    void setMinStepDelay(int microseconds);
    int rampTime() const { return m_rampTime; } //!< microseconds
    void setRampTime(int microseconds);
    bool movesInBackground() const { return m_movesInBackground; }
    QString firmwareVersion() const { return m_firmwareVersion; }
    QString board() const { return m_board; }
    QString port() const { return m_port; }
    //! Returns the count of the board with which the position was last known; kept from one start to the next.
    KnownCount knownCount() const { return m_knownCount; }
    //! Returns how far the zero has been moved since the soft limits of the configuration were valid, in steps of the board.
    StagePosition zeroOffset() const { return m_zeroOffset; }

    void moveRelative(const StageMove &move) override;
    void moveAbsolute(const StageTarget &target) override;
    void jog(const StageJog &command) override;
    //! Does it as every stage; the position is known from then on. If it was not known, the soft limits are those of the
    //! configuration.
    void setZeroPosition() override;
    //! Says that the position that is shown is right.
    Q_INVOKABLE void confirmPosition();
    //! Switches the current of the motors off. They may slip by some steps.
    Q_INVOKABLE void releaseMotors();
    //! Opens the port anew.
    Q_INVOKABLE void reconnect();

    void open() override;
    void close() override;
    void emergencyStop() override;

    //! Sets the LED with constant current, from 0 to 1. For other Things at the same board. Throws ThingError.
    void setLed(double brightness);
    //! The same, without waiting for the board. Has no effect while there is none.
    void postLed(double brightness);
    //! Returns whether the board has an LED with constant current; false while there is none.
    bool hasLed() const;

Q_SIGNALS:
    void positionKnownChanged(bool known);
    void connectedChanged(bool connected);
    void stepRateChanged(int stepsPerSecond);
    void minStepDelayChanged(int microseconds);
    void rampTimeChanged(int microseconds);
    void movesInBackgroundChanged(bool background);
    void firmwareVersionChanged(const QString &version);
    void boardChanged(const QString &board);
    void portChanged(const QString &port);
    void knownCountChanged(const Holdfast::KnownCount &count);
    void zeroOffsetChanged(const Holdfast::StagePosition &offset);

private:
    class Drive;
    class DrivingScope;

    void boardConnected(const SangaboardFacts &facts) override;
    void boardAbsent(const Fault &fault) override;
    void boardReset() override;
    void boardIsAt(const StagePosition &position) override;
    void boardSaid(const QByteArray &line) override;
    void boardWarning(const QString &text) override;

    void takeAbsence(const Fault &fault);
    SangaboardFacts factsOrThrow() const;
    //! Returns a number that changes when the board comes, goes or restarts.
    quint64 sessionNow() const;
    void requireKnown() const;
    void moveTo(const StagePosition &target, quint64 since, const StageManner &manner);
    SangaboardMotors motors(const SangaboardFacts &facts, quint64 since);
    SangaboardAnswer ask(const SangaboardQuestion &question) const;
    QByteArray answered(const SangaboardQuestion &question) const;
    void configureBoard();

    void takeCount(const StagePosition &count);
    void losePosition(const QString &why);
    void learnPosition(const StagePosition &count);
    void showFault();
    void updateLimits();
    bool mayGoBeyond() const override { return isPositionKnown(); }

    const SangaboardStageOptions m_options;
    const SangaboardTimes m_times;
    DeviceLock m_portLock {this, "port"};
    Value<bool> m_positionKnown {this, &SangaboardStage::positionKnownChanged, false};
    Value<bool> m_connected {this, &SangaboardStage::connectedChanged, false};
    Value<int> m_minStepDelay;
    Value<int> m_stepRate;
    Value<int> m_rampTime;
    Value<bool> m_movesInBackground {this, &SangaboardStage::movesInBackgroundChanged, false};
    Value<QString> m_firmwareVersion {this, &SangaboardStage::firmwareVersionChanged};
    Value<QString> m_board {this, &SangaboardStage::boardChanged};
    Value<QString> m_port {this, &SangaboardStage::portChanged};
    Value<KnownCount> m_knownCount {this, &SangaboardStage::knownCountChanged};
    Value<StagePosition> m_zeroOffset {this, &SangaboardStage::zeroOffsetChanged};

    mutable std::mutex m_mutex; //!< of what follows; no signal is emitted while it is held
    std::optional<SangaboardFacts> m_facts; //!< while a board is connected
    StagePosition m_count;                  //!< as the board has told last
    bool m_isDriving = false;               //!< a worker moves the stage
    quint64 m_session = 0;          //!< counts the connections with a board, and its restarts
    std::optional<Fault> m_absence; //!< while there is no board
    QString m_unknownBecause;

    std::mutex m_faultMutex; //!< held while the fault is reported
    SangaboardLink m_link;
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/camera.h"
#include "core/instruments/focus/autofocusoptions.h"
#include "core/instruments/focus/focuspeak.h"
#include "core/instruments/focus/focusrequests.h"
#include "core/instruments/focus/focussweep.h"
#include "core/instruments/focus/framerecorder.h"
#include "core/instruments/stage/stage.h"
#include "core/thing/thing.h"
#include "core/thing/thingslot.h"
#include "core/thing/value.h"

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace Holdfast {

//! \brief Finds the focus with any camera and any stage: moves along z while live pictures come, and goes
//! where they were sharpest, as OpenFlexure does.
//!
//! A sweep always goes towards the objective, and so does each approach of a position, so that slack in the
//! drive does not matter. Nothing moves beyond zLimit() or the stage's own limits: a range that reaches
//! farther is cut. A stage that is too fast for the camera is moved in steps, with a picture at each.
//!
//! An action that fails, or is cancelled, leaves the stage where it was before, and says why; after an
//! emergency stop nothing moves. The errors are: NoFocusFoundError (no peak, or one at the end of the range),
//! NoFrameError (the camera delivers too few pictures), DeviceLostError, and those of the stage.
//!
//! The functions may be called by an action of another Thing, in its worker: they nest under its hold.
class Autofocus : public Thing
{
    Q_OBJECT
    Q_PROPERTY(std::optional<int> zLimit READ zLimit WRITE setZLimit NOTIFY zLimitChanged)
    Q_PROPERTY(
        Holdfast::AutofocusOptions::Direction towardsObjective READ towardsObjective CONSTANT)
    Q_PROPERTY(int backlash READ backlash WRITE setBacklash NOTIFY backlashChanged)
    Q_PROPERTY(std::optional<int> lastGoodZ READ lastGoodZ NOTIFY lastGoodZChanged)
    Q_PROPERTY(Holdfast::FocusSweep latestSweep READ latestSweep NOTIFY latestSweepChanged)
public:
    //! How often loopingAutofocus() sweeps before it fails.
    static constexpr int mostSweeps = 10;

    //! Throws ThingError when an option is out of range.
    explicit Autofocus(const AutofocusOptions &options = {});

    //! Returns the position nearest to the objective that may be used, in the stage's steps; empty when only the
    //! stage's own limits count. It stays where it is on the instrument when the zero of the stage is moved.
    std::optional<int> zLimit() const { return m_zLimit; }
    void setZLimit(std::optional<int> z);
    //! Returns which way of z brings objective and sample together.
    AutofocusOptions::Direction towardsObjective() const { return m_options.towardsObjective; }
    //! Returns how far the stage goes back before it approaches a position, in steps.
    int backlash() const { return m_backlash; }
    void setBacklash(int steps);
    //! Returns where the focus was found last; empty before.
    std::optional<int> lastGoodZ() const { return m_lastGoodZ; }
    //! Returns the measurements of the latest sweep, also of one that failed; empty before the first.
    FocusSweep latestSweep() const { return m_latestSweep; }

    //! Sweeps once, and goes to the peak.
    Q_INVOKABLE Holdfast::FocusSweep fastAutofocus(const Holdfast::FastAutofocusRequest &request);
    //! Sweeps, and moves the range, until the peak lies in its middle; then goes there.
    Q_INVOKABLE Holdfast::FocusSweep
    loopingAutofocus(const Holdfast::LoopingAutofocusRequest &request);
    //! Sweeps once, and goes back to where the stage was. A curve without a peak is no error.
    Q_INVOKABLE Holdfast::FocusSweep zSweep(const Holdfast::ZSweepRequest &request);
    //! Moves away from the objective and back, and watches the pictures after each move.
    Q_INVOKABLE Holdfast::FocusSweep
    measureSettlingTime(const Holdfast::SettlingTimeRequest &request);
    //! Goes to lastGoodZ().
    Q_INVOKABLE void goToLastGoodZ();

    void open() override;

Q_SIGNALS:
    void zLimitChanged(std::optional<int> z);
    void backlashChanged(int steps);
    void lastGoodZChanged(std::optional<int> z);
    void latestSweepChanged(const Holdfast::FocusSweep &sweep);

private Q_SLOTS:
    void followZero();

private:
    using Clock = std::chrono::steady_clock;
    class Recording;
    class Moves;

    //! A picture, and where the stage was.
    struct Sample
    {
        FrameRecorder::Picture picture;
        double z = 0;
    };
    using Samples = std::vector<Sample>;

    //! The positions between which a sweep goes, towards the objective.
    struct SweepRange
    {
        int from = 0;
        int to = 0;
    };

    FocusSweep orBackToStart(const std::function<FocusSweep(int startZ)> &work);
    void goBack(int z);
    SweepRange rangeOf(int dz, SweepStart start, int z) const;
    FocusSweep sweep(const SweepRange &range, int metric);
    Samples sweepAtOnce(Recording &recording, const SweepRange &range, Moves &moves);
    Samples sweepInSteps(Recording &recording, const SweepRange &range, Moves &moves);
    void arrive(FocusSweep &sweep, int z);
    [[noreturn]] void failWithoutPeak(const FocusSweep &sweep, const FocusPeak &peak);

    int towards() const; //!< 1 where z grows towards the objective, else -1
    int allowed(int z) const;
    void requireAllowed(int z) const;
    void moveTo(int z);
    void approach(int z);
    [[noreturn]] void throwNoFrames() const;

    const AutofocusOptions m_options;
    ThingSlot<Camera> m_camera {this, "camera"};
    ThingSlot<Stage> m_stage {this, "stage"};
    Value<std::optional<int>> m_zLimit;
    Value<int> m_backlash;
    Value<std::optional<int>> m_lastGoodZ {this, &Autofocus::lastGoodZChanged};
    Value<FocusSweep> m_latestSweep {this, &Autofocus::latestSweepChanged};
    std::mutex m_following; //!< held while positions follow the stage's zero
    SoftLimits
        m_limits; //!< the stage's, as the positions here are counted; guarded by `m_following`
};

} // namespace Holdfast

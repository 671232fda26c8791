// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/tile/tiletaker.h"

#include "core/thing/workcontext.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace Holdfast {

namespace {

using namespace std::chrono_literals;

//! Waits in slices, and reports progress in each, so that the watchdog does not take a long stay for an action that
//! hangs.
void settleFor(std::chrono::duration<double> time)
{
    using Clock = std::chrono::steady_clock;
    constexpr Clock::duration slice = 1s;
    const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(time);
    for (auto now = Clock::now(); now < end; now = Clock::now())
        cancellableSleep(std::min(slice, end - now));
}

} // namespace

TileTaker::TileTaker(ScanInstruments &instruments, ScanListener &listener, qint64 pictureSize,
                     Say say)
    : m_instruments(instruments)
    , m_listener(listener)
    , m_say(std::move(say))
    , m_pictureSize(pictureSize)
{
}

void TileTaker::begin(const ScanFolder &folder)
{
    m_folder = folder;
    m_needsFocus = true;
}

int TileTaker::take(const ScanCell &cell, StagePosition &target, ScanResume &resume)
{
    const ScanPlan &plan = resume.plan;
    m_instruments.moveTo(target);
    QByteArray picture;
    if (plan.skipBackground) {
        picture = takePicture(plan);
        if (!m_instruments.showsSample(picture)) {
            resume.background << cell;
            save(resume);
            return 0;
        }
    }
    if (isFocusDue(plan)) {
        focus(target, resume);
        picture.clear();
    }
    ++m_tilesSinceFocus;
    return takeStack(target, plan, std::move(picture));
}

bool TileTaker::isFocusDue(const ScanPlan &plan) const
{
    const int every = plan.autofocusEvery;
    return every > 0 && (m_needsFocus || m_tilesSinceFocus >= every);
}

void TileTaker::focus(StagePosition &target, ScanResume &resume)
{
    if (!m_instruments.focus(resume.plan.autofocusDz)) {
        m_say(LogLevel::Warning,
              QStringLiteral(
                  "No focus was found at %1; the tile is taken at the z of the one before.")
                  .arg(target.toString()));
        return;
    }
    m_needsFocus = false;
    m_tilesSinceFocus = 0;
    target.z = m_instruments.position().z;
    resume.focus = target.z;
    save(resume);
}

QByteArray TileTaker::takePicture(const ScanPlan &plan)
{
    settleFor(std::chrono::duration<double>(plan.settlingTime));
    QByteArray picture = m_instruments.capture(plan.captureMode);
    m_pictureSize = picture.size();
    return picture;
}

//! \a first is the picture of the only plane, if it was taken already.
int TileTaker::takeStack(const StagePosition &focused, const ScanPlan &plan, QByteArray first)
{
    const QList<StagePosition> stack = plan.stackAt(focused);
    for (const StagePosition &plane : stack) {
        if (plan.planes > 1) {
            m_instruments.moveTo(plane);
            first.clear();
        }
        store(plane, first.isEmpty() ? takePicture(plan) : first);
    }
    return int(stack.size());
}

void TileTaker::store(const StagePosition &where, const QByteArray &jpeg)
{
    m_writer.write([folder = *m_folder, where, jpeg, &listener = m_listener]() mutable {
        folder.publish(where, jpeg);
        listener.stored(jpeg, where);
    });
}

void TileTaker::save(const ScanResume &resume)
{
    m_writer.write([folder = *m_folder, resume]() mutable { folder.write(resume); });
}

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/timelapse/timelapse.h"

#include "core/session/stationmonitor.h"
#include "ui/base/text/format.h"
#include "ui/camera/camerarule.h"
#include "ui/camera/picture/picturestore.h"
#include "ui/settings/usersettings.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

constexpr qsizetype mostMisses = 100;

//! Returns a little less than the interval, so that the outcome is known before the next picture is
//! due.
std::chrono::milliseconds lockWait(const TimeLapsePlan &plan)
{
    return plan.interval * 9 / 10;
}

} // namespace

TimeLapse::TimeLapse(const OperatorAccess &access, PictureStore *store, UserSettings *settings,
                     Clock clock, QObject *parent)
    : QObject(parent)
    , m_session(access.session)
    , m_taker(new PictureTaker(access, this))
    , m_store(store)
    , m_settings(settings)
    , m_clock(std::move(clock))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TimeLapse::turn);
    connect(m_taker, &PictureTaker::changed, this, &TimeLapse::changed);
    connect(m_taker, &PictureTaker::taken, this, &TimeLapse::save);
    connect(m_taker, &PictureTaker::failed, this, &TimeLapse::failed);
    connect(store, &PictureStore::saved, this, &TimeLapse::pictureSaved);
    connect(store, &PictureStore::notSaved, this, &TimeLapse::pictureNotSaved);
    connect(access.monitor, &StationMonitor::stopped, this,
            [this] { end(tr("Ended: everything was stopped.")); });
}

Permission TimeLapse::mayStart() const
{
    if (m_isBusy)
        return Permission::no(tr("The last picture is not finished yet."));
    return CameraRule::mayCapture(m_session);
}

void TimeLapse::start(const TimeLapsePlan &plan)
{
    if (m_isRunning || !mayStart().allowed)
        return;
    m_folder = PictureStore::stemFor(QDateTime::currentDateTimeUtc()) + QStringLiteral("-series");
    m_schedule = TimeLapseSchedule(plan, m_clock());
    m_last = 0;
    m_saved = 0;
    m_missed = 0;
    m_failures = 0;
    m_misses.clear();
    m_outcome.clear();
    m_isRunning = true;
    turn();
}

void TimeLapse::stop()
{
    end(tr("Stopped."));
}

void TimeLapse::end(const QString &how)
{
    if (!m_isRunning)
        return;
    m_isRunning = false;
    m_timer.stop();
    m_outcome = how;
    m_taker->cancel();
    Q_EMIT changed();
}

void TimeLapse::turn()
{
    const int due = m_schedule.dueBy(m_clock());
    while (m_isRunning && m_last + 1 < due)
        miss(++m_last, tr("this computer was asleep, or busy"));
    if (m_isRunning && m_last < due) {
        ++m_last;
        if (m_isBusy)
            miss(m_last, tr("the one before was not finished"));
        else
            take();
    }
    arm();
    Q_EMIT changed();
}

void TimeLapse::arm()
{
    if (!m_isRunning)
        return;
    if (!m_schedule.has(m_last + 1)) {
        if (!m_isBusy)
            end(tr("Finished."));
        return;
    }
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(m_schedule.due(m_last + 1) - m_clock());
    constexpr std::chrono::milliseconds longest {std::chrono::hours {1}}; // then asked again
    m_timer.start(std::clamp(left, std::chrono::milliseconds {0}, longest));
}

void TimeLapse::take()
{
    m_number = m_last;
    m_isBusy = true;
    m_saving = 0;
    m_taker->take(m_settings->pictureFormat(), lockWait(m_schedule.plan()));
}

void TimeLapse::miss(int number, const QString &reason)
{
    ++m_missed;
    m_misses << tr("No. %1: %2").arg(number).arg(reason);
    if (m_misses.size() > mostMisses)
        m_misses.removeFirst();
}

void TimeLapse::failed(const QString &problem, Outcome::Kind kind)
{
    m_isBusy = false;
    if (!m_isRunning) {
        Q_EMIT changed();
        return;
    }
    miss(m_number, problem);
    m_failures = kind == Outcome::Kind::Failed ? m_failures + 1 : 0;
    if (m_failures >= mostFailures)
        end(tr("Ended: the camera failed %1 times in a row. %2").arg(m_failures).arg(problem));
    ready();
}

void TimeLapse::save(const TakenPicture &picture)
{
    m_failures = 0;
    const QString number = QStringLiteral("%1").arg(m_number, 4, 10, QLatin1Char('0'));
    m_saving = m_store->save(picture, m_settings->pictureFolder(), m_folder + u'/' + number);
}

void TimeLapse::pictureSaved(quint64 id)
{
    if (id != m_saving || !m_isBusy)
        return;
    m_isBusy = false;
    ++m_saved;
    ready();
}

void TimeLapse::pictureNotSaved(quint64 id, const QString &problem)
{
    if (id != m_saving || !m_isBusy)
        return;
    m_isBusy = false;
    end(tr("Ended: a picture could not be saved; it is kept below, to be saved elsewhere. %1")
            .arg(problem));
    Q_EMIT changed();
}

void TimeLapse::ready()
{
    if (m_isRunning && !m_schedule.has(m_last + 1))
        end(tr("Finished."));
    Q_EMIT changed();
}

QString TimeLapse::progress() const
{
    QStringList parts;
    parts << (m_schedule.plan().count > 0 ? tr("%1 of %2").arg(m_saved).arg(m_schedule.plan().count)
                                          : tr("%n picture(s)", nullptr, m_saved));
    if (m_missed > 0)
        parts << tr("%1 missed").arg(m_missed);
    if (!m_isRunning)
        return parts.join(QStringLiteral(", "));
    if (const QString owner = m_taker->operation().waitingFor(); !owner.isEmpty())
        parts << tr("waiting for %1").arg(owner);
    else if (m_schedule.has(m_last + 1))
        parts << tr("next in %1")
                     .arg(Format::duration(std::max(
                         std::chrono::milliseconds {0},
                         std::chrono::milliseconds {std::chrono::ceil<std::chrono::seconds>(
                             m_schedule.due(m_last + 1) - m_clock())})));
    else
        parts << tr("the last one is being taken");
    return parts.join(QStringLiteral(", "));
}

QString TimeLapse::text() const
{
    if (m_isRunning)
        return progress();
    return m_outcome.isEmpty() ? QString() : QStringLiteral("%1 (%2)").arg(m_outcome, progress());
}

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/imageformat.h"
#include "core/instruments/scan/scanrun.h"
#include "core/thing/thingerror.h"

#include <QFile>
#include <QTemporaryDir>

#include <functional>
#include <mutex>
#include <set>

namespace Holdfast {

//! \brief Instruments that are not there, for the tests of ScanRun: a stage that is always where it was sent, and a camera whose
//! pictures contain where they were taken. Hooks stand for what may happen meanwhile.
class FakeInstruments : public ScanInstruments
{
public:
    FakeInstruments()
    {
        const CameraImage grey {
            .size = {8, 6}, .pixels = QByteArray(48, 'x'), .layout = PixelLayout::Grey8};
        m_picture = encoded(grey, ImageFormat::Jpeg, 80);
    }

    StagePosition position() const override { return here; }
    SoftLimits softLimits() const override { return limits; }
    Json mapping() const override { return calibration; }
    void restoreMapping(const Json &restored) override { calibration = restored; }
    void moveTo(const StagePosition &target) override
    {
        throwIfCancelled();
        if (whenMoving)
            whenMoving(target);
        limits.allow(target);
        path << target;
        here = target;
    }
    QByteArray capture(const QString &) override
    {
        if (whenCapturing)
            whenCapturing(here);
        ++captures;
        // After the end of a JPEG any bytes may follow.
        return m_picture + here.toString().toUtf8() + padding;
    }
    bool canFocus() const override { return hasFocus; }
    bool focus(int dz) override
    {
        ++focused;
        lastDz = dz;
        if (!findsFocus)
            return false;
        here.z = focusAt;
        return true;
    }
    bool showsSample(const QByteArray &) override { return !isSampleAt || isSampleAt(here); }
    Yielded giveWay() override
    {
        throwIfCancelled();
        const bool changed = whenGivingWay && whenGivingWay();
        return {.gaveWay = changed, .generationChanged = changed, .generation = 1};
    }
    qint64 freeSpace(const QString &) const override { return free; }
    void log(LogLevel level, const QString &message) override
    {
        const std::lock_guard lock(m_mutex);
        m_lines << QStringLiteral("%1 %2").arg(toWord(level), message);
    }

    //! Returns whether a line of the log contains \a text.
    bool hasLogged(const QString &text) const
    {
        const std::lock_guard lock(m_mutex);
        return !m_lines.filter(text).isEmpty();
    }

    StagePosition here {1000, 2000, 30};
    Json calibration = "first"; //!< with which pictures are marked
    SoftLimits limits;
    bool hasFocus = true;
    bool findsFocus = true;
    int focusAt = 40;
    qint64 free = 1'000'000'000;
    QByteArray padding; //!< makes the pictures larger
    std::function<void(const StagePosition &)> whenMoving;
    std::function<void(const StagePosition &)> whenCapturing;
    //! Returns whether another holder had the instruments.
    std::function<bool()> whenGivingWay;
    std::function<bool(const StagePosition &)> isSampleAt;

    QList<StagePosition> path; //!< of all moves
    int captures = 0;
    int focused = 0;
    int lastDz = 0;

private:
    QByteArray m_picture;
    mutable std::mutex m_mutex;
    QStringList m_lines;
};

//! \brief Notes what a scan tells its listener.
class NotingListener : public ScanListener
{
public:
    void progressed(const ScanProgress &progress) override { latest = progress; }
    void setBegun(const ScanFolder &folder, const ScanRecord &, const ScanResume &) override
    {
        begun << folder.name();
    }
    void stored(const QByteArray &, const StagePosition &where) override
    {
        const std::lock_guard lock(m_mutex);
        m_stored << where;
    }
    void setEnded(const ScanFolder &, const ScanRecord &record) override
    {
        results << record.result;
    }

    QList<StagePosition> stored() const
    {
        const std::lock_guard lock(m_mutex);
        return m_stored;
    }

    ScanProgress latest;
    QStringList begun;
    QStringList results;

private:
    mutable std::mutex m_mutex;
    QList<StagePosition> m_stored;
};

//! \brief A folder of scans, and fake instruments to fill it.
class FakeScanBench
{
public:
    FakeScanBench()
        : library(m_home.filePath(QStringLiteral("smart_scan")))
    {
    }
    //! Keeps the scans in \a folder.
    explicit FakeScanBench(const QString &folder)
        : library(folder)
    {
    }

    //! Returns a job of 3 x 2 tiles in a meander, 100 steps apart, that does not wait and does not focus.
    static ScanJob job()
    {
        ScanJob job;
        job.plan.columns = 3;
        job.plan.rows = 2;
        job.plan.stepX = 100;
        job.plan.stepY = 100;
        job.plan.settlingTime = 0;
        job.plan.autofocusEvery = 0;
        job.workflow = QStringLiteral("SnakeWorkflow");
        return job;
    }

    void start(const ScanJob &job)
    {
        ScanRun(library, instruments, listener, control, 0).start(job);
    }
    void resume(const QString &name)
    {
        ScanRun(library, instruments, listener, control, 0).resume(name);
    }

    //! Returns the names of a scan's pictures, sorted.
    QStringList pictures(const QString &scan = QStringLiteral("scan_0001")) const
    {
        return QDir(library.find(scan).imagesPath())
            .entryList({QStringLiteral("*.jpeg")}, QDir::Files, QDir::Name);
    }
    //! Returns the pictures whose contents say another position than their names.
    QStringList misplaced(const QString &scan = QStringLiteral("scan_0001")) const
    {
        QStringList wrong;
        const QStringList all = pictures(scan);
        for (const QString &name : all) {
            QFile file(library.find(scan).imagesPath() + u'/' + name);
            const auto where = ScanFolder::positionIn(name);
            if (!where || !file.open(QIODevice::ReadOnly)
                || !file.readAll().contains(where->toString().toUtf8()))
                wrong << name;
        }
        return wrong;
    }
    //! Returns where the stage went.
    QString path() const
    {
        QStringList text;
        for (const StagePosition &position : instruments.path)
            text << QStringLiteral("%1,%2,%3").arg(position.x).arg(position.y).arg(position.z);
        return text.join(u' ');
    }
    //! Runs \a work, and returns what is thrown.
    static QString messageOf(const std::function<void()> &work)
    {
        try {
            work();
        } catch (const ThingError &error) {
            return error.title() + QStringLiteral(": ") + error.message();
        } catch (const InvocationCancelled &) {
            return QStringLiteral("cancelled");
        }
        return {};
    }

private:
    QTemporaryDir m_home;

public:
    ScanLibrary library;
    FakeInstruments instruments;
    NotingListener listener;
    ScanControl control;
};

} // namespace Holdfast

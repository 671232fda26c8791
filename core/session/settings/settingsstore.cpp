// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/settings/settingsstore.h"

#include "core/base/fileclaim.h"
#include "core/base/stagedfile.h"
#include "core/session/log.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

namespace Holdfast {

namespace {

using Clock = std::chrono::steady_clock;

// JSON has no form for NaN and the infinities.
bool hasJsonForm(const Json &value)
{
    if (value.is_number_float())
        return std::isfinite(value.get<double>());
    return !value.is_structured() || std::all_of(value.begin(), value.end(), hasJsonForm);
}

struct Kept
{
    SettingsFile file;
    Json values;
    bool isDirty = false;
    bool isSealed = false;
    bool hasFailed = false; //!< not tried again before there is a new reason
    QString problem;        //!< the latest that was logged; empty on success
    QSet<QString> withoutJsonForm;
    Clock::time_point notBefore {};

    bool isDue() const { return isDirty && !hasFailed && !isSealed; }
    //! Notes the value. Returns a warning; mostly empty.
    QString note(const QString &setting, Json value);
};

QString Kept::note(const QString &setting, Json value)
{
    if (!hasJsonForm(value)) {
        if (withoutJsonForm.contains(setting))
            return {};
        withoutJsonForm << setting;
        return QStringLiteral("%1: %2: NaN and infinities cannot be saved; the next start has the "
                              "value before.")
            .arg(file.path(), setting);
    }
    withoutJsonForm.remove(setting);
    values[toUtf8String(setting)] = std::move(value);
    isDirty = true;
    hasFailed = false;
    return {};
}

} // namespace

struct SettingsStore::State
{
    explicit State(const QString &where)
        : folder(where)
        , folderClaim(QDir(where).filePath(QStringLiteral(".holdfast.lock")))
    {
    }

    const QString folder;
    std::mutex claimMutex;
    FileClaim folderClaim;
    bool isTaken = false; //!< by another program; for as long as this one runs

    std::mutex mutex;
    std::map<QString, Kept> kept;
    int waiting =
        0; //!< the number of callers that wait for the disk: meanwhile there are no pauses

    //! Returns the next file to be written; null when there is none.
    Kept *next()
    {
        Kept *first = nullptr;
        for (auto &[thing, each] : kept) {
            if (each.isDue() && (!first || each.notBefore < first->notBefore))
                first = &each;
        }
        return first;
    }

    //! Returns the reason why no file may be written; empty when there is none.
    QString claim();
    //! Writes the files that are due, and returns when the next one is.
    Clock::time_point writeAll();
    void write(std::unique_lock<std::mutex> &lock, Kept &kept);
    static void report(const SettingsFile &file, const QString &problem);
};

QString SettingsStore::State::claim()
{
    const std::lock_guard lock(claimMutex);
    if (!isTaken && !folderClaim.isMine() && QFileInfo(folder).isDir())
        isTaken = folderClaim.claim() == FileClaim::Outcome::Theirs;
    if (!isTaken)
        return {}; // the folder may be missing, or have no file locks: writing will report that
    return QStringLiteral("The settings in %1 are kept by %2.").arg(folder, folderClaim.holder());
}

Clock::time_point SettingsStore::State::writeAll()
{
    std::unique_lock lock(mutex);
    while (Kept *due = next()) {
        if (waiting == 0 && Clock::now() < due->notBefore)
            return due->notBefore;
        write(lock, *due);
    }
    return WorkerThread::never;
}

void SettingsStore::State::write(std::unique_lock<std::mutex> &lock, Kept &due)
{
    const SettingsFile file = due.file;
    const Json values = due.values;
    due.isDirty = false;
    lock.unlock();
    // The first write creates the folder.
    (void)makeFolder(folder);
    const QString taken = claim();
    const QString problem = taken.isEmpty() ? file.write(values) : taken;
    lock.lock();
    const bool isNews = std::exchange(due.problem, problem) != problem;
    due.notBefore = Clock::now() + pause;
    // A change that came meanwhile is reason enough to try again.
    due.hasFailed = !problem.isEmpty() && !due.isDirty;
    due.isDirty = due.isDirty || !problem.isEmpty();
    if (isNews) {
        lock.unlock();
        report(file, problem);
        lock.lock();
    }
}

void SettingsStore::State::report(const SettingsFile &file, const QString &problem)
{
    if (problem.isEmpty())
        writeLog(LogLevel::Info, file.path() + QStringLiteral(": The settings are saved again."));
    else
        writeLog(LogLevel::Error,
                 file.path()
                     + QStringLiteral(": The settings could not be saved: %1 They are in use, but "
                                      "are lost at the next start.")
                           .arg(problem));
}

SettingsStore::SettingsStore(const QString &folder)
    : m_folder(folder.isEmpty() ? QString() : QDir(folder).absolutePath())
    , m_state(std::make_shared<State>(m_folder))
{
    if (!isOn())
        return;
    if (const QString taken = m_state->claim(); !taken.isEmpty())
        writeLog(
            LogLevel::Warning,
            taken
                + QStringLiteral(" They are read here, but nothing is written there: changes "
                                 "are lost at the end. Give each program a settings_folder "
                                 "of its own, or end the other one and start this one again."));
    m_writer.emplace(QStringLiteral("settings"), [state = m_state] { return state->writeAll(); });
}

bool SettingsStore::mayWrite() const
{
    return isOn() && m_state->claim().isEmpty();
}

SettingsStore::~SettingsStore()
{
    if (!m_writer)
        return;
    {
        const std::lock_guard lock(m_state->mutex);
        ++m_state->waiting;
    }
    m_writer->wake();
    m_writer->end(QDeadlineTimer(std::chrono::seconds {1}));
}

void SettingsStore::begin(const QString &thing, const SettingsFile &file, const Json &values,
                          Begin how)
{
    const std::lock_guard lock(m_state->mutex);
    Kept &kept = m_state->kept[thing];
    kept.file = file;
    kept.values = Json::object();
    // They are appended one by one: operator[] would look for each among all earlier ones.
    auto &members = kept.values.get_ref<Json::object_t &>();
    for (const auto &[name, value] : values.items()) {
        if (hasJsonForm(value))
            members.emplace_back(name, value);
    }
    kept.isDirty = how == Begin::Dirty;
    kept.isSealed = how == Begin::Sealed;
    wakeWriter();
}

void SettingsStore::wakeWriter()
{
    if (m_writer)
        m_writer->wake();
}

void SettingsStore::note(const QString &thing, const QString &setting,
                         const std::function<Json()> &value)
{
    QString warning;
    {
        const std::lock_guard lock(m_state->mutex);
        if (const auto found = m_state->kept.find(thing); found != m_state->kept.end())
            warning = found->second.note(setting, value());
    }
    wakeWriter();
    if (!warning.isEmpty())
        writeLog(LogLevel::Warning, warning);
}

bool SettingsStore::flush(const QDeadlineTimer &deadline)
{
    if (!m_writer)
        return true;
    {
        const std::lock_guard lock(m_state->mutex);
        for (auto &[thing, kept] : m_state->kept)
            kept.hasFailed = false;
        ++m_state->waiting;
    }
    m_writer->wake();
    const bool isDone = m_writer->waitForDone(deadline);
    const std::lock_guard lock(m_state->mutex);
    --m_state->waiting;
    return isDone;
}

} // namespace Holdfast

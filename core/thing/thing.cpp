// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thing.h"

#include "core/lock/gate/threadrecord.h"
#include "core/thing/devicelock.h"
#include "core/thing/framestream.h"
#include "core/thing/thingprivate.h"
#include "core/thing/thingslot.h"

#include <QDir>
#include <QFileInfo>
#include <QThread>

#include <condition_variable>
#include <exception>

namespace Holdfast {

Thing::Thing()
    : d(std::make_unique<Private>())
{
}

Thing::~Thing() = default;

void Thing::attach(const QString &name, GlobalLock *lock)
{
    setObjectName(name);
    d->lock = lock;
    for (DeviceLock *device : std::as_const(d->deviceLocks))
        device->attach();
    d->categoryName = "holdfast.things." + name.toUtf8();
    d->category = std::make_unique<QLoggingCategory>(d->categoryName.constData());
    d->runtime.streams = d->streams;
    d->runtime.resources = d->resources;
    d->affordances = AffordanceReader(*this, d->annotations, d->values, d->runtime).read();
    const QString className = QString::fromUtf8(metaObject()->className());
    d->affordances.title =
        d->title.isEmpty() ? className.section(QStringLiteral("::"), -1) : d->title;
    d->affordances.description = d->description;
    d->affordances.requiresGlobalLock = d->requiresGlobalLock;
    d->isAttached = true;
    // Without a name there was no log for it.
    std::vector<Private::EarlyLine> earlyLog;
    {
        const std::lock_guard guard(d->logMutex);
        earlyLog.swap(d->earlyLog);
    }
    for (const Private::EarlyLine &line : earlyLog)
        log(line.level, line.message, line.where);
}

void Thing::setSurroundings(ThingSurroundings surroundings)
{
    d->surroundings = std::move(surroundings);
}

Json Thing::applicationConfig() const
{
    return d->surroundings.applicationConfig;
}

QString Thing::dataFolder() const
{
    const QString &all = d->surroundings.dataFolder;
    if (all.isEmpty())
        throw ThingError(QStringLiteral("'%1' has no folder for its data here.").arg(name()));
    const QString folder = QDir(all).absoluteFilePath(name());
    if (!QDir().mkpath(folder)) {
        throw ThingError(
            QStringLiteral(
                "The folder %1 for the data of '%2' cannot be made. Set \"data_folder\" in "
                "the configuration's \"application_config\" to one that "
                "this account may write.")
                .arg(folder, name()));
    }
    return folder;
}

bool Thing::hasDataFolder() const
{
    return !d->surroundings.dataFolder.isEmpty();
}

bool Thing::areChangesHeard() const
{
    return !d->surroundings.areChangesHeard || d->surroundings.areChangesHeard();
}

Json Thing::thingStates() const
{
    return d->surroundings.states ? d->surroundings.states() : Json::object();
}

const Affordances &Thing::affordances() const
{
    return d->affordances;
}

const QList<ThingSlotBase *> &Thing::slotsToConnect() const
{
    return d->slotsToConnect;
}

Annotation &Thing::describe(const char *name, const QString &text)
{
    return *d->annotations.insert(QString::fromUtf8(name), Annotation(text));
}

void Thing::describeThing(const QString &text, const QString &title)
{
    d->description = text;
    d->title = title;
}

void Thing::addResource(ThingResource resource)
{
    requireDeclaring("addResource");
    d->resources.push_back(std::move(resource));
}

void Thing::requireGlobalLock()
{
    d->requiresGlobalLock = true;
}

void Thing::addValue(const QMetaMethod &notify, QMetaType type, std::function<QVariant()> read,
                     std::function<void(const QVariant &)> write)
{
    d->values.push_back({notify.methodIndex(), type, std::move(read), std::move(write)});
}

void Thing::addStream(FrameStream *stream)
{
    d->streams.push_back(stream);
}

void Thing::addSlot(ThingSlotBase *slot)
{
    d->slotsToConnect << slot;
}

void Thing::callInThingThread(std::function<void()> call, std::chrono::milliseconds timeout) const
{
    if (QThread::currentThread() == thread()) {
        call();
        return;
    }
    struct Call
    {
        std::mutex mutex;
        std::condition_variable ended;
        bool done = false;
        std::exception_ptr thrown;
    };
    const auto state = std::make_shared<Call>();
    QMetaObject::invokeMethod(
        const_cast<Thing *>(this),
        [state, call = std::move(call)] {
            std::exception_ptr thrown;
            try {
                call();
            } catch (...) {
                thrown = std::current_exception();
            }
            const std::lock_guard lock(state->mutex);
            state->thrown = thrown;
            state->done = true;
            state->ended.notify_all();
        },
        Qt::QueuedConnection);
    const WaitsForThread waits(d->thread, QStringLiteral("the thread of %1").arg(name()));
    std::unique_lock lock(state->mutex);
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    if (!state->ended.wait_until(lock, deadline, [&] { return state->done; })) {
        throw ThingError(
            QStringLiteral("DeviceTimeout"),
            QStringLiteral("'%1' did not answer within %2 ms.").arg(name()).arg(timeout.count()));
    }
    if (state->thrown)
        std::rethrow_exception(state->thrown);
}

void Thing::log(LogLevel level, const QString &message, const std::source_location &where) const
{
    // An entry too detailed for the program's log is too detailed for an invocation's log.
    if (level == LogLevel::Debug && !(d->category && d->category->isDebugEnabled()))
        return;
    if (const WorkContext *work = WorkContext::current()) {
        work->log({.message = message,
                   .level = level,
                   .fileName = QFileInfo(QString::fromUtf8(where.file_name())).fileName(),
                   .line = int(where.line()),
                   .created = QDateTime::currentDateTimeUtc(),
                   .exceptionType = {},
                   .traceback = {}});
    }
    const QMessageLogger logger(where.file_name(), int(where.line()), where.function_name(),
                                d->categoryName.constData());
    if (!d->category) {
        const std::lock_guard lock(d->logMutex);
        d->earlyLog.push_back({level, message, where});
        return;
    }
    switch (level) {
    case LogLevel::Debug:
        logger.debug().noquote() << message;
        break;
    case LogLevel::Info:
        if (d->category->isInfoEnabled())
            logger.info().noquote() << message;
        break;
    case LogLevel::Warning:
        logger.warning().noquote() << message;
        break;
    case LogLevel::Error:
        logger.critical().noquote() << message;
        break;
    }
}

void Thing::logDebug(const QString &message, std::source_location where) const
{
    log(LogLevel::Debug, message, where);
}

void Thing::logInfo(const QString &message, std::source_location where) const
{
    log(LogLevel::Info, message, where);
}

void Thing::logWarning(const QString &message, std::source_location where) const
{
    log(LogLevel::Warning, message, where);
}

void Thing::logError(const QString &message, std::source_location where) const
{
    log(LogLevel::Error, message, where);
}

} // namespace Holdfast

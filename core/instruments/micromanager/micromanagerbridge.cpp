// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/micromanagerbridge.h"

#include "core/instruments/micromanager/micromanager.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace Holdfast {

using namespace std::chrono_literals;

namespace {

// The host allows a second until the devices must be safe.
constexpr auto stopDeadline = 700ms;

std::chrono::milliseconds inMilliseconds(double seconds)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::duration<double>(seconds));
}

QString expanded(const QString &path)
{
    return path.startsWith(QLatin1String("~/")) ? QDir::homePath() + path.mid(1) : path;
}

QString remedyOf(const QString &kind)
{
    if (kind == u"version") {
        return MicroManager::tr("Adapters and holdfast-mmcore must have the same device interface. "
                                "Take adapters of the "
                                "version that \u201cdetails\u201d name, or build holdfast-mmcore "
                                "for theirs: see docs/hardware.md. Then "
                                "run the action \u201crestart\u201d.");
    }
    if (kind == u"adapter") {
        return MicroManager::tr(
            "Look whether the folders in \u201cadapters\u201d have the adapter, and whether the "
            "libraries "
            "that it needs are installed. Then run the action \u201crestart\u201d.");
    }
    return MicroManager::tr(
        "Look whether the devices are switched on and connected, and whether the "
        "configuration of Micro-Manager names the right ports. Then run the action "
        "\u201crestart\u201d.");
}

} // namespace

MicroManagerBridge::MicroManagerBridge(const MicroManagerOptions &options, Owner owner)
    : m_options(options)
    , m_owner(std::move(owner))
    , m_loss(Fault {.what = MicroManager::tr("The bridge to Micro-Manager has not been started.")})
{
}

MicroManagerBridge::~MicroManagerBridge()
{
    end();
}

SystemReport MicroManagerBridge::start()
{
    endWith({.what = MicroManager::tr("The bridge to Micro-Manager is being started again."),
             .remedy = MicroManager::tr("Wait until all devices are loaded.")});
    const std::lock_guard starting(m_starting);
    std::shared_ptr<BridgeLink> started;
    try {
        started = connect();
        const SystemReport report = load(*started);
        setLoss(std::nullopt);
        // It may have ended since.
        if (const auto loss = started->loss())
            throw BridgeFault(*loss);
        tellValues(report);
        return report;
    } catch (const BridgeFault &fault) {
        if (started)
            started->end();
        setLoss(fault.fault());
        throw;
    }
}

void MicroManagerBridge::end()
{
    endWith({.what = MicroManager::tr("The bridge to Micro-Manager has been ended.")});
}

void MicroManagerBridge::endWith(const Fault &why)
{
    const std::lock_guard starting(m_starting);
    std::shared_ptr<BridgeLink> ended;
    {
        const std::lock_guard lock(m_mutex);
        ended = std::move(m_link);
        m_link.reset();
        if (!m_loss)
            m_loss = why;
    }
    if (!ended)
        return;
    ended->end();
    tellAll({{"event", "lost"}});
}

std::shared_ptr<BridgeLink> MicroManagerBridge::connect()
{
    const QString program = findProgram();
    try {
        const BridgeLink::Deadlines deadlines {.answer = inMilliseconds(m_options.answerTimeout),
                                               .stop = stopDeadline};
        auto made = std::make_shared<BridgeLink>(
            program, deadlines,
            BridgeLink::Listener {
                .event = [this](const Json &event,
                                const QByteArray &picture) { dispatch(event, picture); },
                .ended =
                    [this](const Fault &fault) {
                        setLoss(fault);
                        tellAll({{"event", "lost"}});
                        m_owner.lost(fault);
                    },
                .said = m_owner.said});
        // Before the devices are loaded, so that a stop reaches it.
        const std::lock_guard lock(m_mutex);
        m_link = made;
        return made;
    } catch (const ThingError &error) {
        throw BridgeFault(
            {.what = MicroManager::tr("The program %1 cannot be started.").arg(program),
             .remedy = MicroManager::tr("Build it again with ./dev mmcore: see docs/hardware.md. "
                                        "Then run the action \u201crestart\u201d."),
             .details = error.message()});
    }
}

SystemReport MicroManagerBridge::load(BridgeLink &link) const
{
    const QString config = findConfig();
    const QStringList folders = adapterFolders();
    Json parameters {{"adapters", Json::array()}, {"config", config}};
    for (const QString &folder : folders)
        parameters["adapters"].push_back(folder);
    try {
        return SystemReport::fromJson(
            link.call({.call = QStringLiteral("load"),
                       .device = {},
                       .parameters = parameters,
                       .extra = inMilliseconds(m_options.startTimeout)
                                - inMilliseconds(m_options.answerTimeout)}));
    } catch (const BridgeError &error) {
        throw BridgeFault(
            {.what = error.kind() == u"version" ? MicroManager::tr(
                         "The adapters were built for another version of Micro-Manager.")
                     : error.kind() == u"adapter"
                         ? MicroManager::tr("An adapter of Micro-Manager cannot be loaded.")
                         : MicroManager::tr("Micro-Manager cannot load the configuration %1.")
                               .arg(config),
             .remedy = remedyOf(error.kind()),
             .details = error.message()});
    } catch (const ThingError &error) {
        // The bridge crashes or hangs.
        throw BridgeFault(
            {.what = error.message(),
             .remedy = MicroManager::tr(
                 "One of the adapters is to blame: leave its devices out of the "
                 "configuration of Micro-Manager, or allow more time with the option "
                 "\u201cstart_timeout\u201d. Then run the action \u201crestart\u201d."),
             .details = link.loss() ? link.loss()->details : QString()});
    }
}

QString MicroManagerBridge::findProgram() const
{
    const QString name = QStringLiteral("holdfast-mmcore");
    QStringList candidates;
    if (!m_options.program.isEmpty()) {
        candidates << expanded(m_options.program);
    } else {
        candidates << QCoreApplication::applicationDirPath() + u'/' + name;
        candidates << QStandardPaths::findExecutable(name);
    }
    for (const QString &path : std::as_const(candidates)) {
        if (!path.isEmpty() && QFileInfo(path).isExecutable() && QFileInfo(path).isFile())
            return path;
    }
    candidates.removeAll(QString());
    throw BridgeFault(
        {.what = MicroManager::tr(
             "The program holdfast-mmcore, which runs the adapters of Micro-Manager, is missing."),
         .remedy = MicroManager::tr("Build it with ./dev mmcore in the sources of Holdfast, and "
                                    "put it beside Holdfast's own "
                                    "program or into /usr/local/bin: see docs/hardware.md. Then "
                                    "run the action \u201crestart\u201d."),
         .details = candidates.join(u'\n')});
}

QStringList MicroManagerBridge::adapterFolders() const
{
    QStringList folders;
    for (const QString &folder : m_options.adapters)
        folders << expanded(folder);
    if (!folders.isEmpty())
        return folders;
    // Where pymmcore-plus looks for them, in its order: the newest of its own first.
    const QDir own(QDir::homePath() + QStringLiteral("/.local/share/pymmcore-plus/mm"));
    const auto newest =
        own.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    if (!newest.isEmpty())
        folders << newest.first().absoluteFilePath();
    folders << QStringLiteral("/usr/local/lib/micro-manager");
    return folders;
}

QString MicroManagerBridge::findConfig() const
{
    const QStringList folders = adapterFolders();
    QStringList missing;
    for (const QString &folder : folders) {
        if (!QFileInfo(folder).isDir())
            missing << folder;
    }
    if (missing.size() == folders.size()) {
        throw BridgeFault(
            {.what = MicroManager::tr("There is no folder with adapters of Micro-Manager."),
             .remedy = MicroManager::tr(
                 "Install the adapters, and name their folder as \u201cadapters\u201d in the "
                 "configuration: see docs/hardware.md. Then run the action \u201crestart\u201d."),
             .details = missing.join(u'\n')});
    }
    const QString wanted = expanded(m_options.config);
    QStringList candidates {wanted};
    if (!QDir::isAbsolutePath(wanted)) {
        candidates.clear();
        for (const QString &folder : folders)
            candidates << folder + u'/' + wanted;
    }
    for (const QString &path : std::as_const(candidates)) {
        if (QFileInfo(path).isFile())
            return path;
    }
    throw BridgeFault(
        {.what =
             MicroManager::tr("The configuration of Micro-Manager, %1, is missing.").arg(wanted),
         .remedy = MicroManager::tr(
             "Name it as \u201cconfig\u201d in the configuration: an absolute path, or the name of "
             "a "
             "file in the folder of the adapters. Then run the action \u201crestart\u201d."),
         .details = candidates.join(u'\n')});
}

std::shared_ptr<BridgeLink> MicroManagerBridge::link() const
{
    const std::lock_guard lock(m_mutex);
    if (m_loss)
        throw BridgeFault(*m_loss);
    return m_link;
}

Json MicroManagerBridge::call(const BridgeRequest &request) const
{
    return link()->call(request);
}

Json MicroManagerBridge::call(const BridgeRequest &request, QByteArray &picture) const
{
    const auto current = link();
    const Json result = current->call(request);
    picture = current->takePicture(result);
    return result;
}

void MicroManagerBridge::stop(const QString &device) const
{
    std::shared_ptr<BridgeLink> current;
    {
        const std::lock_guard lock(m_mutex);
        current = m_link;
    }
    if (current)
        current->stop(device);
}

quint64 MicroManagerBridge::stopCount(const QString &device) const
{
    return link()->stopCount(device);
}

std::optional<Fault> MicroManagerBridge::loss() const
{
    const std::lock_guard lock(m_mutex);
    return m_loss;
}

qint64 MicroManagerBridge::pid() const
{
    const std::lock_guard lock(m_mutex);
    return m_link && !m_loss ? m_link->pid() : 0;
}

void MicroManagerBridge::setLoss(const std::optional<Fault> &loss)
{
    const std::lock_guard lock(m_mutex);
    m_loss = loss;
}

void MicroManagerBridge::dispatch(const Json &event, const QByteArray &picture)
{
    const QString name = event.value("event", QString());
    if (name == u"preset" && m_owner.preset)
        m_owner.preset(event);
    const auto device = event.find("device");
    if (device == event.end())
        return;
    const std::lock_guard lock(m_listening);
    const auto [first, last] = m_listeners.equal_range(device->get<QString>());
    for (auto each = first; each != last; ++each)
        (*each->second)(event, picture);
}

void MicroManagerBridge::tellAll(const Json &event)
{
    const std::lock_guard lock(m_listening);
    for (const auto &[label, listener] : m_listeners)
        (*listener)(event, {});
}

void MicroManagerBridge::tellValues(const SystemReport &report)
{
    for (const DeviceReport &device : report.devices) {
        for (const DevicePropertyReport &property : device.properties) {
            dispatch({{"event", "property"},
                      {"device", device.label},
                      {"property", property.name},
                      {"value", property.value}},
                     {});
        }
    }
    tellAll({{"event", "loaded"}});
}

std::unique_ptr<MicroManagerBridge::Subscription>
MicroManagerBridge::listen(const QString &label, const DeviceListener &listener)
{
    return std::make_unique<Subscription>(*this, label, listener);
}

MicroManagerBridge::Subscription::Subscription(MicroManagerBridge &bridge, const QString &label,
                                               DeviceListener listener)
    : m_bridge(bridge)
    , m_listener(std::move(listener))
{
    const std::lock_guard lock(m_bridge.m_listening);
    m_bridge.m_listeners.emplace(label, &m_listener);
}

MicroManagerBridge::Subscription::~Subscription()
{
    const std::lock_guard lock(m_bridge.m_listening);
    std::erase_if(m_bridge.m_listeners,
                  [this](const auto &each) { return each.second == &m_listener; });
}

} // namespace Holdfast

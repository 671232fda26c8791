// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/application.h"

#include "app/announce/serviceannouncer.h"
#include "app/configured.h"
#include "app/exitcode.h"
#include "app/labconfiguration.h"
#include "app/labtelling.h"
#include "app/logforwarder.h"
#include "core/server/admission/tokenkeeper.h"
#include "core/session/lock/globallockthing.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QHostAddress>
#include <QLoggingCategory>
#include <QSysInfo>
#include <QThreadPool>

#include <algorithm>
#include <cstdlib>

namespace Holdfast {

namespace {

Q_LOGGING_CATEGORY(appLog, "holdfast.app")

std::shared_ptr<LabService> labService(const std::optional<Result<LabSetup>> &setup)
{
    return setup && *setup ? std::make_shared<LabService>(**setup) : nullptr;
}

// Returns where other computers reach a server whose own address is \a url: 0.0.0.0 means all addresses of this one.
QString addressForOthers(QUrl url)
{
    const QHostAddress host(url.host());
    if (host == QHostAddress(QHostAddress::AnyIPv4) || host == QHostAddress(QHostAddress::AnyIPv6))
        url.setHost(QSysInfo::machineHostName());
    return url.toString();
}

StationOptions stationOptions(const Configuration &configuration, Metrics *metrics,
                              std::shared_ptr<LabService> lab)
{
    StationOptions options;
    options.globalLockEnabled = configuration.globalLockEnabled;
    options.globalLockWait = configuration.globalLockTimeout;
    options.globalLockLogLevel = configuration.globalLockLogLevel;
    options.refusedActionLogLevel = configuration.refusedActionLogLevel;
    options.settingsFolder = configuration.settingsFolder;
    options.lockMemoryFile = configuration.lockMemoryFile;
    options.applicationConfig = configuration.application;
    options.dataFolder = configuration.dataFolder;
    options.globalLockPolicy = configuration.globalLockPolicy;
    options.limits = configuration.limits;
    if (metrics && configuration.globalLockEnabled)
        options.lockSinks.push_back(metrics->lockCounters());
    options.lockAsThing = true;
    options.journal = configuration.journal;
    options.reservedNames = reservedThingNames();
    options.lab = std::move(lab);
    return options;
}

QString thingCount(qsizetype count)
{
    return count == 1 ? QStringLiteral("1 Thing") : QStringLiteral("%1 Things").arg(count);
}

StartFailure startFailure(const Error &error, const QString &where)
{
    StartFailure failure;
    failure.error = where + error.message();
    if (const Error::FailedStart *start = error.failedStart()) {
        failure.failedThing = start->thing;
        failure.loaded = start->loaded;
    }
    return failure;
}

// Another one to offer when this one is taken.
quint16 portAfter(quint16 port)
{
    return port == 0 || port == 65535 ? 5001 : static_cast<quint16>(port + 1);
}

} // namespace

Application::Application(Configuration configuration, bool isInsecure, QObject *parent)
    : QObject(parent)
    , m_configurationFile(configuration.file)
    , m_apiPrefix(configuration.apiPrefix)
    , m_host(configuration.host)
    , m_port(configuration.port)
    , m_site(siteOptions(configuration))
    , m_access {isInsecure, configuration.alwaysNeedsToken,
                std::make_shared<TokenKeeper>(configuration.tokenFile)}
    , m_metrics(configuration.metricsEnabled ? std::make_shared<Metrics>() : nullptr)
    , m_announceAs(configuration.announceAs)
    , m_configurationSchema(configuration.schema)
    , m_leftOut(configuration.leftOut)
    , m_plugins(configuration.plugins)
    , m_limits(configuration.limits)
    , m_tlsFiles(tlsFiles(configuration))
    , m_certificateHosts(m_tlsFiles ? certificateHosts(configuration) : QStringList())
    , m_webAppFolder(configuration.webAppFolder)
    , m_labSetup(configuration.lab ? std::optional(labSetup(*configuration.lab)) : std::nullopt)
    , m_labWarnings(configuration.lab ? labWarnings(*configuration.lab) : QStringList())
    , m_lab(labService(m_labSetup))
    , m_station(stationOptions(configuration, m_metrics.get(), m_lab),
                thingSpecs(std::move(configuration.things)))
    , m_server(m_station)
{
    if (m_metrics)
        m_metrics->watch(m_station);
}

Application::~Application() = default;

bool Application::start(LogForwarder &log, std::unique_ptr<OperatorWindow> &window)
{
    m_log = &log;
    nameLeftOutThings();
    readTokens();
    if (!canEnterLab())
        return false;
    if (const Result<void> started = m_station.start(); !started) {
        const QString where = m_configurationFile.isEmpty()
                                  ? QString()
                                  : m_configurationFile + QStringLiteral(": things: ");
        log.output().complain(where + started.error().message());
        m_failure = startFailure(started.error(), where);
        return false;
    }
    // Not before: other stations are not told of one that does not start.
    if (m_lab) {
        m_labTelling = std::make_shared<LabTelling>(*m_station.lock(), m_lab);
        m_station.events().add(m_labTelling);
        m_lab->start();
    }
    // Only now: nothing waits for the event loop while the Things start.
    if (m_metrics)
        m_heartbeat = std::make_unique<Heartbeat>(m_metrics->loopLag(QStringLiteral("main")));
    if (window) {
        m_window = std::move(window);
        openWindow(log);
    }
    // With a window the operator can work without the server all the same, and choose another port.
    if (!serve(m_port) && !m_window)
        return false;
    m_serviceManager.ready(
        {[this](const auto &call) { return m_server.callInThread(call); },
         [this](const auto &call) { return m_station.callInThingThread(call); }});
    return true;
}

QString Application::instrumentName() const
{
    if (m_announceAs && !m_announceAs->isEmpty())
        return *m_announceAs;
    const QFileInfo file(m_configurationFile);
    return m_configurationFile.isEmpty() || file.exists() ? file.completeBaseName()
                                                          : QSysInfo::machineHostName();
}

void Application::openWindow(LogForwarder &log)
{
    QStringList leftOut;
    for (const LeftOutThing &thing : m_leftOut) {
        if (thing.because != LeftOutThing::Because::Dispensable)
            leftOut << thing.name;
    }
    const QFileInfo file(
        m_configurationFile); // of a configuration of the command line there is none
    m_window->open({.station = m_station,
                    .log = log,
                    .isFirstSteps = m_configurationFile.isEmpty(),
                    .instrument = instrumentName(),
                    .configurationFile = file.isFile() ? file.absoluteFilePath() : QString(),
                    .leftOut = leftOut,
                    .tokens = m_access.tokens,
                    .isInsecure = m_access.isInsecure,
                    .displayLost = [this] { endWithoutDisplay(); }});
    connect(m_window.get(), &OperatorWindow::retryServer, this, &Application::serve);
    // Never quit(), which would ask again.
    connect(m_window.get(), &OperatorWindow::closed, qApp,
            [] { QCoreApplication::exit(toInt(ExitCode::Done)); });
    connect(m_window.get(), &OperatorWindow::sessionEnds, this, &Application::endBySession,
            Qt::DirectConnection);
}

void Application::endBySession()
{
    qCInfo(appLog, "The desktop session ends.");
    stopAtOnce();
    QCoreApplication::exit(toInt(ExitCode::Done));
}

void Application::endWithoutDisplay()
{
    constexpr std::chrono::seconds limit {1};
    stopAtOnce();
    qCCritical(appLog, "The display is lost.");
    complain(m_window->keepPictures(limit));
    if (const QStringList late = m_station.shutdown(2 * limit); !late.isEmpty())
        qCCritical(appLog, "Ending without %s.", qPrintable(late.join(QStringLiteral(", "))));
    m_log->output().flush();
}

void Application::complain(const QStringList &lost) const
{
    for (const QString &line : lost)
        qCCritical(appLog, "%ls", qUtf16Printable(line));
}

void Application::stopAtOnce()
{
    m_station.beginShutdown();
}

Result<std::shared_ptr<const TlsContext>> Application::tls() const
{
    if (!m_tlsFiles)
        return std::shared_ptr<const TlsContext>();
    return readTls(*m_tlsFiles, m_certificateHosts);
}

void Application::refuseToServe(const QString &problem, quint16 port)
{
    // Host and port may be from the command line: the file is named as where to look.
    const QString where =
        m_configurationFile.isEmpty()
            ? QString()
            : QStringLiteral(" The configuration is %1.").arg(m_configurationFile);
    m_log->output().complain(problem + where);
    if (m_window)
        m_window->setServerProblem(problem, portAfter(port));
}

bool Application::serve(quint16 port)
{
    const auto tls = this->tls();
    if (!tls) {
        refuseToServe(tls.error().message(), port);
        return false;
    }
    ServerOptions options;
    options.host = m_host;
    options.port = port;
    options.apiPrefix = m_apiPrefix;
    options.site = m_site;
    options.access = m_access;
    options.metrics = m_metrics;
    options.configurationSchema = m_configurationSchema;
    options.plugins = m_plugins;
    options.log = m_log->kept();
    options.webAppFolder = m_webAppFolder;
    options.limits = m_limits;
    options.tls = *tls;
    const Result<QUrl> url = m_server.start(options);
    if (!url) {
        refuseToServe(url.error().message(), port);
        if (m_window)
            lookForNeighbour(port);
        return false;
    }
    QStringList things = Session(m_station, {}).thingNames();
    things.removeAll(GlobalLockThing::hostedName()); // it comes with every server
    const QString served =
        QStringLiteral("serves %1 at %2").arg(thingCount(things.size()), url->toString());
    m_log->output().print(QStringLiteral("Holdfast %1 %2 (Ctrl+C ends)")
                              .arg(QStringLiteral(HOLDFAST_VERSION), served));
    m_serviceManager.status(QStringLiteral("Holdfast %1.").arg(served));
    const QString fingerprint = *tls ? (*tls)->fingerprint() : QString();
    if (!fingerprint.isEmpty())
        qCInfo(appLog, "The SHA-256 fingerprint of the server's certificate is %ls",
               qUtf16Printable(fingerprint));
    warnOfAccess();
    if (m_window)
        m_window->setServerAddress(*url, fingerprint);
    if (m_announceAs)
        announce();
    if (m_lab) {
        const QString &given = m_lab->setup().options.url;
        m_lab->tellAddress(given.isEmpty() ? addressForOthers(*url) : given, fingerprint);
    }
    return true;
}

void Application::lookForNeighbour(quint16 port)
{
    m_inquiry.ask(m_host, port, [this](const PortOwner &owner) {
        if (owner.isHoldfast() && m_window && !m_server.isRunning())
            m_window->setNeighbour(owner.page);
    });
}

void Application::nameLeftOutThings() const
{
    for (const LeftOutThing &thing : m_leftOut) {
        const QString sentence = toSentence(thing);
        switch (thing.because) {
        case LeftOutThing::Because::PluginUnusable:
            qCCritical(appLog, "%ls", qUtf16Printable(sentence));
            break;
        case LeftOutThing::Because::Dispensable:
            qCInfo(appLog, "%ls", qUtf16Printable(sentence));
            break;
        case LeftOutThing::Because::Unknown:
            qCWarning(appLog, "%ls", qUtf16Printable(sentence));
            break;
        }
    }
}

bool Application::canEnterLab()
{
    if (m_labSetup && !*m_labSetup) {
        const QString where =
            m_configurationFile.isEmpty() ? QString() : m_configurationFile + QStringLiteral(": ");
        const QString problem = where + QStringLiteral("lab: ") + m_labSetup->error().message();
        m_log->output().complain(problem);
        m_failure = StartFailure();
        m_failure->error = problem;
        return false;
    }
    for (const QString &warning : m_labWarnings)
        qCWarning(appLog, "%ls", qUtf16Printable(warning));
    return true;
}

void Application::readTokens()
{
    if (const Result<void> read = m_access.tokens->start(); !read)
        qCCritical(appLog, "%ls Until it is mended, no token is valid.",
                   qUtf16Printable(read.error().message()));
}

void Application::warnOfAccess() const
{
    const QHostAddress address(m_host);
    QString where = m_server.url().toString();
    if (address == QHostAddress(QHostAddress::AnyIPv4))
        where = QStringLiteral("every IPv4 address of this computer");
    else if (address == QHostAddress(QHostAddress::AnyIPv6))
        where = QStringLiteral("every address, IPv4 and IPv6, of this computer");
    if (m_access.isInsecure) {
        if (!m_server.isLocalOnly())
            qCWarning(appLog,
                      "The server is open at %ls (--insecure): every client that reaches it may "
                      "move the instrument, without a token.",
                      qUtf16Printable(where));
        return;
    }
    if (!m_access.tokens->tokens()->isEmpty())
        return;
    if (m_access.alwaysNeedsToken)
        qCWarning(appLog,
                  "No token exists yet, so the server refuses all clients. Make one with: "
                  "holdfastctl token create --name NAME --role operator --file %ls",
                  qUtf16Printable(m_access.tokens->path()));
    else if (!m_server.isLocalOnly())
        qCWarning(appLog,
                  "No token exists yet, so the server, which is reached at %ls, serves programs on "
                  "this computer only. Make one with: holdfastctl token create --name NAME --role "
                  "operator",
                  qUtf16Printable(where));
}

void Application::announce()
{
    if (m_server.isLocalOnly()) {
        qCWarning(appLog, "Not announced on the local network: only programs on this computer can "
                          "reach the server. Let \"host\" be an address of that network, "
                          "0.0.0.0 or ::.");
        return;
    }
    const Announcement what {m_announceAs->isEmpty() ? defaultServiceName() : *m_announceAs,
                             static_cast<quint16>(m_server.url().port()), m_server.url().scheme()};
    m_announcer = std::make_unique<ServiceAnnouncer>(QDBusConnection::systemBus(), what);
}

void Application::shutdown()
{
    constexpr std::chrono::seconds limit {3};
    constexpr std::chrono::seconds least {1}; // for each part, however much the others have taken
    const QDeadlineTimer deadline(limit);
    // First of all every movement is stopped, and the requests of waiting clients are answered.
    stopAtOnce();
    m_serviceManager.stopping();
    qCInfo(appLog, "Shutting down.");
    m_announcer.reset();
    if (m_window)
        complain(m_window->endNow(least));
    const bool isServerGone =
        m_server.shutdown(least) || m_server.shutdown(std::chrono::milliseconds {0});
    m_window.reset();
    const auto rest = [&] {
        return std::max<std::chrono::milliseconds>(
            std::chrono::ceil<std::chrono::milliseconds>(deadline.remainingTimeAsDuration()),
            least);
    };
    QStringList late = m_station.shutdown(rest());
    // Not before: an operation may use what it has of the lab until it has ended.
    if (m_lab)
        m_lab->stop(least);
    if (!isServerGone)
        late << QStringLiteral("(the server)");
    if (late.isEmpty())
        late = m_station.end(rest());
    // The application object waits for it without a limit; a picture may go to a disk that does not answer.
    if (late.isEmpty() && !QThreadPool::globalInstance()->waitForDone(int(rest().count())))
        late << QStringLiteral("(a file that is being written)");
    if (late.isEmpty())
        return;
    qCCritical(appLog, "Ending without waiting for %s, which did not finish within 3 s.",
               qPrintable(late.join(QStringLiteral(", "))));
    m_log->output().flush();
    std::_Exit(toInt(ExitCode::ThingHangs));
}

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/labtelling.h"
#include "app/operatorwindow.h"
#include "app/service/servicemanager.h"
#include "core/client/portinquiry.h"
#include "core/config/configuration.h"
#include "core/lab/labservice.h"
#include "core/metrics/heartbeat.h"
#include "core/metrics/metrics.h"
#include "core/server/fallback/startfailure.h"
#include "core/server/http/tls/tlsfiles.h"
#include "core/server/server.h"
#include "core/server/serveroptions.h"
#include "core/session/session.h"
#include "core/session/station.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace Holdfast {

class LogForwarder;
class ServiceAnnouncer;

//! \brief Puts the program together: a station, its server and, unless it is headless, the window.
//! Tells the service manager how it is. Lives in the main thread.
class Application : public QObject
{
    Q_OBJECT
public:
    //! \a configuration has the options of the command line in it already.
    //! \a isInsecure lets every client act, without a token.
    explicit Application(Configuration configuration, bool isInsecure = false,
                         QObject *parent = nullptr);
    ~Application() override;

    //! Starts the Things, which may take a while; then \a window opens and clients are served. Without
    //! a window the program is headless. False when it cannot be; the reason is on stderr, and
    //! \a window is untouched.
    bool start(LogForwarder &log, std::unique_ptr<OperatorWindow> &window);
    //! Returns why the Things did not start, as far as a station knows it; empty when there was
    //! another reason.
    const std::optional<StartFailure> &failure() const { return m_failure; }

    //! Returns whether code of a Thing has not come back from a start that failed.
    bool isLate() const { return m_station.isLate(); }

    //! Makes the Things safe, and lets nothing begin any more. From any thread; waits for nothing.
    void stopAtOnce();

    //! Ends moves and streams, keeps the unsaved pictures, closes the Things, and asks no
    //! questions. Waits for at most some three seconds. Does not return when a Thing is still busy
    //! then: the Thing is named in the log, and the process ends.
    void shutdown();

private:
    QString instrumentName() const;
    void openWindow(LogForwarder &log);
    bool serve(quint16 port);
    Result<std::shared_ptr<const TlsContext>> tls() const;
    void refuseToServe(const QString &problem, quint16 port);
    void lookForNeighbour(quint16 port);
    void announce();
    void readTokens();
    bool canEnterLab();
    void warnOfAccess() const;
    void nameLeftOutThings() const;
    void endBySession();
    void endWithoutDisplay();
    void complain(const QStringList &lost) const;

    LogForwarder *m_log = nullptr;     //!< from start() on; outlives this
    const QString m_configurationFile; //!< empty for the one that is built in
    const QString m_apiPrefix;
    const QString m_host;
    const quint16 m_port;
    const SiteOptions m_site;                  //!< under which names it is reached
    const AccessOptions m_access;              //!< who may use it
    const std::shared_ptr<Metrics> m_metrics;  //!< null when they are switched off
    const std::optional<QString> m_announceAs; //!< see Configuration::announceAs
    const std::function<Json()> m_configurationSchema;
    const std::vector<LeftOutThing> m_leftOut;
    const PluginsReport m_plugins;
    const Limits m_limits;
    const std::optional<TlsFiles> m_tlsFiles; //!< empty: the server speaks plain HTTP
    const QStringList m_certificateHosts;
    const QString m_webAppFolder;                     //!< empty: there is no web app
    const std::optional<Result<LabSetup>> m_labSetup; //!< empty: the station is in no lab
    const QStringList m_labWarnings;
    const std::shared_ptr<LabService> m_lab; //!< null without a lab that can be used
    Station m_station;
    std::shared_ptr<LabTelling> m_labTelling; //!< null without a lab
    Server m_server;
    std::unique_ptr<ServiceAnnouncer> m_announcer;
    std::optional<StartFailure> m_failure;
    std::unique_ptr<OperatorWindow> m_window; //!< null when headless
    PortInquiry m_inquiry;                    //!< what has the port that this server wants
    std::unique_ptr<Heartbeat> m_heartbeat;
    ServiceManager m_serviceManager;
};

} // namespace Holdfast

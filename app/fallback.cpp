// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/fallback.h"

#include "app/operatorwindow.h"
#include "app/standardoutput.h"

#include <QCoreApplication>

namespace Holdfast {

Fallback::Fallback(const StartFailure &failure, const ServerOptions &address,
                   StandardOutput &output, QObject *parent)
    : QObject(parent)
    , m_failure(failure)
    , m_output(output)
    , m_server(failure, address)
{
}

Fallback::~Fallback() = default;

bool Fallback::start(OperatorWindow *window)
{
    const Result<QUrl> url = m_server.start();
    QString served;
    if (url) {
        served = QStringLiteral("Clients are told the reason at %1").arg(url->toString());
        m_output.print(
            QStringLiteral("Holdfast %1 could not start. Its fallback serves the reason at %2 "
                           "(Ctrl+C ends)")
                .arg(QStringLiteral(HOLDFAST_VERSION), url->toString()));
    } else {
        served = QStringLiteral("Clients cannot be told the reason: %1").arg(url.error().message());
        m_output.complain(QStringLiteral("The page that says why Holdfast could not start is not "
                                         "served either. ")
                          + url.error().message());
    }
    if (!window)
        return bool(url);
    connect(window, &OperatorWindow::closed, qApp, &QCoreApplication::quit);
    window->openFailure(m_failure.error, served);
    return true;
}

} // namespace Holdfast

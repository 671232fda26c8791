// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/fallback/fallbackserver.h"

#include <QObject>

namespace Holdfast {

class OperatorWindow;
class StandardOutput;

//! \brief Carries out --fallback when the instrument could not start: serves a page with the reason
//! at the instrument's own address, and shows the same in a window unless the program is headless.
class Fallback : public QObject
{
    Q_OBJECT
public:
    //! \a output outlives this.
    Fallback(const StartFailure &failure, const ServerOptions &address, StandardOutput &output,
             QObject *parent = nullptr);
    ~Fallback() override;

    //! Serves the page, and shows the reason in \a window; without one it is headless. Returns false
    //! when there is nothing to wait for: it is headless and cannot serve. The reason is on stderr.
    bool start(OperatorWindow *window);

private:
    const StartFailure m_failure;
    StandardOutput &m_output;
    FallbackServer m_server;
};

} // namespace Holdfast

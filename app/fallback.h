// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/fallback/fallbackserver.h"

#include <QObject>

#include <memory>

class QWidget;

namespace Holdfast {

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

    //! Returns false when there is nothing to wait for: it is headless and cannot serve. The reason
    //! is on stderr.
    bool start(bool headless);

private:
    const StartFailure m_failure;
    StandardOutput &m_output;
    FallbackServer m_server;
    std::unique_ptr<QWidget> m_window;
};

} // namespace Holdfast

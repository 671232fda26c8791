// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/start/configurationcheck.h"
#include "core/client/portinquiry.h"

#include <QObject>
#include <QStringList>

#include <optional>

namespace Holdfast {

class OperatorWindow;
struct CommandLine;

//! \brief Lets the operator choose in a window what to start, and checks the choice. Lives in the main thread, which it asks to
//! end its event loop when there is a choice.
class StartDesk : public QObject
{
    Q_OBJECT
public:
    //! \a window outlives it.
    StartDesk(OperatorWindow &window, const CommandLine &line, QObject *parent = nullptr);

    //! Opens the window.
    void open();
    //! Returns the options with which the program is to be started again; empty when the operator wants to start nothing.
    const std::optional<QStringList> &choice() const { return m_choice; }

private:
    void start(const QString &file);
    void choose(const QStringList &options);

    OperatorWindow &m_window;
    const QStringList m_options; //!< of the check
    const QString m_host;
    const quint16 m_port;
    ConfigurationCheck m_check;
    PortInquiry m_inquiry;
    std::optional<QStringList> m_choice;
};

//! Replaces this process by the same program with \a arguments, the program's name first. Returns only when the system refuses
//! it, with the reason.
QString startAgain(const QStringList &arguments);

} // namespace Holdfast

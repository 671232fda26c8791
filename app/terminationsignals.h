// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Holdfast {

//! \brief Turns SIGINT, SIGTERM and SIGHUP into a Qt signal. One at a time.
//!
//! The first SIGINT asks; a second one ends the process at once, for those who cannot wait.
class TerminationSignals : public QObject
{
    Q_OBJECT
public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

    //! Hears what has come since the constructor; to be called when there is an application object.
    void listen();

Q_SIGNALS:
    void requested();

private:
    int m_readEnd = -1;
};

} // namespace Holdfast

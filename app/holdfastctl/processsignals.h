// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Holdfast::Ctl {

//! \brief Turns SIGINT, SIGTERM, SIGHUP and SIGQUIT into a Qt signal. One at a time.
//!
//! Those that were ignored when the program started stay so.
class ProcessSignals : public QObject
{
    Q_OBJECT
public:
    explicit ProcessSignals(QObject *parent = nullptr);
    ~ProcessSignals() override;

Q_SIGNALS:
    //! \a fromTerminal: by a key; then all programs in the foreground have got it themselves.
    void caught(int signal, bool fromTerminal);

private:
    void readPipe();

    int m_readEnd = -1;
};

} // namespace Holdfast::Ctl

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>

namespace Holdfast::Ctl {

//! \brief Turns SIGINT, SIGTERM, SIGHUP and SIGQUIT into a Qt signal. One at a time.
//!
//! Those that were ignored when the program started stay so.
class ProcessSignals : public QObject
{
    Q_OBJECT
public:
    //! \a more: further signals to catch.
    explicit ProcessSignals(const QList<int> &more = {}, QObject *parent = nullptr);
    ~ProcessSignals() override;

Q_SIGNALS:
    void caught(int signal);

private:
    void readPipe();

    const QList<int> m_caught;
    int m_readEnd = -1;
};

} // namespace Holdfast::Ctl

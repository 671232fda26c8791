// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/log/logline.h"

#include <QObject>

namespace Holdfast {

//! \brief Where all that is logged goes: to stderr, and to whoever listens. One at a time.
class LogForwarder : public QObject
{
    Q_OBJECT
public:
    //! \a debug: also what Holdfast's categories (holdfast.*) say in detail.
    explicit LogForwarder(bool debug, QObject *parent = nullptr);
    ~LogForwarder() override;

Q_SIGNALS:
    //! From any thread.
    void logged(const Holdfast::LogLine &line);

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);
};

} // namespace Holdfast

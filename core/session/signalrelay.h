// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaMethod>
#include <QObject>

#include <functional>
#include <vector>

namespace Holdfast {

//! \brief Connects functions to signals that are known only by their meta-method. The function is
//! called in the emitting thread, with the arguments in the raw form of a meta-call: [1] is the
//! first.
class SignalRelay : public QObject
{
public:
    using Handler = std::function<void(void **arguments)>;

    void relay(const QObject *sender, const QMetaMethod &signal, Handler handler);

    int qt_metacall(QMetaObject::Call call, int id, void **arguments) override;

private:
    std::vector<Handler> m_handlers;
};

} // namespace Holdfast

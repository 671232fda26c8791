// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/client/fakelockserver.h"

#include <QThread>

#include <functional>
#include <memory>

//! \brief A server of LabThings' kind in a thread of its own, that says what a test has told it. It has one
//! Thing, "stage", with a property "speed", a read-only one, "position", and the actions "move", "grab" and
//! "jog".
class FakeUpstream
{
public:
    FakeUpstream();
    ~FakeUpstream();
    Q_DISABLE_COPY_MOVE(FakeUpstream)

    QString url() const { return m_url; }
    //! To "GET /stage/speed" come these answers one after the other, the last of them for ever.
    void tell(const QByteArray &line, const QList<FakeReply> &replies);
    void tell(const QByteArray &line, const Holdfast::Json &body, int status = 200);
    //! Ends, as a server that is killed.
    void vanish();
    void comeBack();
    qsizetype count(const QByteArray &line) const;
    //! Returns the body of the last such request.
    Holdfast::Json body(const QByteArray &line) const;
    //! Returns a header of the last request of that line; its name is in lower case.
    QByteArray header(const QByteArray &line, const QByteArray &name) const;

    //! Lets it have the Thing, or another one.
    void describe(const Holdfast::Json &things);
    static Holdfast::Json stage();
    //! An invocation as LabThings tells it.
    Holdfast::Json invocation(const QByteArray &status, const Holdfast::Json &more = {}) const;
    static QByteArray path() { return "/action_invocations/" + s_id; }

private:
    template<typename Function>
    auto run(Function function) const
    {
        std::invoke_result_t<Function> result {};
        QMetaObject::invokeMethod(
            m_server.get(), [&] { result = function(); }, Qt::BlockingQueuedConnection);
        return result;
    }

    static const QByteArray s_id;
    QThread m_thread;
    std::unique_ptr<FakeLockServer> m_server;
    QString m_url;
};

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/instruments/remote/fakeupstream.h"

using namespace Holdfast;

const QByteArray FakeUpstream::s_id = QByteArrayLiteral("09a17661-e93e-4da2-9f9a-ee8e89338e2b");

FakeUpstream::FakeUpstream()
{
    // Its sockets are children of the server, so they come along.
    m_server = std::make_unique<FakeLockServer>();
    m_url = m_server->url().toString();
    m_server->moveToThread(&m_thread);
    m_thread.start();
    describe({{"stage", stage()}});
    tell("GET /action_invocations", Json::array());
    tell("GET /openapi.json", {{"paths", Json::object()}});
    tell("GET /stage/speed", 100);
    tell("GET /stage/position", {{"x", 1}, {"y", 2}});
    tell("PUT /stage/speed", nullptr, 201);
    tell("DELETE " + path(), nullptr);
}

FakeUpstream::~FakeUpstream()
{
    run([this] {
        m_server.reset();
        return true;
    });
    m_thread.quit();
    m_thread.wait();
}

void FakeUpstream::tell(const QByteArray &line, const QList<FakeReply> &replies)
{
    run([&] {
        m_server->tell(line, replies);
        return true;
    });
}

void FakeUpstream::tell(const QByteArray &line, const Json &body, int status)
{
    FakeReply reply;
    reply.status = status;
    reply.body = body;
    tell(line, QList<FakeReply> {reply});
}

void FakeUpstream::vanish()
{
    run([this] {
        m_server->vanish();
        return true;
    });
}

void FakeUpstream::comeBack()
{
    run([this] {
        m_server->comeBack();
        return true;
    });
}

qsizetype FakeUpstream::count(const QByteArray &line) const
{
    return run([&] { return m_server->count(line); });
}

Json FakeUpstream::body(const QByteArray &line) const
{
    return run([&] {
        const auto requests = m_server->requests(line);
        return requests.isEmpty() ? Json() : requests.last().body;
    });
}

QByteArray FakeUpstream::header(const QByteArray &line, const QByteArray &name) const
{
    return run([&] {
        const auto requests = m_server->requests(line);
        return requests.isEmpty() ? QByteArray() : requests.last().headers.value(name);
    });
}

void FakeUpstream::describe(const Json &things)
{
    tell("GET /thing_descriptions/", things);
}

Json FakeUpstream::stage()
{
    return Json::parse(R"({
        "title": "Stage", "description": "Moves.", "@context": "https://www.w3.org/2022/wot/td/v1.1",
        "base": "http://another.host/", "security": "no_security",
        "securityDefinitions": {"no_security": {"scheme": "nosec"}},
        "properties": {
            "speed": {"title": "speed", "type": "integer", "minimum": 1, "maximum": 1000, "default": 100,
                "readOnly": false, "writeOnly": false,
                "forms": [{"href": "/stage/speed", "op": ["readproperty", "writeproperty"]}]},
            "position": {"title": "position", "type": "object", "readOnly": true, "writeOnly": false,
                "properties": {"x": {"type": "integer"}, "y": {"type": "integer"}},
                "forms": [{"href": "/stage/position", "op": ["readproperty"]}]}},
        "actions": {
            "move": {"title": "Move", "forms": [{"href": "/stage/move", "op": ["invokeaction"]}],
                "input": {"type": "object", "properties": {"x": {"type": "integer", "default": 7}}},
                "output": {"type": "integer"}},
            "grab": {"title": "Grab", "forms": [{"href": "/stage/grab", "op": ["invokeaction"]}],
                "input": {"oneOf": [{"type": "object", "properties": {}, "additionalProperties": false},
                                    {"type": "null"}]},
                "output": {"title": "grab_output"}},
            "jog": {"title": "Jog", "forms": [{"href": "/stage/jog", "op": ["invokeaction"]}],
                "input": {"type": "object", "properties": {"stop": {"type": "boolean", "default": false},
                    "x": {"type": "integer", "default": 0}}}}}
    })");
}

Json FakeUpstream::invocation(const QByteArray &status, const Json &more) const
{
    Json json = {{"status", status.toStdString()},
                 {"id", s_id.toStdString()},
                 {"action", "/stage/move"},
                 {"href", toUtf8String(m_url) + path().toStdString()},
                 {"links", Json::array({{{"rel", "self"},
                                         {"href", toUtf8String(m_url) + path().toStdString()}}})},
                 {"input", Json::object()},
                 {"output", nullptr},
                 {"log", Json::array()},
                 {"error", nullptr}};
    if (more.is_object())
        json.update(more);
    return json;
}

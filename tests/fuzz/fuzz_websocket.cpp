// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/websockettalk.h"
#include "core/server/stream/thingsocket.h"
#include "core/thing/json/foreignjson.h"
#include "tests/fuzz/fuzztarget.h"
#include "tests/fuzz/gatebench.h"
#include "tests/session/oven.h"

#include <algorithm>
#include <memory>

namespace Holdfast::fuzz_websocket {

namespace {

using Fuzz::require;

const QByteArray s_handshake = "GET /oven/ws HTTP/1.1\r\nHost: lab\r\nConnection: Upgrade\r\n"
                               "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

//! The Thing whose WebSocket is opened, and the server of it.
struct Bench
{
    OvenRun run {QString()};
    ObservationHub hub {run.session()};
    ClientQuotas quotas {Limits()};
    Fuzz::GateBench gate {
        {}, [this](const Request &request, const Responder &responder) {
            if (const auto refusal = objectionToWebSocket(request))
                responder.reply(*refusal);
            else
                responder.openWebSocket(std::make_unique<ThingSocket>(
                    request, run.session(), QStringLiteral("oven"), QString(), hub, quotas));
        }};
};

QByteArray bigEndian(quint64 number, int bytes)
{
    QByteArray result;
    for (int i = bytes - 1; i >= 0; --i)
        result += char(uchar(number >> (8 * i)));
    return result;
}

//! Returns a text message as a client sends it.
QByteArray framed(QByteArrayView text)
{
    constexpr QByteArrayView mask("\x11\x22\x33\x44");
    QByteArray frame("\x81");
    if (text.size() < 126)
        frame += char(uchar(0x80 | text.size()));
    else if (text.size() < 65'536)
        frame += char(uchar(0x80 | 126)) + bigEndian(quint64(text.size()), 2);
    else
        frame += char(uchar(0x80 | 127)) + bigEndian(quint64(text.size()), 8);
    frame += mask;
    for (qsizetype i = 0; i < text.size(); ++i)
        frame += char(text[i] ^ mask[i % mask.size()]);
    return frame;
}

QByteArrayList pieces(QByteArrayView input)
{
    if (!input.startsWith('\n'))
        return Fuzz::GateBench::inPieces(input); // the bytes of frames
    QByteArrayList messages;
    for (const QByteArray &line : input.sliced(1).toByteArray().split('\n'))
        messages << framed(line);
    return messages;
}

//! Takes the first \a size bytes of \a rest; fewer when there are no more.
QByteArrayView take(QByteArrayView &rest, qsizetype size)
{
    const QByteArrayView bytes = rest.first(std::min(size, rest.size()));
    rest = rest.sliced(bytes.size());
    return bytes;
}

// Checks what the server sends. The last frame may be incomplete, when the client was cut.
void checkFrames(QByteArrayView rest)
{
    while (rest.size() >= 2) {
        const QByteArrayView header = take(rest, 2);
        const int opcode = uchar(header[0]) & 0x0f;
        require((uchar(header[0]) & 0xf0) == 0x80,
                "The server sends whole frames without extensions.");
        require((uchar(header[1]) & 0x80) == 0, "A server's frames have no mask.");
        quint64 length = uchar(header[1]);
        if (length >= 126) {
            const QByteArrayView more = take(rest, length == 126 ? 2 : 8);
            length = 0;
            for (const char byte : more)
                length = length << 8 | uchar(byte);
        }
        if (length > quint64(rest.size()))
            return;
        const QByteArrayView payload = take(rest, qsizetype(length));
        if (opcode == 1)
            require(foreignJsonOrNull(payload).is_object(),
                    "A message of the server is an object.");
        else
            require(opcode >= 8 && opcode <= 10 && length < 126,
                    "The server sends texts and small control frames.");
    }
}

void talk(QByteArrayView input)
{
    static auto *const bench = new Bench;
    const QByteArray answer = bench->gate.talk(QByteArrayList {s_handshake} + pieces(input));
    if (answer.isEmpty())
        return; // the client had finished before the handshake was answered
    require(answer.startsWith("HTTP/1.1 101 "), "The handshake is answered.");
    checkFrames(QByteArrayView(answer).sliced(answer.indexOf("\r\n\r\n") + 4));
}

const Fuzz::Target s_target("websocket", &talk);

} // namespace

} // namespace Holdfast::fuzz_websocket

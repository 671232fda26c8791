// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/attacks.h"

#include <QByteArray>
#include <QCoreApplication>

#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace Holdfast {

namespace {

const char *const s_option = "--attack";

QByteArray request(const QByteArray &method, const QByteArray &path, const QByteArray &body = {})
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
           + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

//! A connection that sends the same data repeatedly, as fast as the server reads it.
class Sender
{
public:
    Sender(quint16 port, QByteArray first, QByteArray again)
        : m_port(port)
        , m_first(std::move(first))
        , m_again(std::move(again))
    {
        connect();
    }
    ~Sender() { close(); }
    Q_DISABLE_COPY_MOVE(Sender)

    //! Returns whether all data was sent.
    bool isDone() const { return m_again.isEmpty() && m_sent >= m_first.size(); }
    pollfd waiting() const { return {m_descriptor, short(isDone() ? 0 : POLLOUT), 0}; }

    //! Sends as much as the server accepts; reconnects when the server has closed, or is full.
    void goOn(bool reads, short what)
    {
        if (m_descriptor < 0) {
            connect();
            return;
        }
        char nothing[4096];
        bool isOver = (what & (POLLERR | POLLHUP)) != 0;
        if (reads || isOver) {
            ssize_t count = 0;
            while ((count = ::recv(m_descriptor, nothing, sizeof(nothing), MSG_DONTWAIT)) > 0) { }
            isOver = isOver || count == 0 || (errno != EAGAIN && errno != EINTR);
        }
        if (isOver) {
            close();
            connect();
            return;
        }
        const QByteArray &bytes = m_sent < m_first.size() ? m_first : m_again;
        if (bytes.isEmpty())
            return;
        const qint64 from =
            m_sent < m_first.size() ? m_sent : (m_sent - m_first.size()) % m_again.size();
        const ssize_t count = ::send(m_descriptor, bytes.constData() + from,
                                     size_t(bytes.size() - from), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0)
            m_sent += count;
        else if (count < 0 && errno != EAGAIN && errno != EINTR)
            close();
    }

private:
    void connect()
    {
        m_sent = 0;
        m_descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(m_port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (m_descriptor >= 0
            && ::connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof(address))
                   != 0)
            close();
    }

    void close()
    {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }

    const quint16 m_port;
    const QByteArray m_first;
    const QByteArray m_again;
    int m_descriptor = -1;
    qint64 m_sent = 0;
};

struct Manner
{
    int connections = 1;
    QByteArray first;    //!< what each connection sends first
    QByteArray again {}; //!< what it then sends for ever; empty: it only waits
    bool reads = false;  //!< whether it reads the answers
};

[[noreturn]] void sendForEver(quint16 port, const Manner &manner)
{
    std::vector<std::unique_ptr<Sender>> senders;
    for (int i = 0; i < manner.connections; ++i)
        senders.push_back(std::make_unique<Sender>(port, manner.first, manner.again));
    bool isUnderWay = false;
    for (int round = 0;; ++round) {
        std::vector<pollfd> waiting;
        for (const auto &sender : senders)
            waiting.push_back(sender->waiting());
        ::poll(waiting.data(), waiting.size(), 20);
        bool isAllSent = true;
        for (size_t i = 0; i < senders.size(); ++i) {
            senders[i]->goOn(manner.reads, waiting[i].revents);
            isAllSent = isAllSent && senders[i]->isDone();
        }
        if (!isUnderWay && (isAllSent || round > 20)) {
            isUnderWay = true;
            std::puts("under way");
            std::fflush(stdout);
        }
    }
}

QByteArray masked(char kind, const QByteArray &payload)
{
    QByteArray frame(1, kind);
    if (payload.size() < 126) {
        frame += char(0x80 | payload.size());
    } else {
        frame += char(0x80 | 127);
        for (int shift = 56; shift >= 0; shift -= 8)
            frame += char(quint64(payload.size()) >> shift);
    }
    return frame + QByteArray(4, '\0') + payload; // masked with zeros
}

QByteArray wideObject(int members)
{
    QByteArray text = "{";
    for (int i = 0; i < members; ++i)
        text += (i > 0 ? ",\"" : "\"") + QByteArray::number(i) + "\":1";
    return text + '}';
}

const QByteArray s_upgrade =
    "GET /clock/ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

std::vector<Attack> makeAttacks()
{
    return {
        {"none", "no load", false, 0, {}},
        {"usual", "the usual load of 16 readers and 8 writers", true, 0,
         [](quint16 port) {
             const QByteArray pair = request("GET", "/lock") + request("GET", "/clock/number");
             if (::fork() == 0) {
                 ::prctl(PR_SET_PDEATHSIG, SIGKILL);
                 sendForEver(port, {16, pair, pair, true});
             }
             const QByteArray write = request("PUT", "/clock/number", "7");
             sendForEver(port, {8, write, write, true});
         }},
        {"pipelined", "500 connections that pipeline 65 KB of GET /lock and read no answer", true,
         0,
         [](quint16 port) {
             const QByteArray get = "GET /lock HTTP/1.1\r\nHost: h\r\n\r\n";
             sendForEver(port, {500, get.repeated(65'000 / get.size()), get, false});
         }},
        {"wide_message", "WebSocket messages of 80,000 members", false, 0,
         [](quint16 port) {
             const QByteArray message = masked('\x81', wideObject(80'000));
             sendForEver(port, {2, s_upgrade, message, true});
         }},
        {"wide_body", "PUTs of 1 MB with 1000 members in each object", false, 0,
         [](quint16 port) {
             QByteArray body = "[";
             while (body.size() < 1'000'000)
                 body += wideObject(1000) + ',';
             const QByteArray put = request("PUT", "/clock/number", body + "0]");
             sendForEver(port, {4, put, put, true});
         }},
        {"connections", "3000 connections that are taken and kept", false, 0,
         [](quint16 port) {
             sendForEver(port, {3000, {}, {}, true});
         }},
        {"descriptors", "all descriptors used, 300 connections to a server that may open 200",
         false, 200,
         [](quint16 port) {
             const QByteArray write = request("PUT", "/clock/number", "7");
             sendForEver(port, {300, write, {}, true});
         }},
        {"empty_lines", "one connection that sends empty lines", false, 0,
         [](quint16 port) {
             sendForEver(port, {1, "\r\n", QByteArray("\r\n").repeated(30'000), false});
         }},
        {"pings", "WebSocket pings, with no answer read", true, 0,
         [](quint16 port) {
             const QByteArray ping = masked('\x89', QByteArray(125, 'p'));
             sendForEver(port, {1, s_upgrade, ping.repeated(500), false});
         }},
        {"read_pings", "WebSocket pings as fast as they are answered", false, 0,
         [](quint16 port) {
             const QByteArray ping = masked('\x89', {});
             sendForEver(port, {8, s_upgrade, ping.repeated(2000), true});
         }},
    };
}

void raiseDescriptors()
{
    rlimit limit {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

const std::vector<Attack> &allAttacks()
{
    static const std::vector<Attack> attacks = makeAttacks();
    return attacks;
}

void attackIfAsked(int argc, char **argv)
{
    if (argc != 4 || std::strcmp(argv[1], s_option) != 0)
        return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    raiseDescriptors();
    for (const Attack &attack : allAttacks()) {
        if (std::strcmp(attack.name, argv[2]) == 0 && attack.run)
            attack.run(QByteArray(argv[3]).toUShort());
    }
    ::_exit(1);
}

AttackProcess::AttackProcess(const Attack &attack, quint16 port)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    if (attack.run)
        m_process.start(
            QCoreApplication::applicationFilePath(),
            {QLatin1String(s_option), QLatin1String(attack.name), QString::number(port)});
}

AttackProcess::~AttackProcess()
{
    m_process.kill();
    m_process.waitForFinished(-1);
}

bool AttackProcess::waitUntilUnderWay()
{
    return m_process.waitForReadyRead(60'000);
}

} // namespace Holdfast

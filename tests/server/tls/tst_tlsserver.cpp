// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/tls/owncertificate.h"
#include "core/server/http/tls/tlscontext.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>
#include <QWebSocket>

#include <unistd.h>

namespace Holdfast::tst_tlsserver {

namespace {

using namespace std::chrono_literals;

constexpr int s_patience = 30'000;

//! \brief A client that speaks TLS, over a connection of its own.
class TlsClient
{
public:
    explicit TlsClient(quint16 port, const QSslConfiguration &configuration = {})
    {
        m_socket.setSslConfiguration(
            configuration.isNull() ? QSslConfiguration::defaultConfiguration() : configuration);
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForEncrypted(s_patience);
    }

    QSslSocket &socket() { return m_socket; }
    bool isEncrypted() const { return m_socket.isEncrypted(); }
    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    // Returns the status and the body of the next reply; the body ends with its Content-Length.
    RawReply reply()
    {
        const qsizetype headEnd = readUntil("\r\n\r\n");
        if (headEnd < 0)
            return {};
        RawReply reply;
        const QByteArray head = m_buffer.first(headEnd);
        reply.status = head.mid(9, 3).toInt();
        const qsizetype length = head.toLower().indexOf("content-length: ");
        const qsizetype size =
            length < 0 ? 0 : head.mid(length + 16).split('\r').value(0).toLongLong();
        m_buffer.remove(0, headEnd + 4);
        while (m_buffer.size() < size && readMore()) { }
        reply.body = m_buffer.first(std::min(size, m_buffer.size()));
        m_buffer.remove(0, reply.body.size());
        return reply;
    }
    RawReply request(const QByteArray &method, const QByteArray &path, const QByteArray &body = {})
    {
        send(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
             + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return reply();
    }
    bool isClosed()
    {
        while (m_socket.state() != QAbstractSocket::UnconnectedState
               && m_socket.waitForReadyRead(s_patience)) { }
        return m_socket.state() == QAbstractSocket::UnconnectedState;
    }

private:
    bool readMore()
    {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(s_patience))
            return false;
        m_buffer += m_socket.readAll();
        return true;
    }
    qsizetype readUntil(const QByteArray &mark)
    {
        qsizetype at = -1;
        while ((at = m_buffer.indexOf(mark)) < 0 && readMore()) { }
        return at;
    }

    QSslSocket m_socket;
    QByteArray m_buffer;
};

} // namespace

// The server over TLS: the same as without.
class TlsServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!Emergency stop)"))); }
    void cleanup() { m_bench.reset(); }

    void answersWithItsCertificate();
    void speaksSeveralVersions_data();
    void speaksSeveralVersions();
    void servesManyRequestsOverOneConnection();
    void carriesLargeBodiesBothWays();
    void addressesBeginWithHttps();
    void aWebSocketWorks();
    void plainHttpIsToldWhatIsSpoken();
    void rubbishClosesTheConnection();
    void aHandshakeMustComeInTime();
    void aStopGetsThroughWhenAllConnectionsAreTaken();
    void closesInOrder();

private:
    void make(const Limits &limits = {});

    std::shared_ptr<const TlsContext> m_context;
    std::unique_ptr<RouteBench> m_bench;
};

void TlsServerTest::initTestCase()
{
    const auto pem = makeOwnCertificate({QStringLiteral("localhost"), QStringLiteral("127.0.0.1")});
    QVERIFY(bool(pem));
    const auto context = TlsContext::create(*pem, *pem);
    QVERIFY(bool(context));
    m_context = *context;
}

void TlsServerTest::make(const Limits &limits)
{
    m_bench = std::make_unique<RouteBench>(
        StationOptions(), QString(), limits, nullptr, SiteOptions(), std::vector<ThingSpec>(),
        [this](ServerOptions &options) { options.tls = m_context; });
}

void TlsServerTest::answersWithItsCertificate()
{
    make();
    QCOMPARE(m_bench->server().url().scheme(), QStringLiteral("https"));
    TlsClient client(m_bench->port());
    QVERIFY2(client.isEncrypted(), qPrintable(client.socket().errorString()));
    QCOMPARE(client.socket().peerCertificate().digest(QCryptographicHash::Sha256),
             m_context->digest());
    const RawReply reply = client.request("GET", "/bench/level");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray("1"));
}

void TlsServerTest::speaksSeveralVersions_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("isSpoken");
    QTest::newRow("1.2") << int(QSsl::TlsV1_2) << true;
    QTest::newRow("1.3") << int(QSsl::TlsV1_3) << true;
}

void TlsServerTest::speaksSeveralVersions()
{
    QFETCH(const int, version);
    QFETCH(const bool, isSpoken);
    make();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::SslProtocol(version));
    // A client that would like HTTP/2 gets HTTP/1.1.
    configuration.setAllowedNextProtocols(
        {QByteArrayLiteral("h2"), QSslConfiguration::NextProtocolHttp1_1});
    TlsClient client(m_bench->port(), configuration);
    QCOMPARE(client.isEncrypted(), isSpoken);
    QCOMPARE(client.request("GET", "/bench/level").status, 200);
    QCOMPARE(client.socket().sslConfiguration().nextNegotiatedProtocol(),
             QSslConfiguration::NextProtocolHttp1_1);
}

void TlsServerTest::servesManyRequestsOverOneConnection()
{
    make();
    TlsClient client(m_bench->port());
    for (int i = 2; i < 50; ++i) {
        QCOMPARE(client.request("PUT", "/bench/level", QByteArray::number(i)).status, 201);
        QCOMPARE(client.request("GET", "/bench/level").body, QByteArray::number(i));
    }
    // Requests that come together are answered one after the other.
    client.send(QByteArray("GET /bench/level HTTP/1.1\r\nHost: localhost\r\n\r\n").repeated(20));
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.reply().body, QByteArray("49"));
}

void TlsServerTest::carriesLargeBodiesBothWays()
{
    make();
    TlsClient client(m_bench->port());
    // Spaces before a value: a body of many records.
    const QByteArray large = QByteArray(900'000, ' ') + "7";
    QCOMPARE(client.request("PUT", "/bench/level", large).status, 201);
    QCOMPARE(client.request("GET", "/bench/level").body, QByteArray("7"));
    const RawReply described = client.request("GET", "/openapi.json");
    QCOMPARE(described.status, 200);
    QVERIFY(json(described).is_object());
}

void TlsServerTest::addressesBeginWithHttps()
{
    make();
    TlsClient client(m_bench->port());
    const Json description = json(client.request("GET", "/bench/"));
    QCOMPARE(text(description, "base"), QStringLiteral("https://localhost/"));
    const std::string forms = description.dump();
    QVERIFY(forms.find("\"wss://") != std::string::npos);
    QVERIFY(forms.find("\"ws://") == std::string::npos);
}

void TlsServerTest::aWebSocketWorks()
{
    make();
    QWebSocket socket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.setSslConfiguration(configuration);
    QStringList messages;
    connect(&socket, &QWebSocket::textMessageReceived, this,
            [&messages](const QString &message) { messages << message; });
    socket.open(QUrl(QStringLiteral("wss://127.0.0.1:%1/bench/ws").arg(m_bench->port())));
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::ConnectedState, s_patience);
    socket.sendTextMessage(
        QStringLiteral(R"({"messageType":"addPropertyObservation","data":{"level":{}}})"));
    TlsClient client(m_bench->port());
    QTRY_VERIFY_WITH_TIMEOUT((client.request("PUT", "/bench/level", "5"), !messages.isEmpty()),
                             s_patience);
    QVERIFY(messages.constFirst().contains(QStringLiteral("propertyStatus")));
}

void TlsServerTest::plainHttpIsToldWhatIsSpoken()
{
    make();
    RawClient client(m_bench->port());
    const RawReply reply = client.request("GET /lock HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QCOMPARE(reply.status, 400);
    QVERIFY2(reply.body.contains("https"), reply.body.constData());
    QVERIFY(client.isClosed());
}

void TlsServerTest::rubbishClosesTheConnection()
{
    make();
    for (const QByteArray &bytes : {QByteArray("\x16\x03\x01\x00\x05hello"), QByteArray(1000, '\0'),
                                    QByteArray(70'000, 'x')}) {
        RawClient client(m_bench->port());
        client.send(bytes);
        while (!client.read(1).isEmpty()) { }
        QVERIFY(client.isClosed());
    }
    // Bytes that were changed on their way end a good connection.
    TlsClient client(m_bench->port());
    QCOMPARE(client.request("GET", "/bench/level").status, 200);
    const QByteArray record = QByteArray("\x17\x03\x03\x00\x20", 5) + QByteArray(32, 'x');
    QVERIFY(
        ::write(int(client.socket().socketDescriptor()), record.constData(), size_t(record.size()))
        == record.size());
    QVERIFY(client.isClosed());
    QCOMPARE(TlsClient(m_bench->port()).request("GET", "/bench/level").status, 200);
}

void TlsServerTest::aHandshakeMustComeInTime()
{
    Limits limits;
    limits.headTimeout = 200ms;
    make(limits);
    RawClient silent(m_bench->port());
    RawClient halfway(m_bench->port());
    halfway.send(QByteArray("\x16\x03\x01\x01\x00\x01\x00", 7));
    QVERIFY(silent.isClosed());
    QVERIFY(halfway.isClosed());
}

void TlsServerTest::aStopGetsThroughWhenAllConnectionsAreTaken()
{
    Limits limits;
    limits.connections.total = 4;
    make(limits);
    std::vector<std::unique_ptr<TlsClient>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<TlsClient>(m_bench->port()));
        QCOMPARE(clients.back()->request("GET", "/lock").status, 200);
    }
    TlsClient refused(m_bench->port());
    const RawReply reply = refused.request("GET", "/lock");
    QCOMPARE(reply.status, 503);
    QVERIFY(reply.body.contains("limits.total.connections"));
    TlsClient stopper(m_bench->port());
    QCOMPARE(stopper.request("POST", "/stop").status, 200);
    QVERIFY(m_bench->thing().isStopped());
}

void TlsServerTest::closesInOrder()
{
    make();
    TlsClient client(m_bench->port());
    client.send("GET /lock HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QCOMPARE(client.reply().status, 200);
    QVERIFY(client.isClosed());
    // The end was announced: a connection that is cut would be an error.
    QCOMPARE(client.socket().error(), QAbstractSocket::RemoteHostClosedError);
    TlsClient other(m_bench->port());
    QCOMPARE(other.request("GET", "/lock").status, 200);
    other.socket().disconnectFromHost();
    QVERIFY(m_bench->server().shutdown(10s));
}

HOLDFAST_GUILESS_TEST(TlsServerTest)

} // namespace Holdfast::tst_tlsserver

#include "tst_tlsserver.moc"

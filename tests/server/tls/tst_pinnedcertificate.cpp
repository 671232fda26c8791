// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/remotestation.h"
#include "core/server/http/tls/owncertificate.h"
#include "core/server/http/tls/tlscontext.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QSslConfiguration>
#include <QSslError>
#include <QTest>
#include <QWebSocket>

namespace Holdfast::tst_pinnedcertificate {

namespace {

constexpr int s_patience = 30'000;

} // namespace

// A client that knows a server by the fingerprint of its certificate.
class PinnedCertificateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsFingerprints_data();
    void readsFingerprints();
    void requestsReachTheRightServerOnly_data();
    void requestsReachTheRightServerOnly();
    void aWebSocketReachesTheRightServerOnly_data() { requestsReachTheRightServerOnly_data(); }
    void aWebSocketReachesTheRightServerOnly();

private:
    QString fingerprint(const QString &whose) const;

    std::shared_ptr<const TlsContext> m_context;
    std::unique_ptr<RouteBench> m_bench;
};

void PinnedCertificateTest::initTestCase()
{
    const auto pem = makeOwnCertificate({QStringLiteral("elsewhere")});
    QVERIFY(bool(pem));
    m_context = *TlsContext::create(*pem, *pem);
    m_bench = std::make_unique<RouteBench>(
        StationOptions(), QString(), Limits(), nullptr, SiteOptions(), std::vector<ThingSpec>(),
        [this](ServerOptions &options) { options.tls = m_context; });
}

void PinnedCertificateTest::readsFingerprints_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isOne");
    const QString colons = QStringList(32, QStringLiteral("A0")).join(u':');
    QTest::newRow("with colons") << colons << true;
    QTest::newRow("without") << QString(64, u'a') << true;
    QTest::newRow("with spaces around it") << u' ' + colons + u'\n' << true;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("too short") << QString(62, u'a') << false;
    QTest::newRow("too long") << QString(66, u'a') << false;
    QTest::newRow("a SHA-1") << QString(40, u'a') << false;
    QTest::newRow("another letter") << QString(63, u'a') + u'g' << false;
    QTest::newRow("a colon at the end") << colons + u':' << false;
}

void PinnedCertificateTest::readsFingerprints()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isOne);
    const auto read = PinnedCertificate::fromText(text);
    QCOMPARE(read.has_value(), isOne);
    if (read)
        QCOMPARE(PinnedCertificate::fromText(read->toText()), read);
}

QString PinnedCertificateTest::fingerprint(const QString &whose) const
{
    if (whose == QStringLiteral("its own"))
        return m_context->fingerprint();
    return whose.isEmpty() ? QString() : QString(64, u'0');
}

void PinnedCertificateTest::requestsReachTheRightServerOnly_data()
{
    QTest::addColumn<QString>("whose");
    QTest::addColumn<bool>("isReached");
    QTest::newRow("its own fingerprint") << QStringLiteral("its own") << true;
    QTest::newRow("that of another") << QStringLiteral("another") << false;
    QTest::newRow("none") << QString() << false;
}

void PinnedCertificateTest::requestsReachTheRightServerOnly()
{
    QFETCH(const QString, whose);
    QFETCH(const bool, isReached);
    RemoteStation station(m_bench->server().url().adjusted(QUrl::RemovePath),
                          {QStringLiteral("test"), QStringLiteral("test/1")});
    station.setToken("a-secret");
    station.setCertificate(
        PinnedCertificate::fromText(fingerprint(whose)).value_or(PinnedCertificate()));
    std::optional<StationAnswer> answer;
    station.send({.path = QStringLiteral("/bench/level")}, this,
                 [&answer](const StationAnswer &given) { answer = given; });
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), s_patience);
    QCOMPARE(answer->status, isReached ? 200 : 0);
    if (!isReached)
        QVERIFY2(answer->failure.contains(QStringLiteral("certificate")),
                 qPrintable(answer->failure));
}

void PinnedCertificateTest::aWebSocketReachesTheRightServerOnly()
{
    QFETCH(const QString, whose);
    QFETCH(const bool, isReached);
    const auto certificate =
        PinnedCertificate::fromText(fingerprint(whose)).value_or(PinnedCertificate());
    QWebSocket socket;
    if (certificate.isSet())
        socket.setSslConfiguration(certificate.configuration());
    connect(&socket, &QWebSocket::sslErrors, this, [&](const QList<QSslError> &errors) {
        if (certificate.explains(errors))
            socket.ignoreSslErrors();
    });
    bool hasFailed = false;
    connect(&socket, &QWebSocket::disconnected, this, [&hasFailed] { hasFailed = true; });
    socket.open(QUrl(QStringLiteral("wss://127.0.0.1:%1/bench/ws").arg(m_bench->port())));
    QTRY_VERIFY_WITH_TIMEOUT(hasFailed || socket.state() == QAbstractSocket::ConnectedState,
                             s_patience);
    QCOMPARE(socket.state() == QAbstractSocket::ConnectedState, isReached);
}

HOLDFAST_GUILESS_TEST(PinnedCertificateTest)

} // namespace Holdfast::tst_pinnedcertificate

#include "tst_pinnedcertificate.moc"

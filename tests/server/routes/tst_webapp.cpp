// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace Holdfast::tst_webapp {

// A web app that is served from a folder, at the same origin as the Things.
class WebAppTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_outside.isValid());
        write("secret.txt", "secret");
        QDir folder(m_outside.path());
        QVERIFY(folder.mkpath(QStringLiteral("app/assets/.hidden")));
        write("app/index.html", "<!doctype html>the app");
        write("app/titleiconpink.svg", "<svg/>");
        write("app/assets/app.js", "run()");
        write("app/assets/font.woff2", "font");
        write("app/assets/.hidden/key", "secret");
        write("app/status", "not the status page");
        QVERIFY(QFile::link(folder.filePath(QStringLiteral("secret.txt")),
                            folder.filePath(QStringLiteral("app/link.txt"))));
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void files_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        const auto there = [](const char *path, const char *type, const char *body) {
            QTest::newRow(path) << QByteArray(path) << 200 << QByteArray(type) << QByteArray(body);
        };
        there("/", "text/html; charset=utf-8", "<!doctype html>the app");
        there("/index.html", "text/html; charset=utf-8", "<!doctype html>the app");
        there("/titleiconpink.svg", "image/svg+xml", "<svg/>");
        there("/assets/app.js", nullptr, "run()");
        there("/assets//app.js?v=2", nullptr, "run()");
        there("/assets/font.woff2", nullptr, "font");
        for (const char *path : {"/nothing.js", "/assets", "/assets/", "/link.txt",
                                 "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
                                 "/assets/../../secret.txt", "/assets/.hidden/key", "/assets/%00"})
            QTest::newRow(path) << QByteArray(path) << 404 << QByteArray() << QByteArray();
    }
    void files()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        Bench bench(*this);
        const RawReply reply = bench.get(path);
        if (status == 200) {
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.body, body);
            if (!type.isEmpty())
                QCOMPARE(reply.headers.value("content-type"), type);
        } else {
            QVERIFY2(reply.status == 404 || reply.status == 400,
                     QByteArray::number(reply.status).constData());
            QVERIFY(!reply.body.contains("secret"));
        }
    }

    void onlyFontsAreStored()
    {
        Bench bench(*this);
        for (const char *path : {"/", "/index.html", "/assets/app.js"})
            QCOMPARE(bench.get(path).headers.value("cache-control"), QByteArray("no-store"));
        QVERIFY(bench.get("/assets/font.woff2").headers.value("cache-control") != "no-store");
    }

    void addressesOfTheServerWin()
    {
        Bench bench(*this);
        QVERIFY(bench.get("/status").body.contains("holdfast-prefix"));
        QCOMPARE(bench.get("/api/v3/bench/level").body, QByteArray("1"));
        QCOMPARE(bench.get("/api/v3/bench/nothing").status, 404);
        QVERIFY(bench.get("/openapi.json").body.startsWith("{"));
        RawClient client(bench.port());
        const RawReply posted = client.request(
            "POST /index.html HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(posted.status, 404);
    }

    void headAndConditionalRequestsWork()
    {
        Bench bench(*this);
        const RawReply whole = bench.get("/assets/app.js");
        const QByteArray tag = whole.headers.value("etag");
        QVERIFY(!tag.isEmpty());
        RawClient client(bench.port());
        QCOMPARE(client
                     .request("GET /assets/app.js HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: "
                              + tag + "\r\n\r\n")
                     .status,
                 304);
        client.send("HEAD /assets/app.js HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const RawReply head = client.reply(false);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.headers.value("etag"), tag);
        QVERIFY(head.body.isEmpty());
    }

    void withoutAnAppTheStatusPageIsAtBothAddresses()
    {
        RouteBench bench({}, QStringLiteral("/api/v3"));
        RawClient client(bench.port());
        const QByteArray page = client.request("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").body;
        QVERIFY(page.contains("holdfast-prefix"));
        QCOMPARE(client.request("GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n").body, page);
        QCOMPARE(client.request("GET /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 404);
    }

private:
    class Bench : public RouteBench
    {
    public:
        explicit Bench(const WebAppTest &test)
            : RouteBench({}, QStringLiteral("/api/v3"), {}, {}, {}, {},
                         [&test](ServerOptions &options) {
                             options.webAppFolder = test.m_outside.filePath(QStringLiteral("app"));
                         })
        {
        }

        RawReply get(const QByteArray &path) const
        {
            RawClient client(port());
            return client.request("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
    };

    void write(const char *name, const QByteArray &text) const
    {
        QFile file(m_outside.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("A test's file cannot be written.");
    }

    const QTemporaryDir m_outside;
};

HOLDFAST_GUILESS_TEST(WebAppTest)

} // namespace Holdfast::tst_webapp

#include "tst_webapp.moc"

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thingresource.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

namespace Holdfast::tst_resources {

namespace {

QString word(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

//! \brief A Thing that keeps notes, each of them removable, and a picture that may not exist.
class Notes : public Thing
{
    Q_OBJECT
public:
    Notes()
    {
        addResource({.path = word("list"),
                     .get =
                         [this](const QString &) {
                             thread = QThread::currentThread()->objectName();
                             return ResourceAnswer {.mediaType = "application/json",
                                                    .contents = "[\"one\",\"two\"]",
                                                    .file {}};
                         },
                     .remove {},
                     .description = word("The notes.")});
        addResource({.path = word("notes/"),
                     .get {},
                     .remove = [this](const QString &note) { remove(note); },
                     .description = word("One note.")});
        addResource({.path = word("latest.jpg"),
                     .get =
                         [this](const QString &) {
                             return ResourceAnswer {.mediaType {},
                                                    .contents {},
                                                    .file = dataFolder() + word("/latest.jpg")};
                         },
                     .remove {},
                     .description {}});
        addResource({.path = word("broken"),
                     .get = [](const QString &) -> ResourceAnswer {
                         throw ThingError(word("DiskError"), word("The disk does not answer."));
                     },
                     .remove {},
                     .description {}});
        addResource({.path = word("slow"),
                     .get =
                         [this](const QString &) {
                             begun.release();
                             goOn.acquire();
                             return ResourceAnswer {
                                 .mediaType = "text/plain", .contents = "late", .file {}};
                         },
                     .remove {},
                     .description {}});
    }

    QString folder() const { return dataFolder(); }

    QString thread;
    QStringList removed;
    QSemaphore begun;
    QSemaphore goOn;

private:
    void remove(const QString &note)
    {
        using Kind = ResourceError::Kind;
        if (note == word("none"))
            throw ResourceError(Kind::NotFound, word("There is no such note."));
        if (note.contains(u' ') || note.contains(u'/'))
            throw ResourceError(Kind::BadName, word("A note has a name of one word."));
        if (note == word("busy"))
            throw ResourceError(Kind::Busy, word("The note is being written."));
        removed << note;
    }
};

//! \brief A server with the Thing "notes" and a folder for data.
class NotesBench
{
public:
    explicit NotesBench(const QString &prefix = {})
        : routes(options(), prefix, {}, {}, {},
                 {{word("notes"),
                   [this] {
                       auto made = std::make_unique<Notes>();
                       notes = made.get();
                       return made;
                   }}})
        , client(routes)
    {
    }

    void write(const QString &path, const QByteArray &bytes) const
    {
        const QString whole = QDir(data.path()).filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(whole).path()));
        QFile file(whole);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    QTemporaryDir data;
    Notes *notes = nullptr;
    RouteBench routes;
    HttpClient client;

private:
    StationOptions options() const
    {
        StationOptions options;
        options.dataFolder = data.path();
        return options;
    }
};

//! Tests the resources of Things, and the files that they record.
class TestResources : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aResourceIsReadInAWorker();
    void aResourceIsAFile();
    void refusalsAreToldApart_data();
    void refusalsAreToldApart();
    void othersAreServedWhileAResourceIsMade();
    void filesOfAThingAreServed_data();
    void filesOfAThingAreServed();
    void nothingElseIsServed_data();
    void nothingElseIsServed();
    void aClientMayHaveAFileAlready();
    void aPageAmongTheDataIsNoPageOfTheServer();
};

void TestResources::aResourceIsReadInAWorker()
{
    NotesBench bench(QStringLiteral("/api/v3"));
    const RawReply reply = bench.client.get("/notes/list");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(reply.body, QByteArray("[\"one\",\"two\"]"));
    QVERIFY2(bench.notes->thread != QStringLiteral("http"), qPrintable(bench.notes->thread));
    bench.client.setHeaders("If-None-Match: " + reply.headers.value("etag") + "\r\n");
    QCOMPARE(bench.client.get("/notes/list").status, 304);
}

void TestResources::aResourceIsAFile()
{
    NotesBench bench;
    QCOMPARE(bench.client.get("/notes/latest.jpg").status, 404);
    bench.write(QStringLiteral("notes/latest.jpg"), "JPEG");
    const RawReply reply = bench.client.get("/notes/latest.jpg");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("content-type"), QByteArray("image/jpeg"));
    QCOMPARE(reply.body, QByteArray("JPEG"));
}

void TestResources::refusalsAreToldApart_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *title, const char *method, const char *path, int status,
                        const char *detail) {
        QTest::newRow(title) << QByteArray(method) << QByteArray(path) << status << word(detail);
    };
    row("one that is there is removed", "DELETE", "/notes/notes/one", 204, "");
    row("one that is not there", "DELETE", "/notes/notes/none", 404, "There is no such note.");
    row("a name that none can have", "DELETE", "/notes/notes/a%20b", 400,
        "A note has a name of one word.");
    row("a name with an encoded slash", "DELETE", "/notes/notes/..%2Fsecret", 400,
        "A note has a name of one word.");
    row("one that is in use", "DELETE", "/notes/notes/busy", 409, "The note is being written.");
    row("one that cannot be read", "GET", "/notes/notes/one", 405, "Method Not Allowed");
    row("one that cannot be removed", "DELETE", "/notes/list", 405, "Method Not Allowed");
    row("none of that name", "GET", "/notes/lists", 404, "Not Found");
    row("the Thing's own error", "GET", "/notes/broken", 500, "The disk does not answer.");
}

void TestResources::refusalsAreToldApart()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, path);
    QFETCH(const int, status);
    NotesBench bench;
    const RawReply reply = bench.client.request(method, path);
    QCOMPARE(reply.status, status);
    QTEST(text(json(reply), "detail"), "detail");
    QCOMPARE(bench.notes->removed,
             status == 204 ? QStringList {QStringLiteral("one")} : QStringList());
}

void TestResources::othersAreServedWhileAResourceIsMade()
{
    NotesBench bench;
    bench.client.begin("GET", "/notes/slow");
    const bool hasBegun = bench.notes->begun.tryAcquire(1, 30'000);
    HttpClient other(bench.routes);
    const RawReply meanwhile = hasBegun ? other.get("/notes/list") : RawReply();
    bench.notes->goOn.release();
    QVERIFY(hasBegun);
    QCOMPARE(meanwhile.status, 200);
    QCOMPARE(bench.client.raw().reply().body, QByteArray("late"));
}

void TestResources::filesOfAThingAreServed_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("a picture") << QByteArray("/data/notes/a.jpeg") << QByteArray("image/jpeg");
    QTest::newRow("with a double slash, as OpenFlexure's gallery asks")
        << QByteArray("/data//notes/a.jpeg") << QByteArray("image/jpeg");
    QTest::newRow("with double slashes everywhere")
        << QByteArray("/data//notes//a.jpeg") << QByteArray("image/jpeg");
    QTest::newRow("a file in folders") << QByteArray("/data/notes/scan_0001/images/b%20c.txt")
                                       << QByteArray("text/plain; charset=utf-8");
}

void TestResources::filesOfAThingAreServed()
{
    QFETCH(const QByteArray, path);
    NotesBench bench;
    bench.write(QStringLiteral("notes/a.jpeg"), "contents");
    bench.write(QStringLiteral("notes/scan_0001/images/b c.txt"), "contents");
    const RawReply reply = bench.client.get(path);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray("contents"));
    QTEST(reply.headers.value("content-type"), "type");
    QVERIFY(!reply.headers.value("etag").isEmpty());
}

void TestResources::nothingElseIsServed_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    const auto row = [](const char *title, const char *path) {
        QTest::newRow(title) << QByteArray("GET") << QByteArray(path) << 404;
    };
    row("the folder of all data", "/data/");
    row("the folder of a Thing", "/data/notes");
    row("the folder of a Thing with a slash", "/data/notes/");
    row("a file with a slash", "/data/notes/a.jpeg/");
    row("a file that does not exist", "/data/notes/b.jpeg");
    row("a hidden file", "/data/notes/.part");
    row("a way up", "/data/notes/../secret.txt");
    row("a way up that is encoded", "/data/notes/%2e%2e/secret.txt");
    row("a way up with encoded slashes", "/data/notes/..%2fsecret.txt");
    row("encoded slashes alone", "/data/notes%2fa.jpeg");
    row("a link to a file", "/data/notes/link.txt");
    row("a link to a folder", "/data/notes/up/secret.txt");
    row("a file that is no Thing's", "/data/secret.txt");
    row("a folder that is no Thing's", "/data/others/a.jpeg");
    QTest::newRow("a change") << QByteArray("PUT") << QByteArray("/data/notes/a.jpeg") << 405;
    QTest::newRow("a removal") << QByteArray("DELETE") << QByteArray("/data/notes/a.jpeg") << 405;
}

void TestResources::nothingElseIsServed()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, path);
    NotesBench bench;
    for (const char *file : {"notes/a.jpeg", "notes/.part", "secret.txt", "others/a.jpeg"})
        bench.write(word(file), "secret");
    const QDir data(bench.data.path());
    QVERIFY(QFile::link(data.filePath(word("secret.txt")), data.filePath(word("notes/link.txt"))));
    QVERIFY(QFile::link(data.path(), data.filePath(word("notes/up"))));
    const RawReply reply = bench.client.request(method, path);
    QTEST(reply.status, "status");
    QVERIFY(!reply.body.contains("secret"));
}

void TestResources::aClientMayHaveAFileAlready()
{
    NotesBench bench;
    bench.write(QStringLiteral("notes/a.txt"), "0123456789");
    const QByteArray path = "/data/notes/a.txt";
    const QByteArray tag = bench.client.get(path).headers.value("etag");
    const RawReply head = bench.client.request("HEAD", path);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("etag"), tag);
    QCOMPARE(head.body, QByteArray());
    bench.client.setHeaders("Range: bytes=2-4\r\n");
    const RawReply part = bench.client.get(path);
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, QByteArray("234"));
    bench.client.setHeaders("If-None-Match: " + tag + "\r\n");
    QCOMPARE(bench.client.get(path).status, 304);
    bench.write(QStringLiteral("notes/a.txt"), "something else");
    const RawReply changed = bench.client.get(path);
    QCOMPARE(changed.status, 200);
    QVERIFY(changed.headers.value("etag") != tag);
}

void TestResources::aPageAmongTheDataIsNoPageOfTheServer()
{
    NotesBench bench;
    bench.write(QStringLiteral("notes/a.html"), "<script>alert(1)</script>");
    const RawReply reply = bench.client.get("/data/notes/a.html");
    QCOMPARE(reply.headers.value("content-security-policy"), QByteArray("sandbox"));
    QCOMPARE(reply.headers.value("x-content-type-options"), QByteArray("nosniff"));
}

HOLDFAST_GUILESS_TEST(TestResources)

} // namespace Holdfast::tst_resources

#include "tst_resources.moc"

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_blobinputs {

using namespace Holdfast;

class BlobInputsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_bench = std::make_unique<RouteBench>();
    }

    void oneThatPassesThroughKeepsItsAddress_data();
    void oneThatPassesThroughKeepsItsAddress();
    void theyCanBeInListsAndStructs();
    void refusals_data();
    void refusals();
    void theInputKeepsIt();
    void filesComeInParts();
    void aFileThatHasGoneIsNotFound();
    void theOperatorPassesOneDirectly();
    void theSchemaSaysWhatIsTaken();

private:
    static QByteArray object(const char *key, const Json &value)
    {
        Json json = Json::object();
        json[key] = value;
        return toBytes(json);
    }
    QByteArray pathOf(const Json &blob) const
    {
        return text(blob, "href").toLatin1().sliced(m_bench->base().size());
    }

    std::unique_ptr<RouteBench> m_bench;
};

void BlobInputsTest::oneThatPassesThroughKeepsItsAddress_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("from memory") << QByteArray("picture")
                                 << QByteArray("\xff\xd8 a picture \xff\xd9");
    QTest::newRow("from a file") << QByteArray("archive") << QByteArray("0123456789");
}

void BlobInputsTest::oneThatPassesThroughKeepsItsAddress()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, bytes);
    HttpClient client(*m_bench);
    const Json blob = client.run(source)["output"];
    const Json passed = client.run("pass", object("blob", blob));
    QCOMPARE(text(passed, "status"), QStringLiteral("completed"));
    QCOMPARE(passed["input"]["blob"], blob);
    QCOMPARE(passed["output"], blob);
    QCOMPARE(client.get(pathOf(blob)).body, bytes);
}

void BlobInputsTest::theyCanBeInListsAndStructs()
{
    HttpClient client(*m_bench);
    const Json pictures = client.run("pictures")["output"];
    QCOMPARE(client.run("weigh", object("parts", pictures))["output"], Json(6));
    QCOMPARE(client.run("weigh", R"({"parts": []})")["output"], Json(0));
    QCOMPARE(client.run("hang", object("picture", pictures[0]))["output"], Json("one at north"));
    QCOMPARE(client.run("hang", R"({"wall": "south"})")["output"], Json(" at south"));
    QCOMPARE(client.run("hang", R"({"picture": null})")["output"], Json(" at north"));
}

void BlobInputsTest::refusals_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("detail");
    const auto row = [](const char *name, const char *action, const char *body,
                        const char *detail) {
        QTest::newRow(name) << QByteArray(action) << QByteArray(body)
                            << QByteArray("{\"detail\":[") + detail + "]}";
    };
    row("no id in it", "pass", R"({"blob":{"href":"x","media_type":"y"}})",
        R"({"type":"value_error","loc":["body","blob"],)"
        R"("msg":"Value error, Blob URLs must contain a Blob ID.",)"
        R"("input":{"href":"x","media_type":"y"},"ctx":{"error":{}}})");
    row("null", "pass", R"({"blob":null})",
        R"({"type":"model_attributes_type","loc":["body","blob"],"msg":"Input should be a valid )"
        R"(dictionary or object to extract fields from","input":null})");
    row("left out", "pass", "{}",
        R"({"type":"missing","loc":["body","blob"],"msg":"Field required","input":{}})");
    row("in a list", "weigh", R"({"parts":[{"href":"x","media_type":"y"}]})",
        R"({"type":"value_error","loc":["body","parts",0],)"
        R"("msg":"Value error, Blob URLs must contain a Blob ID.",)"
        R"("input":{"href":"x","media_type":"y"},"ctx":{"error":{}}})");
    row("of another type", "develop", R"({"negative":TEXT})",
        R"({"type":"value_error","loc":["body","negative"],"msg":"Value error, Blob data )"
        R"(media_type 'text/plain' does not match Blob media_type 'image/*'.",)"
        R"("input":TEXT,"ctx":{"error":{}}})");
}

void BlobInputsTest::refusals()
{
    QFETCH(const QByteArray, action);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, detail);
    HttpClient client(*m_bench);
    const QByteArray textBlob = toBytes(client.run("pictures")["output"][0]);
    const RawReply reply = client.post("/bench/" + action, body.replace("TEXT", textBlob));
    QCOMPARE(reply.status, 422);
    QCOMPARE(reply.body, detail.replace("TEXT", textBlob));
}

// The action that made it is gone, the one that got it as input is not.
void BlobInputsTest::theInputKeepsIt()
{
    StationOptions options;
    options.keptInvocations = 1;
    m_bench = std::make_unique<RouteBench>(options);
    HttpClient client(*m_bench);
    const Json picture = client.run("picture")["output"];
    QCOMPARE(client.run("develop", object("negative", picture))["output"], Json(15));
    QCOMPARE(json(client.get("/action_invocations")).size(), std::size_t(1));
    QCOMPARE(client.get(pathOf(picture)).status, 200);
    client.run("zero");
    QCOMPARE(client.get(pathOf(picture)).status, 404);
    const RawReply late = client.post("/bench/develop", object("negative", picture));
    QCOMPARE(late.status, 422);
    QVERIFY2(late.body.contains("wasn't found on this server."), late.body.constData());
}

void BlobInputsTest::filesComeInParts()
{
    HttpClient client(*m_bench);
    const QByteArray path = pathOf(client.run("archive")["output"]);
    const RawReply whole = client.get(path);
    QCOMPARE(whole.status, 200);
    QCOMPARE(whole.body, QByteArray("0123456789"));
    QCOMPARE(whole.headers.value("content-type"), QByteArray("application/zip"));
    QCOMPARE(whole.headers.value("accept-ranges"), QByteArray("bytes"));
    client.setHeaders("Range: bytes=2-4\r\n");
    const RawReply part = client.get(path);
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, QByteArray("234"));
    QCOMPARE(part.headers.value("content-range"), QByteArray("bytes 2-4/10"));
    client.setHeaders("Range: bytes=10-\r\n");
    QCOMPARE(client.get(path).status, 416);
    client.setHeaders("If-None-Match: " + whole.headers.value("etag") + "\r\n");
    QCOMPARE(client.get(path).status, 304);
}

void BlobInputsTest::aFileThatHasGoneIsNotFound()
{
    HttpClient client(*m_bench);
    const QByteArray path = pathOf(client.run("archive")["output"]);
    QVERIFY(m_bench->thing().dropFiles());
    const RawReply reply = client.get(path);
    QCOMPARE(reply.status, 404);
    QVERIFY2(reply.body.contains("has gone or changed"), reply.body.constData());
}

void BlobInputsTest::theOperatorPassesOneDirectly()
{
    const Session operating(m_bench->station(),
                            {Principal::Kind::Operator, QStringLiteral("operator"), {}});
    const Blob own(QByteArrayLiteral("drawn here"), QStringLiteral("image/png"));
    Json input = Json::object();
    input["negative"] = operating.reference(own);
    const auto started =
        operating.invoke(QStringLiteral("bench"), QStringLiteral("develop"), input);
    QVERIFY(started);
    InvocationRecord record = *started;
    const auto isFinished = [&] {
        record = operating.invocation(started->id).value();
        return record.isFinished();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isFinished(), 30'000);
    QCOMPARE(record.state, InvocationState::Completed);
    QCOMPARE(record.output->json, Json(10));
    QCOMPARE(record.input->blobs, QList {own});
}

void BlobInputsTest::theSchemaSaysWhatIsTaken()
{
    HttpClient client(*m_bench);
    const Json actions = json(client.get("/bench/"))["actions"];
    const Json whatItNeeds = Json::array({"href", "media_type"});
    const Json mediaType = {{"title", "Media Type"}, {"type", "string"}, {"default", "image/*"}};
    const Json develop = actions["develop"]["input"];
    QCOMPARE(develop["required"], Json::array({"negative"}));
    const Json negative = develop["properties"]["negative"];
    QCOMPARE(negative["required"], whatItNeeds);
    QCOMPARE(negative["properties"]["media_type"], mediaType);
    const Json picture = actions["hang"]["input"]["properties"]["picture"]["oneOf"];
    QCOMPARE(picture.size(), std::size_t(2));
    QCOMPARE(picture[0]["required"], whatItNeeds);
    QCOMPARE(text(picture[1], "type"), QStringLiteral("null"));
    QCOMPARE(actions["weigh"]["input"]["properties"]["parts"]["items"]["required"], whatItNeeds);
}

HOLDFAST_GUILESS_TEST(BlobInputsTest)

} // namespace tst_blobinputs

#include "tst_blobinputs.moc"

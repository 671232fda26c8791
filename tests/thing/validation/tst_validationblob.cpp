// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/json/jsonconversion.h"
#include "tests/program/testprogram.h"
#include "tests/thing/validation/validationtesting.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_validationblob {

using namespace Holdfast;

//! The issues as LabThings 0.3.0 tells them; each row was compared with its answer.
class TestValidationBlob : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void refuses_data();
    void refuses();
    void accepts_data();
    void accepts();
    void findsTheOnesInsideLists();
    void refusesAllWhereNoneCanBeFound();

private:
    DataSchema schema(const QString &mediaType = {}) const
    {
        DataSchema made = schemaFor<Blob>();
        made.mediaType = mediaType;
        return made;
    }
    Json parsed(QByteArray json) const
    {
        json.replace("ID", m_blob.id().toByteArray(QUuid::WithoutBraces));
        json.replace("HEX", m_blob.id().toByteArray(QUuid::Id128));
        return Json::parse(json.toStdString());
    }
    FindBlob findBlob() const
    {
        return [this](const QUuid &id) { return id == m_blob.id() ? m_blob : Blob(); };
    }

    const Blob m_blob {QByteArrayLiteral("hello"), QStringLiteral("text/plain"),
                       QStringLiteral("A word.")};
};

void TestValidationBlob::refuses_data()
{
    QTest::addColumn<QString>("mediaType");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("issues");
    const auto row = [](const char *name, const char *json, const char *issues,
                        const char *mediaType = "") {
        QTest::newRow(name) << QString::fromLatin1(mediaType) << QByteArray(json)
                            << QString::fromUtf8(issues);
    };
    const auto notAnObject = "model_attributes_type @ []: Input should be a valid dictionary or "
                             "object to extract fields "
                             "from";
    row("a number", "5", notAnObject);
    row("a text", "\"http://x/blob/ID\"", notAnObject);
    row("a list", "[]", notAnObject);
    row("nothing in it", "{}",
        "missing @ [\"href\"]: Field required\nmissing @ [\"media_type\"]: Field required");
    row("no media type", R"({"href": "http://x/blob/ID"})",
        "missing @ [\"media_type\"]: Field required");
    row("members of the wrong type", R"({"href": 5, "media_type": null, "rel": "self",
                                         "description": 3})",
        "string_type @ [\"href\"]: Input should be a valid string\n"
        "string_type @ [\"media_type\"]: Input should be a valid string\n"
        R"(literal_error @ ["rel"]: Input should be 'output' {"expected":"'output'"})"
        "\nstring_type @ [\"description\"]: Input should be a valid string");
    row("a null rel", R"({"href": "http://x/blob/ID", "media_type": "a", "rel": null})",
        R"(literal_error @ ["rel"]: Input should be 'output' {"expected":"'output'"})");
    const auto noId =
        R"(value_error @ []: Value error, Blob URLs must contain a Blob ID. {"error":{}})";
    row("no id", R"({"href": "http://x/blobs/1", "media_type": "a"})", noId);
    row("an id in capitals", R"({"href": "http://x/blob/ABC", "media_type": "a"})", noId);
    row("an empty address", R"({"href": "", "media_type": "a"})", noId);
    const auto noUuid =
        R"(value_error @ []: Value error, badly formed hexadecimal UUID string {"error":{}})";
    row("a short id", R"({"href": "http://x/blob/abc", "media_type": "a"})", noUuid);
    row("an id of other letters", R"({"href": "http://x/blob/zz--", "media_type": "a"})", noUuid);
    row("a long id", R"({"href": "http://x/blob/IDff", "media_type": "a"})", noUuid);
    row("32 letters that are no digits",
        R"({"href": "/blob/zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "media_type": "a"})", noUuid);
    row("an unknown id",
        R"({"href": "http://x/blob/12345678-1234-5678-1234-567812345678", "media_type": "a"})",
        "value_error @ []: Value error, Blob ID 12345678-1234-5678-1234-567812345678 wasn't found "
        R"(on this server. {"error":{}})");
    row("an unknown id without hyphens",
        R"({"href": "http://x/blob/12345678123456781234567812345678", "media_type": "a"})",
        "value_error @ []: Value error, Blob ID 12345678-1234-5678-1234-567812345678 wasn't found "
        R"(on this server. {"error":{}})");
    row("data of another type", R"({"href": "http://x/blob/ID", "media_type": "image/jpeg"})",
        "value_error @ []: Value error, Blob data media_type 'text/plain' does not match Blob "
        R"(media_type 'image/jpeg'. {"error":{}})",
        "image/jpeg");
}

void TestValidationBlob::refuses()
{
    QFETCH(const QString, mediaType);
    QFETCH(const QByteArray, json);
    const Json value = parsed(json);
    const Validated result = validate(schema(mediaType), value, findBlob());
    QTEST(summary(result.issues), "issues");
    QVERIFY(result.blobs.isEmpty());
    if (result.issues.size() == 1 && result.issues.first().location.empty())
        QCOMPARE(result.issues.first().input, value);
}

void TestValidationBlob::accepts_data()
{
    QTest::addColumn<QString>("mediaType");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *json, const char *mediaType = "") {
        QTest::newRow(name) << QString::fromLatin1(mediaType) << QByteArray(json);
    };
    row("as it was told", R"({"href": "http://here:5000/blob/ID", "media_type": "text/plain",
                             "rel": "output", "description": "A word."})");
    row("the least", R"({"href": "/blob/ID", "media_type": ""})");
    row("of another host",
        R"({"href": "https://proxy/lab/blob/ID?x=1", "media_type": "text/plain"})");
    row("without hyphens", R"({"href": "http://x/blob/HEX", "media_type": "text/plain"})");
    row("another media type, which does not count",
        R"({"href": "/blob/ID", "media_type": "image/png"})", "text/plain");
    row("one of a kind", R"({"href": "/blob/ID", "media_type": "text/plain"})", "text/*");
    row("any", R"({"href": "/blob/ID", "media_type": "text/plain"})", "*/*");
    row("another description and more", R"({"href": "/blob/ID", "media_type": "text/plain",
                                           "description": "mine", "zz": 1})");
}

void TestValidationBlob::accepts()
{
    QFETCH(const QString, mediaType);
    QFETCH(const QByteArray, json);
    const Validated result = validate(schema(mediaType), parsed(json), findBlob());
    QCOMPARE(summary(result.issues), QString());
    QCOMPARE(result.blobs, QList {m_blob});
    QCOMPARE(result.value, toPayload(QVariant::fromValue(m_blob)).json);
    const QVariant back = fromJson(result.value, QMetaType::fromType<Blob>(), result.blobs);
    QCOMPARE(back.value<Blob>(), m_blob);
}

void TestValidationBlob::findsTheOnesInsideLists()
{
    const DataSchema list = schemaFor<QList<Blob>>();
    const Json good = parsed(R"([{"href": "/blob/ID", "media_type": ""},
                                 {"href": "/blob/ID", "media_type": ""}])");
    const Validated result = validate(list, good, findBlob());
    QVERIFY(result.isValid());
    const QVariant back = fromJson(result.value, QMetaType::fromType<QList<Blob>>(), result.blobs);
    QCOMPARE(back.value<QList<Blob>>(), (QList {m_blob, m_blob}));

    const Json bad = parsed(R"([{"href": "/blob/ID", "media_type": ""}, {"href": "x"}])");
    QCOMPARE(summary(validate(list, bad, findBlob()).issues),
             QStringLiteral("missing @ [1,\"media_type\"]: Field required"));
}

void TestValidationBlob::refusesAllWhereNoneCanBeFound()
{
    const Json value = parsed(R"({"href": "/blob/ID", "media_type": ""})");
    QCOMPARE(summary(validate(schema(), value).issues),
             QStringLiteral("value_error @ []: Value error, Blobs are not accepted as an input. "
                            "{\"error\":{}}"));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                             (void)fromJson(value, QMetaType::fromType<Blob>()));
}

HOLDFAST_GUILESS_TEST(TestValidationBlob)

} // namespace tst_validationblob

#include "tst_validationblob.moc"

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "ui/base/scripttext.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

namespace tst_scripttext {

using namespace Holdfast;

using Kind = ScriptCall::Kind;

namespace {

const QUrl server(QStringLiteral("http://127.0.0.1:5000/"));

QString lastLine(const QString &program)
{
    return program.trimmed().section(u'\n', -1);
}

ScriptCall call(Kind kind, const QString &name, const Json &value = {})
{
    return {kind, QStringLiteral("camera"), name, value};
}

} // namespace

class TestScriptText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aPythonProgramIsWholeByItself()
    {
        QCOMPARE(asPython(call(Kind::Write, QStringLiteral("exposure_time"), 800), server),
                 QStringLiteral("import httpx2\n"
                                "from labthings_fastapi import ThingClient\n"
                                "\n"
                                "server = \"http://127.0.0.1:5000\"\n"
                                "me = httpx2.Client(base_url=server, "
                                "headers={\"Holdfast-Client\": \"my script\"})\n"
                                "camera = ThingClient.from_url(f\"{server}/camera/\", client=me)\n"
                                "camera.exposure_time = 800\n"));
    }

    void pythonSaysWhatIsDone_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("statement");
        const auto row = [](const char *tag, Kind kind, const char *name, const char *value,
                            const char *statement) {
            QTest::newRow(tag) << kind << QString::fromUtf8(name) << QString::fromUtf8(value)
                               << QString::fromUtf8(statement);
        };
        row("a property is read", Kind::Read, "gain", "null", "print(camera.gain)");
        row("one whose name is no Python name is read", Kind::Read, "white balance", "null",
            "print(getattr(camera, \"white balance\"))");
        row("one whose name is a keyword is set", Kind::Write, "from", "[true, null]",
            "setattr(camera, \"from\", [True, None])");
        row("a reset, which the client does not know", Kind::Reset, "gain", "null",
            "me.post(f\"{server}/camera/gain/reset\").raise_for_status()");
        row("an action without inputs", Kind::Invoke, "capture", "{}", "print(camera.capture())");
        row("inputs become arguments", Kind::Invoke, "scan", R"({"x": 1.0, "tags": ["a"]})",
            "print(camera.scan(x=1.0, tags=[\"a\"]))");
        row("inputs with other names as well", Kind::Invoke, "scan",
            R"({"x": false, "in": 2, "y z": {"a": null}})",
            "print(camera.scan(x=False, **{\"in\": 2, \"y z\": {\"a\": None}}))");
        row("texts stay what they are", Kind::Write, "label", "\"it\'s \\\"µ\\\"\\\\\\n{x}\"",
            "camera.label = \"it\'s \\\"µ\\\"\\\\\\n{x}\"");
    }

    void pythonSaysWhatIsDone()
    {
        QFETCH(Kind, kind);
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, statement);
        QCOMPARE(lastLine(asPython(call(kind, name, Json::parse(value.toStdString())), server)),
                 statement);
    }

    void aThingIsNeverCalledAsAnythingElseInTheProgram_data()
    {
        QTest::addColumn<QString>("thing");
        QTest::addColumn<QString>("variable");
        QTest::newRow("a name") << QStringLiteral("stage") << QStringLiteral("stage");
        QTest::newRow("with a hyphen") << QStringLiteral("my-stage") << QStringLiteral("my_stage");
        QTest::newRow("with a digit") << QStringLiteral("2nd") << QStringLiteral("thing_2nd");
        QTest::newRow("a keyword") << QStringLiteral("class") << QStringLiteral("class_");
        QTest::newRow("the server's") << QStringLiteral("server") << QStringLiteral("server_");
    }

    void aThingIsNeverCalledAsAnythingElseInTheProgram()
    {
        QFETCH(QString, thing);
        QFETCH(QString, variable);
        const QString program = asPython({Kind::Read, thing, QStringLiteral("x"), {}}, server);
        QVERIFY(program.contains(
            QStringLiteral("\n%1 = ThingClient.from_url(f\"{server}/%2/\"").arg(variable, thing)));
        QCOMPARE(lastLine(program), QStringLiteral("print(%1.x)").arg(variable));
    }

    void curlSaysWhatIsDone_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("command");
        const QString me = QStringLiteral(" -H 'Holdfast-Client: my script'");
        const QString json = QStringLiteral(" -H 'Content-Type: application/json' -d '800'");
        const QString url = QStringLiteral(" 'http://127.0.0.1:5000/camera/a");
        QTest::newRow("read") << Kind::Read << QStringLiteral("curl -sS") + me + url + u'\'';
        QTest::newRow("write") << Kind::Write
                               << QStringLiteral("curl -sS -X PUT") + me + json + url + u'\'';
        QTest::newRow("reset") << Kind::Reset
                               << QStringLiteral("curl -sS -X POST") + me + url
                                      + QStringLiteral("/reset'");
        QTest::newRow("invoke") << Kind::Invoke
                                << QStringLiteral("curl -sS -X POST") + me + json + url + u'\'';
    }

    void curlSaysWhatIsDone()
    {
        QFETCH(Kind, kind);
        QFETCH(QString, command);
        QCOMPARE(asCurl(call(kind, QStringLiteral("a"), 800), server), command);
    }

    void aShellHandsOnEveryLetter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("quotes") << QStringLiteral("it's \"x\"");
        QTest::newRow("what a shell would run") << QStringLiteral("$(touch /tmp/x) `id` $HOME \\");
        QTest::newRow("a new line") << QStringLiteral("a\nb");
        QTest::newRow("other letters") << QStringLiteral("µm <b>");
    }

    void aShellHandsOnEveryLetter()
    {
        QFETCH(QString, text);
        const QString command =
            asCurl(call(Kind::Write, QStringLiteral("label"), Json(text.toStdString())), server);
        QProcess shell;
        shell.start(
            QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"), QStringLiteral("curl() { printf '%s' \"$9\"; }\n") + command});
        QVERIFY(shell.waitForFinished(30'000));
        const QByteArray sent = shell.readAllStandardOutput();
        const Json heard = Json::parse(sent.cbegin(), sent.cend(), nullptr, false);
        QCOMPARE(heard, Json(text.toStdString()));
    }

    void thePrefixOfTheServerIsKept()
    {
        const QUrl prefixed(QStringLiteral("http://127.0.0.1:5000/api/v3/"));
        QVERIFY(asCurl(call(Kind::Read, QStringLiteral("gain")), prefixed)
                    .endsWith(QStringLiteral("'http://127.0.0.1:5000/api/v3/camera/gain'")));
    }
};

HOLDFAST_GUILESS_TEST(TestScriptText)

} // namespace tst_scripttext

#include "tst_scripttext.moc"

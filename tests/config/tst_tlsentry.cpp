// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationreader.h"
#include "tests/config/refusal.h"
#include "tests/program/testprogram.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>

namespace tst_tlsentry {

using namespace Holdfast;

namespace {

Configuration parsed(const QByteArray &tls)
{
    const ThingRegistry nothing;
    return ConfigurationReader(nothing, {})
        .parse("{\"things\": {}, \"settings_folder\": \"/tmp/holdfast\", \"tls\": " + tls + '}',
               QStringLiteral("lab.json"));
}

void row(const char *name, const QByteArray &json, const char *beginning, const char *part)
{
    QTest::newRow(name) << json << QString::fromUtf8(beginning) << QString::fromUtf8(part);
}

} // namespace

//! What a configuration says about TLS.
class TestTlsEntry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isOffWithoutIt();
    void makesItsOwnCertificate();
    void takesTheFilesOfACertificate();
    void refuses_data();
    void refuses() { compareRefusal(parsed); }
};

void TestTlsEntry::isOffWithoutIt()
{
    const ThingRegistry nothing;
    const ConfigurationReader reader(nothing, {});
    QVERIFY(!reader.parse("{\"things\": {}}", QStringLiteral("lab.json")).tls.isOn);
    QVERIFY(!parsed("false").tls.isOn);
    // The file is another one for each configuration.
    const QString first =
        reader.parse("{\"things\": {}}", QStringLiteral("lab.json")).ownCertificateFile;
    QVERIFY2(first.contains(QStringLiteral("/holdfast/certificate-"))
                 && first.endsWith(QStringLiteral(".pem")),
             qPrintable(first));
}

void TestTlsEntry::makesItsOwnCertificate()
{
    const Configuration configuration = parsed("true");
    QVERIFY(configuration.tls.isOn);
    QVERIFY(configuration.tls.certificate.isEmpty() && configuration.tls.key.isEmpty());
    QCOMPARE(configuration.ownCertificateFile, QStringLiteral("/tmp/holdfast/certificate.pem"));
}

void TestTlsEntry::takesTheFilesOfACertificate()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray path = file.fileName().toUtf8();
    const TlsEntry tls =
        parsed("{\"certificate\": \"" + path + "\", \"key\": \"" + path + "\"}").tls;
    QVERIFY(tls.isOn);
    QCOMPARE(tls.certificate, QFileInfo(file).absoluteFilePath());
    QCOMPARE(tls.key, tls.certificate);
}

void TestTlsEntry::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("beginning");
    QTest::addColumn<QString>("part");
    row("a word", "\"yes\"", ": tls: \"yes\" ",
        "true, false, or an object with certificate and key");
    row("null", "null", ": tls: null ", "true, false, or an object");
    row("a certificate without a key", R"({"certificate": "/dev/null"})",
        ": tls.key: This is missing.", "a string that is not empty");
    row("a misspelt key", R"({"certificat": "a", "key": "b"})",
        ": tls.certificat: ", "Did you mean \"certificate\"?");
    row("a file that is not there", R"({"certificate": "/nowhere/a.pem", "key": "/nowhere/b.pem"})",
        ": tls.certificate: There is no file", "/nowhere/a.pem");
}

HOLDFAST_APPLESS_TEST(TestTlsEntry)

} // namespace tst_tlsentry

#include "tst_tlsentry.moc"

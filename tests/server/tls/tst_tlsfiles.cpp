// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/tls/owncertificate.h"
#include "core/server/http/tls/tlsfiles.h"
#include "tests/program/testprogram.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

namespace Holdfast::tst_tlsfiles {

namespace {

const QStringList s_hosts {QStringLiteral("scope3"), QStringLiteral("127.0.0.1"),
                           QStringLiteral("::1")};

} // namespace

// The certificate of a server: one that is given, or one that it makes.
class TlsFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void makesACertificateOnce();
    void theOwnCertificateIsForTheHosts();
    void takesAGivenOne();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void leavesADamagedOneAlone();

private:
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qWarning("The file was not written.");
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

void TlsFilesTest::makesACertificateOnce()
{
    const QString path = m_folder.filePath(QStringLiteral("new/certificate.pem"));
    const auto first = readTls({.certificate = {}, .key = {}, .own = path}, s_hosts);
    QVERIFY2(bool(first), qPrintable(first ? QString() : first.error().message()));
    QCOMPARE(QFileInfo(path).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    const auto second = readTls({.certificate = {}, .key = {}, .own = path}, {});
    QVERIFY(bool(second));
    QCOMPARE((*second)->fingerprint(), (*first)->fingerprint());
    const QList<QSslCertificate> certificates = QSslCertificate::fromPath(path);
    QCOMPARE(certificates.size(), 1);
    QCOMPARE(certificates[0].digest(QCryptographicHash::Sha256), (*first)->digest());
    static const QRegularExpression form(QStringLiteral("\\A[0-9A-F]{2}(:[0-9A-F]{2}){31}\\z"));
    QVERIFY(form.match((*first)->fingerprint()).hasMatch());
}

void TlsFilesTest::theOwnCertificateIsForTheHosts()
{
    const auto pem = makeOwnCertificate(s_hosts);
    QVERIFY(bool(pem));
    const QSslCertificate certificate = QSslCertificate::fromData(*pem).value(0);
    QVERIFY(!certificate.isNull() && certificate.isSelfSigned());
    QCOMPARE(certificate.subjectInfo(QSslCertificate::CommonName),
             QStringList(QStringLiteral("scope3")));
    const auto names = certificate.subjectAlternativeNames();
    QCOMPARE(names.values(QSsl::DnsEntry), QStringList(QStringLiteral("scope3")));
    QCOMPARE(names.values(QSsl::IpAddressEntry).size(), 2);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(certificate.effectiveDate() < now && certificate.expiryDate() > now.addYears(19));
    QVERIFY(*makeOwnCertificate(s_hosts) != *pem);
    // Names that no certificate can have are an error, and no crash.
    QVERIFY(!makeOwnCertificate({QStringLiteral("a,b:c")}));
}

void TlsFilesTest::takesAGivenOne()
{
    const QByteArray pem = *makeOwnCertificate(s_hosts);
    const qsizetype end = pem.indexOf("-----BEGIN CERTIFICATE");
    const QString key = write(QStringLiteral("key.pem"), pem.first(end));
    const QByteArray other = *makeOwnCertificate({QStringLiteral("authority")});
    const QString chain =
        write(QStringLiteral("chain.pem"),
              pem.sliced(end) + other.sliced(other.indexOf("-----BEGIN CERTIFICATE")));
    const auto read = readTls({.certificate = chain, .key = key, .own = {}}, {});
    QVERIFY2(bool(read), qPrintable(read ? QString() : read.error().message()));
    QCOMPARE((*read)->digest(),
             QSslCertificate::fromData(pem).value(0).digest(QCryptographicHash::Sha256));
}

void TlsFilesTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("part");
    const QByteArray pem = *makeOwnCertificate(s_hosts);
    const qsizetype end = pem.indexOf("-----BEGIN CERTIFICATE");
    const QByteArray key = pem.first(end);
    const QByteArray certificate = pem.sliced(end);
    const auto inCertificate = QStringLiteral("certificate.pem");
    const auto inKey = QStringLiteral("key.pem");
    QTest::newRow("no certificate")
        << QByteArray() << key << inCertificate << QStringLiteral("no certificate in PEM");
    QTest::newRow("a key for a certificate")
        << key << key << inCertificate << QStringLiteral("no certificate in PEM");
    QTest::newRow("a certificate that breaks off") << certificate.first(200) << key << inCertificate
                                                   << QStringLiteral("no certificate in PEM");
    QTest::newRow("no key") << certificate << QByteArray("hello") << inKey
                            << QStringLiteral("no key in PEM, without a password");
    QTest::newRow("the key of another") << certificate << *makeOwnCertificate(s_hosts) << inKey
                                        << QStringLiteral("does not belong to the certificate");
    QTest::newRow("a large file") << QByteArray(1024 * 1024 + 1, 'x') << key << inCertificate
                                  << QStringLiteral("larger than 1 MiB");
}

void TlsFilesTest::saysWhatIsWrong()
{
    QFETCH(const QByteArray, certificate);
    QFETCH(const QByteArray, key);
    QFETCH(const QString, file);
    QFETCH(const QString, part);
    const auto read = readTls({.certificate = write(QStringLiteral("certificate.pem"), certificate),
                               .key = write(QStringLiteral("key.pem"), key),
                               .own = {}},
                              {});
    QVERIFY(!read);
    const QString message = read.error().message();
    QVERIFY2(message.contains(file) && message.contains(part), qPrintable(message));
}

void TlsFilesTest::leavesADamagedOneAlone()
{
    const QString path = write(QStringLiteral("own.pem"), "damaged");
    const auto read = readTls({.certificate = {}, .key = {}, .own = path}, s_hosts);
    QVERIFY(!read && read.error().message().contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("damaged"));
}

HOLDFAST_GUILESS_TEST(TlsFilesTest)

} // namespace Holdfast::tst_tlsfiles

#include "tst_tlsfiles.moc"

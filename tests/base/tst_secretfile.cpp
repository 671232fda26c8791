// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/secretfile.h"
#include "tests/program/testprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace tst_secretfile {

using namespace Holdfast;

class TestSecretFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsOneSecret_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("secret"); // empty: refused
        QTest::newRow("alone") << QByteArray("abc") << QByteArray("abc");
        QTest::newRow("with a line break") << QByteArray("abc\n") << QByteArray("abc");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("white space") << QByteArray(" \n") << QByteArray();
        QTest::newRow("two words") << QByteArray("abc def") << QByteArray();
        QTest::newRow("two lines") << QByteArray("abc\r\nX-Other: def") << QByteArray();
        QTest::newRow("no ASCII") << QByteArray("\xc3\xa4") << QByteArray();
        QTest::newRow("too long") << QByteArray(5000, 'a') << QByteArray();
    }
    void readsOneSecret()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, secret);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("token")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
        file.close();
        const SecretFile read = readSecretFile(file.fileName());
        QCOMPARE(read.secret, secret);
        QCOMPARE(read.problem.contains(file.fileName()), secret.isEmpty());
        QVERIFY(text.trimmed().isEmpty() || !read.problem.toUtf8().contains(text.trimmed()));
    }

    void namesAFileThatIsNotThere()
    {
        const SecretFile read = readSecretFile(QStringLiteral("/nowhere/token"));
        QCOMPARE(read.problem,
                 QStringLiteral("The file /nowhere/token does not exist, or may not be read."));
    }
};

HOLDFAST_GUILESS_TEST(TestSecretFile)

} // namespace tst_secretfile

#include "tst_secretfile.moc"

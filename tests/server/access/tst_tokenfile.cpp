// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fileclaim.h"
#include "core/server/access/token.h"
#include "core/server/access/tokenfile.h"
#include "core/server/admission/tokenkeeper.h"
#include "tests/program/testprogram.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

namespace Holdfast::tst_tokenfile {

namespace {

constexpr int s_patience = 30'000;

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("Cannot write %s.", qPrintable(path));
}

} // namespace

// Tokens, and the file in which they are kept.
class TokenFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("state/tokens.json"));
    }

    void aTokenHas256BitsAndIsNeverMadeTwice()
    {
        QSet<QByteArray> made;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray token = newToken();
            const auto decoded = QByteArray::fromBase64Encoding(
                token, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
            QVERIFY(bool(decoded));
            QCOMPARE(decoded.decoded.size(), qsizetype {32});
            made << token;
        }
        QCOMPARE(made.size(), qsizetype {1000});
    }

    void comparesEveryByte()
    {
        const QByteArray digest = digestOf("a token");
        QVERIFY(areEqualInConstantTime(digest, digestOf("a token")));
        QVERIFY(!areEqualInConstantTime(digest, digest.chopped(1)));
        for (qsizetype i = 0; i < digest.size(); ++i) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray other = digest;
                other[i] = char(other[i] ^ (1 << bit));
                QVERIFY(!areEqualInConstantTime(digest, other));
            }
        }
    }

    void isThereAgainAfterARestartAndHasNoTokenInClear()
    {
        const auto made = TokenFile(m_path).create(QStringLiteral("anna@lab"), Role::Operator);
        QVERIFY2(bool(made), made ? "" : qPrintable(made.error().message()));
        const QByteArray text = contentsOf(m_path);
        QVERIFY(text.contains("anna@lab"));
        QVERIFY(text.contains(digestOf(made->token).toHex()));
        QVERIFY(!text.contains(made->token));
        QVERIFY(!text.contains(QByteArray::fromBase64(made->token, QByteArray::Base64UrlEncoding)));
        QVERIFY(!text.contains(
            QByteArray::fromBase64(made->token, QByteArray::Base64UrlEncoding).toHex()));
        struct stat found = {};
        QCOMPARE(::stat(QFile::encodeName(m_path).constData(), &found), 0);
        QCOMPARE(int(found.st_mode & 0777), 0600);

        const auto book = TokenFile(m_path).read();
        QVERIFY(bool(book));
        const auto record = book->find(made->token);
        QVERIFY(record.has_value());
        QCOMPARE(record->name, QStringLiteral("anna@lab"));
        QCOMPARE(record->role, Role::Operator);
        QVERIFY(!book->find(made->token + 'x'));
        QVERIFY(!book->find(QByteArray()));
        QVERIFY(!book->find(digestOf(made->token).toHex()));
    }

    void keepsItsModeWhenItIsReplaced()
    {
        QVERIFY(bool(TokenFile(m_path).create(QStringLiteral("a"), Role::Viewer)));
        QVERIFY(
            QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(bool(TokenFile(m_path).create(QStringLiteral("b"), Role::Viewer)));
        struct stat found = {};
        QCOMPARE(::stat(QFile::encodeName(m_path).constData(), &found), 0);
        QCOMPARE(int(found.st_mode & 0777), 0600);
    }

    void aRevokedTokenIsNotValidAnyMore()
    {
        const TokenFile file(m_path);
        const auto first = file.create(QStringLiteral("first"), Role::Admin);
        const auto second = file.create(QStringLiteral("second"), Role::Viewer);
        QVERIFY(first && second);
        QVERIFY(bool(file.revoke(QStringLiteral("first"))));
        const auto book = file.read();
        QVERIFY(bool(book));
        QVERIFY(!book->find(first->token));
        QVERIFY(book->find(second->token).has_value());
        const auto again = file.revoke(QStringLiteral("first"));
        QVERIFY(!again);
        QCOMPARE(again.error().kind(), Error::Kind::NotFound);
    }

    void refusesNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("one that is taken") << QStringLiteral("taken") << Error::Kind::Conflict;
        QTest::newRow("none") << QString() << Error::Kind::Invalid;
        QTest::newRow("with a slash") << QStringLiteral("a/b") << Error::Kind::Invalid;
        QTest::newRow("with a space") << QStringLiteral("a b") << Error::Kind::Invalid;
        QTest::newRow("with a line break") << QStringLiteral("a\n") << Error::Kind::Invalid;
        QTest::newRow("a dot first") << QStringLiteral("..") << Error::Kind::Invalid;
        QTest::newRow("too long") << QString(65, u'a') << Error::Kind::Invalid;
    }
    void refusesNames()
    {
        QFETCH(const QString, name);
        QFETCH(const Error::Kind, kind);
        const TokenFile file(m_path);
        QVERIFY(bool(file.create(QStringLiteral("taken"), Role::Viewer)));
        const auto refused = file.create(name, Role::Viewer);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind(), kind);
        QCOMPARE(file.read()->records().size(), qsizetype {1});
    }

    void aFileThatCannotBeUsedIsNamedAndLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("another version") << QByteArray(R"({"version": 2, "tokens": []})");
        QTest::newRow("an unknown role") << QByteArray(
            R"({"version": 1, "tokens": [{"name": "a", "role": "god", "sha256": "", "created": ""}]})");
        QTest::newRow("a short digest") << QByteArray(
            R"({"version": 1, "tokens": [{"name": "a", "role": "admin", "sha256": "00", "created": ""}]})");
    }
    void aFileThatCannotBeUsedIsNamedAndLeftAlone()
    {
        QFETCH(const QByteArray, text);
        const QString path = m_folder->filePath(QStringLiteral("tokens.json"));
        write(path, text);
        const TokenFile file(path);
        const auto read = file.read();
        QVERIFY(!read);
        QVERIFY2(read.error().message().contains(path), qPrintable(read.error().message()));
        QVERIFY(!file.create(QStringLiteral("b"), Role::Admin));
        QCOMPARE(contentsOf(path), text);
        TokenKeeper keeper(path);
        QVERIFY(!keeper.start());
        QVERIFY(keeper.tokens()->isEmpty());
    }

    void twoProgramsDoNotChangeItAtOnce()
    {
        QVERIFY(bool(TokenFile(m_path).create(QStringLiteral("a"), Role::Viewer)));
        FileClaim claim(m_path + QStringLiteral(".lock"));
        QCOMPARE(claim.claim(), FileClaim::Outcome::Mine);
        const auto refused = TokenFile(m_path).create(QStringLiteral("b"), Role::Viewer);
        QVERIFY(!refused);
        QVERIFY(refused.error().message().contains(QStringLiteral("try again")));
        claim.release();
        QVERIFY(bool(TokenFile(m_path).create(QStringLiteral("b"), Role::Viewer)));
    }

    void theKeeperNoticesWhatOtherProgramsChange()
    {
        QVERIFY(bool(TokenFile(m_path).create(QStringLiteral("a"), Role::Viewer)));
        TokenKeeper keeper(m_path);
        QVERIFY(bool(keeper.start()));
        QCOMPARE(keeper.tokens()->records().size(), qsizetype {1});
        const auto made = TokenFile(m_path).create(QStringLiteral("b"), Role::Admin);
        QVERIFY(bool(made));
        QTRY_VERIFY_WITH_TIMEOUT(keeper.tokens()->find(made->token).has_value(), s_patience);
        QVERIFY(bool(TokenFile(m_path).revoke(QStringLiteral("b"))));
        QTRY_VERIFY_WITH_TIMEOUT(!keeper.tokens()->find(made->token).has_value(), s_patience);
        QVERIFY(QFile::remove(m_path));
        QTRY_VERIFY_WITH_TIMEOUT(keeper.tokens()->isEmpty(), s_patience);
    }

    void theKeeperMakesTokensWhereThereWasNoFile()
    {
        TokenKeeper keeper(m_path);
        QVERIFY(bool(keeper.start()));
        QVERIFY(!QFileInfo::exists(m_path));
        const auto made = keeper.create(QStringLiteral("a"), Role::Station).wait();
        QVERIFY(bool(made));
        QVERIFY(keeper.tokens()->find(made->token).has_value());
        QVERIFY(!keeper.create(QStringLiteral("a"), Role::Station).wait());
        QVERIFY(bool(keeper.revoke(QStringLiteral("a")).wait()));
        QVERIFY(keeper.tokens()->isEmpty());
        // The folder is watched now.
        const auto other = TokenFile(m_path).create(QStringLiteral("b"), Role::Admin);
        QVERIFY(bool(other));
        QTRY_VERIFY_WITH_TIMEOUT(keeper.tokens()->find(other->token).has_value(), s_patience);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

HOLDFAST_GUILESS_TEST(TokenFileTest)

} // namespace Holdfast::tst_tokenfile

#include "tst_tokenfile.moc"

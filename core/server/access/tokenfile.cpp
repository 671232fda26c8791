// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/access/tokenfile.h"

#include "core/base/fileclaim.h"
#include "core/base/stagedfile.h"
#include "core/server/access/token.h"
#include "core/thing/json/foreignjson.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <utility>

namespace Holdfast {

namespace {

// The version of the file's layout.
constexpr int s_layoutVersion = 1;
constexpr qint64 s_largestFile = 1024 * 1024;
constexpr int s_mostTokens = 1000;
constexpr int s_onlyThisAccount = 0600;

//! \brief The error in the file's content.
struct BadTokenFile
{
    QString what;
};

Json toJson(const TokenRecord &record)
{
    return Json {{"name", toUtf8String(record.name)},
                 {"role", toUtf8String(toWord(record.role))},
                 {"sha256", record.digest.toHex().toStdString()},
                 {"created", toUtf8String(record.created.toUTC().toString(Qt::ISODateWithMs))}};
}

TokenRecord toRecord(const Json &json)
{
    TokenRecord record;
    record.name = json.at("name").get<QString>();
    if (!isTokenName(record.name))
        throw BadTokenFile {QStringLiteral("the name of a token is wrong")};
    const std::optional<Role> role = roleFrom(json.at("role").get<QString>());
    if (!role)
        throw BadTokenFile {
            QStringLiteral("the role of the token \"%1\" is unknown").arg(record.name)};
    record.role = *role;
    record.digest = QByteArray::fromHex(json.at("sha256").get<QString>().toLatin1());
    if (record.digest.size() != QCryptographicHash::hashLength(QCryptographicHash::Sha256))
        throw BadTokenFile {
            QStringLiteral("the digest of the token \"%1\" is wrong").arg(record.name)};
    record.created = QDateTime::fromString(json.at("created").get<QString>(), Qt::ISODateWithMs);
    return record;
}

TokenBook toBook(const Json &json)
{
    if (json.at("version").get<int>() != s_layoutVersion)
        throw BadTokenFile {QStringLiteral("it is from another version of Holdfast")};
    TokenBook book;
    for (const Json &entry : json.at("tokens")) {
        const TokenRecord record = toRecord(entry);
        if (book.named(record.name))
            throw BadTokenFile {QStringLiteral("there are two tokens \"%1\"").arg(record.name)};
        book.add(record);
    }
    return book;
}

QByteArray toText(const TokenBook &book)
{
    Json tokens = Json::array();
    for (const TokenRecord &record : book.records())
        tokens.push_back(toJson(record));
    const Json json {{"version", s_layoutVersion}, {"tokens", std::move(tokens)}};
    return QByteArray::fromStdString(json.dump(4)) + '\n';
}

Error wrongName(const QString &name)
{
    return Error::invalid({ValidationIssue {
        .type = QStringLiteral("value_error"),
        .location = Json::array({"name"}),
        .message = QStringLiteral("The name of a token has 1 to 64 letters, digits, '.', '_', '@' "
                                  "and '-', and begins with a letter or a digit"),
        .input = name,
        .context = nullptr,
    }});
}

} // namespace

TokenFile::TokenFile(QString path)
    : m_path(std::move(path))
{
}

Error TokenFile::unusable(const QString &why) const
{
    return Error::unavailable(
        QStringLiteral("The file of the tokens, %1, cannot be used: %2.").arg(m_path, why));
}

Result<TokenBook> TokenFile::read() const
{
    const QFileInfo info(m_path);
    if (!info.exists())
        return TokenBook();
    // Opening a pipe would wait for its writer.
    if (!info.isFile())
        return unusable(QStringLiteral("it is a folder, a device or a pipe"));
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(file.errorString());
    const QByteArray text = file.read(s_largestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return unusable(file.errorString());
    if (text.size() > s_largestFile)
        return unusable(QStringLiteral("it is larger than 1 MiB"));
    ParsedJson parsed = parseForeignJson(text, fileJsonLimits);
    if (const auto *flaw = std::get_if<JsonFlaw>(&parsed))
        return unusable(QStringLiteral("it cannot be read as JSON (%1)").arg(flaw->reason));
    try {
        return toBook(std::get<Json>(parsed));
    } catch (const BadTokenFile &bad) {
        return unusable(bad.what);
    } catch (const Json::exception &) {
        return unusable(QStringLiteral("a member is missing, or has another type"));
    }
}

template<typename T, typename Change>
Result<T> TokenFile::change(Change change) const
{
    const QString folder = QFileInfo(m_path).absolutePath();
    if (const std::error_code error = makeFolder(folder))
        return unusable(toText(error));
    FileClaim claim(m_path + QStringLiteral(".lock"));
    switch (claim.claim()) {
    case FileClaim::Outcome::Mine:
        break;
    case FileClaim::Outcome::Theirs:
        return unusable(
            QStringLiteral("%1 is changing it just now; try again").arg(claim.holder()));
    case FileClaim::Outcome::Failed:
        return unusable(toText(claim.error()));
    }
    Result<TokenBook> read = this->read();
    if (!read)
        return read.error();
    TokenBook book = *read;
    Result<T> changed = change(book);
    if (!changed)
        return changed;
    StagedFile file;
    std::error_code error = file.write(folder, toText(book), s_onlyThisAccount);
    if (!error)
        error = file.putInPlace(m_path, StagedFile::Existing::Replace);
    return error ? Result<T>(unusable(toText(error))) : changed;
}

Result<NewToken> TokenFile::create(const QString &name, Role role) const
{
    if (!isTokenName(name))
        return wrongName(name);
    return change<NewToken>([&](TokenBook &book) -> Result<NewToken> {
        if (book.named(name))
            return Error::conflict(QStringLiteral("There is a token \"%1\" already: revoke it "
                                                  "first, or choose another name.")
                                       .arg(name));
        if (book.records().size() >= s_mostTokens)
            return Error::conflict(QStringLiteral("There are %1 tokens already, which is the most.")
                                       .arg(s_mostTokens));
        const QByteArray token = newToken();
        const TokenRecord record {name, role, digestOf(token), QDateTime::currentDateTimeUtc()};
        book.add(record);
        return NewToken {record, token};
    });
}

Result<TokenRecord> TokenFile::revoke(const QString &name) const
{
    return change<TokenRecord>([&](TokenBook &book) -> Result<TokenRecord> {
        const TokenRecord *found = book.named(name);
        if (!found)
            return Error::notFound(QStringLiteral("There is no token \"%1\".").arg(name));
        const TokenRecord record = *found;
        book.remove(name);
        return record;
    });
}

} // namespace Holdfast

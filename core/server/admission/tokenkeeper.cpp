// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/admission/tokenkeeper.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QLoggingCategory>

#include <utility>

namespace Holdfast {

namespace {

Q_LOGGING_CATEGORY(tokenLog, "holdfast.access")

} // namespace

//! \brief Watches the folder of the file, because the file is replaced and not written.
class TokenKeeper::Watch : public QObject
{
public:
    explicit Watch(TokenKeeper &keeper)
        : m_keeper(keeper)
    {
    }

    //! Begins to watch, once there is a folder to watch.
    void begin()
    {
        const QString folder = QFileInfo(m_keeper.path()).absolutePath();
        if (m_watcher || !QFileInfo(folder).isDir())
            return;
        m_watcher = new QFileSystemWatcher({folder}, this);
        connect(m_watcher, &QFileSystemWatcher::directoryChanged, this,
                [this] { m_keeper.reload(); });
    }

private:
    TokenKeeper &m_keeper;
    QFileSystemWatcher *m_watcher = nullptr;
};

TokenKeeper::TokenKeeper(const QString &path, QObject *parent)
    : QObject(parent)
    , m_file(path)
    , m_tokens(std::make_shared<const TokenBook>())
{
    m_thread.setObjectName(QStringLiteral("tokens"));
    m_watch = new Watch(*this);
    m_watch->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_watch, &QObject::deleteLater);
    m_thread.start();
}

TokenKeeper::~TokenKeeper()
{
    m_thread.quit();
    m_thread.wait();
}

Result<void> TokenKeeper::start()
{
    const Result<TokenBook> book = m_file.read();
    if (book)
        publish(*book);
    QMetaObject::invokeMethod(m_watch, [this] {
        m_watch->begin();
        reload(); // it may have changed before the watch began
    });
    return book ? Result<void>() : book.error();
}

std::shared_ptr<const TokenBook> TokenKeeper::tokens() const
{
    const std::lock_guard lock(m_mutex);
    return m_tokens;
}

void TokenKeeper::reload()
{
    const Result<TokenBook> book = m_file.read();
    if (!book && !tokens()->isEmpty())
        qCWarning(tokenLog, "%ls Until it is mended, no token is valid.",
                  qUtf16Printable(book.error().message()));
    publish(book ? *book : TokenBook());
}

void TokenKeeper::publish(TokenBook book)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_tokens->records() == book.records())
            return;
        m_tokens = std::make_shared<const TokenBook>(std::move(book));
    }
    Q_EMIT changed();
}

template<typename T, typename Do>
Reply<T> TokenKeeper::inThread(Do doIt)
{
    const ReplyPromise<T> promise;
    QMetaObject::invokeMethod(m_watch, [this, promise, doIt = std::move(doIt)] {
        const Result<T> result = doIt();
        m_watch->begin();
        reload();
        promise.finish(result);
    });
    return promise.reply();
}

Reply<NewToken> TokenKeeper::create(const QString &name, Role role)
{
    return inThread<NewToken>([this, name, role] {
        const Result<NewToken> made = m_file.create(name, role);
        if (made)
            qCInfo(tokenLog, "A token was made: %ls, %ls.", qUtf16Printable(name),
                   qUtf16Printable(toWord(role)));
        return made;
    });
}

Reply<TokenRecord> TokenKeeper::revoke(const QString &name)
{
    return inThread<TokenRecord>([this, name] {
        const Result<TokenRecord> ended = m_file.revoke(name);
        if (ended)
            qCInfo(tokenLog, "A token was revoked: %ls.", qUtf16Printable(name));
        return ended;
    });
}

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/access/tokenfile.h"
#include "core/session/reply.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <memory>
#include <mutex>

namespace Holdfast {

//! \brief The tokens of a station while it runs: those in its file, also when another program changes the file. A thread of its
//! own waits for the disk. Thread-safe, except for start() and the destructor.
class TokenKeeper : public QObject
{
    Q_OBJECT
public:
    //! Makes a keeper without tokens; \a path is that of a TokenFile.
    explicit TokenKeeper(const QString &path, QObject *parent = nullptr);
    ~TokenKeeper() override;

    const QString &path() const { return m_file.path(); }

    //! Reads the file, and watches it from now on. Fails when the file cannot be used: then no token is valid. Blocks.
    Result<void> start();

    //! Returns the tokens that are valid now. Never null, does not block.
    std::shared_ptr<const TokenBook> tokens() const;

    //! Makes a token, and answers when it is on the disk. Fails as TokenFile::create() does.
    Reply<NewToken> create(const QString &name, Role role);
    //! Ends a token, likewise. Fails as TokenFile::revoke() does.
    Reply<TokenRecord> revoke(const QString &name);

Q_SIGNALS:
    //! Emitted in the keeper's thread when there are other tokens than before.
    void changed();

private:
    class Watch;

    void reload();
    void publish(TokenBook book);
    template<typename T, typename Do>
    Reply<T> inThread(Do doIt);

    const TokenFile m_file;
    QThread m_thread;
    Watch *m_watch = nullptr; //!< lives in the thread
    mutable std::mutex m_mutex;
    std::shared_ptr<const TokenBook> m_tokens;
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>

class QNetworkReply;

namespace Holdfast {

//! \brief What answers at a port.
struct PortOwner
{
    enum class Kind {
        Nothing,        //!< the connection was refused
        Holdfast,       //!< another Holdfast
        FailedHoldfast, //!< one that could not start its instrument, and serves the reason
        Other,          //!< any other program, or one that does not answer
    };

    Kind kind = Kind::Nothing;
    QString version {}; //!< of a Holdfast, where it tells
    QUrl page {};       //!< of a Holdfast, for a browser

    bool isHoldfast() const { return kind == Kind::Holdfast || kind == Kind::FailedHoldfast; }
};

//! \brief Finds out over HTTP whether the program at a port is a Holdfast. Does not block.
class PortInquiry : public QObject
{
    Q_OBJECT
public:
    using Then = std::function<void(const PortOwner &owner)>;

    //! An answer that takes longer counts as one of another program.
    static constexpr std::chrono::seconds patience {3};

    explicit PortInquiry(QObject *parent = nullptr);
    ~PortInquiry() override;

    //! Asks at \a port of \a host, and calls \a then with the answer in the thread of this object. For a host that stands for
    //! all addresses of this computer the loopback address is asked. An earlier question is given up.
    void ask(const QString &host, quint16 port, const Then &then);

private:
    void send(const QString &path, void (PortInquiry::*read)(QNetworkReply &));
    void readDescription(QNetworkReply &reply);
    void readFallback(QNetworkReply &reply);
    void end(PortOwner::Kind kind, const QString &version = {});

    QNetworkAccessManager m_manager;
    QPointer<QNetworkReply> m_reply;
    QUrl m_address;
    Then m_then;
};

} // namespace Holdfast

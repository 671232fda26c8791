// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/serialconnection.h"

#include <QFile>
#include <QSocketNotifier>

#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Holdfast {

namespace {

// A board's lines are short: a longer one is noise.
constexpr qsizetype longestLine = 1024;

Fault inUse(const QString &path, const QString &details)
{
    return {.what = SerialConnection::tr("Another program uses the serial port %1.").arg(path),
            .remedy = SerialConnection::tr(
                          "End that program: \u201cfuser -v %1\u201d in a terminal names it. "
                          "ModemManager is kept away by Holdfast's device "
                          "rules.")
                          .arg(path),
            .details = details};
}

Fault forbidden(const QString &path, const QString &details)
{
    return {.what = SerialConnection::tr("This user may not open the serial port %1.").arg(path),
            .remedy =
                SerialConnection::tr("Add the user to the group dialout (\u201csudo adduser USER "
                                     "dialout\u201d) and log in again, or install "
                                     "Holdfast's device rules, which come with its package."),
            .details = details};
}

Fault noPort(const QString &path, const QString &details)
{
    return {.what = SerialConnection::tr("%1 is no serial port.").arg(path),
            .remedy =
                SerialConnection::tr("Correct \u201cport\u201d in the configuration: the links in "
                                     "/dev/serial/by-id name the ports that are there."),
            .details = details};
}

} // namespace

SerialConnection::SerialConnection(SerialLog &log)
    : m_log(log)
{
    connect(&m_port, &QSerialPort::readyRead, this, &SerialConnection::read);
    connect(&m_port, &QSerialPort::errorOccurred, this, &SerialConnection::handleError);
}

SerialConnection::~SerialConnection() = default;

std::optional<Fault> SerialConnection::open(const QString &path)
{
    m_input.clear();
    m_path = path;
    struct stat status = {};
    const QByteArray name = QFile::encodeName(path);
    if (::stat(name.constData(), &status) == 0 && !S_ISCHR(status.st_mode))
        return noPort(path, {});
    if (::access(name.constData(), R_OK | W_OK) != 0)
        return forbidden(path, {});
    m_port.setPortName(path);
    m_port.setBaudRate(QSerialPort::Baud115200);
    m_port.setFlowControl(QSerialPort::NoFlowControl);
    if (!m_port.open(QIODevice::ReadWrite)) {
        const QString details = m_port.errorString();
        const QSerialPort::SerialPortError error = m_port.error();
        m_port.clearError();
        return error == QSerialPort::PermissionError ? inUse(path, details) : noPort(path, details);
    }
    // The port is exclusive already, but not for a process of the superuser.
    if (::flock(m_port.handle(), LOCK_EX | LOCK_NB) != 0) {
        m_port.close();
        return inUse(path, {});
    }
    watchForHangUp();
    m_log.remark(QStringLiteral("opened %1").arg(path));
    return std::nullopt;
}

void SerialConnection::close()
{
    if (!m_port.isOpen())
        return;
    if (m_hangUp) {
        m_hangUp->setEnabled(false);
        m_hangUp.release()->deleteLater(); // this may be called by it
    }
    m_port.close();
    m_log.remark(QStringLiteral("closed"));
}

void SerialConnection::writeLine(const QByteArray &line)
{
    if (!m_port.isOpen())
        return;
    m_log.sent(line + '\n');
    m_port.write(line + '\n');
    // Qt writes when the event loop says that the port takes bytes. It takes them now.
    if (m_port.isOpen())
        m_port.flush();
}

void SerialConnection::discardInput()
{
    m_input.clear();
    if (m_port.isOpen())
        m_port.clear(QSerialPort::Input);
}

void SerialConnection::read()
{
    const QByteArray bytes = m_port.readAll();
    if (bytes.isEmpty())
        return;
    m_log.received(bytes);
    m_input += bytes;
    for (qsizetype end = m_input.indexOf('\n'); end >= 0; end = m_input.indexOf('\n')) {
        const QByteArray line = m_input.left(end).trimmed();
        m_input.remove(0, end + 1);
        if (!line.isEmpty())
            Q_EMIT lineReceived(line);
    }
    if (m_input.size() > longestLine)
        m_input.clear();
}

void SerialConnection::handleError(QSerialPort::SerialPortError error)
{
    // Errors of opening are returned by open(); others than these leave the port as it is.
    if (!m_port.isOpen()
        || (error != QSerialPort::ResourceError && error != QSerialPort::DeviceNotFoundError
            && error != QSerialPort::ReadError && error != QSerialPort::WriteError))
        return;
    lose(m_port.errorString());
}

// QSerialPort of Qt 6.8 says nothing when its device is gone: it reads 0 bytes, for ever, and uses a processor for that.
void SerialConnection::watchForHangUp()
{
    m_hangUp = std::make_unique<QSocketNotifier>(m_port.handle(), QSocketNotifier::Exception);
    connect(m_hangUp.get(), &QSocketNotifier::activated, this, &SerialConnection::handleHangUp);
}

void SerialConnection::handleHangUp()
{
    pollfd port {.fd = m_port.handle(), .events = POLLIN, .revents = 0};
    if (!m_port.isOpen() || ::poll(&port, 1, 0) < 1 || (port.revents & (POLLHUP | POLLERR)) == 0)
        return;
    read(); // its last words
    if (m_port.isOpen())
        lose(QStringLiteral("The port has hung up."));
}

void SerialConnection::lose(const QString &details)
{
    close();
    Q_EMIT lost(details);
}

} // namespace Holdfast

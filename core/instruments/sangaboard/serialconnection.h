// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/sangaboard/seriallog.h"
#include "core/thing/fault.h"

#include <QByteArray>
#include <QObject>
#include <QSerialPort>

#include <memory>
#include <optional>

class QSocketNotifier;

namespace Holdfast {

//! \brief An open serial port with a device that speaks in lines. Used in one thread; no call waits for the device.
class SerialConnection : public QObject
{
    Q_OBJECT
public:
    //! \a log must outlive this.
    explicit SerialConnection(SerialLog &log);
    ~SerialConnection() override;
    Q_DISABLE_COPY_MOVE(SerialConnection)

    //! Opens a port with 115,200 baud, 8 data bits, no parity and no flow control, for this program alone. Returns what is
    //! in the way.
    std::optional<Fault> open(const QString &path);
    void close();
    bool isOpen() const { return m_port.isOpen(); }
    //! Returns the path that was opened last.
    QString path() const { return m_path; }

    //! Writes a line; its end is added.
    void writeLine(const QByteArray &line);
    //! Forgets the bytes of a line that is not complete.
    void discardInput();

Q_SIGNALS:
    //! A line has come. Spaces and control characters at its ends were removed, empty lines are left out.
    void lineReceived(const QByteArray &line);
    //! The device is gone, and the port is closed.
    void lost(const QString &details);

private:
    void read();
    void handleError(QSerialPort::SerialPortError error);
    void watchForHangUp();
    void handleHangUp();
    void lose(const QString &details);

    SerialLog &m_log;
    QSerialPort m_port;
    std::unique_ptr<QSocketNotifier> m_hangUp; //!< of the open port
    QString m_path;
    QByteArray m_input;
};

} // namespace Holdfast

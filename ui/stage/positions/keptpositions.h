// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/stage/positions/positionlist.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace Holdfast {

class PositionsModel;

//! \brief Keeps the named positions of an instrument in a file, from one start to the next, without a question.
//!
//! They are read once, and written in another thread a moment after each change. A file that cannot be read is put aside, never
//! replaced.
class KeptPositions : public QObject
{
    Q_OBJECT
public:
    //! Writes a whole file; returns in a sentence why it could not. Called in any thread.
    using Write = std::function<QString(const QString &path, const QByteArray &data)>;

    //! Reads \a file into \a model, whose stage counts in \a unit, and writes what is in the model from then on. The default
    //! writes to the disk.
    KeptPositions(const QString &file, const QString &unit, PositionsModel *model,
                  QObject *parent = nullptr, Write write = {});
    //! Does the same as keepNow().
    ~KeptPositions() override;

    //! Returns the file for the instrument of the configuration \a file, an absolute path; empty: the simulated one. It is below
    //! XDG's folder for state.
    static QString fileFor(const QString &configuration);

    //! Writes what is not written yet, before it returns.
    void keepNow();

Q_SIGNALS:
    //! Emitted with a sentence about positions that could not be read or written.
    void said(const QString &problem);

private:
    struct Read;
    class Unwritten;

    static Read read(const QString &file, const QString &unit);
    void take(const Read &read);
    void note();
    void write();

    const QString m_file;
    const QString m_unit;
    PositionsModel *m_model;
    const Write m_write;
    const std::shared_ptr<Unwritten> m_unwritten;
    QTimer m_soon;
    bool m_isRead = false;   //!< before that nothing is written
    bool m_isTaking = false; //!< what is in the file
};

} // namespace Holdfast

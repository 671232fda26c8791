// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <functional>

class QMessageBox;
class QWidget;

namespace Holdfast {

//! \brief Asks the operator before the stage does what cannot be taken back, one question at a time. The question does not
//! block the window: STOP and everything else go on working beside it.
class StageQuestion : public QObject
{
    Q_OBJECT
public:
    //! \brief An answer that the operator may give, besides leaving all as it is.
    struct Answer
    {
        QString text;
        QString objectName;
        std::function<void()> act; //!< is called when this answer was given
        bool isUsual = false;      //!< given by the key Return
    };

    //! \a window is the parent of the dialog.
    explicit StageQuestion(QWidget *window);
    ~StageQuestion() override;

    //! Asks, unless a question is open already. \a keep is the answer that changes nothing; it is the one of the key Return
    //! when no other is.
    void ask(const QString &question, const QString &explanation, const QList<Answer> &answers,
             const QString &keep);
    //! Takes an open question back: it is out of date.
    void withdraw();

private:
    QWidget *m_window;
    QMessageBox *m_box = nullptr; //!< while a question is open
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <functional>

class QPushButton;

namespace Holdfast {

//! \brief The buttons that copy a list, or save it in a file, as text.
class TextExport : public QWidget
{
    Q_OBJECT
public:
    //! Makes the text. Called in another thread, so it has its own copy of what it needs.
    using Text = std::function<QString()>;

    //! What is copied or saved, as it is at the moment.
    struct Content
    {
        int count = 0; //!< of the rows
        Text text {};
    };

    //! The names of the buttons, and of the file that is proposed.
    struct Names
    {
        QString id;       //!< begins the object names: "log"
        QString copyName; //!< the accessible name: "Copy the log"
        QString saveName; //!< likewise, and the title of the dialog
        QString file;     //!< "holdfast-log.txt"
    };

    //! \a chosen returns the rows that are selected, or all that are shown; \a shown all that are shown.
    TextExport(const Names &names, std::function<Content()> chosen, std::function<Content()> shown,
               QWidget *parent);

    void copy();
    //! Asks for a file. The dialog blocks nothing.
    void save();
    //! Writes what is shown into the file \a path.
    void saveAs(const QString &path);

Q_SIGNALS:
    //! Emitted with the outcome, in a sentence.
    void said(const QString &outcome);

private:
    QPushButton *createButton(const QString &verb, const QString &text,
                              const QString &accessibleName, const QString &toolTip);

    Names m_names;
    std::function<Content()> m_chosen;
    std::function<Content()> m_shown;
};

} // namespace Holdfast

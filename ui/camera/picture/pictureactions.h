// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>

class QFileDialog;
class QImage;
class QUrl;
class QWidget;

namespace Holdfast {

class PictureStore;
class UserSettings;

//! \brief The actions for pictures and their folder, for all parts of the window.
class PictureActions : public QObject
{
    Q_OBJECT
public:
    //! False when the desktop knows no program for it.
    using OpenUrl = std::function<bool(const QUrl &)>;

    //! \a store and \a settings outlive it; \a window is the parent of its dialogs.
    PictureActions(PictureStore *store, UserSettings *settings, QWidget *window);

    //! Sets a function that opens files instead of the desktop.
    void setOpener(OpenUrl open) { m_open = std::move(open); }

    PictureStore *store() const { return m_store; }
    UserSettings *settings() const { return m_settings; }

    void open(quint64 id);
    //! Reads the picture, and shows it: see looked().
    void look(quint64 id);
    //! Does that with the latest picture.
    void lookAtLast();
    void showFolderOf(quint64 id);
    void copyPath(quint64 id) const;
    //! Saves it again, into the folder that is chosen by now.
    void tryAgain(quint64 id);
    //! Asks where to; the dialog blocks nothing.
    void saveAs(quint64 id);
    void chooseFolder();
    //! Saves the pictures that earlier runs have kept, into the folder that is chosen by now.
    void saveKept();

Q_SIGNALS:
    //! Emitted when an action has failed, with a sentence.
    void problem(const QString &problem);
    //! Emitted when \a picture, which is called \a name, is to be shown large.
    void looked(const QImage &picture, const QString &name);

private:
    void openUrl(const QUrl &url);
    void showRead(const QImage &image, const QString &name);

    PictureStore *m_store;
    UserSettings *m_settings;
    QWidget *m_window;
    OpenUrl m_open;
    quint64 m_look = 0; //!< counts the calls of look()
};

} // namespace Holdfast

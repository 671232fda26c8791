// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/theme/icon.h"

#include <QByteArray>
#include <QList>
#include <QObject>

class QAction;
class QDockWidget;
class QMainWindow;

namespace Holdfast {

//! \brief The docks of the main window: where they are at first, where they were left, and how they come
//! back when they were closed.
class DockLayout : public QObject
{
    Q_OBJECT
public:
    //! Where a dock is at first.
    enum class Place {
        Left,     //!< put away, until it is wanted
        Side,     //!< at the right, from top to bottom of the window
        SideTabs, //!< below it, one over the other; on a low window over it as well
        Drawer,   //!< below the picture, put away until it is wanted; one at a time
    };

    explicit DockLayout(QMainWindow *window);

    //! Adds a dock. \a objectName is its name in the saved layout.
    QDockWidget *add(Place place, const QString &title, const QString &objectName, Icon icon,
                     QWidget *content);

    //! Returns \a content in an area that scrolls where there is too little height: with any
    //! content, and on a small screen, the window need not be larger.
    static QWidget *scrolling(QWidget *content);
    //! Returns the same for a content that may be wider than its place, too.
    static QWidget *scrollingBothWays(QWidget *content);

    //! Restores the layout of the first start.
    void reset();
    QByteArray save() const;
    //! Restores \a state. Returns false, and changes nothing, when \a state is none, of other
    //! docks or of an earlier version.
    bool restore(const QByteArray &state);

    //! Shows \a dock in front of the others.
    static void bringUp(QDockWidget *dock);
    //! Hides all docks, and brings them back as they were. save() returns what comes back.
    void setPictureOnly(bool pictureOnly);

    //! Each of them shows and hides a dock, in the order of the docks.
    QList<QAction *> toggles() const;
    //! Returns those of the docks that are put away at first.
    QList<QAction *> drawerToggles() const;

private:
    struct Entry
    {
        QDockWidget *dock;
        Place place;
    };

    QList<QDockWidget *> at(Place place) const;
    void openDrawer(QDockWidget *dock);
    //! Lays \a dock out with this height.
    void holdHeight(QDockWidget *dock, int height);
    bool isInDrawer(QDockWidget *dock) const;

    QMainWindow *m_window;
    QList<Entry> m_entries;
    QByteArray m_before;    //!< the state before only the picture was shown
    int m_drawerHeight = 0; //!< that it had last; 0: it was never open
};

} // namespace Holdfast

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
        Left,
        Right,      //!< below the others there
        Bottom,     //!< beside the others there
        BottomTabs, //!< all of these one over the other, at the right of the bottom
    };

    explicit DockLayout(QMainWindow *window);

    //! Adds a dock. \a objectName is its name in the saved layout.
    QDockWidget *add(Place place, const QString &title, const QString &objectName, Icon icon,
                     QWidget *content);

    //! Returns \a content in an area that scrolls where there is too little height: with any
    //! content, and on a small screen, the window need not be larger.
    static QWidget *scrolling(QWidget *content);

    //! Restores the layout of the first start.
    void reset();
    QByteArray save() const;
    //! Restores \a state. Returns false, and changes nothing, when \a state is none or of other
    //! docks.
    bool restore(const QByteArray &state);

    //! Shows and hides a dock each, in the order of the docks.
    QList<QAction *> toggles() const;

private:
    struct Entry
    {
        QDockWidget *dock;
        Place place;
    };

    QList<QDockWidget *> at(Place place) const;

    QMainWindow *m_window;
    QList<Entry> m_entries;
};

} // namespace Holdfast

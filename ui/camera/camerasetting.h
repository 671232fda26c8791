// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"

#include <QWidget>

namespace Holdfast {

class ChangeMark;
class NumberBox;
class PropertyLink;
class StationMonitor;

//! \brief A number of the camera that can be set: shows the real value in a spin box; sets it by
//! Return, by the arrows, or when the box is left. Names another client that has just changed it.
class CameraSetting : public QWidget
{
    Q_OBJECT
public:
    //! How the number is called.
    struct Name
    {
        QString id;    //!< of the spin box
        QString label; //!< with & for its key
        QString text;
    };

    CameraSetting(const OperatorAccess &access, const PropertyAffordance &property,
                  const Name &name, QWidget *parent = nullptr);

    //! Returns the outcome of setting it, beginning with its name; empty when there is nothing to
    //! report.
    QString text() const;
    //! Returns whether it waits for the lock.
    bool isWaiting() const;
    void cancel();

    void refreshPermission();

Q_SIGNALS:
    void changed();
    //! Emitted when Return was pressed.
    void entered();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void createBox(const PropertyAffordance &property);
    void listen(const StationMonitor *monitor);
    void commit();
    void showValue();
    void follow();
    bool isBeingEntered() const;

    Session m_session;
    Name m_name;
    PropertyLink *m_link;
    NumberBox *m_box = nullptr;
    ChangeMark *m_mark;
};

} // namespace Holdfast

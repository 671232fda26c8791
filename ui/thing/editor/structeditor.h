// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/thing/editor/valueeditor.h"

#include <QStringList>

namespace Holdfast {

//! \brief The editor for a struct, or the inputs of an action: one editor for each member, with its
//! default.
//!
//! Its value has the members that were entered or shown: an untouched default is left out, because
//! the receiver of the value knows it as well.
class StructEditor : public ValueEditor
{
    Q_OBJECT
public:
    StructEditor(const DataSchema &schema, const EditorName &name, QWidget *parent, int depth);

    Json value() const override;
    void setValue(const Json &value) override;
    QString problem() const override;

private:
    struct Member
    {
        QString name;
        QString title;
        bool isRequired;
        bool hasDefault;
        ValueEditor *editor;
        bool isEntered = false; //!< or was shown by setValue(); not for a default
    };

    bool isLeftOut(const Member &member) const;

    QList<Member> m_members;
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/thing/editor/valueeditor.h"

#include <QStringList>

namespace Holdfast {

//! \brief For a struct, or the inputs of an action: an editor for each member, with its default.
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
        Json fallback; //!< discarded when it has no default
        ValueEditor *editor;
    };

    QList<Member> m_members;
};

} // namespace Holdfast

// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/mainwindow/openpart.h"
#include "tests/ui/nowarnings.h"
#include "ui/invocations/invocationdetails.h"
#include "ui/mainwindow/keysheet.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/settings/keyeditor.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/usersettings.h"
#include "ui/start/startpage.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSlider>
#include <QTabBar>
#include <QTest>

namespace tst_accessibility {

using namespace Holdfast;

namespace {

bool isControl(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget)
           || qobject_cast<const QAbstractSpinBox *>(widget)
           || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QLineEdit *>(widget)
           || qobject_cast<const QPlainTextEdit *>(widget)
           || qobject_cast<const QAbstractItemView *>(widget)
           || qobject_cast<const QSlider *>(widget) || widget->focusPolicy() & Qt::TabFocus;
}

//! Returns whether Qt has made the widget as a part of another one, which has the name.
bool isPart(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    if (widget->objectName().startsWith(QStringLiteral("qt_"))
        || qobject_cast<const QHeaderView *>(widget) || qobject_cast<const QMenuBar *>(widget)
        || qobject_cast<const QMenu *>(widget) || qobject_cast<const QTabBar *>(widget))
        return true;
    if (!parent)
        return false;
    if (const auto *area = qobject_cast<const QAbstractScrollArea *>(parent);
        area && area->viewport() == widget)
        return true;
    if (qobject_cast<const QAbstractButton *>(widget)
        && (qobject_cast<const QAbstractItemView *>(parent) || qobject_cast<const QTabBar *>(parent)
            || qobject_cast<const QDockWidget *>(parent)
            || qobject_cast<const QLineEdit *>(parent)))
        return true;
    return qobject_cast<const QLineEdit *>(widget)
               ? qobject_cast<const QAbstractSpinBox *>(parent)
                     || qobject_cast<const QComboBox *>(parent)
               : qobject_cast<const QComboBox *>(parent->parentWidget())
                     || qobject_cast<const QComboBox *>(parent);
}

QString whereIs(const QWidget *widget)
{
    QStringList path;
    for (; widget; widget = widget->parentWidget()) {
        path.prepend(QStringLiteral("%1 %2").arg(
            QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    }
    return path.join(QStringLiteral(" > "));
}

bool hasText(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button && !button->text().isEmpty();
}

//! Returns the defects of all controls below \a top, a line each.
QStringList complaints(const QWidget &top, int *controls)
{
    QStringList list;
    for (const QWidget *widget : top.findChildren<QWidget *>()) {
        if (const auto *label = qobject_cast<const QLabel *>(widget);
            label && !label->buddy() && label->text().startsWith(u'&'))
            list << QStringLiteral("a key that leads nowhere: ") + whereIs(widget) + label->text();
        if (!isControl(widget) || isPart(widget))
            continue;
        ++*controls;
        if (widget->objectName().isEmpty())
            list << QStringLiteral("no object name: ") + whereIs(widget);
        if (widget->accessibleName().isEmpty() && !hasText(widget))
            list << QStringLiteral("no accessible name: ") + whereIs(widget);
        if (widget->toolTip().isEmpty())
            list << QStringLiteral("no tool tip: ") + whereIs(widget);
    }
    return list;
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void everyControlOfTheWindowHasANameAndAToolTip()
    {
        const Fake::Bench bench({true, true, true, true, true});
        MainWindow window(bench.operatorSession);
        auto *things = window.findChild<QAbstractItemView *>(QStringLiteral("thingsList"));
        for (int row = 0; row < things->model()->rowCount(); ++row)
            things->setCurrentIndex(things->model()->index(row, 0)); // makes its panel
        window.show();
        for (const char *part : {"lockFlyout", "thingsDock", "logDock"})
            openPart(window.findChild<QWidget *>(QLatin1StringView(part)));
        int controls = 0;
        const QStringList list = complaints(window, &controls);
        QVERIFY2(list.isEmpty(), qPrintable(list.join(u'\n')));
        QVERIFY2(controls > 100, qPrintable(QString::number(controls)));
    }

    void everyControlOfTheDialogsHasANameAndAToolTip()
    {
        Fake::Bench bench;
        UserSettings settings({});
        const SettingsDialog settingsDialog(&settings);
        const KeySheet keys({});
        const KeyEditor keyEditor(&settings);
        const InvocationDetails details(bench.holdRemotely());
        const StartPage start(&settings, {.examples = {{StartExample::Kind::OpenFlexure, {}}}});
        for (const QWidget *dialog :
             {static_cast<const QWidget *>(&settingsDialog), static_cast<const QWidget *>(&keys),
              static_cast<const QWidget *>(&keyEditor), static_cast<const QWidget *>(&details),
              static_cast<const QWidget *>(&start)}) {
            int controls = 0;
            const QStringList list = complaints(*dialog, &controls);
            QVERIFY2(list.isEmpty(), qPrintable(list.join(u'\n')));
            QVERIFY(!dialog->windowTitle().isEmpty());
        }
    }

    void theTabKeyComesToEveryControlAndRoundAgain()
    {
        const Fake::Bench bench({true, true, true, true, true});
        MainWindow window(bench.operatorSession);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        for (const char *part : {"lockFlyout", "thingsDock", "invocationsDock"})
            openPart(window.findChild<QWidget *>(QLatin1StringView(part)));
        QSet<const QWidget *> wanted;
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            if (widget->isVisible() && widget->isEnabled() && !widget->focusProxy()
                && (widget->focusPolicy() & Qt::TabFocus) && !isPart(widget))
                wanted << widget;
        }
        QVERIFY(wanted.size() > 20);
        const QSet<const QWidget *> all = wanted;
        for (int i = 0; i < 400 && !wanted.isEmpty(); ++i) {
            QTest::keyClick(window.windowHandle(), Qt::Key_Tab);
            wanted.remove(window.focusWidget());
        }
        QStringList never;
        for (const QWidget *widget : wanted) {
            if (widget->isVisible() && widget->isEnabled())
                never << whereIs(widget);
        }
        QVERIFY2(never.isEmpty(), qPrintable(never.join(u'\n')));
    }
};

HOLDFAST_TEST(TestAccessibility)

} // namespace tst_accessibility

#include "tst_accessibility.moc"

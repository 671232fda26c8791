// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/application.h"
#include "app/desktopwindow.h"
#include "app/logforwarder.h"
#include "app/things/builtinthings.h"
#include "core/config/configurationreader.h"
#include "core/server/access/token.h"
#include "core/server/admission/tokenkeeper.h"
#include "tests/program/testprogram.h"
#include "ui/access/tokensdialog.h"
#include "ui/access/tokensmodel.h"
#include "ui/mainwindow/mainwindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QRegularExpression>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tst_tokensdialog {

using namespace Holdfast;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

} // namespace

//! Tests how the operator makes and ends the tokens of clients.
class TestTokensDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aTokenIsMadeAndShownOnce();
    void aNameThatIsTakenIsRefusedWithTheReason();
    void aNameThatIsNoneCannotBeUsed_data();
    void aNameThatIsNoneCannotBeUsed();
    void aTokenIsEndedAfterAQuestion();
    void whatOtherProgramsChangeIsShown();
    void nothingBlocksTheWindow();
    void theMenuOfTheWindowOpensIt();

private:
    template<typename Widget>
    Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QLatin1StringView(name));
    }
    QAbstractButton *button(const char *name) const { return find<QAbstractButton>(name); }
    void make(const QString &name, Role role);
    QStringList listed() const;
    bool isNewShown() const { return find<QLineEdit>("newToken")->isVisible(); }
    QMessageBox *question() const { return find<QMessageBox>("revokeQuestion"); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<TokenKeeper> m_tokens;
    std::unique_ptr<TokensDialog> m_dialog;
};

void TestTokensDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_tokens = std::make_shared<TokenKeeper>(m_folder->filePath(QStringLiteral("tokens.json")));
    QVERIFY(m_tokens->start());
    m_dialog = std::make_unique<TokensDialog>(m_tokens);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestTokensDialog::cleanup()
{
    m_dialog.reset();
    m_tokens.reset();
}

void TestTokensDialog::make(const QString &name, Role role)
{
    auto *edit = find<QLineEdit>("tokenName");
    edit->clear();
    QTest::keyClicks(edit, name);
    auto *roles = find<QComboBox>("tokenRole");
    roles->setCurrentIndex(roles->findData(int(role)));
    QVERIFY(button("makeTokenButton")->isEnabled());
    button("makeTokenButton")->click();
}

QStringList TestTokensDialog::listed() const
{
    const QAbstractItemModel *model = find<QTableView>("tokensTable")->model();
    QStringList names;
    for (int row = 0; row < model->rowCount(); ++row)
        names << model->index(row, TokensModel::NameColumn).data().toString();
    return names;
}

void TestTokensDialog::aTokenIsMadeAndShownOnce()
{
    QVERIFY(!isNewShown());
    make(QStringLiteral("anna"), Role::Operator);
    QTRY_VERIFY_WITH_TIMEOUT(isNewShown(), s_limit);
    const QByteArray token = find<QLineEdit>("newToken")->text().toLatin1();
    const auto record = m_tokens->tokens()->find(token);
    QVERIFY(record);
    QCOMPARE(record->name, QStringLiteral("anna"));
    QVERIFY(record->role == Role::Operator);
    QTRY_COMPARE_WITH_TIMEOUT(listed(), QStringList({QStringLiteral("anna")}), s_limit);
    QVERIFY(find<QLineEdit>("newToken")->isReadOnly());
    button("copyTokenButton")->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toLatin1(), token);

    m_dialog = std::make_unique<TokensDialog>(m_tokens);
    m_dialog->show();
    QCOMPARE(listed(), QStringList({QStringLiteral("anna")}));
    QVERIFY(!isNewShown());
    QVERIFY(find<QLineEdit>("newToken")->text().isEmpty());
}

void TestTokensDialog::aNameThatIsTakenIsRefusedWithTheReason()
{
    make(QStringLiteral("anna"), Role::Viewer);
    QTRY_VERIFY_WITH_TIMEOUT(isNewShown(), s_limit);
    const QString first = find<QLineEdit>("newToken")->text();
    make(QStringLiteral("anna"), Role::Admin);
    const auto *problem = find<QLabel>("tokensProblem");
    QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible(), s_limit);
    QVERIFY2(problem->text().contains(QStringLiteral("anna")), qPrintable(problem->text()));
    QCOMPARE(find<QLineEdit>("newToken")->text(), first);
    QVERIFY(m_tokens->tokens()->named(QStringLiteral("anna"))->role == Role::Viewer);
    make(QStringLiteral("bert"), Role::Viewer);
    QTRY_VERIFY_WITH_TIMEOUT(!problem->isVisible(), s_limit);
}

void TestTokensDialog::aNameThatIsNoneCannotBeUsed_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("none") << QString();
    QTest::newRow("with a space") << QStringLiteral("anna b");
    QTest::newRow("that begins with a sign") << QStringLiteral("-anna");
}

void TestTokensDialog::aNameThatIsNoneCannotBeUsed()
{
    QFETCH(QString, name);
    auto *edit = find<QLineEdit>("tokenName");
    QTest::keyClicks(edit, name);
    QVERIFY(!button("makeTokenButton")->isEnabled());
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(m_tokens->tokens()->isEmpty());
    QVERIFY(m_dialog->isVisible());
}

void TestTokensDialog::aTokenIsEndedAfterAQuestion()
{
    for (const char *name : {"anna", "bert"}) {
        make(QString::fromLatin1(name), Role::Operator);
        QTRY_VERIFY_WITH_TIMEOUT(listed().contains(QString::fromLatin1(name)), s_limit);
    }
    QVERIFY(!button("revokeTokenButton")->isEnabled());
    find<QTableView>("tokensTable")->selectRow(int(listed().indexOf(QStringLiteral("bert"))));
    QVERIFY(button("revokeTokenButton")->isEnabled());
    button("revokeTokenButton")->click();
    QVERIFY(question());
    QVERIFY(question()->text().contains(QStringLiteral("bert")));
    question()->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!question(), s_limit);
    QCOMPARE(m_tokens->tokens()->records().size(), 2);

    button("revokeTokenButton")->click();
    button("revokeConfirmed")->click();
    QTRY_COMPARE_WITH_TIMEOUT(listed(), QStringList({QStringLiteral("anna")}), s_limit);
    QVERIFY(!m_tokens->tokens()->named(QStringLiteral("bert")));
    QVERIFY(!button("revokeTokenButton")->isEnabled());
}

void TestTokensDialog::whatOtherProgramsChangeIsShown()
{
    QVERIFY(TokenFile(m_tokens->path()).create(QStringLiteral("by-ctl"), Role::Viewer));
    QTRY_COMPARE_WITH_TIMEOUT(listed(), QStringList({QStringLiteral("by-ctl")}), s_limit);
}

void TestTokensDialog::nothingBlocksTheWindow()
{
    QVERIFY(!m_dialog->isModal());
    make(QStringLiteral("anna"), Role::Operator);
    QTRY_COMPARE_WITH_TIMEOUT(listed().size(), 1, s_limit);
    find<QTableView>("tokensTable")->selectRow(0);
    button("revokeTokenButton")->click();
    QVERIFY(!question()->isModal());
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        if (qobject_cast<const QAbstractButton *>(widget) && widget->parent() == m_dialog.get())
            QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
        if (qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget))
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestTokensDialog::theMenuOfTheWindowOpensIt()
{
    qputenv("XDG_CONFIG_HOME", m_folder->filePath(QStringLiteral("config")).toUtf8());
    qputenv("XDG_STATE_HOME", m_folder->filePath(QStringLiteral("state")).toUtf8());
    const ThingRegistry registry = builtInThings();
    Configuration configuration = ConfigurationReader(registry, reservedThingNames()).builtIn();
    configuration.port = 0;
    configuration.tokenFile = m_tokens->path();
    QVERIFY(TokenFile(m_tokens->path()).create(QStringLiteral("anna"), Role::Viewer));
    LogForwarder log(false);
    Application application(std::move(configuration));
    std::unique_ptr<OperatorWindow> window = std::make_unique<DesktopWindow>();
    QVERIFY(application.start(log, window));
    const MainWindow *shown = nullptr;
    for (const QWidget *widget : QApplication::topLevelWidgets()) {
        if (const auto *found = qobject_cast<const MainWindow *>(widget))
            shown = found;
    }
    QVERIFY(shown);
    auto *action = shown->findChild<QAction *>(QStringLiteral("tokensAction"));
    QVERIFY(action && action->isVisible());
    action->trigger();
    const auto *dialog = shown->findChild<TokensDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->findChild<QTableView *>()->model()->rowCount(), 1);
    application.shutdown();
    qunsetenv("XDG_CONFIG_HOME");
    qunsetenv("XDG_STATE_HOME");
}

HOLDFAST_TEST(TestTokensDialog)

} // namespace tst_tokensdialog

#include "tst_tokensdialog.moc"

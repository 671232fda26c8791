<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Holdfast</name>
    <message>
        <source>The disk is full. Make room, or choose another folder; then try again.</source>
        <translation>Der Datenträger ist voll. Schaffen Sie Platz oder wählen Sie einen anderen Ordner; versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The file would be larger than this account may make it. Choose another folder; then try again.</source>
        <translation>Die Datei würde größer, als dieses Benutzerkonto sie anlegen darf. Wählen Sie einen anderen Ordner; versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Part of that path is a file, no folder. Choose another folder; then try again.</source>
        <translation>Ein Teil dieses Pfades ist eine Datei und kein Ordner. Wählen Sie einen anderen Ordner; versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>You may not write there. Choose another folder; then try again.</source>
        <translation>Sie dürfen dort nicht schreiben. Wählen Sie einen anderen Ordner; versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The system says: %1. Choose another folder, or try again.</source>
        <translation>Das System meldet: %1. Wählen Sie einen anderen Ordner oder versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Not saved in %1. %2</source>
        <translation>Nicht in %1 gespeichert. %2</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Tisch</translation>
    </message>
    <message>
        <source>Live view</source>
        <translation>Livebild</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Things</source>
        <translation>Things</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Escape twice</source>
        <translation>Zweimal Esc</translation>
    </message>
    <message>
        <source>STOP: ends everything; nothing begins until you clear the stop</source>
        <translation>STOPP: beendet alles; nichts beginnt, bis Sie den Stopp aufheben</translation>
    </message>
    <message>
        <source>Keep moving until you release it</source>
        <translation>Weiterfahren, bis Sie loslassen</translation>
    </message>
    <message>
        <source>Shift with any of these</source>
        <translation>Umschalt mit einer von diesen</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Focus one step, over the live view</source>
        <translation>Über dem Livebild um einen Schritt fokussieren</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Move that point to the middle of the live view</source>
        <translation>Diese Stelle in die Mitte des Livebildes fahren</translation>
    </message>
    <message>
        <source>Fit the picture into the window</source>
        <translation>Das Bild ins Fenster einpassen</translation>
    </message>
    <message>
        <source>One pixel of the camera for one of the screen</source>
        <translation>Ein Pixel der Kamera für eines des Bildschirms</translation>
    </message>
    <message>
        <source>Enlarge, reduce</source>
        <translation>Vergrößern, verkleinern</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Move an enlarged picture</source>
        <translation>Ein vergrößertes Bild verschieben</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>Fadenkreuz</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>Take a picture</source>
        <translation>Ein Bild aufnehmen</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Set the property to what is entered, or run the action</source>
        <translation>Die Eigenschaft auf das Eingegebene setzen oder die Aktion ausführen</translation>
    </message>
    <message>
        <source>Read the chosen Thing again</source>
        <translation>Das gewählte Thing neu lesen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Full screen, and back</source>
        <translation>Vollbild und zurück</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Diese Übersicht</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1 has not become safe yet!</source>
        <translation>%1 ist noch nicht sicher!</translation>
    </message>
    <message>
        <source>%1 failed to become safe!</source>
        <translation>%1 konnte nicht sicher gemacht werden!</translation>
    </message>
    <message>
        <source>%1 failed to become safe: %2</source>
        <translation>%1 konnte nicht sicher gemacht werden: %2</translation>
    </message>
    <message>
        <source>its work</source>
        <translation>seine Arbeit</translation>
    </message>
    <message>
        <source>%1 is stuck: it has been told to end, but %2 has been running for %3.</source>
        <translation>%1 hängt: wurde zum Ende aufgefordert, aber %2 läuft seit %3.</translation>
    </message>
    <message>
        <source>%1 has been told to end, but %2 still runs.</source>
        <translation>%1 wurde zum Ende aufgefordert, aber %2 läuft noch.</translation>
    </message>
    <message>
        <source>The hold has ended.</source>
        <translation>Die Sperre ist entzogen.</translation>
    </message>
    <message>
        <source>The hold of %1 has ended.</source>
        <translation>%1 ist die Sperre entzogen.</translation>
    </message>
    <message>
        <source>Not everything has stopped!</source>
        <translation>Nicht alles hat angehalten!</translation>
    </message>
    <message>
        <source>Stopped: %1.</source>
        <translation>Angehalten: %1.</translation>
    </message>
    <message>
        <source>Nothing to stop.</source>
        <translation>Nichts anzuhalten.</translation>
    </message>
    <message>
        <source>Actions told to end: %1.</source>
        <translation>Zum Ende aufgeforderte Aktionen: %1.</translation>
    </message>
    <message>
        <source>By %1 at %2.</source>
        <translation>Von %1 um %2.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>, above %1</source>
        <translation>, über %1</translation>
    </message>
    <message>
        <source>, below %1</source>
        <translation>, unter %1</translation>
    </message>
    <message>
        <source>in steps of %1</source>
        <translation>in Schritten von %1</translation>
    </message>
    <message>
        <source>The system says: %1.</source>
        <translation>Das System meldet: %1.</translation>
    </message>
    <message>
        <source>Ctrl + up, down</source>
        <translation>Strg + auf, ab</translation>
    </message>
    <message>
        <source>Choose in a list</source>
        <translation>In einer Liste wählen</translation>
    </message>
    <message>
        <source>Open and close the lock panel</source>
        <translation>Anzeige der Sperre öffnen und schließen</translation>
    </message>
    <message>
        <source>Only the picture, the bar and STOP; again: as before</source>
        <translation>Nur das Bild, die Leiste und STOPP; noch einmal: wie zuvor</translation>
    </message>
    <message>
        <source>Autofocus</source>
        <translation>Autofokus</translation>
    </message>
    <message>
        <source>Go to the last good z</source>
        <translation>Zum letzten guten z fahren</translation>
    </message>
    <message>
        <source>Lengths in micrometres, or in motor steps</source>
        <translation>Längen in Mikrometern oder in Motorschritten</translation>
    </message>
    <message>
        <source>Mark this place</source>
        <translation>Diese Stelle merken</translation>
    </message>
    <message>
        <source>Back to the place before the last move to a place</source>
        <translation>Zurück an die Stelle vor der letzten Fahrt zu einer Stelle</translation>
    </message>
    <message>
        <source>Return, F2, Delete</source>
        <translation>Eingabetaste, F2, Entf</translation>
    </message>
    <message>
        <source>Go to, rename, remove the chosen position</source>
        <translation>Zur gewählten Position fahren, sie umbenennen, entfernen</translation>
    </message>
    <message>
        <source>it is no object</source>
        <translation>sie ist kein Objekt</translation>
    </message>
    <message>
        <source>it has no &quot;name&quot;</source>
        <translation>sie hat keinen „name“</translation>
    </message>
    <message>
        <source>its &quot;name&quot; must have 1 to %1 letters</source>
        <translation>ihr „name“ muss 1 bis %1 Zeichen haben</translation>
    </message>
    <message>
        <source>its &quot;%1&quot; must be a number from -%2 to %2</source>
        <translation>ihr „%1“ muss eine Zahl von -%2 bis %2 sein</translation>
    </message>
    <message>
        <source>It is no JSON: %1.</source>
        <translation>Das ist kein JSON: %1.</translation>
    </message>
    <message>
        <source>It is no list of positions that Holdfast has saved.</source>
        <translation>Das ist keine Liste von Positionen, die Holdfast gespeichert hat.</translation>
    </message>
    <message>
        <source>It was saved by a later Holdfast.</source>
        <translation>Die Datei wurde von einem neueren Holdfast gespeichert.</translation>
    </message>
    <message>
        <source>It has no &quot;positions&quot;.</source>
        <translation>Die Datei hat keine „positions“.</translation>
    </message>
    <message>
        <source>It has more than %1 positions.</source>
        <translation>Die Datei hat mehr als %1 Positionen.</translation>
    </message>
    <message>
        <source>Position %1 of it cannot be used: %2.</source>
        <translation>Position %1 darin kann nicht benutzt werden: %2.</translation>
    </message>
    <message>
        <source>Automatic contrast of the display</source>
        <translation>Automatischer Kontrast der Anzeige</translation>
    </message>
    <message>
        <source>Saturated pixels in false colour</source>
        <translation>Gesättigte Pixel in Falschfarbe</translation>
    </message>
    <message>
        <source>Measure with clicks: a distance, an angle, an area</source>
        <translation>Mit Klicks messen: einen Abstand, einen Winkel, eine Fläche</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>There is no picture to be saved.</source>
        <translation>Es gibt kein Bild, das gespeichert werden könnte.</translation>
    </message>
    <message>
        <source>Save the view with its marks</source>
        <translation>Die Ansicht mit ihren Markierungen speichern</translation>
    </message>
    <message>
        <source>Move along both axes, diagonally</source>
        <translation>Auf beiden Achsen zugleich verfahren, schräg</translation>
    </message>
    <message>
        <source>Ten times as far or as fast, also while moving</source>
        <translation>Zehnmal so weit oder so schnell, auch während der Fahrt</translation>
    </message>
    <message>
        <source>Ctrl while moving</source>
        <translation>Strg während der Fahrt</translation>
    </message>
    <message>
        <source>A tenth as fast</source>
        <translation>Ein Zehntel so schnell</translation>
    </message>
    <message>
        <source>Search, in the invocations and in the log</source>
        <translation>Suchen, in den Aufrufen und im Protokoll</translation>
    </message>
    <message>
        <source>Compare the last picture with the live view; again: in another way</source>
        <translation>Das letzte Bild mit dem Livebild vergleichen; noch einmal: auf andere Weise</translation>
    </message>
    <message>
        <source>Move the line between the two; Escape ends it</source>
        <translation>Die Linie zwischen beiden verschieben; Esc beendet das</translation>
    </message>
    <message>
        <source>Set exposure or gain; compare the chosen picture</source>
        <translation>Belichtung oder Verstärkung setzen; das gewählte Bild vergleichen</translation>
    </message>
    <message>
        <source>&lt;, &gt;</source>
        <translation>&lt;, &gt;</translation>
    </message>
    <message>
        <source>Move left by a step</source>
        <translation>Um einen Schritt nach links</translation>
    </message>
    <message>
        <source>Move right by a step</source>
        <translation>Um einen Schritt nach rechts</translation>
    </message>
    <message>
        <source>Move up by a step</source>
        <translation>Um einen Schritt nach oben</translation>
    </message>
    <message>
        <source>Move down by a step</source>
        <translation>Um einen Schritt nach unten</translation>
    </message>
    <message>
        <source>Focus up by a step</source>
        <translation>Fokus um einen Schritt nach oben</translation>
    </message>
    <message>
        <source>Focus down by a step</source>
        <translation>Fokus um einen Schritt nach unten</translation>
    </message>
    <message>
        <source>One of these held down</source>
        <translation>Eine von diesen, gehalten</translation>
    </message>
    <message>
        <source>Two of these held down</source>
        <translation>Zwei von diesen, gehalten</translation>
    </message>
    <message>
        <source>Finer steps, also while moving</source>
        <translation>Feinere Schritte, auch während der Fahrt</translation>
    </message>
    <message>
        <source>Coarser steps, also while moving</source>
        <translation>Gröbere Schritte, auch während der Fahrt</translation>
    </message>
    <message>
        <source>Fine steps</source>
        <translation>Feine Schritte</translation>
    </message>
    <message>
        <source>Medium steps</source>
        <translation>Mittlere Schritte</translation>
    </message>
    <message>
        <source>Coarse steps</source>
        <translation>Grobe Schritte</translation>
    </message>
    <message>
        <source>Far steps</source>
        <translation>Weite Schritte</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Strg + Mausrad</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>One key, with or without Shift, Ctrl or Alt, is needed.</source>
        <translation>Es muss eine Taste sein, mit oder ohne Umschalt, Strg oder Alt.</translation>
    </message>
    <message>
        <source>%1 has a meaning of its own in lists, forms and dialogs.</source>
        <translation>%1 hat in Listen, Formularen und Dialogen eine eigene Bedeutung.</translation>
    </message>
    <message>
        <source>A key that moves the stage has no Shift, Ctrl or Alt: these choose the speed.</source>
        <translation>Eine Taste, die den Tisch verfährt, ist ohne Umschalt, Strg und Alt: diese wählen die Geschwindigkeit.</translation>
    </message>
    <message>
        <source>%1 may be needed to open a menu.</source>
        <translation>%1 kann zum Öffnen eines Menüs nötig sein.</translation>
    </message>
    <message>
        <source>%1 chooses in lists.</source>
        <translation>%1 wählt in Listen.</translation>
    </message>
    <message>
        <source>%1 is for texts and lists: it searches, selects, copies, cuts or pastes.</source>
        <translation>%1 ist für Texte und Listen da: zum Suchen, Auswählen, Kopieren, Ausschneiden oder Einfügen.</translation>
    </message>
    <message>
        <source>There is no such command.</source>
        <translation>Einen solchen Befehl gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 is the key for: %2.</source>
        <translation>%1 ist die Taste für: %2.</translation>
    </message>
    <message>
        <source>Gamepad</source>
        <translation>Gamepad</translation>
    </message>
    <message>
        <source>Left stick</source>
        <translation>Linker Stick</translation>
    </message>
    <message>
        <source>Move, the faster the farther it is pushed</source>
        <translation>Verfahren, je weiter gedrückt, desto schneller</translation>
    </message>
    <message>
        <source>Right stick</source>
        <translation>Rechter Stick</translation>
    </message>
    <message>
        <source>Focus up and down, the faster the farther it is pushed</source>
        <translation>Nach oben und unten fokussieren, je weiter gedrückt, desto schneller</translation>
    </message>
    <message>
        <source>B or circle</source>
        <translation>B oder Kreis</translation>
    </message>
    <message>
        <source>STOP</source>
        <translation>STOPP</translation>
    </message>
    <message>
        <source>A or cross</source>
        <translation>A oder Kreuz</translation>
    </message>
    <message>
        <source>Y or triangle</source>
        <translation>Y oder Dreieck</translation>
    </message>
    <message>
        <source>Left, right shoulder</source>
        <translation>Linke, rechte Schultertaste</translation>
    </message>
    <message>
        <source>Finer, coarser steps</source>
        <translation>Feinere, gröbere Schritte</translation>
    </message>
    <message>
        <source>This Holdfast was built without gamepads.</source>
        <translation>Dieses Holdfast wurde ohne Gamepads gebaut.</translation>
    </message>
    <message>
        <source>Gamepads need the library SDL 2, which is in the package libsdl2-2.0-0.</source>
        <translation>Gamepads brauchen die Bibliothek SDL 2; sie ist im Paket libsdl2-2.0-0.</translation>
    </message>
    <message>
        <source>The library SDL 2 of this computer is too old for gamepads.</source>
        <translation>Die Bibliothek SDL 2 dieses Rechners ist zu alt für Gamepads.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ActionForm</name>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1: show its inputs</source>
        <translation>%1: Eingaben zeigen</translation>
    </message>
    <message>
        <source>Shows and hides its inputs</source>
        <translation>Zeigt und verbirgt die Eingaben</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>%1 ausführen</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>%1 from a script</source>
        <translation>%1 aus einem Skript</translation>
    </message>
    <message>
        <source>Do it from a script</source>
        <translation>Aus einem Skript heraus tun</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt von %1</translation>
    </message>
    <message>
        <source>How far the action is, as the action itself reports</source>
        <translation>Wie weit die Aktion nach eigener Angabe ist</translation>
    </message>
    <message>
        <source>%1: outcome</source>
        <translation>%1: Ausgang</translation>
    </message>
    <message>
        <source>The outcome of the last run</source>
        <translation>Wie die letzte Ausführung ausging</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>Not now: The action is running.</source>
        <translation>Jetzt nicht: Die Aktion läuft gerade.</translation>
    </message>
    <message>
        <source>Leave the line: the action will not run</source>
        <translation>Die Schlange verlassen: die Aktion wird nicht ausgeführt</translation>
    </message>
    <message>
        <source>Ask the action to end where it is</source>
        <translation>Die Aktion auffordern, an dieser Stelle zu enden</translation>
    </message>
    <message>
        <source>Done in %1.</source>
        <translation>Fertig nach %1.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ActionRunner</name>
    <message>
        <source>Not run. %1</source>
        <translation>Nicht ausgeführt. %1</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>The action was stopped before its end. %1</source>
        <translation>Die Aktion wurde vor ihrem Ende angehalten. %1</translation>
    </message>
    <message>
        <source>The action was cancelled before it began. %1</source>
        <translation>Die Aktion wurde abgebrochen, bevor sie begann. %1</translation>
    </message>
    <message>
        <source>The action failed. %1</source>
        <translation>Die Aktion ist fehlgeschlagen. %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::ArrowButton</name>
    <message>
        <source>Move left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Focus up</source>
        <translation>Fokus nach oben</translation>
    </message>
    <message>
        <source>Focus down</source>
        <translation>Fokus nach unten</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>%1. Hold it down to keep moving; with Shift it moves ten times as far.</source>
        <translation>%1. Halten, um weiterzufahren; mit Umschalt geht es zehnmal so weit.</translation>
    </message>
</context>
<context>
    <name>Holdfast::BlobView</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Write it to a file of your choice</source>
        <translation>In eine Datei Ihrer Wahl schreiben</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Not saved: %1 exists already.</source>
        <translation>Nicht gespeichert: %1 gibt es schon.</translation>
    </message>
</context>
<context>
    <name>Holdfast::BoolEditor</name>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Nothing is chosen.</source>
        <translation>Nichts ist gewählt.</translation>
    </message>
</context>
<context>
    <name>Holdfast::BreakNotice</name>
    <message>
        <source>your control</source>
        <translation>Ihre Steuerung</translation>
    </message>
    <message>
        <source>%1 broke your hold of the lock at %2 (%3): %4</source>
        <translation>%1 hat Ihnen um %2 die Sperre entzogen (%3): %4</translation>
    </message>
    <message>
        <source>Your hold was broken</source>
        <translation>Ihnen wurde die Sperre entzogen</translation>
    </message>
    <message>
        <source>Removes this notice. The log still says what happened.</source>
        <translation>Entfernt diesen Hinweis. Im Protokoll steht weiterhin, was geschah.</translation>
    </message>
    <message>
        <source>%1 (and %2 more)</source>
        <translation>%1 (und %2 weitere)</translation>
    </message>
    <message>
        <source>I have seen this</source>
        <translation>Ich habe das gesehen</translation>
    </message>
</context>
<context>
    <name>Holdfast::BrokenOffNotice</name>
    <message>
        <source>The last run was broken off</source>
        <translation>Der letzte Lauf wurde abgebrochen</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Hides this</source>
        <translation>Blendet das aus</translation>
    </message>
    <message>
        <source>The last run of Holdfast was broken off after %1: it was killed, has crashed, or the power failed.</source>
        <translation>Der letzte Lauf von Holdfast wurde nach %1 abgebrochen: Das Programm wurde gewaltsam beendet, ist abgestürzt, oder der Strom ist ausgefallen.</translation>
    </message>
    <message>
        <source>%1 was running for %2 since %3.</source>
        <translation>%1 lief für %2 seit %3.</translation>
    </message>
    <message>
        <source>Nothing was using the instrument for longer than a moment.</source>
        <translation>Nichts hat das Instrument länger als einen Augenblick benutzt.</translation>
    </message>
    <message>
        <source>Look at the instrument before you go on.</source>
        <translation>Sehen Sie nach dem Instrument, bevor Sie weitermachen.</translation>
    </message>
</context>
<context>
    <name>Holdfast::CameraBar</name>
    <message>
        <source>E&amp;xposure</source>
        <translation>&amp;Belichtung</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>&amp;Gain</source>
        <translation>&amp;Verstärkung</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>Format of pictures</source>
        <translation>Format der Bilder</translation>
    </message>
    <message>
        <source>JPEG is smaller, PNG loses nothing</source>
        <translation>JPEG ist kleiner, PNG verliert nichts</translation>
    </message>
    <message>
        <source>Folder for pictures</source>
        <translation>Ordner für Bilder</translation>
    </message>
    <message>
        <source>Snap</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Take a picture</source>
        <translation>Ein Bild aufnehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the camera&apos;s waiting request</source>
        <translation>Die wartende Anfrage der Kamera abbrechen</translation>
    </message>
    <message>
        <source>Leave the line: nothing is set, and no picture is taken</source>
        <translation>Die Schlange verlassen: nichts wird gesetzt, kein Bild aufgenommen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Try again to save the picture</source>
        <translation>Noch einmal versuchen, das Bild zu speichern</translation>
    </message>
    <message>
        <source>Save the picture into the folder that is chosen now</source>
        <translation>Das Bild in den jetzt gewählten Ordner speichern</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Save the picture elsewhere</source>
        <translation>Das Bild woanders speichern</translation>
    </message>
    <message>
        <source>Choose a file for the picture</source>
        <translation>Eine Datei für das Bild wählen</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the folder of the last picture</source>
        <translation>Den Ordner des letzten Bildes zeigen</translation>
    </message>
    <message>
        <source>Open the folder in which the last picture is</source>
        <translation>Den Ordner öffnen, in dem das letzte Bild liegt</translation>
    </message>
    <message>
        <source>Pictures are saved in %1. Click to choose another folder; it is created when it is needed.</source>
        <translation>Bilder werden in %1 gespeichert. Klicken Sie, um einen anderen Ordner zu wählen; er wird angelegt, wenn er gebraucht wird.</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>Take a picture; its file also records the state of every Thing</source>
        <translation>Ein Bild aufnehmen; seine Datei enthält auch den Zustand aller Things</translation>
    </message>
</context>
<context>
    <name>Holdfast::CameraRule</name>
    <message>
        <source>No camera is configured.</source>
        <translation>Es ist keine Kamera eingerichtet.</translation>
    </message>
    <message>
        <source>This camera has no action capture: it takes no pictures.</source>
        <translation>Diese Kamera hat keine Aktion capture: sie nimmt keine Bilder auf.</translation>
    </message>
    <message>
        <source>No camera is configured: there is nothing to expose or to snap.</source>
        <translation>Es ist keine Kamera eingerichtet: es gibt nichts zu belichten oder aufzunehmen.</translation>
    </message>
    <message>
        <source>no property exposure_time</source>
        <translation>keine Eigenschaft exposure_time</translation>
    </message>
    <message>
        <source>no property analogue_gain</source>
        <translation>keine Eigenschaft analogue_gain</translation>
    </message>
    <message>
        <source>no action capture</source>
        <translation>keine Aktion capture</translation>
    </message>
    <message>
        <source>This camera has %1.</source>
        <translation>Diese Kamera hat %1.</translation>
    </message>
</context>
<context>
    <name>Holdfast::CameraSetting</name>
    <message>
        <source>The setting is being read.</source>
        <translation>Die Einstellung wird gerade gelesen.</translation>
    </message>
    <message>
        <source>The setting cannot be read: %1</source>
        <translation>Die Einstellung lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>Return sets the value; so do the arrow keys up and down.</source>
        <translation>Die Eingabetaste setzt den Wert, ebenso die Pfeiltasten auf und ab.</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>Setting …</source>
        <translation>Wird gesetzt …</translation>
    </message>
    <message>
        <source>The value cannot be read. %1</source>
        <translation>Der Wert ist nicht lesbar. %1</translation>
    </message>
    <message>
        <source>Not set yet. The value is %1.</source>
        <translation>Noch nicht gesetzt. Der Wert ist %1.</translation>
    </message>
    <message>
        <source>Changed by %1.</source>
        <translation>Geändert von %1.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ChangeMark</name>
    <message>
        <source>Changed by %1</source>
        <translation>Geändert von %1</translation>
    </message>
    <message>
        <source>Changed a moment ago by %1</source>
        <translation>Eben geändert von %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::ChoiceEditor</name>
    <message>
        <source>Nothing is chosen.</source>
        <translation>Nichts ist gewählt.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ClosingQuestion</name>
    <message>
        <source>%1 is working with this instrument and would be stopped.</source>
        <translation>%1 arbeitet mit diesem Instrument und würde gestoppt.</translation>
    </message>
    <message>
        <source>A series of pictures is being taken, and would end.</source>
        <translation>Eine Bildserie läuft und würde enden.</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be saved, and would be lost.</source>
        <translation>
            <numerusform>%n Bild ließ sich nicht speichern und ginge verloren.</numerusform>
            <numerusform>%n Bilder ließen sich nicht speichern und gingen verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close Holdfast?</source>
        <translation>Holdfast schließen?</translation>
    </message>
    <message>
        <source>They are listed under “Pictures”, below the live view.</source>
        <translation>Sie sind unter „Bilder“ aufgelistet, unterhalb des Livebildes.</translation>
    </message>
    <message>
        <source>&amp;Close all the same</source>
        <translation>Trotzdem &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Keep the window</source>
        <translation>Fenster &amp;behalten</translation>
    </message>
</context>
<context>
    <name>Holdfast::ComparisonBar</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Show only the picture that was taken</source>
        <translation>Nur das aufgenommene Bild zeigen</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Show the picture beside the live view (V: next way)</source>
        <translation>Das Bild neben dem Livebild zeigen (V: nächste Weise)</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Wechseln</translation>
    </message>
    <message>
        <source>Show the picture and the live view by turns</source>
        <translation>Das Bild und das Livebild im Wechsel zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back to the live view (Escape)</source>
        <translation>Zurück zum Livebild (Esc)</translation>
    </message>
    <message>
        <source>Show the picture left of a line and the live view right of it; drag the line, or move it with &lt; and &gt;</source>
        <translation>Links einer Linie das Bild, rechts davon das Livebild; die Linie ziehen oder mit &lt; und &gt; verschieben</translation>
    </message>
</context>
<context>
    <name>Holdfast::ComparisonView</name>
    <message>
        <source>Picture, compared with the live view</source>
        <translation>Bild, verglichen mit dem Livebild</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>A picture that was taken, and the live view. V shows them in another way, &lt; and &gt; move the line between them, Escape closes.</source>
        <translation>Ein aufgenommenes Bild und das Livebild. V zeigt sie auf andere Weise, &lt; und &gt; verschieben die Linie zwischen ihnen, Esc schließt.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ControlBanner</name>
    <message>
        <source>Who is in control</source>
        <translation>Wer steuert</translation>
    </message>
    <message>
        <source>What the lock is held for, and who waits for it</source>
        <translation>Wofür die Sperre gehalten wird und wer auf sie wartet</translation>
    </message>
    <message>
        <source>No lock</source>
        <translation>Keine Sperre</translation>
    </message>
    <message>
        <source>Clients and the operator may change anything at any time.</source>
        <translation>Clients und Bediener dürfen jederzeit alles ändern.</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>You are in control</source>
        <translation>Sie steuern</translation>
    </message>
    <message>
        <source>%1 is in control</source>
        <translation>%1 steuert</translation>
    </message>
    <message>
        <source>The next request gets the lock.</source>
        <translation>Die nächste Anfrage bekommt die Sperre.</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Who is in control of the instrument. A click, or L, opens the lock panel.</source>
        <translation>Wer das Instrument steuert. Ein Klick oder L öffnet die Anzeige der Sperre.</translation>
    </message>
    <message>
        <source>Lock panel</source>
        <translation>Anzeige der Sperre</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Opens and closes the lock panel</source>
        <translation>Öffnet und schließt die Ansicht der Sperre</translation>
    </message>
</context>
<context>
    <name>Holdfast::DockLayout</name>
    <message>
        <source>Shows or hides: %1</source>
        <translation>Zeigt oder verbirgt: %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::DurationBox</name>
    <message>
        <source>%1 is not a whole number of microseconds.</source>
        <translation>%1 ist keine ganze Zahl von Mikrosekunden.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ExplainedButton</name>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::FaultNotice</name>
    <message>
        <source>Shows since when the device has the fault, and details for its repair</source>
        <translation>Zeigt, seit wann das Gerät gestört ist, und Einzelheiten für die Reparatur</translation>
    </message>
    <message>
        <source>Faults of devices</source>
        <translation>Störungen von Geräten</translation>
    </message>
    <message>
        <source>Details of the fault</source>
        <translation>Einzelheiten der Störung</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Since %1.</source>
        <translation>Seit %1.</translation>
    </message>
    <message>
        <source>Deta&amp;ils</source>
        <translation>Mehr zum &amp;Problem</translation>
    </message>
</context>
<context>
    <name>Holdfast::FocusPanel</name>
    <message>
        <source>State of the autofocus</source>
        <translation>Stand des Autofokus</translation>
    </message>
    <message>
        <source>Range of the autofocus</source>
        <translation>Bereich des Autofokus</translation>
    </message>
    <message>
        <source>How far the stage moves along z, half of it on either side</source>
        <translation>Wie weit sich der Tisch entlang z bewegt, die Hälfte davon auf jeder Seite</translation>
    </message>
    <message>
        <source>Measure of sharpness</source>
        <translation>Maß der Schärfe</translation>
    </message>
    <message>
        <source>size of the JPEG</source>
        <translation>Größe des JPEG</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>How sharpness is measured: fine detail makes larger files, and steeper gradients</source>
        <translation>Wie die Schärfe gemessen wird: feine Einzelheiten ergeben größere Dateien und steilere Gradienten</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Scharfstellen</translation>
    </message>
    <message>
        <source>Sweeps once through the range, and goes to the sharpest position</source>
        <translation>Durchläuft den Bereich einmal und fährt zur schärfsten Stelle</translation>
    </message>
    <message>
        <source>Focusing</source>
        <translation>Scharfstellen</translation>
    </message>
    <message>
        <source>Focus precisely</source>
        <translation>Genau scharfstellen</translation>
    </message>
    <message>
        <source>Sweeps until the focus lies in the middle of the range: slower, and also where the focus is farther away</source>
        <translation>Durchläuft den Bereich, bis der Fokus in seiner Mitte liegt: langsamer und auch dort, wo der Fokus weiter entfernt ist</translation>
    </message>
    <message>
        <source>Focusing precisely</source>
        <translation>Genaues Scharfstellen</translation>
    </message>
    <message>
        <source>Curve only</source>
        <translation>Nur Kurve</translation>
    </message>
    <message>
        <source>Measures the curve over the range, and goes back</source>
        <translation>Misst die Kurve über den Bereich und fährt zurück</translation>
    </message>
    <message>
        <source>Measuring the curve</source>
        <translation>Messen der Kurve</translation>
    </message>
    <message>
        <source>Last good z</source>
        <translation>Letztes gutes z</translation>
    </message>
    <message>
        <source>Goes to where the focus was found last</source>
        <translation>Fährt dorthin, wo der Fokus zuletzt gefunden wurde</translation>
    </message>
    <message>
        <source>Going to the last good z</source>
        <translation>Fahrt zum letzten guten z</translation>
    </message>
    <message>
        <source>No focus has been found yet.</source>
        <translation>Noch wurde kein Fokus gefunden.</translation>
    </message>
    <message>
        <source>The one before is still under way.</source>
        <translation>Der vorige Vorgang läuft noch.</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Limit here</source>
        <translation>Grenze hier</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>The limit was not set. %1</source>
        <translation>Die Grenze wurde nicht gesetzt. %1</translation>
    </message>
    <message>
        <source>Last good z: %1</source>
        <translation>Letztes gutes z: %1</translation>
    </message>
    <message>
        <source>Limit towards the objective: z = %1</source>
        <translation>Grenze zum Objektiv hin: z = %1</translation>
    </message>
    <message>
        <source>Limit towards the objective: that of the stage</source>
        <translation>Grenze zum Objektiv hin: die des Tischs</translation>
    </message>
    <message>
        <source>This autofocus has no limit to be set.</source>
        <translation>Dieser Autofokus hat keine Grenze, die gesetzt werden kann.</translation>
    </message>
    <message>
        <source>From now on no autofocus goes nearer to the objective than where the stage is</source>
        <translation>Von jetzt an kommt kein Autofokus dem Objektiv näher, als der Tisch jetzt ist</translation>
    </message>
    <message>
        <source>The position of the stage is not known.</source>
        <translation>Die Position des Tischs ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Only the limits of the stage itself count</source>
        <translation>Nur die Grenzen des Tischs selbst zählen</translation>
    </message>
    <message>
        <source>There is no limit.</source>
        <translation>Es gibt keine Grenze.</translation>
    </message>
</context>
<context>
    <name>Holdfast::FocusPlot</name>
    <message>
        <source>Sharpness over z</source>
        <translation>Schärfe über z</translation>
    </message>
    <message>
        <source>There is no curve yet.</source>
        <translation>Es gibt noch keine Kurve.</translation>
    </message>
    <message>
        <source>%1 pictures from z = %2 to %3.</source>
        <translation>%1 Bilder von z = %2 bis %3.</translation>
    </message>
    <message>
        <source>%1 The focus is at z = %2.</source>
        <translation>%1 Der Fokus liegt bei z = %2.</translation>
    </message>
    <message>
        <source>%1 No focus was found.</source>
        <translation>%1 Es wurde kein Fokus gefunden.</translation>
    </message>
    <message>
        <source>The sharpness over z appears here.</source>
        <translation>Hier erscheint die Schärfe über z.</translation>
    </message>
    <message>
        <source>focus at %1</source>
        <translation>Fokus bei %1</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>z in %1</source>
        <translation>z in %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::FocusRule</name>
    <message>
        <source>No autofocus is configured.</source>
        <translation>Es ist kein Autofokus konfiguriert.</translation>
    </message>
    <message>
        <source>No camera-stage mapping is configured.</source>
        <translation>Es ist keine Zuordnung von Kamera und Tisch konfiguriert.</translation>
    </message>
    <message>
        <source>%1 has no action %2.</source>
        <translation>%1 hat keine Aktion %2.</translation>
    </message>
</context>
<context>
    <name>Holdfast::Format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>under 0.1 s</source>
        <translation>unter 0,1 s</translation>
    </message>
    <message>
        <source>at this window</source>
        <translation>an diesem Fenster</translation>
    </message>
    <message>
        <source>remote client</source>
        <translation>entfernter Client</translation>
    </message>
    <message>
        <source>Holdfast itself</source>
        <translation>Holdfast selbst</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>remote</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>has not answered yet</source>
        <translation>hat noch nicht geantwortet</translation>
    </message>
    <message>
        <source>failed to stop</source>
        <translation>konnte nicht angehalten werden</translation>
    </message>
</context>
<context>
    <name>Holdfast::GamepadSign</name>
    <message>
        <source>No gamepad</source>
        <translation>Kein Gamepad</translation>
    </message>
    <message>
        <source>Gamepad</source>
        <translation>Gamepad</translation>
    </message>
    <message>
        <source>A gamepad that is plugged in moves the stage. The settings change that.</source>
        <translation>Ein Gamepad, das eingesteckt wird, verfährt den Tisch. Die Einstellungen ändern das.</translation>
    </message>
    <message>
        <source>%1 moves the stage: the left stick along x and y, the right one focuses, each the faster the farther it is pushed. B or circle: STOP. A or cross: take a picture. Y or triangle: autofocus. Left and right shoulder: finer and coarser steps. A stick that was pushed when it was plugged in has to be let go first.</source>
        <translation>%1 verfährt den Tisch: der linke Stick in x und y, der rechte fokussiert, je weiter gedrückt, desto schneller. B oder Kreis: STOPP. A oder Kreuz: ein Bild aufnehmen. Y oder Dreieck: Autofokus. Linke und rechte Schultertaste: feinere und gröbere Schritte. Ein Stick, der beim Einstecken gedrückt war, muss erst losgelassen werden.</translation>
    </message>
</context>
<context>
    <name>Holdfast::IdleReminder</name>
    <message>
        <source>You have control, and have not used it for %1.</source>
        <translation>Sie haben die Steuerung und haben sie seit %1 nicht benutzt.</translation>
    </message>
    <message>
        <source>Clients cannot change anything meanwhile.</source>
        <translation>Clients können solange nichts ändern.</translation>
    </message>
    <message>
        <source>Clients that wait for the lock: %1.</source>
        <translation>Auf die Sperre wartende Clients: %1.</translation>
    </message>
    <message>
        <source>Your control is not used</source>
        <translation>Ihre Steuerung wird nicht benutzt</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Abgeben</translation>
    </message>
    <message>
        <source>Gives control back, so that the clients can go on.</source>
        <translation>Gibt die Steuerung ab, damit die Clients weitermachen können.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keeps control. You are reminded again when you have not used it for as long as before.</source>
        <translation>Behält die Steuerung. Sie werden wieder erinnert, wenn Sie sie ebenso lange nicht benutzt haben.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ImageScale</name>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>Holdfast::InvocationDetails</name>
    <message>
        <source>Invocation of %1</source>
        <translation>Aufruf von %1</translation>
    </message>
    <message>
        <source>Details of the invocation</source>
        <translation>Einzelheiten des Aufrufs</translation>
    </message>
    <message>
        <source>Input, result, error and log; may be selected and copied</source>
        <translation>Eingabe, Ergebnis, Fehler und Protokoll; lässt sich markieren und kopieren</translation>
    </message>
    <message>
        <source>Close this window (Escape)</source>
        <translation>Dieses Fenster schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>Holdfast::InvocationText</name>
    <message>
        <source>%1, %2 bytes of %3</source>
        <translation>%1, %2 Bytes von %3</translation>
    </message>
    <message>
        <source>%1, place %2</source>
        <translation>%1, Platz %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 (took %2)</source>
        <translation>%1 (dauerte %2)</translation>
    </message>
    <message>
        <source>Asked for by: </source>
        <translation>Verlangt von: </translation>
    </message>
    <message>
        <source>State: </source>
        <translation>Zustand: </translation>
    </message>
    <message>
        <source>Requested: </source>
        <translation>Verlangt: </translation>
    </message>
    <message>
        <source>Started: </source>
        <translation>Begonnen: </translation>
    </message>
    <message>
        <source>Ended: </source>
        <translation>Beendet: </translation>
    </message>
    <message>
        <source>Progress: </source>
        <translation>Fortschritt: </translation>
    </message>
    <message>
        <source>Input: </source>
        <translation>Eingabe: </translation>
    </message>
    <message>
        <source>Result: </source>
        <translation>Ergebnis: </translation>
    </message>
    <message>
        <source>Error: </source>
        <translation>Fehler: </translation>
    </message>
    <message>
        <source>Log:
</source>
        <translation>Protokoll:
</translation>
    </message>
    <message>
        <source>Id: </source>
        <translation>Id: </translation>
    </message>
</context>
<context>
    <name>Holdfast::InvocationsModel</name>
    <message>
        <source>Operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>Holdfast::InvocationsPanel</name>
    <message>
        <source>&amp;Details</source>
        <translation>Ein&amp;zelheiten</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Running and recent actions, the newest first (Delete cancels, Return shows details)</source>
        <translation>Laufende und letzte Aktionen, die neueste zuerst (Entf bricht ab, Eingabe zeigt Einzelheiten)</translation>
    </message>
    <message>
        <source>%1, place %2</source>
        <translation>%1, Platz %2</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>The selected invocation</source>
        <translation>Der gewählte Aufruf</translation>
    </message>
    <message>
        <source>Copied: paste it into a script or a terminal.</source>
        <translation>Kopiert: in ein Skript oder ein Terminal einfügen.</translation>
    </message>
    <message>
        <source>Do the selected invocation from a script</source>
        <translation>Den gewählten Aufruf aus einem Skript heraus tun</translation>
    </message>
    <message>
        <source>Cancel the selected invocation</source>
        <translation>Den gewählten Aufruf abbrechen</translation>
    </message>
    <message>
        <source>Details of the selected invocation</source>
        <translation>Einzelheiten des gewählten Aufrufs</translation>
    </message>
    <message>
        <source>Show input, result, error and log (Return or double-click)</source>
        <translation>Eingabe, Ergebnis, Fehler und Protokoll zeigen (Eingabe oder Doppelklick)</translation>
    </message>
    <message>
        <source>Asked %1 to end.</source>
        <translation>%1 zum Ende aufgefordert.</translation>
    </message>
    <message>
        <source>Copy the selected one as Python or as a curl command</source>
        <translation>Den gewählten als Python oder als curl-Befehl kopieren</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>Ask the selected invocation to end (Delete)</source>
        <translation>Den gewählten Aufruf zum Ende auffordern (Entf)</translation>
    </message>
    <message>
        <source>Ask the selected invocation to end (Delete)
Not now: %1</source>
        <translation>Den gewählten Aufruf zum Ende auffordern (Entf)
Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>No action has been invoked yet.</source>
        <translation>Noch wurde keine Aktion aufgerufen.</translation>
    </message>
    <message>
        <source>Select one to cancel it or to see its details.</source>
        <translation>Wählen Sie einen, um ihn abzubrechen oder Einzelheiten zu sehen.</translation>
    </message>
    <message>
        <source>The selected one has ended.</source>
        <translation>Der gewählte ist beendet.</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Copy the invocations</source>
        <translation>Die Aufrufe kopieren</translation>
    </message>
    <message>
        <source>Save the invocations</source>
        <translation>Die Aufrufe speichern</translation>
    </message>
    <message>
        <source>No invocation matches the search and the client.</source>
        <translation>Kein Aufruf passt zur Suche und zum Client.</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>K&amp;opieren</translation>
    </message>
</context>
<context>
    <name>Holdfast::JsonEditor</name>
    <message>
        <source>%1, as JSON</source>
        <translation>%1, als JSON</translation>
    </message>
    <message>
        <source>Enter the value as JSON; Ctrl+Return sets it</source>
        <translation>Geben Sie den Wert als JSON ein; Strg+Eingabe setzt ihn</translation>
    </message>
    <message>
        <source>This is not JSON yet.</source>
        <translation>Das ist noch kein JSON.</translation>
    </message>
    <message>
        <source>This is too large, or nested too deep.</source>
        <translation>Das ist zu groß oder zu tief verschachtelt.</translation>
    </message>
</context>
<context>
    <name>Holdfast::KeptNotice</name>
    <message>
        <source>Pictures of an earlier run</source>
        <translation>Bilder eines früheren Laufs</translation>
    </message>
    <message>
        <source>Save them</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saves the pictures in the folder for pictures</source>
        <translation>Speichert die Bilder im Ordner für Bilder</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>The pictures stay where they are; the next start asks again</source>
        <translation>Die Bilder bleiben, wo sie sind; der nächste Start fragt wieder</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be saved before Holdfast ended last time, and were kept.</source>
        <translation>
            <numerusform>%n Bild ließ sich nicht speichern, bevor Holdfast zuletzt endete, und wurde aufgehoben.</numerusform>
            <numerusform>%n Bilder ließen sich nicht speichern, bevor Holdfast zuletzt endete, und wurden aufgehoben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Holdfast::KeptPositions</name>
    <message>
        <source>The positions of the last run could not be read from %1, and those of this run are not kept: %2.</source>
        <translation>Die Positionen des letzten Laufs ließen sich nicht aus %1 lesen, und die dieses Laufs werden nicht aufgehoben: %2.</translation>
    </message>
    <message>
        <source>They are counted in another unit than those of this stage.</source>
        <translation>Sie sind in einer anderen Einheit gezählt als die dieses Tischs.</translation>
    </message>
    <message>
        <source>The positions of the last run could not be used. %1 The file is now %2</source>
        <translation>Die Positionen des letzten Laufs ließen sich nicht verwenden. %1 Die Datei ist jetzt %2</translation>
    </message>
    <message>
        <source>The positions of the last run in %1 could not be used, and those of this run are not kept. %2</source>
        <translation>Die Positionen des letzten Laufs in %1 ließen sich nicht verwenden, und die dieses Laufs werden nicht aufgehoben. %2</translation>
    </message>
    <message>
        <source>The positions could not be kept in %1. %2</source>
        <translation>Die Positionen ließen sich nicht in %1 aufheben. %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::KeyEditor</name>
    <message>
        <source>Keys of your own</source>
        <translation>Eigene Tasten</translation>
    </message>
    <message>
        <source>Key for the chosen command</source>
        <translation>Taste für den gewählten Befehl</translation>
    </message>
    <message>
        <source>Press the key here that you want</source>
        <translation>Drücken Sie hier die gewünschte Taste</translation>
    </message>
    <message>
        <source>What the key is used for</source>
        <translation>Wofür die Taste benutzt wird</translation>
    </message>
    <message>
        <source>&amp;Take it from there</source>
        <translation>Dort &amp;wegnehmen</translation>
    </message>
    <message>
        <source>The other command then has no key, until you give it one</source>
        <translation>Der andere Befehl hat dann keine Taste mehr, bis Sie ihm eine geben</translation>
    </message>
    <message>
        <source>&amp;Usual key</source>
        <translation>Ü&amp;bliche Taste</translation>
    </message>
    <message>
        <source>Gives the chosen command its usual key again</source>
        <translation>Gibt dem gewählten Befehl wieder seine übliche Taste</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>&amp;Keine Taste</translation>
    </message>
    <message>
        <source>Leaves the chosen command without a key</source>
        <translation>Lässt den gewählten Befehl ohne Taste</translation>
    </message>
    <message>
        <source>&amp;All keys as usual</source>
        <translation>&amp;Alle Tasten wie üblich</translation>
    </message>
    <message>
        <source>Gives all commands their usual keys again</source>
        <translation>Gibt allen Befehlen wieder ihre üblichen Tasten</translation>
    </message>
    <message>
        <source>Closes this window; all changes are saved already (Escape)</source>
        <translation>Schließt dieses Fenster; alle Änderungen sind schon gespeichert (Esc)</translation>
    </message>
    <message>
        <source>All keys are the usual ones.</source>
        <translation>Alle Tasten sind die üblichen.</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>All commands and their keys; Return goes to the field for the key</source>
        <translation>Alle Befehle und ihre Tasten; Eingabe führt zum Feld für die Taste</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Not changed. %1</source>
        <translation>Nicht geändert. %1</translation>
    </message>
    <message>
        <source>%1 is the key for: %2.</source>
        <translation>%1 ist die Taste für: %2.</translation>
    </message>
    <message>
        <source>Without that key now: %1.</source>
        <translation>Jetzt ohne diese Taste: %1.</translation>
    </message>
    <message>
        <source>Choose a command above.</source>
        <translation>Wählen Sie oben einen Befehl.</translation>
    </message>
</context>
<context>
    <name>Holdfast::KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>All keys and what they do</source>
        <translation>Alle Tasten und was sie tun</translation>
    </message>
    <message>
        <source>Closes this sheet (Escape)</source>
        <translation>Schließt diese Übersicht (Esc)</translation>
    </message>
    <message>
        <source>C&amp;hange …</source>
        <translation>Ä&amp;ndern …</translation>
    </message>
    <message>
        <source>Opens the table where you choose keys of your own</source>
        <translation>Öffnet die Tabelle, in der Sie eigene Tasten wählen</translation>
    </message>
</context>
<context>
    <name>Holdfast::LabPanel</name>
    <message>
        <source>Whether the lab can be reached</source>
        <translation>Ob das Labor erreichbar ist</translation>
    </message>
    <message>
        <source>What the stations share, and who waits for it</source>
        <translation>Was die Stationen teilen, und wer darauf wartet</translation>
    </message>
    <message>
        <source>The stations of the lab</source>
        <translation>Die Stationen des Labors</translation>
    </message>
    <message>
        <source>Result of the last stop of the lab</source>
        <translation>Ergebnis des letzten Stopps des Labors</translation>
    </message>
    <message>
        <source>Stop the lab</source>
        <translation>Labor stoppen</translation>
    </message>
    <message>
        <source>Stops everything at every station of the lab. Press twice.
Each station is asked at its own address, also while the lab cannot be reached.</source>
        <translation>Stoppt alles an jeder Station des Labors. Zweimal drücken.
Jede Station wird unter ihrer eigenen Adresse gefragt, auch solange das Labor nicht erreichbar ist.</translation>
    </message>
    <message>
        <source>stop of the lab</source>
        <translation>Stopp des Labors</translation>
    </message>
    <message>
        <source>operator of %1</source>
        <translation>Bediener von %1</translation>
    </message>
    <message>
        <source>Stopping the lab: %1 of %2 stations have answered.</source>
        <translation>Das Labor wird gestoppt: %1 von %2 Stationen haben geantwortet.</translation>
    </message>
    <message>
        <source>Every station has stopped.</source>
        <translation>Jede Station hat gestoppt.</translation>
    </message>
    <message>
        <source>NOT every station has stopped!</source>
        <translation>NICHT jede Station hat gestoppt!</translation>
    </message>
    <message>
        <source>Press again: stop all %1 stations</source>
        <translation>Noch einmal drücken: alle %1 Stationen stoppen</translation>
    </message>
</context>
<context>
    <name>Holdfast::LabResourcesModel</name>
    <message>
        <source>Home: %1</source>
        <translation>Zuhause: %1</translation>
    </message>
    <message>
        <source>Members: %1</source>
        <translation>Mitglieder: %1</translation>
    </message>
    <message>
        <source>    %1. waiting</source>
        <translation>    %1. wartet</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>this station</source>
        <translation>diese Station</translation>
    </message>
    <message>
        <source>comes back</source>
        <translation>kommt zurück</translation>
    </message>
    <message>
        <source>off the lab by %1: %2</source>
        <translation>vom Labor genommen von %1: %2</translation>
    </message>
    <message>
        <source>this station has it</source>
        <translation>diese Station hat es</translation>
    </message>
    <message>
        <source>this station is number %1</source>
        <translation>diese Station ist Nummer %1</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Geteilt</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
</context>
<context>
    <name>Holdfast::LabStationsModel</name>
    <message>
        <source>Holdfast %1</source>
        <translation>Holdfast %1</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartende</translation>
    </message>
</context>
<context>
    <name>Holdfast::LabText</name>
    <message>
        <source>This station, %1, is in the lab %2.</source>
        <translation>Diese Station, %1, ist im Labor %2.</translation>
    </message>
    <message>
        <source>Another station of the lab %1 has the name %2. Give one of them another name, or end it.</source>
        <translation>Eine andere Station des Labors %1 hat den Namen %2. Geben Sie einer der beiden einen anderen Namen, oder beenden Sie sie.</translation>
    </message>
    <message>
        <source>This station, %1, is about to enter the lab %2</source>
        <translation>Diese Station, %1, tritt gerade in das Labor %2 ein</translation>
    </message>
    <message>
        <source>this station</source>
        <translation>diese Station</translation>
    </message>
    <message>
        <source>present</source>
        <translation>anwesend</translation>
    </message>
    <message>
        <source>this station, not in the lab</source>
        <translation>diese Station, nicht im Labor</translation>
    </message>
    <message>
        <source>silent since %1</source>
        <translation>stumm seit %1</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>STOPPED by %1</source>
        <translation>GESTOPPT von %1</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>everything stands still</source>
        <translation>alles steht still</translation>
    </message>
    <message>
        <source>NOT everything stands still</source>
        <translation>NICHT alles steht still</translation>
    </message>
    <message>
        <source>NOT stopped, it refused</source>
        <translation>NICHT gestoppt, sie lehnt ab</translation>
    </message>
    <message>
        <source>NOT stopped, it cannot be reached</source>
        <translation>NICHT gestoppt, sie ist nicht erreichbar</translation>
    </message>
    <message>
        <source>NOT stopped</source>
        <translation>NICHT gestoppt</translation>
    </message>
    <message>
        <source>The lab %1 is unreachable</source>
        <translation>Das Labor %1 ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The lab %1 has been unreachable since %2</source>
        <translation>Das Labor %1 ist seit %2 nicht erreichbar</translation>
    </message>
    <message>
        <source>What is shared is closed; local Things work. Below is what was known last.</source>
        <translation>Geteiltes ist gesperrt, eigene Things arbeiten weiter. Unten steht, was zuletzt bekannt war.</translation>
    </message>
</context>
<context>
    <name>Holdfast::LeftOutNotice</name>
    <message>
        <source>Things that are missing</source>
        <translation>Things, die fehlen</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Hides this</source>
        <translation>Blendet das aus</translation>
    </message>
    <message>
        <source>The configuration names Things that are missing here: %1. The log says why.</source>
        <translation>Die Konfiguration nennt Things, die hier fehlen: %1. Das Protokoll sagt, warum.</translation>
    </message>
</context>
<context>
    <name>Holdfast::LengthScale</name>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>Holdfast::ListEditor</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>%1: add one</source>
        <translation>%1: eins hinzufügen</translation>
    </message>
    <message>
        <source>Add one at the end</source>
        <translation>Am Ende eins hinzufügen</translation>
    </message>
    <message>
        <source>Number %1: %2</source>
        <translation>Nummer %1: %2</translation>
    </message>
    <message>
        <source>%1: remove</source>
        <translation>%1: entfernen</translation>
    </message>
    <message>
        <source>Remove this one from the list</source>
        <translation>Dieses aus der Liste entfernen</translation>
    </message>
</context>
<context>
    <name>Holdfast::LiveOverlay</name>
    <message>
        <source>Too bright: %1 % of the picture is saturated</source>
        <translation>Zu hell: %1 % des Bildes sind übersteuert</translation>
    </message>
</context>
<context>
    <name>Holdfast::LivePanel</name>
    <message>
        <source>Live view</source>
        <translation>Livebild</translation>
    </message>
    <message>
        <source>How much the picture is enlarged on this screen</source>
        <translation>Wie stark das Bild auf diesem Bildschirm vergrößert ist</translation>
    </message>
    <message>
        <source>Remark on the live view</source>
        <translation>Bemerkung zum Livebild</translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation>Ins Fenster einpassen</translation>
    </message>
    <message>
        <source>One pixel for one pixel</source>
        <translation>Ein Pixel für ein Pixel</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>Fadenkreuz</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Not moved: the size of a pixel on the stage is not known.</source>
        <translation>Nicht verfahren: Die Größe eines Pixels auf dem Tisch ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Not moved: the picture is not live.</source>
        <translation>Nicht verfahren: Das Bild ist nicht live.</translation>
    </message>
    <message>
        <source>Automatic contrast of the display</source>
        <translation>Automatischer Kontrast der Anzeige</translation>
    </message>
    <message>
        <source>Saturated pixels in false colour</source>
        <translation>Gesättigte Pixel in Falschfarbe</translation>
    </message>
    <message>
        <source>Gamma of the display</source>
        <translation>Gamma der Anzeige</translation>
    </message>
    <message>
        <source>Gamma of the display: above 1 the dark parts become brighter</source>
        <translation>Gamma der Anzeige: Über 1 werden die dunklen Teile heller</translation>
    </message>
    <message>
        <source>Measure with clicks</source>
        <translation>Mit Klicks messen</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>What is measured: a distance by two clicks, an angle by three, an area by its corners and a double-click at the end</source>
        <translation>Was gemessen wird: ein Abstand mit zwei Klicks, ein Winkel mit drei, eine Fläche mit ihren Ecken und einem Doppelklick am Ende</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Click the points to be measured; E ends it.</source>
        <translation>Klicken Sie die Punkte an, die gemessen werden sollen; E beendet das.</translation>
    </message>
    <message>
        <source>Click the points to be measured, in pixels: the scale is not calibrated. E ends it.</source>
        <translation>Klicken Sie die Punkte an, die gemessen werden sollen, in Pixeln: Der Maßstab ist nicht kalibriert. E beendet das.</translation>
    </message>
    <message>
        <source>Save the view with its marks</source>
        <translation>Die Ansicht mit ihren Markierungen speichern</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>The view is in %1</source>
        <translation>Die Ansicht ist in %1</translation>
    </message>
    <message>
        <source>%1 was not written. %2</source>
        <translation>%1 wurde nicht geschrieben. %2</translation>
    </message>
    <message>
        <source>Compare the last picture with the live view</source>
        <translation>Das letzte Bild mit dem Livebild vergleichen</translation>
    </message>
</context>
<context>
    <name>Holdfast::LiveView</name>
    <message>
        <source>Live view of the camera</source>
        <translation>Livebild der Kamera</translation>
    </message>
    <message>
        <source>Live view of the camera. Double-click moves there, the wheel focuses, Ctrl and the wheel zoom. Arrow keys move, Page Up and Page Down focus.</source>
        <translation>Livebild der Kamera. Ein Doppelklick fährt dorthin, das Mausrad fokussiert, Strg und das Mausrad vergrößern. Pfeiltasten verfahren, Bild auf und Bild ab fokussieren.</translation>
    </message>
    <message>
        <source>Waiting for the first picture …</source>
        <translation>Wartet auf das erste Bild …</translation>
    </message>
    <message>
        <source>No camera is configured</source>
        <translation>Es ist keine Kamera eingerichtet</translation>
    </message>
    <message>
        <source>%1 pictures/s, %2 dropped, %3 × %4</source>
        <translation>%1 Bilder/s, %2 ausgelassen, %3 × %4</translation>
    </message>
    <message>
        <source>Not live: no picture since %1 (%2)</source>
        <translation>Nicht live: kein Bild seit %1 (%2)</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>automatic contrast</source>
        <translation>automatischer Kontrast</translation>
    </message>
    <message>
        <source>red: too bright, blue: black</source>
        <translation>rot: zu hell, blau: schwarz</translation>
    </message>
    <message>
        <source>Display: %1</source>
        <translation>Anzeige: %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::LockButtons</name>
    <message>
        <source>No client can use the instrument in between.</source>
        <translation>Kein Client kann das Instrument dazwischen benutzen.</translation>
    </message>
    <message>
        <source>You get control at once; the lease of %1 goes on later.</source>
        <translation>Sie erhalten die Steuerung sofort; die Lease von %1 geht später weiter.</translation>
    </message>
    <message>
        <source>You are next, when %1 ends its operation.</source>
        <translation>Sie sind dran, sobald %1 den Vorgang beendet.</translation>
    </message>
    <message>
        <source>Cancel &amp;waiting</source>
        <translation>&amp;Warten abbrechen</translation>
    </message>
    <message>
        <source>Waiting for control until %1 ends its operation.</source>
        <translation>Wartet auf die Steuerung, bis %1 den Vorgang beendet.</translation>
    </message>
    <message>
        <source>its owner</source>
        <translation>ihr Inhaber</translation>
    </message>
    <message>
        <source>Leaves the line: you will not get control.</source>
        <translation>Verlässt die Schlange: Sie erhalten die Steuerung nicht.</translation>
    </message>
    <message>
        <source>You have control. Giving it back lets the clients go on.</source>
        <translation>Sie haben die Steuerung. Wenn Sie sie abgeben, können die Clients weitermachen.</translation>
    </message>
    <message>
        <source>While you have control, what you do happens at once, and no client can change anything in between. Closing the window gives control back, too.</source>
        <translation>Solange Sie die Steuerung haben, geschieht sofort, was Sie tun, und kein Client kann dazwischen etwas ändern. Auch das Schließen des Fensters gibt sie ab.</translation>
    </message>
    <message>
        <source>Take &amp;control</source>
        <translation>&amp;Übernehmen</translation>
    </message>
    <message>
        <source>Waits, ahead of all clients, until the running operation ends or gives way. A lease gives way, too, and goes on afterwards. No work is lost.</source>
        <translation>Wartet vor allen Clients, bis der laufende Vorgang endet oder Platz macht. Auch eine Lease macht Platz und geht danach weiter. Keine Arbeit geht verloren.</translation>
    </message>
    <message>
        <source>&amp;Ask …</source>
        <translation>F&amp;ragen …</translation>
    </message>
    <message>
        <source>Tells %1 that you want the lock, and why.</source>
        <translation>Sagt %1, dass Sie die Sperre brauchen und wofür.</translation>
    </message>
    <message>
        <source>The owner is told at once, and may go on.</source>
        <translation>Der Inhaber erfährt es sofort und darf weitermachen.</translation>
    </message>
    <message>
        <source>&amp;Break …</source>
        <translation>&amp;Entziehen …</translation>
    </message>
    <message>
        <source>Ends the lease of %1 for good.</source>
        <translation>Beendet die Lease von %1 endgültig.</translation>
    </message>
    <message>
        <source>Ends what %1 does. Its work may be lost.</source>
        <translation>Beendet, was %1 tut. Arbeit kann verloren gehen.</translation>
    </message>
    <message>
        <source>Asks for a reason first. Then the operation is told to end, a lease ends, and all Things are made safe. The lock is free when the operation has ended.</source>
        <translation>Fragt erst nach einem Grund. Dann wird der Vorgang zum Ende aufgefordert, eine Lease endet, und alle Things werden sicher gemacht. Die Sperre ist frei, wenn der Vorgang beendet ist.</translation>
    </message>
    <message>
        <source>Clients may only read.</source>
        <translation>Clients dürfen nur noch lesen.</translation>
    </message>
    <message>
        <source>On since %1, by %2.</source>
        <translation>Ein seit %1, durch %2.</translation>
    </message>
    <message>
        <source>&amp;Local only</source>
        <translation>Nur &amp;lokal</translation>
    </message>
    <message>
        <source>Switches it off: clients may change things again.</source>
        <translation>Clients dürfen wieder ändern.</translation>
    </message>
    <message>
        <source>Clients that wait in line are refused now. Operations that already run go on.</source>
        <translation>Clients in der Schlange werden jetzt abgelehnt. Vorgänge, die schon laufen, gehen weiter.</translation>
    </message>
    <message>
        <source>Give &amp;control back</source>
        <translation>Ab&amp;geben</translation>
    </message>
</context>
<context>
    <name>Holdfast::LockControls</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>I have seen this</source>
        <translation>Ich habe das gesehen</translation>
    </message>
    <message>
        <source>%1 has released the lock meanwhile. Nothing has been done.</source>
        <translation>%1 hat die Sperre inzwischen freigegeben. Es wurde nichts getan.</translation>
    </message>
    <message>
        <source>Its owner</source>
        <translation>Ihr Inhaber</translation>
    </message>
    <message>
        <source>%1 has been asked.</source>
        <translation>%1 wurde gefragt.</translation>
    </message>
    <message>
        <source>The owner was not asked. %1</source>
        <translation>Der Inhaber wurde nicht gefragt. %1</translation>
    </message>
    <message>
        <source>Breaking the hold of %1, and making all Things safe …</source>
        <translation>%1 wird die Sperre entzogen, und alle Things werden sicher gemacht …</translation>
    </message>
    <message>
        <source>The hold was not broken. %1</source>
        <translation>Die Sperre wurde nicht entzogen. %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::LockFlyout</name>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Keep the lock panel open</source>
        <translation>Anzeige der Sperre offen halten</translation>
    </message>
    <message>
        <source>Keeps the lock panel open, also after the next start</source>
        <translation>Hält die Anzeige der Sperre offen, auch nach dem nächsten Start</translation>
    </message>
    <message>
        <source>Close the lock panel</source>
        <translation>Anzeige der Sperre schließen</translation>
    </message>
    <message>
        <source>Closes the lock panel; the bar above goes on saying who has the lock</source>
        <translation>Schließt die Anzeige der Sperre; die Leiste oben sagt weiterhin, wer die Sperre hat</translation>
    </message>
</context>
<context>
    <name>Holdfast::LockOwnerCard</name>
    <message>
        <source>Who holds the lock</source>
        <translation>Wer die Sperre hat</translation>
    </message>
    <message>
        <source>Who may change the instrument right now</source>
        <translation>Wer das Instrument gerade ändern darf</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Lease</source>
        <translation>Lease</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Gefragt von</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Estimated from the progress so far</source>
        <translation>Geschätzt aus dem bisherigen Fortschritt</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Holds nested in each other: %1</source>
        <translation>Ineinander geschachtelt: %1</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>The configuration has switched the global lock off (enable_global_lock): clients and the operator may change anything at any time.</source>
        <translation>Die Konfiguration hat die globale Sperre ausgeschaltet (enable_global_lock): Clients und Bediener dürfen jederzeit alles ändern.</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::LockOwnerText</name>
    <message>
        <source>Stopped by %1 since %2</source>
        <translation>Gestoppt von %1 seit %2</translation>
    </message>
    <message>
        <source>Local only by %1 since %2</source>
        <translation>Nur lokal durch %1 seit %2</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>The global lock is free.</source>
        <translation>Die globale Sperre ist frei.</translation>
    </message>
    <message>
        <source>holds the global lock (%1)</source>
        <translation>hat die globale Sperre (%1)</translation>
    </message>
    <message>
        <source>until it is given back</source>
        <translation>bis sie abgegeben wird</translation>
    </message>
    <message>
        <source>ends in %1 if unused</source>
        <translation>endet unbenutzt in %1</translation>
    </message>
    <message>
        <source>%1 after its last use</source>
        <translation>%1 nach der letzten Benutzung</translation>
    </message>
    <message>
        <source>unused for %1</source>
        <translation>unbenutzt seit %1</translation>
    </message>
    <message>
        <source>%1 at %2: %3</source>
        <translation>%1 um %2: %3</translation>
    </message>
    <message>
        <source>Stuck: %1 has been told to end, but has been running for %2.</source>
        <translation>Hängt: %1 wurde zum Ende aufgefordert, läuft aber seit %2.</translation>
    </message>
    <message>
        <source>Stuck for %1: the thread that worked for %2 has ended without releasing the lock. Break the hold to free the lock.</source>
        <translation>Hängt seit %1: der Thread, der für %2 arbeitete, ist zu Ende, ohne die Sperre freizugeben. Entziehen Sie die Sperre, um sie freizubekommen.</translation>
    </message>
    <message>
        <source>Broken by %1 at %2</source>
        <translation>Entzogen von %1 um %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::LockPanel</name>
    <message>
        <source>Who waits for the lock</source>
        <translation>Wer auf die Sperre wartet</translation>
    </message>
    <message>
        <source>Who waits for the lock; the first is served next</source>
        <translation>Wer auf die Sperre wartet; der Erste kommt als Nächster dran</translation>
    </message>
    <message>
        <source>The line is empty</source>
        <translation>Die Schlange ist leer</translation>
    </message>
    <message>
        <source>Waiting: %1</source>
        <translation>Es warten: %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::LockQuestions</name>
    <message>
        <source>no owner</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>%1, whose lease rests</source>
        <translation>%1, mit ruhender Lease</translation>
    </message>
    <message>
        <source>%1, which runs %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>Ask %1, for the lock? It is told your reason, and may go on.</source>
        <translation>%1 um die Sperre bitten? Ihr Grund wird dort gelesen, die Arbeit darf weitergehen.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>The operator would like to use the instrument.</source>
        <translation>Der Bediener möchte das Instrument benutzen.</translation>
    </message>
    <message>
        <source>Break the hold of %1? The operation is told to end at once, and all Things are made safe.</source>
        <translation>%1 die Sperre entziehen? Der Vorgang wird sofort zum Ende aufgefordert, und alle Things werden sicher gemacht.</translation>
    </message>
    <message>
        <source>Break this hold</source>
        <translation>Sperre entziehen</translation>
    </message>
    <message>
        <source>Reserve the instrument for this machine? Clients can read, but cannot change anything, until you switch this off. Operations that already run go on.</source>
        <translation>Das Instrument für diesen Rechner reservieren? Clients können lesen, aber nichts ändern, bis Sie dies ausschalten. Vorgänge, die schon laufen, gehen weiter.</translation>
    </message>
    <message>
        <source>Reserve it</source>
        <translation>Reservieren</translation>
    </message>
</context>
<context>
    <name>Holdfast::LockQueueModel</name>
    <message>
        <source>takes control</source>
        <translation>übernimmt die Steuerung</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>#</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Gives up in</source>
        <translation>Gibt auf in</translation>
    </message>
</context>
<context>
    <name>Holdfast::LockRule</name>
    <message>
        <source>The configuration has switched the lock off.</source>
        <translation>Die Konfiguration hat die Sperre ausgeschaltet.</translation>
    </message>
    <message>
        <source>The lock is free.</source>
        <translation>Die Sperre ist frei.</translation>
    </message>
    <message>
        <source>You hold the lock yourself.</source>
        <translation>Sie haben die Sperre selbst.</translation>
    </message>
    <message>
        <source>The hold has been broken already.</source>
        <translation>Die Sperre ist schon entzogen.</translation>
    </message>
    <message>
        <source>The owner is stuck and would not see the request.</source>
        <translation>Der Inhaber hängt und würde die Bitte nicht sehen.</translation>
    </message>
    <message>
        <source>You hold the lock yourself: give control back.</source>
        <translation>Sie haben die Sperre selbst: geben Sie die Steuerung ab.</translation>
    </message>
    <message>
        <source>You hold the lock yourself: cancel the running action.</source>
        <translation>Sie haben die Sperre selbst: brechen Sie die laufende Aktion ab.</translation>
    </message>
    <message>
        <source>The hold has been broken already: its operation has been told to end.</source>
        <translation>Die Sperre ist schon entzogen: der Vorgang wurde zum Ende aufgefordert.</translation>
    </message>
    <message>
        <source>Stopped by %1 since %2: clear the stop first.</source>
        <translation>Gestoppt von %1 seit %2: heben Sie erst den Stopp auf.</translation>
    </message>
</context>
<context>
    <name>Holdfast::LogModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>%1, for %2</source>
        <translation>%1, für %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::LogPanel</name>
    <message>
        <source>Lowest level of the log lines shown</source>
        <translation>Niedrigste Stufe der gezeigten Zeilen</translation>
    </message>
    <message>
        <source>Show lines of this level and more serious ones</source>
        <translation>Zeilen dieser Stufe und ernstere zeigen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear the log</source>
        <translation>Das Protokoll leeren</translation>
    </message>
    <message>
        <source>Empty this list; files and other logs keep their lines</source>
        <translation>Diese Liste leeren; Dateien und andere Protokolle behalten ihre Zeilen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What happened, the newest line last</source>
        <translation>Was geschah, die neueste Zeile zuletzt</translation>
    </message>
    <message>
        <source>Show f&amp;rom level:</source>
        <translation>Zeigen ab S&amp;tufe:</translation>
    </message>
    <message>
        <source>Outcome of copying and saving</source>
        <translation>Ergebnis des Kopierens und Speicherns</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>Das Protokoll kopieren</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Das Protokoll speichern</translation>
    </message>
    <message>
        <source>Nothing has been logged.</source>
        <translation>Es ist nichts protokolliert.</translation>
    </message>
    <message>
        <source>No line matches the search, the client and the level.</source>
        <translation>Keine Zeile passt zur Suche, zum Client und zur Stufe.</translation>
    </message>
</context>
<context>
    <name>Holdfast::MainWindow</name>
    <message>
        <source>Things</source>
        <translation>Things</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Tisch</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>The server is not running.</source>
        <translation>Der Server läuft nicht.</translation>
    </message>
    <message>
        <source>Where clients reach this instrument</source>
        <translation>Wo Clients dieses Instrument erreichen</translation>
    </message>
    <message>
        <source>What the live view shows</source>
        <translation>Was das Livebild zeigt</translation>
    </message>
    <message>
        <source>INSECURE: clients need no token</source>
        <translation>UNGESICHERT: Clients brauchen kein Token</translation>
    </message>
    <message>
        <source>Holdfast was started with --insecure: every client that reaches the server may move the instrument.</source>
        <translation>Holdfast wurde mit --insecure gestartet: Jeder Client, der den Server erreicht, darf das Instrument bewegen.</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint of the certificate: %1</source>
        <translation>SHA-256-Fingerabdruck des Zertifikats: %1</translation>
    </message>
    <message>
        <source>Serving at %1</source>
        <translation>Erreichbar unter %1</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Further parts</source>
        <translation>Weitere Teile</translation>
    </message>
    <message>
        <source>Simulated microscope</source>
        <translation>Simuliertes Mikroskop</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>Port %1</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>No server</source>
        <translation>Kein Server</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>Labor</translation>
    </message>
</context>
<context>
    <name>Holdfast::MappingPanel</name>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>State of the calibration</source>
        <translation>Stand der Kalibrierung</translation>
    </message>
    <message>
        <source>Steps per pixel</source>
        <translation>Schritte je Pixel</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <source>Calibrated</source>
        <translation>Kalibriert</translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>downwards: %1; to the right: %2</source>
        <translation>abwärts: %1; nach rechts: %2</translation>
    </message>
    <message>
        <source>not calibrated</source>
        <translation>nicht kalibriert</translation>
    </message>
    <message>
        <source>%1 x %2 pixels</source>
        <translation>%1 x %2 Pixel</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 Schritte</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Moves the stage a little along both axes, compares the pictures, and goes back. Then a double-click on the picture brings that place into its middle.</source>
        <translation>Bewegt den Tisch ein wenig entlang beider Achsen, vergleicht die Bilder und fährt zurück. Danach bringt ein Doppelklick in das Bild diese Stelle in die Mitte.</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
</context>
<context>
    <name>Holdfast::MoveStatus</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>State of the move</source>
        <translation>Zustand der Bewegung</translation>
    </message>
    <message>
        <source>Cancel the move</source>
        <translation>Die Bewegung abbrechen</translation>
    </message>
    <message>
        <source>Leave the line: the stage will not move</source>
        <translation>Die Schlange verlassen: der Tisch bewegt sich nicht</translation>
    </message>
    <message>
        <source>Stop this move where it is</source>
        <translation>Diese Bewegung an Ort und Stelle anhalten</translation>
    </message>
    <message>
        <source>Waiting for the lock: nothing moves yet …</source>
        <translation>Wartet auf die Sperre: noch bewegt sich nichts …</translation>
    </message>
    <message>
        <source>Moving while you hold it down …</source>
        <translation>Bewegt sich, solange Sie halten …</translation>
    </message>
    <message>
        <source>Moving …</source>
        <translation>Bewegt sich …</translation>
    </message>
    <message>
        <source>Not moved any further. %1</source>
        <translation>Nicht weiter verfahren. %1</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Ready. Earlier: %1</source>
        <translation>Bereit. Vorhin: %1</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Moving at %1, the most that the stage can do, while you hold it down. Ctrl: slower.</source>
        <translation>Fährt mit %1, schneller kann der Tisch nicht, solange Sie halten. Strg: langsamer.</translation>
    </message>
    <message>
        <source>Moving at %1 while you hold it down. Shift: faster, Ctrl: slower.</source>
        <translation>Fährt mit %1, solange Sie halten. Umschalt: schneller, Strg: langsamer.</translation>
    </message>
</context>
<context>
    <name>Holdfast::NumberText</name>
    <message>
        <source>Nothing is entered.</source>
        <translation>Nichts ist eingegeben.</translation>
    </message>
    <message>
        <source>“%1” has more than one decimal sign: write it without grouping, like %2.</source>
        <translation>„%1“ hat mehr als ein Dezimalzeichen: Bitte ohne Tausenderzeichen schreiben, etwa %2.</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>“%1” is too large for a number.</source>
        <translation>„%1“ ist zu groß für eine Zahl.</translation>
    </message>
    <message>
        <source>%1 is too small: at least %2.</source>
        <translation>%1 ist zu klein: mindestens %2.</translation>
    </message>
    <message>
        <source>%1 is too large: at most %2.</source>
        <translation>%1 ist zu groß: höchstens %2.</translation>
    </message>
    <message>
        <source>%1 is not a whole number.</source>
        <translation>%1 ist keine ganze Zahl.</translation>
    </message>
</context>
<context>
    <name>Holdfast::Operation</name>
    <message>
        <source>Waiting for the lock …</source>
        <translation>Wartet auf die Sperre …</translation>
    </message>
    <message>
        <source>Waiting for %1 …</source>
        <translation>Wartet auf %1 …</translation>
    </message>
</context>
<context>
    <name>Holdfast::OperationStatus</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel what is under way</source>
        <translation>Den laufenden Vorgang abbrechen</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Stopped before its end. %1</source>
        <translation>Vor dem Ende angehalten. %1</translation>
    </message>
    <message>
        <source>Not begun. %1</source>
        <translation>Nicht begonnen. %1</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>%1: %2 %</source>
        <translation>%1: %2 %</translation>
    </message>
    <message>
        <source>%1: %2 %, %3</source>
        <translation>%1: %2 %, %3</translation>
    </message>
    <message>
        <source>Leave the line: nothing will happen</source>
        <translation>Die Schlange verlassen: es geschieht nichts</translation>
    </message>
    <message>
        <source>End it before it is done</source>
        <translation>Den Vorgang vor seinem Ende beenden</translation>
    </message>
</context>
<context>
    <name>Holdfast::OperationText</name>
    <message>
        <source>a lease that rests</source>
        <translation>eine ruhende Lease</translation>
    </message>
    <message>
        <source>Take control: the lease then gives way.</source>
        <translation>Übernehmen Sie die Steuerung: die Lease macht dann Platz.</translation>
    </message>
</context>
<context>
    <name>Holdfast::OptionalEditor</name>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>%1: whether there is one</source>
        <translation>%1: ob es einen Wert gibt</translation>
    </message>
    <message>
        <source>Without the check mark there is no value</source>
        <translation>Ohne Häkchen gibt es keinen Wert</translation>
    </message>
</context>
<context>
    <name>Holdfast::PictureActions</name>
    <message>
        <source>The desktop knows no program that opens %1</source>
        <translation>Der Desktop kennt kein Programm, das %1 öffnet</translation>
    </message>
    <message>
        <source>Save the picture as</source>
        <translation>Das Bild speichern als</translation>
    </message>
    <message>
        <source>Folder for pictures</source>
        <translation>Ordner für Bilder</translation>
    </message>
    <message>
        <source>%1 cannot be shown: it has been removed, or is no picture that Holdfast can read. &quot;Open&quot; in its menu tries another program.</source>
        <translation>%1 lässt sich nicht zeigen: Die Datei wurde entfernt, oder sie ist kein Bild, das Holdfast lesen kann. „Öffnen“ in ihrem Menü versucht es mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>There is no picture to be compared. S takes one.</source>
        <translation>Es gibt noch kein Bild zum Vergleichen. S nimmt eins auf.</translation>
    </message>
</context>
<context>
    <name>Holdfast::PictureStore</name>
    <message>
        <source>The picture was kept because Holdfast ended before it could be saved.</source>
        <translation>Das Bild wurde aufgehoben, weil Holdfast endete, bevor es gespeichert werden konnte.</translation>
    </message>
</context>
<context>
    <name>Holdfast::PictureStrip</name>
    <message>
        <source>Pictures of this run</source>
        <translation>Bilder seit dem Start</translation>
    </message>
    <message>
        <source>What can be done with the picture</source>
        <translation>Was sich mit dem Bild tun lässt</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>Pfad &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Try again to save it</source>
        <translation>Noch einmal zu speichern &amp;versuchen</translation>
    </message>
    <message>
        <source>&amp;Save as …</source>
        <translation>&amp;Speichern unter …</translation>
    </message>
    <message>
        <source>No pictures yet. S takes one.</source>
        <translation>Noch keine Bilder. S nimmt eines auf.</translation>
    </message>
    <message>
        <source>The pictures since Holdfast was started, newest first. Return or a double-click shows one large, beside the live view; the Menu key or a right click offers more.</source>
        <translation>Die Bilder seit dem Start von Holdfast, das neueste zuerst. Eingabe oder ein Doppelklick zeigt eins groß neben dem Livebild; die Menütaste oder ein Rechtsklick bietet mehr.</translation>
    </message>
    <message>
        <source>Co&amp;mpare with the live view</source>
        <translation>Mit dem Livebild &amp;vergleichen</translation>
    </message>
</context>
<context>
    <name>Holdfast::PictureTaker</name>
    <message>
        <source>Cancelled: no picture was taken.</source>
        <translation>Abgebrochen: es wurde kein Bild aufgenommen.</translation>
    </message>
    <message>
        <source>The capture was cancelled: no picture was taken.</source>
        <translation>Die Aufnahme wurde abgebrochen: kein Bild wurde aufgenommen.</translation>
    </message>
    <message>
        <source>The camera gave no picture.</source>
        <translation>Die Kamera hat kein Bild geliefert.</translation>
    </message>
    <message>
        <source>The camera failed. %1</source>
        <translation>Die Kamera hat versagt. %1</translation>
    </message>
    <message>
        <source>No picture was taken. %1</source>
        <translation>Es wurde kein Bild aufgenommen. %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::PicturesModel</name>
    <message>
        <source>saving …</source>
        <translation>wird gespeichert …</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>Holdfast::PositionReadout</name>
    <message>
        <source>Position of the stage</source>
        <translation>Position des Tisches</translation>
    </message>
    <message>
        <source>Position along %1, in %2</source>
        <translation>Position entlang %1, in %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::PositionsModel</name>
    <message>
        <source>Position %1</source>
        <translation>Position %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>Holdfast::PositionsPanel</name>
    <message>
        <source>State of the positions</source>
        <translation>Zustand der Positionen</translation>
    </message>
    <message>
        <source>Named positions</source>
        <translation>Benannte Positionen</translation>
    </message>
    <message>
        <source>Marked positions (Return or a double-click goes there, F2 renames, Delete removes)</source>
        <translation>Gemerkte Positionen (Eingabetaste oder Doppelklick fährt hin, F2 benennt um, Entf entfernt)</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Merken</translation>
    </message>
    <message>
        <source>Marks where the stage is (M)</source>
        <translation>Merkt, wo der Tisch ist (M)</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Hin</translation>
    </message>
    <message>
        <source>Goes to the chosen position, also along z (Return)</source>
        <translation>Fährt zur gewählten Position, auch entlang z (Eingabetaste)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Goes to where the stage was before it went somewhere; again: there and back (Ctrl+Z)</source>
        <translation>Fährt dorthin, wo der Tisch vor einer Fahrt war; nochmals: hin und zurück (Strg+Z)</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Gives the chosen position another name (F2)</source>
        <translation>Gibt der gewählten Position einen anderen Namen (F2)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removes the chosen position from the list (Delete)</source>
        <translation>Entfernt die gewählte Position aus der Liste (Entf)</translation>
    </message>
    <message>
        <source>Load …</source>
        <translation>Laden …</translation>
    </message>
    <message>
        <source>Adds the positions in a file</source>
        <translation>Fügt die Positionen aus einer Datei hinzu</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Writes all positions into a file</source>
        <translation>Schreibt alle Positionen in eine Datei</translation>
    </message>
    <message>
        <source>Not marked: the position of the stage is not known.</source>
        <translation>Nicht gemerkt: Die Position des Tischs ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Not marked: there are %1 positions already.</source>
        <translation>Nicht gemerkt: Es gibt bereits %1 Positionen.</translation>
    </message>
    <message>
        <source>Marked: %1</source>
        <translation>Gemerkt: %1</translation>
    </message>
    <message>
        <source>Removed: %1</source>
        <translation>Entfernt: %1</translation>
    </message>
    <message>
        <source>Load positions</source>
        <translation>Positionen laden</translation>
    </message>
    <message>
        <source>Save the positions</source>
        <translation>Positionen speichern</translation>
    </message>
    <message>
        <source>Positions (*.json)</source>
        <translation>Positionen (*.json)</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>%1 konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>%1 was not loaded. %2</source>
        <translation>%1 wurde nicht geladen. %2</translation>
    </message>
    <message>
        <source>motor steps</source>
        <translation>Motorschritten</translation>
    </message>
    <message>
        <source>%1 was not loaded. Its positions are counted in %2, and this stage counts in %3.</source>
        <translation>%1 wurde nicht geladen. Die Positionen darin sind in %2 gezählt, und dieser Tisch zählt in %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n position(s) from %1</source>
        <translation>
            <numerusform>%n Position aus %1</numerusform>
            <numerusform>%n Positionen aus %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Only %1 of the %2 positions in %3 have room.</source>
        <translation>Nur %1 der %2 Positionen in %3 haben Platz.</translation>
    </message>
    <message>
        <source>The positions are in %1</source>
        <translation>Die Positionen sind in %1</translation>
    </message>
    <message>
        <source>%1 was not written. %2</source>
        <translation>%1 wurde nicht geschrieben. %2</translation>
    </message>
    <message>
        <source>Nothing is marked yet: M marks where the stage is.</source>
        <translation>Noch ist nichts gemerkt: M merkt, wo der Tisch ist.</translation>
    </message>
</context>
<context>
    <name>Holdfast::PropertyLink</name>
    <message>
        <source>Not set. %1</source>
        <translation>Nicht gesetzt. %1</translation>
    </message>
    <message>
        <source>%1 was requested; the instrument took %2.</source>
        <translation>%1 wurde verlangt; das Instrument nahm %2.</translation>
    </message>
</context>
<context>
    <name>Holdfast::PropertyMenu</name>
    <message>
        <source>More of %1</source>
        <translation>Mehr zu %1</translation>
    </message>
    <message>
        <source>Read again, reset, or do it from a script</source>
        <translation>Neu lesen, zurücksetzen oder aus einem Skript heraus tun</translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation>&amp;Neu lesen</translation>
    </message>
    <message>
        <source>&amp;Take back what is entered</source>
        <translation>Eingegebenes &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Set to what is entered</source>
        <translation>Auf das Eingegebene setzen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>R&amp;eset to %1</source>
        <translation>Zurücks&amp;etzen auf %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::PropertyRow</name>
    <message>
        <source>This property does not report its changes: F5 reads it again.</source>
        <translation>Diese Eigenschaft meldet ihre Änderungen nicht: F5 liest sie neu.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>%1 setzen</translation>
    </message>
    <message>
        <source>%1: outcome</source>
        <translation>%1: Ausgang</translation>
    </message>
    <message>
        <source>The outcome of the last attempt to set the property</source>
        <translation>Wie der letzte Versuch ausging, die Eigenschaft zu setzen</translation>
    </message>
    <message>
        <source>%1: cancel</source>
        <translation>%1: abbrechen</translation>
    </message>
    <message>
        <source>Leave the line: nothing is set</source>
        <translation>Die Schlange verlassen: nichts wird gesetzt</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>Set the property to what is entered (Return)</source>
        <translation>Die Eigenschaft auf das Eingegebene setzen (Eingabe)</translation>
    </message>
    <message>
        <source>Setting …</source>
        <translation>Wird gesetzt …</translation>
    </message>
    <message>
        <source>The value cannot be read. %1</source>
        <translation>Der Wert ist nicht lesbar. %1</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>No value yet</source>
        <translation>Noch kein Wert</translation>
    </message>
    <message>
        <source>Not set yet. The value is %1.</source>
        <translation>Noch nicht gesetzt. Der Wert ist %1.</translation>
    </message>
    <message>
        <source>The value is %1.</source>
        <translation>Der Wert ist %1.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ReasonForm</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>The clients concerned are told the reason, and the history keeps it</source>
        <translation>Die betroffenen Clients erfahren den Grund, und im Verlauf bleibt er erhalten</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Do nothing (Escape)</source>
        <translation>Nichts tun (Esc)</translation>
    </message>
    <message>
        <source>Reason (required)</source>
        <translation>Grund (nötig)</translation>
    </message>
    <message>
        <source>Reason (optional)</source>
        <translation>Grund (freigestellt)</translation>
    </message>
    <message>
        <source>Not now: a reason is required.</source>
        <translation>Jetzt nicht: ein Grund ist nötig.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ResultView</name>
    <message>
        <source>Result of %1</source>
        <translation>Ergebnis von %1</translation>
    </message>
    <message>
        <source>What the action returned; may be selected and copied</source>
        <translation>Was die Aktion geliefert hat; lässt sich markieren und kopieren</translation>
    </message>
</context>
<context>
    <name>Holdfast::ScanForm</name>
    <message>
        <source>Name of the scan</source>
        <translation>Name des Scans</translation>
    </message>
    <message>
        <source>Becomes a part of the folder&apos;s name: letters, digits, dots, _ and -</source>
        <translation>Wird Teil des Ordnernamens: Buchstaben, Ziffern, Punkte, _ und -</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Way over the sample</source>
        <translation>Weg über die Probe</translation>
    </message>
    <message>
        <source>Snake: every other row backwards</source>
        <translation>Schlange: jede zweite Zeile rückwärts</translation>
    </message>
    <message>
        <source>Raster: all rows in one direction</source>
        <translation>Raster: alle Zeilen in einer Richtung</translation>
    </message>
    <message>
        <source>Spiral from the middle</source>
        <translation>Spirale von der Mitte aus</translation>
    </message>
    <message>
        <source>Spiral as far as there is sample</source>
        <translation>Spirale, so weit die Probe reicht</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Pictures beside one another</source>
        <translation>Bilder nebeneinander</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Pictures below one another</source>
        <translation>Bilder untereinander</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überlappung</translation>
    </message>
    <message>
        <source>How much of a picture its neighbour shows as well</source>
        <translation>Wie viel eines Bildes auch sein Nachbar zeigt</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Planes</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Pictures of each tile at different heights, around the focus</source>
        <translation>Bilder jeder Kachel in verschiedenen Höhen, um den Fokus herum</translation>
    </message>
    <message>
        <source>Plane step</source>
        <translation>Abstand der Ebenen</translation>
    </message>
    <message>
        <source> steps</source>
        <translation> Schritte</translation>
    </message>
    <message>
        <source>Focus after</source>
        <translation>Fokussieren nach</translation>
    </message>
    <message>
        <source>Focus again after so many tiles</source>
        <translation>Nach so vielen Kacheln neu fokussieren</translation>
    </message>
    <message>
        <source> tiles</source>
        <translation> Kacheln</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeitpunkte</translation>
    </message>
    <message>
        <source>How often the whole is repeated</source>
        <translation>Wie oft das Ganze wiederholt wird</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>From the beginning of one time to that of the next, in seconds</source>
        <translation>Vom Beginn eines Zeitpunkts bis zu dem des nächsten, in Sekunden</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>From plane to plane</source>
        <translation>Von Ebene zu Ebene</translation>
    </message>
</context>
<context>
    <name>Holdfast::ScanMap</name>
    <message>
        <source>Map of the scan</source>
        <translation>Karte des Scans</translation>
    </message>
    <message>
        <source>Dashed: tiles still to take; thin: taken; thick: the current one. The cross is the stage, the flags are marked positions. A double-click moves there; the right button offers to mark a place.</source>
        <translation>Gestrichelt: noch aufzunehmende Kacheln; dünn: aufgenommen; dick: die jetzige. Das Kreuz ist der Tisch, die Fahnen sind gemerkte Positionen. Ein Doppelklick fährt hin; die rechte Taste bietet an, eine Stelle zu merken.</translation>
    </message>
    <message>
        <source>Move there</source>
        <translation>Hinfahren</translation>
    </message>
    <message>
        <source>Mark this place</source>
        <translation>Diese Stelle merken</translation>
    </message>
</context>
<context>
    <name>Holdfast::ScanPanel</name>
    <message>
        <source>Progress of the scan</source>
        <translation>Fortschritt des Scans</translation>
    </message>
    <message>
        <source>State of the scan</source>
        <translation>Zustand des Scans</translation>
    </message>
    <message>
        <source>Start scan</source>
        <translation>Scan starten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Resume broken-off scan</source>
        <translation>Abgebrochenen Scan fortsetzen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Import plan...</source>
        <translation>Plan importieren...</translation>
    </message>
    <message>
        <source>Reads a plan from a file of the Micro-Manager family: an MDASequence of useq-schema</source>
        <translation>Liest einen Plan aus einer Datei der Micro-Manager-Familie: eine MDASequence von useq-schema</translation>
    </message>
    <message>
        <source>Export plan...</source>
        <translation>Plan exportieren...</translation>
    </message>
    <message>
        <source>Writes this plan as an MDASequence of useq-schema</source>
        <translation>Schreibt diesen Plan als MDASequence von useq-schema</translation>
    </message>
    <message>
        <source>A motor step along x and y, in micrometres</source>
        <translation>Ein Motorschritt in x und y, in Mikrometern</translation>
    </message>
    <message>
        <source>A motor step along z, in micrometres</source>
        <translation>Ein Motorschritt in z, in Mikrometern</translation>
    </message>
    <message>
        <source>A step is</source>
        <translation>Ein Schritt ist</translation>
    </message>
    <message>
        <source>%1: for plans in files, which are in micrometres</source>
        <translation>%1: für Pläne in Dateien, die in Mikrometern sind</translation>
    </message>
    <message>
        <source> µm</source>
        <translation> µm</translation>
    </message>
    <message>
        <source>The desktop knows no program that opens %1</source>
        <translation>Der Desktop kennt kein Programm, das %1 öffnet</translation>
    </message>
    <message>
        <source>The scan was cancelled; its pictures are kept.</source>
        <translation>Der Scan wurde abgebrochen; seine Bilder bleiben erhalten.</translation>
    </message>
    <message>
        <source>Import a plan</source>
        <translation>Einen Plan importieren</translation>
    </message>
    <message>
        <source>Export the plan</source>
        <translation>Den Plan exportieren</translation>
    </message>
    <message>
        <source>MDASequence (*.json)</source>
        <translation>MDASequence (*.json)</translation>
    </message>
    <message>
        <source>The plan could not be read: %1</source>
        <translation>Der Plan konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The file is no JSON, so it is no plan.</source>
        <translation>Die Datei ist kein JSON, also kein Plan.</translation>
    </message>
    <message>
        <source>The plan is in %1</source>
        <translation>Der Plan steht in %1</translation>
    </message>
    <message>
        <source>The plan could not be written: %1</source>
        <translation>Der Plan konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>A scan is about to begin.</source>
        <translation>Ein Scan beginnt gleich.</translation>
    </message>
    <message>
        <source>Scans by this plan. Between two tiles the scan gives way to you.</source>
        <translation>Scannt nach diesem Plan. Zwischen zwei Kacheln lässt der Scan Sie vor.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Goes on with the next tile</source>
        <translation>Macht mit der nächsten Kachel weiter</translation>
    </message>
    <message>
        <source>Waits before the next tile, and leaves the instruments to others</source>
        <translation>Wartet vor der nächsten Kachel und überlässt die Geräte anderen</translation>
    </message>
    <message>
        <source>Ends the scan, or the stitching; its pictures are kept, and it can be resumed</source>
        <translation>Beendet den Scan oder das Zusammensetzen; seine Bilder bleiben erhalten, und er kann fortgesetzt werden</translation>
    </message>
    <message>
        <source>Goes on with a scan that was broken off</source>
        <translation>Setzt einen Scan fort, der abgebrochen wurde</translation>
    </message>
    <message>
        <source>Goes on with %1, which was broken off</source>
        <translation>Setzt %1 fort, der abgebrochen wurde</translation>
    </message>
    <message>
        <source>There has been no scan since the start.</source>
        <translation>Seit dem Start gab es keinen Scan.</translation>
    </message>
    <message>
        <source>The station does not say where its scans are.</source>
        <translation>Die Station sagt nicht, wo ihre Scans sind.</translation>
    </message>
    <message>
        <source>Opens the folder with the pictures of the latest scan</source>
        <translation>Öffnet den Ordner mit den Bildern des letzten Scans</translation>
    </message>
    <message>
        <source>%1: tile %2 of %3</source>
        <translation>%1: Kachel %2 von %3</translation>
    </message>
    <message>
        <source>, set %1 of %2</source>
        <translation>, Satz %1 von %2</translation>
    </message>
    <message>
        <source>, paused</source>
        <translation>, angehalten</translation>
    </message>
    <message>
        <source>, waiting for its next time</source>
        <translation>, wartet auf seinen nächsten Zeitpunkt</translation>
    </message>
    <message>
        <source>, about %1 minutes left</source>
        <translation>, noch etwa %1 Minuten</translation>
    </message>
    <message>
        <source>, less than a minute left</source>
        <translation>, noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>The latest scan: %1, %2 of %3 tiles</source>
        <translation>Der letzte Scan: %1, %2 von %3 Kacheln</translation>
    </message>
    <message>
        <source>Stitching: %1</source>
        <translation>Zusammensetzen: %1</translation>
    </message>
    <message>
        <source>The mosaic of the scan appears here.</source>
        <translation>Hier erscheint das Mosaik des Scans.</translation>
    </message>
    <message>
        <source>This is its plan; your own comes back when it has ended.</source>
        <translation>Das ist sein Plan; Ihr eigener kommt zurück, wenn er beendet ist.</translation>
    </message>
    <message>
        <source>Stitching its pictures …</source>
        <translation>Seine Bilder werden zusammengesetzt …</translation>
    </message>
    <message>
        <source>Its pictures have been stitched.</source>
        <translation>Seine Bilder sind zusammengesetzt.</translation>
    </message>
    <message>
        <source>Its pictures were not stitched: %1</source>
        <translation>Seine Bilder wurden nicht zusammengesetzt: %1</translation>
    </message>
    <message>
        <source>The map appears when it is known how far a picture reaches on the stage: calibrate that first, in the part “Mapping”.</source>
        <translation>Die Karte erscheint, wenn bekannt ist, wie weit ein Bild auf dem Tisch reicht: Kalibrieren Sie das erst, unter „Zuordnung“.</translation>
    </message>
    <message>
        <source>The mosaic on the map is saved in its folder, as images/preview.jpg.</source>
        <translation>Das Mosaik auf der Karte ist in seinem Ordner gespeichert, als images/preview.jpg.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ScanRule</name>
    <message>
        <source>A scan runs already.</source>
        <translation>Es läuft schon ein Scan.</translation>
    </message>
    <message>
        <source>No Thing smart_scan is configured: nothing here scans.</source>
        <translation>Kein Thing smart_scan ist konfiguriert: hier scannt nichts.</translation>
    </message>
    <message>
        <source>This smart_scan has no action %1.</source>
        <translation>Dieses smart_scan hat keine Aktion %1.</translation>
    </message>
    <message>
        <source>No scan runs.</source>
        <translation>Es läuft kein Scan.</translation>
    </message>
    <message>
        <source>No scan was broken off.</source>
        <translation>Kein Scan wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ScriptMenu</name>
    <message>
        <source>Do this from a &amp;script</source>
        <translation>Dies aus einem &amp;Skript tun</translation>
    </message>
    <message>
        <source>%1: copy as Python</source>
        <translation>%1: als Python kopieren</translation>
    </message>
    <message>
        <source>%1: copy as curl</source>
        <translation>%1: als curl kopieren</translation>
    </message>
</context>
<context>
    <name>Holdfast::SearchRow</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Show the rows that have all of these words (Ctrl+F; Escape shows all)</source>
        <translation>Zeigt die Zeilen, die alle diese Wörter haben (Strg+F; Esc zeigt alle)</translation>
    </message>
    <message>
        <source>Client whose rows are shown</source>
        <translation>Client, dessen Zeilen gezeigt werden</translation>
    </message>
    <message>
        <source>Show what was done for one client alone</source>
        <translation>Nur zeigen, was für einen einzelnen Client getan wurde</translation>
    </message>
    <message>
        <source>All clients</source>
        <translation>Alle Clients</translation>
    </message>
</context>
<context>
    <name>Holdfast::ServerBar</name>
    <message>
        <source>Port to try instead</source>
        <translation>Anderer Port</translation>
    </message>
    <message>
        <source>A port that is free, from 1024 to 65535</source>
        <translation>Ein freier Port, von 1024 bis 65535</translation>
    </message>
    <message>
        <source>Port </source>
        <translation>Port </translation>
    </message>
    <message>
        <source>Start the server on this port</source>
        <translation>Den Server auf diesem Port starten</translation>
    </message>
    <message>
        <source>Try this port</source>
        <translation>Diesen Port versuchen</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Seine Seite öffnen</translation>
    </message>
    <message>
        <source>Opens the page of the other Holdfast in the browser</source>
        <translation>Öffnet die Seite des anderen Holdfast im Browser</translation>
    </message>
    <message>
        <source>Another Holdfast serves at %1 already. Clients reach this instrument when it is served at another port.</source>
        <translation>Ein anderes Holdfast ist bereits unter %1 erreichbar. Programme erreichen dieses Gerät, wenn es an einem anderen Port angeboten wird.</translation>
    </message>
</context>
<context>
    <name>Holdfast::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>These settings apply until the window is closed.</source>
        <translation>Diese Einstellungen gelten, bis das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>These settings are yours alone and are saved in %1. The instrument itself is described in its configuration file.</source>
        <translation>Diese Einstellungen gehören Ihnen allein und stehen in %1. Das Instrument selbst ist in seiner Konfigurationsdatei beschrieben.</translation>
    </message>
    <message>
        <source>Closes this window; all changes are saved already (Escape)</source>
        <translation>Schließt dieses Fenster; alle Änderungen sind schon gespeichert (Esc)</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Whether the window is light or dark</source>
        <translation>Ob das Fenster hell oder dunkel ist</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect when Holdfast is started again</source>
        <translation>Wirkt beim nächsten Start von Holdfast</translation>
    </message>
    <message>
        <source>&amp;Language (at the next start)</source>
        <translation>&amp;Sprache (ab dem nächsten Start)</translation>
    </message>
    <message>
        <source>Folder for pictures</source>
        <translation>Ordner für Bilder</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the folder for pictures</source>
        <translation>Den Ordner für Bilder wählen</translation>
    </message>
    <message>
        <source>Opens a list of folders</source>
        <translation>Öffnet eine Liste von Ordnern</translation>
    </message>
    <message>
        <source>&amp;Pictures go to</source>
        <translation>&amp;Bilder kommen nach</translation>
    </message>
    <message>
        <source>Format of pictures</source>
        <translation>Format der Bilder</translation>
    </message>
    <message>
        <source>JPEG is smaller, PNG loses nothing</source>
        <translation>JPEG ist kleiner, PNG verliert nichts</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>Invert %1</source>
        <translation>%1 umkehren</translation>
    </message>
    <message>
        <source>The arrows and keys for %1 move the other way round</source>
        <translation>Die Pfeile und Tasten für %1 wirken andersherum</translation>
    </message>
    <message>
        <source>Inverted axes</source>
        <translation>Umgekehrte Achsen</translation>
    </message>
    <message>
        <source>Colo&amp;urs</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>The folder for the pictures that you take; it is created when it is needed. A path that begins with ~, or not with /, is in your home folder.</source>
        <translation>Der Ordner für die Bilder, die Sie aufnehmen; er wird angelegt, wenn er gebraucht wird. Ein Pfad, der mit ~ beginnt oder nicht mit /, liegt in Ihrem persönlichen Ordner.</translation>
    </message>
    <message>
        <source>These settings apply until the window is closed: they cannot be saved in %1. %2</source>
        <translation>Diese Einstellungen gelten, bis das Fenster geschlossen wird: Sie können nicht in %1 gespeichert werden. %2</translation>
    </message>
    <message>
        <source>Unit of lengths</source>
        <translation>Einheit der Längen</translation>
    </message>
    <message>
        <source>Micrometres</source>
        <translation>Mikrometer</translation>
    </message>
    <message>
        <source>Motor steps</source>
        <translation>Motorschritte</translation>
    </message>
    <message>
        <source>Len&amp;gths</source>
        <translation>&amp;Längen</translation>
    </message>
    <message>
        <source>The unit of positions and steps of the stage. Micrometres need a stage that says how long its steps are.</source>
        <translation>Die Einheit von Positionen und Schritten des Tisches. Mikrometer gehen nur mit einem Tisch, der angibt, wie lang seine Schritte sind.</translation>
    </message>
    <message>
        <source>Moves the stage when it is plugged in</source>
        <translation>Verfährt den Tisch, wenn es eingesteckt ist</translation>
    </message>
    <message>
        <source>Use a gamepad</source>
        <translation>Ein Gamepad benutzen</translation>
    </message>
    <message>
        <source>The sticks of a gamepad move the stage, and its buttons stop, focus and take pictures. The bar at the top says so.</source>
        <translation>Die Sticks eines Gamepads verfahren den Tisch; seine Knöpfe halten an, fokussieren und nehmen Bilder auf. Die Leiste oben sagt es.</translation>
    </message>
    <message>
        <source>Gamepad</source>
        <translation>Gamepad</translation>
    </message>
</context>
<context>
    <name>Holdfast::SettingsNotice</name>
    <message>
        <source>Settings that cannot be saved</source>
        <translation>Einstellungen, die nicht gespeichert werden können</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Tries again to write the settings; so does every change of one</source>
        <translation>Versucht noch einmal, die Einstellungen zu schreiben; jede Änderung einer Einstellung tut das auch</translation>
    </message>
    <message>
        <source>Your settings apply until the window is closed: they cannot be saved in %1. %2</source>
        <translation>Ihre Einstellungen gelten, bis das Fenster geschlossen wird: Sie können nicht in %1 gespeichert werden. %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::Snapper</name>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>A picture is being taken.</source>
        <translation>Gerade wird ein Bild aufgenommen.</translation>
    </message>
    <message>
        <source>Taking a picture …</source>
        <translation>Bild wird aufgenommen …</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
</context>
<context>
    <name>Holdfast::Sparkline</name>
    <message>
        <source>%1 over time</source>
        <translation>%1 im Verlauf</translation>
    </message>
    <message numerus="yes">
        <source>%1 in the last %n minute(s): from %2 to %3 %4</source>
        <translation>
            <numerusform>%1 in der letzten Minute: von %2 bis %3 %4</numerusform>
            <numerusform>%1 in den letzten %n Minuten: von %2 bis %3 %4</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: nothing to draw yet</source>
        <translation>%1: noch nichts zu zeichnen</translation>
    </message>
</context>
<context>
    <name>Holdfast::StageJogger</name>
    <message>
        <source>The move ended because the window was busy for too long to report that you still hold the key or button down.</source>
        <translation>Die Bewegung endete, weil das Fenster zu lange beschäftigt war, um zu melden, dass Sie die Taste oder den Pfeil noch gedrückt halten.</translation>
    </message>
    <message>
        <source>The move was stopped before its end.</source>
        <translation>Die Bewegung wurde vor ihrem Ende angehalten.</translation>
    </message>
</context>
<context>
    <name>Holdfast::StageMover</name>
    <message>
        <source>Not moved. %1</source>
        <translation>Nicht verfahren. %1</translation>
    </message>
    <message>
        <source>The move was broken off. %1</source>
        <translation>Die Bewegung wurde unterbrochen. %1</translation>
    </message>
    <message>
        <source>The move was stopped before its end.</source>
        <translation>Die Bewegung wurde vor ihrem Ende angehalten.</translation>
    </message>
    <message>
        <source>The move was cancelled before it began.</source>
        <translation>Die Bewegung wurde abgebrochen, bevor sie begann.</translation>
    </message>
    <message>
        <source>The move failed. %1</source>
        <translation>Die Bewegung ist fehlgeschlagen. %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::StagePad</name>
    <message>
        <source>Step along x and y</source>
        <translation>Schritt entlang x und y</translation>
    </message>
    <message>
        <source>Step of the focus</source>
        <translation>Schritt des Fokus</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Fahren</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>Step &amp;focus</source>
        <translation>Schritt &amp;Fokus</translation>
    </message>
    <message>
        <source>%1, in motor steps</source>
        <translation>%1, in Motorschritten</translation>
    </message>
    <message>
        <source>Remark on what is entered</source>
        <translation>Anmerkung zum Eingegebenen</translation>
    </message>
    <message>
        <source>&amp;Step x, y</source>
        <translation>&amp;Schritt x, y</translation>
    </message>
    <message>
        <source>The stage does not move by this step.</source>
        <translation>Mit diesem Schritt bewegt sich der Tisch nicht.</translation>
    </message>
    <message>
        <source>The stage has not gone anywhere yet.</source>
        <translation>Der Tisch ist noch nirgendwohin gefahren.</translation>
    </message>
</context>
<context>
    <name>Holdfast::StagePanel</name>
    <message>
        <source>Stage to move</source>
        <translation>Tisch, der bewegt wird</translation>
    </message>
    <message>
        <source>The stage that the buttons and keys move</source>
        <translation>Der Tisch, den die Knöpfe und Tasten bewegen</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Tisch</translation>
    </message>
    <message>
        <source>Not moved. This is a position of the stage %1: choose that first.</source>
        <translation>Nicht bewegt. Das ist eine Position des Tischs %1: Wählen Sie erst diesen.</translation>
    </message>
</context>
<context>
    <name>Holdfast::StageQuestion</name>
    <message>
        <source>Holdfast</source>
        <translation>Holdfast</translation>
    </message>
</context>
<context>
    <name>Holdfast::StageRule</name>
    <message>
        <source>No stage is configured.</source>
        <translation>Es ist kein Tisch eingerichtet.</translation>
    </message>
    <message>
        <source>This stage has no action %1.</source>
        <translation>Dieser Tisch hat keine Aktion %1.</translation>
    </message>
    <message>
        <source>This stage has no %1 axis.</source>
        <translation>Dieser Tisch hat keine Achse %1.</translation>
    </message>
</context>
<context>
    <name>Holdfast::StageTargets</name>
    <message>
        <source>&amp;Origin</source>
        <translation>&amp;Ursprung</translation>
    </message>
    <message>
        <source>&amp;Zero here</source>
        <translation>Hier &amp;null</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1 von %2 bis %3</translation>
    </message>
    <message>
        <source>Limits: %1</source>
        <translation>Grenzen: %1</translation>
    </message>
    <message>
        <source>Go &amp;there</source>
        <translation>&amp;Dorthin</translation>
    </message>
    <message>
        <source>Moves to the position in the boxes; an axis with an empty box stays</source>
        <translation>Fährt zur Position in den Feldern; eine Achse mit leerem Feld bleibt</translation>
    </message>
    <message>
        <source>The position of the stage along %1 is not known.</source>
        <translation>Die Position des Tisches längs %1 ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Nothing is entered.</source>
        <translation>Nichts ist eingegeben.</translation>
    </message>
    <message>
        <source>A move is under way.</source>
        <translation>Eine Fahrt läuft noch.</translation>
    </message>
    <message>
        <source>Not moved. %1</source>
        <translation>Nicht verfahren. %1</translation>
    </message>
    <message>
        <source>Return moves to %1; the other axes stay.</source>
        <translation>Die Eingabetaste fährt nach %1; die anderen Achsen bleiben.</translation>
    </message>
    <message>
        <source>Position to go to along %1, in %2</source>
        <translation>Zielposition entlang %1, in %2</translation>
    </message>
    <message>
        <source>The position of the stage along %1, in %2. Enter another number and press Return to move this axis there.</source>
        <translation>Die Position des Tischs entlang %1, in %2. Eine andere Zahl und die Eingabetaste bewegen diese Achse dorthin.</translation>
    </message>
    <message>
        <source>Moves to where all axes are zero; asks before it moves z</source>
        <translation>Fährt dorthin, wo alle Achsen null sind; fragt, bevor z bewegt wird</translation>
    </message>
    <message>
        <source>Makes the current position zero, without moving; asks first</source>
        <translation>Macht die jetzige Position zum Nullpunkt, ohne Bewegung; fragt vorher</translation>
    </message>
    <message>
        <source>Make this place zero?</source>
        <translation>Diese Stelle zum Nullpunkt machen?</translation>
    </message>
    <message>
        <source>What is %1 now becomes zero on all axes. Positions in scripts, and those that were written down, lead elsewhere then; marked positions stay where they are. This cannot be taken back.</source>
        <translation>Was jetzt %1 ist, wird auf allen Achsen null. Positionen in Skripten und solche, die notiert wurden, führen dann woandershin; gemerkte Positionen bleiben, wo sie sind. Das kann nicht zurückgenommen werden.</translation>
    </message>
    <message>
        <source>Make it zero</source>
        <translation>Zum Nullpunkt machen</translation>
    </message>
    <message>
        <source>Not done. The stage was moved while the question was open.</source>
        <translation>Nicht getan. Der Tisch wurde bewegt, während die Frage offen war.</translation>
    </message>
    <message>
        <source>Keep the zero</source>
        <translation>Nullpunkt behalten</translation>
    </message>
    <message>
        <source>Move the focus as well?</source>
        <translation>Auch den Fokus bewegen?</translation>
    </message>
    <message>
        <source>The stage is at %1. On its way to the origin it moves z to 0: objective and sample may touch.</source>
        <translation>Der Tisch ist bei %1. Auf dem Weg zum Ursprung fährt z auf 0: Objektiv und Probe können sich berühren.</translation>
    </message>
    <message>
        <source>Only x and y</source>
        <translation>Nur x und y</translation>
    </message>
    <message>
        <source>All axes</source>
        <translation>Alle Achsen</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
</context>
<context>
    <name>Holdfast::StartFailureWindow</name>
    <message>
        <source>Holdfast could not start</source>
        <translation>Holdfast konnte nicht starten</translation>
    </message>
    <message>
        <source>&amp;End Holdfast</source>
        <translation>Holdfast be&amp;enden</translation>
    </message>
    <message>
        <source>Nothing is controlled and nothing moves. Correct this, then start Holdfast again:</source>
        <translation>Nichts wird gesteuert, und nichts bewegt sich. Beheben Sie dies und starten Sie Holdfast dann neu:</translation>
    </message>
</context>
<context>
    <name>Holdfast::StartNotice</name>
    <message>
        <source>Another Holdfast</source>
        <translation>Ein anderes Holdfast</translation>
    </message>
    <message>
        <source>Open its &amp;page</source>
        <translation>Seine &amp;Seite öffnen</translation>
    </message>
    <message>
        <source>Opens the page of the other Holdfast in the browser</source>
        <translation>Öffnet die Seite des anderen Holdfast im Browser</translation>
    </message>
    <message>
        <source>A Holdfast runs already, and serves at %1. A second one can be started; its clients reach it at another port.</source>
        <translation>Ein Holdfast läuft bereits und ist unter %1 erreichbar. Ein zweites kann gestartet werden; Programme erreichen es an einem anderen Port.</translation>
    </message>
</context>
<context>
    <name>Holdfast::StartPage</name>
    <message>
        <source>Simulated microscope, with a comment for each key</source>
        <translation>Simuliertes Mikroskop, mit einer Bemerkung zu jedem Schlüssel</translation>
    </message>
    <message>
        <source>Everything that a configuration may say, with its meaning and what is allowed.</source>
        <translation>Alles, was in einer Konfiguration stehen kann, mit seiner Bedeutung und dem, was erlaubt ist.</translation>
    </message>
    <message>
        <source>OpenFlexure microscope with a Sangaboard</source>
        <translation>OpenFlexure-Mikroskop mit einem Sangaboard</translation>
    </message>
    <message>
        <source>A Sangaboard and a camera on USB, with autofocus, mapping and scans. It needs the packages holdfast-sangaboard and holdfast-gstreamer.</source>
        <translation>Ein Sangaboard und eine Kamera an USB, mit Autofokus, Kalibrierung und Scans. Gebraucht werden die Pakete holdfast-sangaboard und holdfast-gstreamer.</translation>
    </message>
    <message>
        <source>Pictures in a folder</source>
        <translation>Bilder in einem Ordner</translation>
    </message>
    <message>
        <source>A camera that shows the pictures in a folder, one after the other.</source>
        <translation>Eine Kamera, die die Bilder eines Ordners zeigt, eins nach dem anderen.</translation>
    </message>
    <message>
        <source>Holdfast: choose an instrument</source>
        <translation>Holdfast: Gerät wählen</translation>
    </message>
    <message>
        <source>Instruments to start</source>
        <translation>Geräte, die gestartet werden können</translation>
    </message>
    <message>
        <source>Return or a double-click starts the chosen one</source>
        <translation>Eingabetaste oder Doppelklick startet das gewählte</translation>
    </message>
    <message>
        <source>About the chosen one</source>
        <translation>Über das gewählte</translation>
    </message>
    <message>
        <source>The configuration is being checked</source>
        <translation>Die Konfiguration wird geprüft</translation>
    </message>
    <message>
        <source>What do you want to operate?</source>
        <translation>Was möchten Sie bedienen?</translation>
    </message>
    <message>
        <source>&amp;Other file …</source>
        <translation>&amp;Andere Datei …</translation>
    </message>
    <message>
        <source>Starts with another configuration file</source>
        <translation>Startet mit einer anderen Konfigurationsdatei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Opens the file in the editor of the desktop</source>
        <translation>Öffnet die Datei im Editor des Desktops</translation>
    </message>
    <message>
        <source>&amp;Remove from the list</source>
        <translation>Aus der Liste &amp;entfernen</translation>
    </message>
    <message>
        <source>Forgets that this file was used; the file stays (Delete)</source>
        <translation>Vergisst, dass diese Datei benutzt wurde; die Datei bleibt (Entf)</translation>
    </message>
    <message>
        <source>&amp;End Holdfast</source>
        <translation>Holdfast be&amp;enden</translation>
    </message>
    <message>
        <source>Ends without starting anything (Escape)</source>
        <translation>Beendet, ohne etwas zu starten (Esc)</translation>
    </message>
    <message>
        <source>Examples to save and adapt</source>
        <translation>Beispiele zum Speichern und Anpassen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>To try</source>
        <translation>Zum Ausprobieren</translation>
    </message>
    <message>
        <source>Simulated microscope
Nothing can break</source>
        <translation>Simuliertes Mikroskop
Nichts kann kaputtgehen</translation>
    </message>
    <message>
        <source>&amp;Save as …</source>
        <translation>&amp;Speichern unter …</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Saves the example as a file of your own (Return)</source>
        <translation>Speichert das Beispiel als eigene Datei (Eingabetaste)</translation>
    </message>
    <message>
        <source>Starts the chosen instrument (Return)</source>
        <translation>Startet das gewählte Gerät (Eingabetaste)</translation>
    </message>
    <message>
        <source>A microscope that is simulated, with its stage, camera, light, autofocus and scans. No device is used, and no settings are kept.</source>
        <translation>Ein simuliertes Mikroskop mit Tisch, Kamera, Licht, Autofokus und Scans. Kein Gerät wird benutzt, und keine Einstellungen werden behalten.</translation>
    </message>
    <message>
        <source>The configuration %1. It is checked before anything starts.</source>
        <translation>Die Konfiguration %1. Sie wird geprüft, bevor etwas startet.</translation>
    </message>
    <message>
        <source>Save it, adapt it to your instrument in an editor, then start it.</source>
        <translation>Speichern Sie es, passen Sie es in einem Editor an Ihr Gerät an und starten Sie es dann.</translation>
    </message>
    <message>
        <source>Checking %1 … Escape cancels.</source>
        <translation>%1 wird geprüft … Esc bricht ab.</translation>
    </message>
    <message>
        <source>Start with a configuration</source>
        <translation>Mit einer Konfiguration starten</translation>
    </message>
    <message>
        <source>Configurations (*.json);;All files (*)</source>
        <translation>Konfigurationen (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the example</source>
        <translation>Beispiel speichern</translation>
    </message>
    <message>
        <source>Configurations (*.json)</source>
        <translation>Konfigurationen (*.json)</translation>
    </message>
    <message>
        <source>%1 was not written. %2</source>
        <translation>%1 wurde nicht geschrieben. %2</translation>
    </message>
    <message>
        <source>The example is in %1. Adapt it to your instrument (Edit), then start it.</source>
        <translation>Das Beispiel ist in %1. Passen Sie es an Ihr Gerät an (Bearbeiten) und starten Sie es dann.</translation>
    </message>
    <message>
        <source>The desktop knows no program that opens %1.</source>
        <translation>Der Desktop kennt kein Programm, das %1 öffnet.</translation>
    </message>
</context>
<context>
    <name>Holdfast::StepPresets</name>
    <message>
        <source>Fine</source>
        <translation>Fein</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Coarse</source>
        <translation>Grob</translation>
    </message>
    <message>
        <source>Far</source>
        <translation>Weit</translation>
    </message>
    <message>
        <source>Steps: %1</source>
        <translation>Schritte: %1</translation>
    </message>
    <message>
        <source>Keep the steps in use here</source>
        <translation>Die benutzten Schritte hier behalten</translation>
    </message>
    <message>
        <source>%1 steps: %2 along x and y, %3 of the focus. The menu of the right mouse button keeps the steps in use here.</source>
        <translation>Schritte „%1“: %2 in x und y, %3 beim Fokus. Das Menü der rechten Maustaste behält hier die benutzten Schritte.</translation>
    </message>
</context>
<context>
    <name>Holdfast::StopButton</name>
    <message>
        <source>STOP</source>
        <translation>STOPP</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>Alles anhalten</translation>
    </message>
    <message>
        <source>Stop everything at once: cancel all actions and make every Thing safe.
This works without the lock. (Escape twice)</source>
        <translation>Alles sofort anhalten: alle Aktionen abbrechen und jedes Thing sicher machen.
Das geht auch ohne die Sperre. (Zweimal Esc)</translation>
    </message>
</context>
<context>
    <name>Holdfast::StopPanel</name>
    <message>
        <source>Clear stop</source>
        <translation>Stopp aufheben</translation>
    </message>
    <message>
        <source>Whether everything is stopped</source>
        <translation>Ob alles angehalten ist</translation>
    </message>
    <message>
        <source>Result of the last stop</source>
        <translation>Ergebnis des letzten Stopps</translation>
    </message>
    <message>
        <source>Ends the stop: the lock serves all requests again. Nothing moves by itself; cancelled actions stay cancelled.</source>
        <translation>Beendet den Stopp: die Sperre bedient wieder alle Anfragen. Nichts bewegt sich von selbst; abgebrochene Aktionen bleiben abgebrochen.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss the result of the last stop</source>
        <translation>Das Ergebnis des letzten Stopps ausblenden</translation>
    </message>
    <message>
        <source>I have seen this</source>
        <translation>Ich habe das gesehen</translation>
    </message>
    <message>
        <source>Stopping everything …</source>
        <translation>Alles wird angehalten …</translation>
    </message>
    <message>
        <source>EVERYTHING IS STOPPED by %1 since %2</source>
        <translation>ALLES IST GESTOPPT von %1 seit %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::StructEditor</name>
    <message>
        <source>Required</source>
        <translation>Nötig</translation>
    </message>
</context>
<context>
    <name>Holdfast::TextEditor</name>
    <message>
        <source>Nothing is entered.</source>
        <translation>Nichts ist eingegeben.</translation>
    </message>
</context>
<context>
    <name>Holdfast::TextExport</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy what is selected; without a selection, all rows that are shown (Ctrl+C in the list)</source>
        <translation>Kopiert, was ausgewählt ist; ohne Auswahl alle gezeigten Zeilen (Strg+C in der Liste)</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Write all rows that are shown into a text file</source>
        <translation>Schreibt alle gezeigten Zeilen in eine Textdatei</translation>
    </message>
    <message>
        <source>Nothing was copied: nothing is shown.</source>
        <translation>Nichts kopiert: Es wird nichts gezeigt.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) copied.</source>
        <translation>
            <numerusform>%n Zeile kopiert.</numerusform>
            <numerusform>%n Zeilen kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was saved: nothing is shown.</source>
        <translation>Nichts gespeichert: Es wird nichts gezeigt.</translation>
    </message>
    <message>
        <source>Texts (*.txt)</source>
        <translation>Texte (*.txt)</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are in %1</source>
        <translation>
            <numerusform>%n Zeile ist in %1</numerusform>
            <numerusform>%n Zeilen sind in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was not written. %2</source>
        <translation>%1 wurde nicht geschrieben. %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::ThingPanel</name>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>This Thing has nothing to see, to set or to run here.</source>
        <translation>Dieses Thing hat hier nichts zu sehen, zu setzen oder auszuführen.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ThingRule</name>
    <message>
        <source>This property can only be read.</source>
        <translation>Diese Eigenschaft lässt sich nur lesen.</translation>
    </message>
    <message>
        <source>This property has no value that it can be reset to.</source>
        <translation>Diese Eigenschaft hat keinen Wert, auf den sie zurückgesetzt werden kann.</translation>
    </message>
    <message>
        <source>The server is not running: no script can reach Holdfast.</source>
        <translation>Der Server läuft nicht: kein Skript kann Holdfast erreichen.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ThingsModel</name>
    <message>
        <source>%1 – fault</source>
        <translation>%1 – Störung</translation>
    </message>
    <message>
        <source>%1 – running</source>
        <translation>%1 – läuft</translation>
    </message>
    <message>
        <source>Fault: %1</source>
        <translation>Störung: %1</translation>
    </message>
    <message>
        <source>Running: %1, for %2</source>
        <translation>Läuft: %1, für %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::ThingsPanel</name>
    <message>
        <source>The configuration has no Things.</source>
        <translation>Die Konfiguration hat keine Things.</translation>
    </message>
    <message>
        <source>Things</source>
        <translation>Things</translation>
    </message>
    <message>
        <source>What this instrument consists of; the chosen one is shown below (F5 reads it again)</source>
        <translation>Woraus dieses Instrument besteht; das gewählte ist unten zu sehen (F5 liest es neu)</translation>
    </message>
</context>
<context>
    <name>Holdfast::TimeLapse</name>
    <message>
        <source>Ended: everything was stopped.</source>
        <translation>Beendet: alles wurde gestoppt.</translation>
    </message>
    <message>
        <source>The last picture is not finished yet.</source>
        <translation>Das letzte Bild ist noch nicht fertig.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>this computer was asleep, or busy</source>
        <translation>dieser Rechner schlief oder war beschäftigt</translation>
    </message>
    <message>
        <source>the one before was not finished</source>
        <translation>das vorige war nicht fertig</translation>
    </message>
    <message>
        <source>Finished.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>No. %1: %2</source>
        <translation>Nr. %1: %2</translation>
    </message>
    <message>
        <source>Ended: the camera failed %1 times in a row. %2</source>
        <translation>Beendet: die Kamera hat %1-mal nacheinander versagt. %2</translation>
    </message>
    <message>
        <source>Ended: a picture could not be saved; it is kept below, to be saved elsewhere. %1</source>
        <translation>Beendet: ein Bild ließ sich nicht speichern; es bleibt hier, um woanders gespeichert zu werden. %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 missed</source>
        <translation>%1 verpasst</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>next in %1</source>
        <translation>nächstes in %1</translation>
    </message>
    <message>
        <source>the last one is being taken</source>
        <translation>das letzte wird aufgenommen</translation>
    </message>
</context>
<context>
    <name>Holdfast::TimeLapseForm</name>
    <message>
        <source>Seconds between pictures</source>
        <translation>Sekunden zwischen den Bildern</translation>
    </message>
    <message>
        <source>From the beginning of one picture to that of the next</source>
        <translation>Vom Beginn eines Bildes bis zu dem des nächsten</translation>
    </message>
    <message>
        <source>Number of pictures</source>
        <translation>Anzahl der Bilder</translation>
    </message>
    <message>
        <source>How many pictures; at the least, until you stop it</source>
        <translation>Wie viele Bilder; beim kleinsten Wert: bis Sie anhalten</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>bis zum Anhalten</translation>
    </message>
    <message>
        <source>&amp;Pictures</source>
        <translation>Aufnah&amp;men</translation>
    </message>
    <message>
        <source>Stop time-lapse</source>
        <translation>Zeitraffer anhalten</translation>
    </message>
    <message>
        <source>Start time-lapse</source>
        <translation>Zeitraffer starten</translation>
    </message>
    <message>
        <source>The pictures that have been taken are kept</source>
        <translation>Die schon aufgenommenen Bilder bleiben erhalten</translation>
    </message>
    <message>
        <source>Pictures go to a folder of their own, numbered; each takes the lock for itself. A series ends with this window.</source>
        <translation>Die Bilder kommen nummeriert in einen eigenen Ordner; jedes nimmt die Sperre für sich. Eine Reihe endet mit diesem Fenster.</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>Jetzt nicht: %1</translation>
    </message>
    <message>
        <source>Missed:</source>
        <translation>Verpasst:</translation>
    </message>
    <message>
        <source>Ever&amp;y</source>
        <translation>Ta&amp;kt</translation>
    </message>
</context>
<context>
    <name>Holdfast::TimelinePanel</name>
    <message>
        <source>Who had the lock, and when</source>
        <translation>Wer die Sperre hatte und wann</translation>
    </message>
    <message>
        <source>Who had the lock, and when. The wheel changes the span; a click on a bar shows its invocation.</source>
        <translation>Wer die Sperre hatte und wann. Das Mausrad ändert die Spanne; ein Klick auf einen Balken zeigt den Aufruf.</translation>
    </message>
    <message>
        <source>Remark on the timeline</source>
        <translation>Bemerkung zum Zeitverlauf</translation>
    </message>
    <message>
        <source>Span of the timeline</source>
        <translation>Spanne des Zeitverlaufs</translation>
    </message>
    <message>
        <source>How far back the timeline goes</source>
        <translation>Wie weit der Zeitverlauf zurückreicht</translation>
    </message>
    <message>
        <source>Last minute</source>
        <translation>Letzte Minute</translation>
    </message>
    <message>
        <source>Last 10 minutes</source>
        <translation>Letzte 10 Minuten</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 8 hours</source>
        <translation>Letzte 8 Stunden</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>Letzte Woche</translation>
    </message>
    <message>
        <source>Nothing happened to the lock in this time.</source>
        <translation>In dieser Zeit geschah mit der Sperre nichts.</translation>
    </message>
    <message>
        <source>Only the latest %1 events are shown.</source>
        <translation>Nur die letzten %1 Ereignisse sind zu sehen.</translation>
    </message>
    <message>
        <source>The invocation of that time is no longer kept, or the operation was not an action.</source>
        <translation>Der Aufruf von damals ist nicht mehr gespeichert, oder der Vorgang war keine Aktion.</translation>
    </message>
</context>
<context>
    <name>Holdfast::TimelineText</name>
    <message>
        <source>Held</source>
        <translation>Innegehabt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Left the line</source>
        <translation>Verließ die Schlange</translation>
    </message>
    <message>
        <source>Broke a hold</source>
        <translation>Entzog die Sperre</translation>
    </message>
    <message>
        <source>The lock changed its mode</source>
        <translation>Die Sperre wechselte ihren Modus</translation>
    </message>
    <message>
        <source>Lease begun</source>
        <translation>Lease begonnen</translation>
    </message>
    <message>
        <source>Lease ended</source>
        <translation>Lease beendet</translation>
    </message>
    <message>
        <source>Events are missing: %1</source>
        <translation>Ereignisse fehlen: %1</translation>
    </message>
    <message>
        <source>Holdfast started</source>
        <translation>Holdfast gestartet</translation>
    </message>
    <message>
        <source>Holdfast ended</source>
        <translation>Holdfast beendet</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>after waiting for %1</source>
        <translation>nach einer Wartezeit von %1</translation>
    </message>
    <message>
        <source>instead: %1 %2</source>
        <translation>stattdessen: %1 %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::TimelineView</name>
    <message>
        <source>Operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>Remote</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
</context>
<context>
    <name>Holdfast::TokensDialog</name>
    <message>
        <source>&amp;End it …</source>
        <translation>&amp;Beenden …</translation>
    </message>
    <message>
        <source>Ends the token that is selected: its client can do nothing any more</source>
        <translation>Beendet das gewählte Token: Sein Client kann nichts mehr tun</translation>
    </message>
    <message>
        <source>&amp;Make a token</source>
        <translation>Token er&amp;zeugen</translation>
    </message>
    <message>
        <source>Makes a token of that name, and shows it once</source>
        <translation>Erzeugt ein Token mit diesem Namen und zeigt es einmal</translation>
    </message>
    <message>
        <source>Access tokens</source>
        <translation>Zugangstoken</translation>
    </message>
    <message>
        <source>A client on another computer needs a token. Its name is what others see as the owner of the lock.</source>
        <translation>Ein Client auf einem anderen Computer braucht ein Token. Unter dessen Namen sehen andere, wer die Sperre hat.</translation>
    </message>
    <message>
        <source>Closes this window; a token that was just made is not shown again (Escape)</source>
        <translation>Schließt dieses Fenster; ein eben erzeugtes Token wird nicht wieder gezeigt (Escape)</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>The tokens with which clients may use this instrument</source>
        <translation>Die Token, mit denen Clients dieses Instrument benutzen dürfen</translation>
    </message>
    <message>
        <source>Name of the new token</source>
        <translation>Name des neuen Tokens</translation>
    </message>
    <message>
        <source>1 to 64 letters, digits, &apos;.&apos;, &apos;_&apos;, &apos;@&apos; and &apos;-&apos;; first a letter or a digit</source>
        <translation>1 bis 64 Buchstaben, Ziffern, „.“, „_“, „@“ und „-“; zuerst ein Buchstabe oder eine Ziffer</translation>
    </message>
    <message>
        <source>Role of the new token</source>
        <translation>Rolle des neuen Tokens</translation>
    </message>
    <message>
        <source>What a client with the token may do</source>
        <translation>Was ein Client mit dem Token darf</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rolle</translation>
    </message>
    <message>
        <source>The new token</source>
        <translation>Das neue Token</translation>
    </message>
    <message>
        <source>The new token: give it to the client in a way that others cannot read</source>
        <translation>Das neue Token: Geben Sie es dem Client auf einem Weg, den andere nicht mitlesen können</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copies the new token to the clipboard</source>
        <translation>Kopiert das neue Token in die Zwischenablage</translation>
    </message>
    <message>
        <source>Take it now: it is never shown again.</source>
        <translation>Nehmen Sie es jetzt: Es wird nie wieder gezeigt.</translation>
    </message>
    <message>
        <source>End a token</source>
        <translation>Token beenden</translation>
    </message>
    <message>
        <source>End the token of %1?</source>
        <translation>Das Token von %1 beenden?</translation>
    </message>
    <message>
        <source>Its client is disconnected and refused at once. What the client has begun goes on.</source>
        <translation>Sein Client wird sofort getrennt und abgewiesen. Was er begonnen hat, läuft weiter.</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>Holdfast::TokensModel</name>
    <message>
        <source>Viewer: reads, and may stop everything</source>
        <translation>Zuschauer: liest und darf alles anhalten</translation>
    </message>
    <message>
        <source>Operator: also changes and moves</source>
        <translation>Bediener: ändert und bewegt auch</translation>
    </message>
    <message>
        <source>Station: the same, for another Holdfast</source>
        <translation>Station: dasselbe, für ein anderes Holdfast</translation>
    </message>
    <message>
        <source>Admin: may do everything</source>
        <translation>Verwalter: darf alles</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erzeugt</translation>
    </message>
</context>
<context>
    <name>Holdfast::ValueText</name>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>(too large to be shown: %1 entries)</source>
        <translation>(zu groß zum Anzeigen: %1 Einträge)</translation>
    </message>
    <message>
        <source>(too large to be shown)</source>
        <translation>(zu groß zum Anzeigen)</translation>
    </message>
</context>
<context>
    <name>Holdfast::WelcomeNotice</name>
    <message>
        <source>What you see here</source>
        <translation>Was Sie hier sehen</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Does not show this again</source>
        <translation>Zeigt das nicht noch einmal</translation>
    </message>
    <message>
        <source>This microscope is simulated: nothing can break. Move it with the arrow keys, focus with Page Up and Page Down, press ? for all keys. For a real one start Holdfast with its configuration: holdfast -c FILE.</source>
        <translation>Dieses Mikroskop ist simuliert: nichts kann kaputtgehen. Verfahren Sie es mit den Pfeiltasten, fokussieren Sie mit Bild auf und Bild ab, drücken Sie ? für alle Tasten. Für ein echtes starten Sie Holdfast mit dessen Konfiguration: holdfast -c DATEI.</translation>
    </message>
</context>
<context>
    <name>Holdfast::WindowMenus</name>
    <message>
        <source>&amp;Holdfast</source>
        <translation>&amp;Holdfast</translation>
    </message>
    <message>
        <source>&amp;Settings …</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>What you may change about this window</source>
        <translation>Was Sie an diesem Fenster ändern dürfen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Stops all movement and ends Holdfast</source>
        <translation>Hält alle Bewegungen an und beendet Holdfast</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>The window on the whole screen, or as before</source>
        <translation>Das Fenster auf dem ganzen Bildschirm oder wie zuvor</translation>
    </message>
    <message>
        <source>&amp;Arrange as at first</source>
        <translation>&amp;Anordnen wie zu Beginn</translation>
    </message>
    <message>
        <source>All parts where they were at the first start</source>
        <translation>Alle Teile dort, wo sie beim ersten Start waren</translation>
    </message>
    <message>
        <source>H&amp;elp</source>
        <translation>H&amp;ilfe</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>All keys and what they do</source>
        <translation>Alle Tasten und was sie tun</translation>
    </message>
    <message>
        <source>&amp;About Holdfast</source>
        <translation>&amp;Über Holdfast</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>About Holdfast</source>
        <translation>Über Holdfast</translation>
    </message>
    <message>
        <source>Holdfast %1</source>
        <translation>Holdfast %1</translation>
    </message>
    <message>
        <source>A control station for laboratory instruments, with one lock for all clients.

Free software under the GNU General Public License, version 3 or later.
Qt %1</source>
        <translation>Eine Leitstelle für Laborinstrumente, mit einer Sperre für alle Clients.

Freie Software unter der GNU General Public License, Version 3 oder später.
Qt %1</translation>
    </message>
    <message>
        <source>&amp;Lock panel</source>
        <translation>Anzeige der &amp;Sperre</translation>
    </message>
    <message>
        <source>Opens and closes the lock panel: who has the lock, who waits, and what you can do about it</source>
        <translation>Öffnet und schließt die Anzeige der Sperre: wer sie hat, wer wartet und was Sie tun können</translation>
    </message>
    <message>
        <source>&amp;Picture only</source>
        <translation>Nur das &amp;Bild</translation>
    </message>
    <message>
        <source>Only the picture, the bar above it and STOP; again: as before</source>
        <translation>Nur das Bild, die Leiste darüber und STOPP; noch einmal: wie zuvor</translation>
    </message>
    <message>
        <source>&amp;Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>&amp;Autofocus</source>
        <translation>&amp;Autofokus</translation>
    </message>
    <message>
        <source>Sweeps once through the range, and goes to the sharpest position</source>
        <translation>Durchfährt den Bereich einmal und fährt zur schärfsten Stelle</translation>
    </message>
    <message>
        <source>&amp;Last good z</source>
        <translation>&amp;Letztes gutes z</translation>
    </message>
    <message>
        <source>Goes to where the focus was found last</source>
        <translation>Fährt dorthin, wo der Fokus zuletzt gefunden wurde</translation>
    </message>
    <message>
        <source>Shows lengths on the stage in motor steps instead of micrometres</source>
        <translation>Zeigt Längen auf dem Tisch in Motorschritten statt in Mikrometern</translation>
    </message>
    <message>
        <source>&amp;Mark this place</source>
        <translation>Diese Stelle &amp;merken</translation>
    </message>
    <message>
        <source>Marks where the stage is, to come back to it later</source>
        <translation>Merkt, wo der Tisch ist, um später zurückzukommen</translation>
    </message>
    <message>
        <source>&amp;Back to the place before</source>
        <translation>&amp;Zurück an die Stelle davor</translation>
    </message>
    <message>
        <source>Goes to where the stage was before it went somewhere; again: there and back</source>
        <translation>Fährt dorthin, wo der Tisch vor einer Fahrt war; nochmals: hin und zurück</translation>
    </message>
    <message>
        <source>Lengths in motor &amp;steps</source>
        <translation>Längen in Motor&amp;schritten</translation>
    </message>
    <message>
        <source>Si&amp;ze of steps</source>
        <translation>Schritt&amp;weite</translation>
    </message>
    <message>
        <source>Steps of this size, as the button in the panel of the stage shows it</source>
        <translation>Schritte dieser Weite, wie sie der Knopf in der Bedienung des Tisches zeigt</translation>
    </message>
    <message>
        <source>F&amp;iner</source>
        <translation>&amp;Feiner</translation>
    </message>
    <message>
        <source>The next smaller size of steps, also while the stage moves</source>
        <translation>Die nächstkleinere Schrittweite, auch während der Tisch fährt</translation>
    </message>
    <message>
        <source>C&amp;oarser</source>
        <translation>&amp;Gröber</translation>
    </message>
    <message>
        <source>The next larger size of steps, also while the stage moves</source>
        <translation>Die nächstgrößere Schrittweite, auch während der Tisch fährt</translation>
    </message>
    <message>
        <source>Access &amp;tokens …</source>
        <translation>Zugangs&amp;token …</translation>
    </message>
    <message>
        <source>Which clients on other computers may use this instrument</source>
        <translation>Welche Clients auf anderen Computern dieses Instrument benutzen dürfen</translation>
    </message>
    <message>
        <source>&amp;Keys of your own …</source>
        <translation>Eigene Ta&amp;sten …</translation>
    </message>
    <message>
        <source>Which key does what</source>
        <translation>Welche Taste was tut</translation>
    </message>
</context>
</TS>

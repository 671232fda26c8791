<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Holdfast::AravisCamera</name>
    <message>
        <source>Look whether it has power and is connected; docs/hardware.md says what it needs besides.</source>
        <translation>Sehen Sie nach, ob sie Strom hat und angeschlossen ist; docs/hardware.md sagt, was sie sonst braucht.</translation>
    </message>
    <message>
        <source>There is no camera “%1”.</source>
        <translation>Es gibt keine Kamera „%1“.</translation>
    </message>
    <message>
        <source>Look whether it has power and is connected, or name one of these in the configuration: %1.</source>
        <translation>Sehen Sie nach, ob sie Strom hat und angeschlossen ist, oder nennen Sie eine von diesen in der Konfiguration: %1.</translation>
    </message>
    <message>
        <source>There is no GigE Vision or USB3 Vision camera.</source>
        <translation>Es gibt keine Kamera mit GigE Vision oder USB3 Vision.</translation>
    </message>
    <message>
        <source>There are %1 cameras, and none is named.</source>
        <translation>Es gibt %1 Kameras, und keine ist genannt.</translation>
    </message>
    <message>
        <source>Name one of these as “id” in the configuration: %1.</source>
        <translation>Nennen Sie eine von diesen als „id“ in der Konfiguration: %1.</translation>
    </message>
    <message>
        <source>A GigE Vision or USB3 Vision camera.</source>
        <translation>Eine Kamera mit GigE Vision oder USB3 Vision.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>The id of the camera that is connected, or was last.</source>
        <translation>Die Kennung der Kamera, die verbunden ist oder es zuletzt war.</translation>
    </message>
    <message>
        <source>How many packets of a GigE camera were lost on the way, at most.</source>
        <translation>Wie viele Pakete einer GigE-Kamera unterwegs höchstens verloren gingen.</translation>
    </message>
    <message>
        <source>How many frames were left out because parts of them were lost.</source>
        <translation>Wie viele Bilder ausgelassen wurden, weil Teile von ihnen fehlten.</translation>
    </message>
    <message>
        <source>The camera “%1” cannot be opened.</source>
        <translation>Die Kamera „%1“ lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Look whether another program uses it. A USB camera needs the permission of docs/hardware.md.</source>
        <translation>Sehen Sie nach, ob ein anderes Programm sie benutzt. Eine USB-Kamera braucht die Berechtigung aus docs/hardware.md.</translation>
    </message>
    <message>
        <source>Another program controls the camera “%1”.</source>
        <translation>Ein anderes Programm steuert die Kamera „%1“.</translation>
    </message>
    <message>
        <source>End that program; it may run on another computer.</source>
        <translation>Beenden Sie dieses Programm; vielleicht läuft es auf einem anderen Computer.</translation>
    </message>
    <message>
        <source>The camera “%1” no longer answers.</source>
        <translation>Die Kamera „%1“ antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>Look whether it has power and is connected, and no other program has taken it over. Holdfast goes on looking for it.</source>
        <translation>Sehen Sie nach, ob sie Strom hat und angeschlossen ist und kein anderes Programm sie übernommen hat. Holdfast sucht sie weiter.</translation>
    </message>
    <message>
        <source>How many pictures a second the camera takes while it runs.</source>
        <translation>Wie viele Bilder pro Sekunde die Kamera aufnimmt, solange sie läuft.</translation>
    </message>
    <message>
        <source>The part of the sensor that is read, in pixels. Reads back as the camera has taken it.</source>
        <translation>Der Teil des Sensors, der gelesen wird, in Pixeln. Liest sich, wie die Kamera ihn genommen hat.</translation>
    </message>
    <message>
        <source>Its pixel format is not supported; set pixel_format to Mono8, RGB8 or BayerRG8, for instance.</source>
        <translation>Ihr Pixelformat wird nicht unterstützt; setzen Sie pixel_format zum Beispiel auf Mono8, RGB8 oder BayerRG8.</translation>
    </message>
    <message>
        <source>It has fewer bytes than its size says.</source>
        <translation>Es hat weniger Bytes, als seine Größe sagt.</translation>
    </message>
    <message>
        <source>Most pictures of the camera arrive incomplete.</source>
        <translation>Die meisten Bilder der Kamera kommen unvollständig an.</translation>
    </message>
    <message>
        <source>Use a network of its own, a lower frame_rate or another packet_size; docs/hardware.md says more.</source>
        <translation>Nehmen Sie ein eigenes Netz, eine kleinere frame_rate oder eine andere packet_size; docs/hardware.md sagt mehr.</translation>
    </message>
</context>
<context>
    <name>Holdfast::Autofocus</name>
    <message>
        <source>Whether the range lies around the present position, or begins there.</source>
        <translation>Ob der Bereich um die jetzige Position liegt oder dort beginnt.</translation>
    </message>
    <message>
        <source>1: by the size of the JPEG; 2: by the gradient of the picture.</source>
        <translation>1: nach der Größe des JPEG; 2: nach dem Gradienten des Bildes.</translation>
    </message>
    <message>
        <source>Finds the focus by live pictures while the stage moves along z.</source>
        <translation>Findet den Fokus anhand von Livebildern, während der Tisch sich entlang z bewegt.</translation>
    </message>
    <message>
        <source>Autofocus</source>
        <translation>Autofokus</translation>
    </message>
    <message>
        <source>The position nearest to the objective that autofocus may use. Null: only the limits of the stage count. It stays where it is on the instrument when the zero of the stage is moved.</source>
        <translation>Die Position, die dem Objektiv am nächsten ist und die der Autofokus benutzen darf. Null: Es gelten nur die Grenzen des Tischs. Sie bleibt am Instrument, wo sie ist, wenn der Nullpunkt des Tischs verlegt wird.</translation>
    </message>
    <message>
        <source>Which way of z brings objective and sample together.</source>
        <translation>In welcher Richtung von z Objektiv und Probe einander näher kommen.</translation>
    </message>
    <message>
        <source>How far the stage goes back before it approaches a position of z, so that it always arrives from the same side.</source>
        <translation>Wie weit der Tisch zurückgeht, ehe er eine Position von z anfährt, damit er immer von derselben Seite kommt.</translation>
    </message>
    <message>
        <source>Where the focus was found last.</source>
        <translation>Wo der Fokus zuletzt gefunden wurde.</translation>
    </message>
    <message>
        <source>The measurements of the latest sweep.</source>
        <translation>Die Messwerte des letzten Durchlaufs.</translation>
    </message>
    <message>
        <source>Moves through a range of z once while pictures are taken, then to where they are sharpest. If it fails, the stage goes back to where it was.</source>
        <translation>Fährt einmal durch einen Bereich von z, während Bilder aufgenommen werden, dann dorthin, wo sie am schärfsten sind. Misslingt es, geht der Tisch zurück.</translation>
    </message>
    <message>
        <source>The range.</source>
        <translation>Der Bereich.</translation>
    </message>
    <message>
        <source>Whether the curve is kept as the latest one.</source>
        <translation>Ob die Kurve als die letzte aufgehoben wird.</translation>
    </message>
    <message>
        <source>Does the same, and moves the range until the focus lies in its middle: slower, and more precise.</source>
        <translation>Tut dasselbe und verschiebt den Bereich, bis der Fokus in seiner Mitte liegt: langsamer und genauer.</translation>
    </message>
    <message>
        <source>The range of each sweep.</source>
        <translation>Der Bereich jedes Durchlaufs.</translation>
    </message>
    <message>
        <source>Measures the sharpness over a range of z, and goes back.</source>
        <translation>Misst die Schärfe über einen Bereich von z und geht zurück.</translation>
    </message>
    <message>
        <source>Moves away from the objective and back, and records the pictures after each move: they show how long the stage goes on drifting.</source>
        <translation>Bewegt sich vom Objektiv weg und zurück und zeichnet nach jeder Bewegung die Bilder auf: Sie zeigen, wie lange der Tisch nachläuft.</translation>
    </message>
    <message>
        <source>How long to watch after each move.</source>
        <translation>Wie lange nach jeder Bewegung zugesehen wird.</translation>
    </message>
    <message>
        <source>How far to move.</source>
        <translation>Wie weit bewegt wird.</translation>
    </message>
    <message>
        <source>Moves z to where the focus was found last.</source>
        <translation>Fährt z dorthin, wo der Fokus zuletzt gefunden wurde.</translation>
    </message>
    <message>
        <source>The limits of the stage are others than before: look whether z_limit is still right.</source>
        <translation>Die Grenzen des Tischs sind andere als zuvor: Sehen Sie nach, ob z_limit noch richtig ist.</translation>
    </message>
    <message>
        <source>sweep</source>
        <translation>Durchlauf</translation>
    </message>
    <message>
        <source>to the focus</source>
        <translation>zum Fokus</translation>
    </message>
    <message>
        <source>sweep %1</source>
        <translation>Durchlauf %1</translation>
    </message>
    <message>
        <source>No focus was found in %1 sweeps of %2 steps: the sharpest position moved on each time. Look whether there is a sample, and whether the stage slips.</source>
        <translation>In %1 Durchläufen von %2 Schritten wurde kein Fokus gefunden: Die schärfste Position verschob sich jedes Mal. Sehen Sie nach, ob es eine Probe gibt und ob der Tisch rutscht.</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>No focus has been found yet: run an autofocus first.</source>
        <translation>Noch wurde kein Fokus gefunden: Lassen Sie erst den Autofokus laufen.</translation>
    </message>
    <message>
        <source>Only %1 of %2 steps lie within the limits: z may be from %3 to %4. Move the stage away from the limit, or set another one.</source>
        <translation>Nur %1 von %2 Schritten liegen innerhalb der Grenzen: z darf von %3 bis %4 sein. Bewegen Sie den Tisch von der Grenze weg, oder setzen Sie eine andere.</translation>
    </message>
    <message>
        <source>No focus was found: the pictures are equally sharp all over %1. Look whether there is a sample, and whether the light is on.</source>
        <translation>Kein Fokus gefunden: Die Bilder sind überall in %1 gleich scharf. Sehen Sie nach, ob es eine Probe gibt und ob das Licht an ist.</translation>
    </message>
    <message>
        <source>No focus was found: only %1 pictures came over %2. Use a larger range.</source>
        <translation>Kein Fokus gefunden: Über %2 kamen nur %1 Bilder. Nehmen Sie einen größeren Bereich.</translation>
    </message>
    <message>
        <source>No focus was found: the sharpest picture is at the end of the range, near z = %1. Move the stage in that direction, or use a larger range.</source>
        <translation>Kein Fokus gefunden: Das schärfste Bild ist am Ende des Bereichs, nahe z = %1. Bewegen Sie den Tisch in diese Richtung, oder nehmen Sie einen größeren Bereich.</translation>
    </message>
    <message>
        <source>z = %1 is beyond the limit of %2 steps. Move the stage away from the objective, or set another z_limit.</source>
        <translation>z = %1 liegt jenseits der Grenze von %2 Schritten. Bewegen Sie den Tisch vom Objektiv weg, oder setzen Sie ein anderes z_limit.</translation>
    </message>
    <message>
        <source>The camera was lost during the autofocus. %1</source>
        <translation>Die Kamera ging während des Autofokus verloren. %1</translation>
    </message>
    <message>
        <source>The camera delivers no live pictures. Look whether the window shows any.</source>
        <translation>Die Kamera liefert keine Livebilder. Sehen Sie nach, ob das Fenster welche zeigt.</translation>
    </message>
</context>
<context>
    <name>Holdfast::Camera</name>
    <message>
        <source>Look whether the camera is plugged in and no other program uses it. Holdfast goes on trying.</source>
        <translation>Sehen Sie nach, ob die Kamera eingesteckt ist und kein anderes Programm sie benutzt. Holdfast versucht es weiter.</translation>
    </message>
    <message>
        <source>Whether live frames are being made: while the stream has viewers.</source>
        <translation>Ob Livebilder gemacht werden: solange jemand den Stream ansieht.</translation>
    </message>
    <message>
        <source>Whether the camera can be used: it is there, and answers.</source>
        <translation>Ob die Kamera benutzt werden kann: Sie ist da und antwortet.</translation>
    </message>
    <message>
        <source>How long the sensor collects light. Reads back as the nearest time that the sensor can make.</source>
        <translation>Wie lange der Sensor Licht sammelt. Liest sich als die nächste Zeit, die der Sensor kann.</translation>
    </message>
    <message>
        <source>Chooses the exposure with which the brightest parts of the picture are just below white.</source>
        <translation>Wählt die Belichtung, mit der die hellsten Stellen des Bildes knapp unter Weiß liegen.</translation>
    </message>
    <message>
        <source>How much the sensor amplifies. Reads back as the nearest gain that the sensor can make.</source>
        <translation>Wie sehr der Sensor verstärkt. Liest sich als die nächste Verstärkung, die der Sensor kann.</translation>
    </message>
    <message>
        <source>The camera is still being looked for.</source>
        <translation>Die Kamera wird noch gesucht.</translation>
    </message>
    <message>
        <source>The camera has been closed.</source>
        <translation>Die Kamera wurde geschlossen.</translation>
    </message>
    <message>
        <source>The camera has delivered no picture in time.</source>
        <translation>Die Kamera hat nicht rechtzeitig ein Bild geliefert.</translation>
    </message>
    <message>
        <source>The camera has delivered no picture in time: %1</source>
        <translation>Die Kamera hat nicht rechtzeitig ein Bild geliefert: %1</translation>
    </message>
    <message>
        <source>Takes a picture in the best quality. Its file holds the state of every Thing, and the time.</source>
        <translation>Nimmt ein Bild in der besten Qualität auf. Seine Datei enthält den Zustand aller Things und die Zeit.</translation>
    </message>
    <message>
        <source>One of the capture modes; &quot;standard&quot; for any other.</source>
        <translation>Eine der Aufnahmearten; „standard“ für jede andere.</translation>
    </message>
    <message>
        <source>The kind of file.</source>
        <translation>Die Art der Datei.</translation>
    </message>
    <message>
        <source>Whether it is kept in the folder for data.</source>
        <translation>Ob es im Ordner für Daten aufgehoben wird.</translation>
    </message>
    <message>
        <source>Takes a picture in the quality of the live stream.</source>
        <translation>Nimmt ein Bild in der Qualität des Live-Streams auf.</translation>
    </message>
    <message>
        <source>Returns how many bytes a live picture has, which says how sharp it is.</source>
        <translation>Gibt zurück, wie viele Bytes ein Livebild hat, was sagt, wie scharf es ist.</translation>
    </message>
    <message>
        <source>How much of the sample a pixel covers, which is put into TIFF files. 0: not known.</source>
        <translation>Wie viel von der Probe ein Pixel bedeckt; steht in TIFF-Dateien. 0: nicht bekannt.</translation>
    </message>
    <message>
        <source>The ways to take a picture, by name.</source>
        <translation>Die Arten, ein Bild aufzunehmen, mit ihren Namen.</translation>
    </message>
    <message>
        <source>The ways to make live pictures, by name.</source>
        <translation>Die Arten, Livebilder zu machen, mit ihren Namen.</translation>
    </message>
    <message>
        <source>The present one of the streaming modes.</source>
        <translation>Die jetzige Art des Streams.</translation>
    </message>
    <message>
        <source>Chooses one of the streaming modes.</source>
        <translation>Wählt eine der Arten des Streams.</translation>
    </message>
    <message>
        <source>Its name.</source>
        <translation>Ihr Name.</translation>
    </message>
    <message>
        <source>How long to wait after a move before a picture is taken.</source>
        <translation>Wie lange nach einer Bewegung gewartet wird, ehe ein Bild aufgenommen wird.</translation>
    </message>
    <message>
        <source>Waits for the settling time, and then for a new frame.</source>
        <translation>Wartet die Beruhigungszeit und dann auf ein neues Bild.</translation>
    </message>
    <message>
        <source>Waits for a frame that was begun after the call.</source>
        <translation>Wartet auf ein Bild, das nach dem Aufruf begonnen wurde.</translation>
    </message>
    <message>
        <source>How many pixels in a row become one in a downsampled array.</source>
        <translation>Wie viele Pixel in einer Reihe in einem verkleinerten Feld zu einem werden.</translation>
    </message>
    <message>
        <source>Takes a picture, and returns its values: rows of pixels of red, green and blue.</source>
        <translation>Nimmt ein Bild auf und gibt seine Werte zurück: Zeilen von Pixeln aus Rot, Grün und Blau.</translation>
    </message>
    <message>
        <source>Takes a smaller picture, and returns its values.</source>
        <translation>Nimmt ein kleineres Bild auf und gibt seine Werte zurück.</translation>
    </message>
    <message>
        <source>Whether the camera has to be calibrated before it is used.</source>
        <translation>Ob die Kamera kalibriert werden muss, ehe sie benutzt wird.</translation>
    </message>
    <message>
        <source>Whether the camera can calibrate itself.</source>
        <translation>Ob die Kamera sich selbst kalibrieren kann.</translation>
    </message>
    <message>
        <source>What OpenFlexure&apos;s web app shows on its pages for the camera.</source>
        <translation>Was die Web-App von OpenFlexure auf ihren Seiten zur Kamera zeigt.</translation>
    </message>
    <message>
        <source>A picture that was kept.</source>
        <translation>Ein Bild, das aufgehoben wurde.</translation>
    </message>
    <message>
        <source>A picture of the sample</source>
        <translation>Ein Bild der Probe</translation>
    </message>
    <message>
        <source>A live picture of the sample</source>
        <translation>Ein Livebild der Probe</translation>
    </message>
    <message>
        <source>The picture has %1 × %2 pixels, too many for numbers as text. Take a downsampled array, or a file.</source>
        <translation>Das Bild hat %1 × %2 Pixel, zu viele für Zahlen als Text. Nehmen Sie ein verkleinertes Feld oder eine Datei.</translation>
    </message>
    <message>
        <source>exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Calibrate the camera</source>
        <translation>Die Kamera kalibrieren</translation>
    </message>
    <message>
        <source>The camera is calibrated.</source>
        <translation>Die Kamera ist kalibriert.</translation>
    </message>
    <message>
        <source>Exposure time</source>
        <translation>Belichtungszeit</translation>
    </message>
    <message>
        <source>Analogue gain</source>
        <translation>Analoge Verstärkung</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
    <message>
        <source>Make the folder and put pictures into it, or name another one in the configuration.</source>
        <translation>Legen Sie den Ordner an und Bilder hinein, oder nennen Sie einen anderen in der Konfiguration.</translation>
    </message>
    <message>
        <source>%1 is not a folder.</source>
        <translation>%1 ist kein Ordner.</translation>
    </message>
    <message>
        <source>Name the folder with the pictures in the configuration.</source>
        <translation>Nennen Sie in der Konfiguration den Ordner mit den Bildern.</translation>
    </message>
    <message>
        <source>The folder %1 must not be read.</source>
        <translation>Der Ordner %1 darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Give the user that Holdfast runs as the permission to read it.</source>
        <translation>Geben Sie dem Benutzer, unter dem Holdfast läuft, das Recht, ihn zu lesen.</translation>
    </message>
    <message>
        <source>There is no picture in the folder %1.</source>
        <translation>Im Ordner %1 gibt es kein Bild.</translation>
    </message>
    <message>
        <source>Put files into it whose names end in .jpg, .jpeg, .png, .tif or .tiff.</source>
        <translation>Legen Sie Dateien hinein, deren Namen auf .jpg, .jpeg, .png, .tif oder .tiff enden.</translation>
    </message>
    <message>
        <source>No picture in the folder %1 can be used.</source>
        <translation>Kein Bild im Ordner %1 ist zu gebrauchen.</translation>
    </message>
    <message>
        <source>Put other JPEG, PNG or TIFF files into it, all of the same size.</source>
        <translation>Legen Sie andere JPEG-, PNG- oder TIFF-Dateien hinein, alle von derselben Größe.</translation>
    </message>
    <message>
        <source>It is larger than 256 MB.</source>
        <translation>Es ist größer als 256 MB.</translation>
    </message>
    <message>
        <source>It has %1 pixels, and the others %2.</source>
        <translation>Es hat %1 Pixel, und die anderen haben %2.</translation>
    </message>
</context>
<context>
    <name>Holdfast::CameraStageMapping</name>
    <message>
        <source>Knows what a pixel of the picture is on the stage.</source>
        <translation>Weiß, was ein Pixel des Bildes auf dem Tisch ist.</translation>
    </message>
    <message>
        <source>Camera-stage mapping</source>
        <translation>Abbildung von Kamera und Tisch</translation>
    </message>
    <message>
        <source>All that the last calibration has found. Null before.</source>
        <translation>Alles, was die letzte Kalibrierung gefunden hat. Vorher null.</translation>
    </message>
    <message>
        <source>Whether it has not been calibrated.</source>
        <translation>Ob sie noch nicht kalibriert ist.</translation>
    </message>
    <message>
        <source>Whether it can be calibrated: always.</source>
        <translation>Ob sie kalibriert werden kann: immer.</translation>
    </message>
    <message>
        <source>How far an axis goes back before the calibration begins along it, so that it always moves in the same direction.</source>
        <translation>Wie weit eine Achse zurückgeht, ehe die Kalibrierung entlang ihr beginnt, damit sie sich immer in derselben Richtung bewegt.</translation>
    </message>
    <message>
        <source>How long a calibration waits after each move before it takes a picture.</source>
        <translation>Wie lange eine Kalibrierung nach jeder Bewegung wartet, ehe sie ein Bild aufnimmt.</translation>
    </message>
    <message>
        <source>Moves along y and x, compares the pictures, and goes back. Needs a sample with some detail in focus.</source>
        <translation>Bewegt sich entlang y und x, vergleicht die Bilder und geht zurück. Braucht eine Probe mit etwas Zeichnung im Fokus.</translation>
    </message>
    <message>
        <source>Brings the point at this distance from the centre of the picture into the centre.</source>
        <translation>Bringt den Punkt in dieser Entfernung von der Bildmitte in die Mitte.</translation>
    </message>
    <message>
        <source>To the right.</source>
        <translation>Nach rechts.</translation>
    </message>
    <message>
        <source>Downwards.</source>
        <translation>Nach unten.</translation>
    </message>
    <message>
        <source>By how many steps the stage moves for this distance in the picture.</source>
        <translation>Um wie viele Schritte der Tisch sich für diese Entfernung im Bild bewegt.</translation>
    </message>
    <message>
        <source>Which point, seen from the centre of the picture, these steps bring there.</source>
        <translation>Welchen Punkt, von der Bildmitte aus gesehen, diese Schritte dorthin bringen.</translation>
    </message>
    <message>
        <source>Image to stage displacement matrix</source>
        <translation>Matrix vom Bild zum Tisch</translation>
    </message>
    <message>
        <source>What a pixel of the picture is on the stage: steps along x and y for one pixel downwards, and for one to the right. Null until it is calibrated.</source>
        <translation>Was ein Pixel des Bildes auf dem Tisch ist: Schritte entlang x und y für einen Pixel nach unten und für einen nach rechts. Null, bis sie kalibriert ist.</translation>
    </message>
    <message>
        <source>Image resolution</source>
        <translation>Auflösung der Bilder</translation>
    </message>
    <message>
        <source>Height and width of the pictures for which the matrix is. Null until it is calibrated.</source>
        <translation>Höhe und Breite der Bilder, für die die Matrix gilt. Null, bis sie kalibriert ist.</translation>
    </message>
    <message>
        <source>This is no calibration of camera and stage.</source>
        <translation>Das ist keine Kalibrierung von Kamera und Tisch.</translation>
    </message>
    <message>
        <source>along y</source>
        <translation>entlang y</translation>
    </message>
    <message>
        <source>along x</source>
        <translation>entlang x</translation>
    </message>
    <message>
        <source>The two axes move the sample in nearly the same direction of the picture. Look whether both motors turn, and whether the sample is fixed to the stage.</source>
        <translation>Die beiden Achsen bewegen die Probe im Bild in fast dieselbe Richtung. Sehen Sie nach, ob beide Motoren sich drehen und ob die Probe am Tisch befestigt ist.</translation>
    </message>
    <message>
        <source>The pictures before and after a move of %1 steps along %2 have too little in common. Look whether there is a sample with enough detail, and whether it is in focus.</source>
        <translation>Die Bilder vor und nach einer Bewegung von %1 Schritten entlang %2 haben zu wenig gemeinsam. Sehen Sie nach, ob es eine Probe mit genug Zeichnung gibt und ob sie im Fokus ist.</translation>
    </message>
    <message>
        <source>Moves of %1 steps along %2 differ by %3 of %4 pixels. Look whether the stage slips, or has more slack than the %5 steps of backlash.</source>
        <translation>Bewegungen von %1 Schritten entlang %2 weichen um %3 von %4 Pixeln voneinander ab. Sehen Sie nach, ob der Tisch rutscht oder mehr Spiel hat als die %5 Schritte des Umkehrspiels.</translation>
    </message>
    <message>
        <source>The picture after a move of %1 steps along %2 has too little in common with the one before. Look whether there is a sample with enough detail, and whether it is in focus.</source>
        <translation>Das Bild nach einer Bewegung von %1 Schritten entlang %2 hat mit dem davor zu wenig gemeinsam. Sehen Sie nach, ob es eine Probe mit genug Zeichnung gibt und ob sie im Fokus ist.</translation>
    </message>
    <message>
        <source>Moves of up to %1 steps along %2 do not move the picture. Look whether the motor turns, and whether the camera looks at the sample.</source>
        <translation>Bewegungen von bis zu %1 Schritten entlang %2 bewegen das Bild nicht. Sehen Sie nach, ob der Motor sich dreht und ob die Kamera die Probe sieht.</translation>
    </message>
    <message>
        <source>It is not known what a pixel is on the stage: calibrate the camera-stage mapping first.</source>
        <translation>Es ist nicht bekannt, was ein Pixel auf dem Tisch ist: Kalibrieren Sie zuerst die Abbildung von Kamera und Tisch.</translation>
    </message>
</context>
<context>
    <name>Holdfast::FolderCamera</name>
    <message>
        <source>A camera that shows the pictures in a folder, one after the other.</source>
        <translation>Eine Kamera, die die Bilder in einem Ordner zeigt, eins nach dem anderen.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>The file that was shown or taken last.</source>
        <translation>Die Datei, die zuletzt gezeigt oder aufgenommen wurde.</translation>
    </message>
    <message>
        <source>How many pictures there are in the folder.</source>
        <translation>Wie viele Bilder im Ordner sind.</translation>
    </message>
    <message>
        <source>A picture in the folder cannot be used; the others are shown.</source>
        <translation>Ein Bild im Ordner ist nicht zu gebrauchen; die anderen werden gezeigt.</translation>
    </message>
    <message>
        <source>%1 pictures in the folder cannot be used; the others are shown.</source>
        <translation>%1 Bilder im Ordner sind nicht zu gebrauchen; die anderen werden gezeigt.</translation>
    </message>
    <message>
        <source>Remove or replace the files that the details name.</source>
        <translation>Entfernen oder ersetzen Sie die Dateien, die die Einzelheiten nennen.</translation>
    </message>
</context>
<context>
    <name>Holdfast::GStreamerCamera</name>
    <message>
        <source>Put the token of the server with the pictures into that file.</source>
        <translation>Schreiben Sie das Token des Servers mit den Bildern in diese Datei.</translation>
    </message>
    <message>
        <source>GStreamer cannot be used.</source>
        <translation>GStreamer ist nicht zu gebrauchen.</translation>
    </message>
    <message>
        <source>Install the package libgstreamer1.0-0 again.</source>
        <translation>Installieren Sie das Paket libgstreamer1.0-0 noch einmal.</translation>
    </message>
    <message>
        <source>A camera that GStreamer shows.</source>
        <translation>Eine Kamera, die GStreamer zeigt.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Correct exposure_property or gain_property in the configuration.</source>
        <translation>Berichtigen Sie exposure_property oder gain_property in der Konfiguration.</translation>
    </message>
    <message>
        <source>The pipeline is wrong.</source>
        <translation>Die Pipeline ist falsch.</translation>
    </message>
    <message>
        <source>Try it with gst-launch-1.0, and correct it in the configuration.</source>
        <translation>Versuchen Sie sie mit gst-launch-1.0, und berichtigen Sie sie in der Konfiguration.</translation>
    </message>
    <message>
        <source>The pipeline has no appsink.</source>
        <translation>Die Pipeline hat keine appsink.</translation>
    </message>
    <message>
        <source>Let it end in “! videoconvert ! appsink”.</source>
        <translation>Lassen Sie sie auf „! videoconvert ! appsink“ enden.</translation>
    </message>
    <message>
        <source>The camera delivers no pictures.</source>
        <translation>Die Kamera liefert keine Bilder.</translation>
    </message>
    <message>
        <source>Try the source with another program.</source>
        <translation>Versuchen Sie die Quelle mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>The stream of pictures has ended.</source>
        <translation>Der Strom der Bilder ist zu Ende.</translation>
    </message>
    <message>
        <source>Look whether its source still runs. Holdfast goes on trying.</source>
        <translation>Sehen Sie nach, ob seine Quelle noch läuft. Holdfast versucht es weiter.</translation>
    </message>
    <message>
        <source>It is not a JPEG.</source>
        <translation>Es ist kein JPEG.</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>Es lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>End the program that uses %1; Ǐuser -v %1” names it.</source>
        <translation>Beenden Sie das Programm, das %1 benutzt; „fuser -v %1“ nennt es.</translation>
    </message>
    <message>
        <source>Add the user that Holdfast runs as to the group “video”, and log in again.</source>
        <translation>Nehmen Sie den Benutzer, unter dem Holdfast läuft, in die Gruppe „video“ auf, und melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>Choose another format, width, height or frame_rate in the configuration; “v4l2-ctl --list-formats-ext -d %1” lists what it has.</source>
        <translation>Wählen Sie in der Konfiguration ein anderes format, eine andere width, height oder frame_rate; „v4l2-ctl --list-formats-ext -d %1“ zählt auf, was es gibt.</translation>
    </message>
    <message>
        <source>Look whether the camera is plugged in and is %1; “v4l2-ctl --list-devices” lists all.</source>
        <translation>Sehen Sie nach, ob die Kamera eingesteckt ist und %1 ist; „v4l2-ctl --list-devices“ zählt alle auf.</translation>
    </message>
    <message>
        <source>Look whether the camera&apos;s cable is right and no other program uses it; ᳊m --list” lists all.</source>
        <translation>Sehen Sie nach, ob das Kabel der Kamera richtig sitzt und kein anderes Programm sie benutzt; „cam --list“ zählt alle auf.</translation>
    </message>
    <message>
        <source>Look whether a browser shows the live picture at %1. Holdfast goes on trying.</source>
        <translation>Sehen Sie nach, ob ein Browser das Livebild unter %1 zeigt. Holdfast versucht es weiter.</translation>
    </message>
    <message>
        <source>Try the pipeline with gst-launch-1.0. It has to end in an appsink, before which videoconvert may be needed.</source>
        <translation>Versuchen Sie die Pipeline mit gst-launch-1.0. Sie muss mit einer appsink enden, vor der vielleicht ein videoconvert stehen muss.</translation>
    </message>
    <message>
        <source>The camera delivers no pictures: %1</source>
        <translation>Die Kamera liefert keine Bilder: %1</translation>
    </message>
    <message>
        <source>GStreamer&apos;s elements that the camera needs are not installed: %1.</source>
        <translation>Die Elemente von GStreamer, die die Kamera braucht, sind nicht installiert: %1.</translation>
    </message>
    <message>
        <source>Look whether the names are right, and install the packages that have the elements.</source>
        <translation>Sehen Sie nach, ob die Namen stimmen, und installieren Sie die Pakete, die diese Elemente haben.</translation>
    </message>
    <message>
        <source>Install the package %1, and start Holdfast again.</source>
        <translation>Installieren Sie das Paket %1, und starten Sie Holdfast neu.</translation>
    </message>
</context>
<context>
    <name>Holdfast::Gallery</name>
    <message>
        <source>The pictures and scans that were recorded here.</source>
        <translation>Die Bilder und Scans, die hier aufgenommen wurden.</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>The kinds of cards.</source>
        <translation>Die Arten von Karten.</translation>
    </message>
    <message>
        <source>What OpenFlexure&apos;s web app offers to do with all scans.</source>
        <translation>Was die Web-App von OpenFlexure mit allen Scans zu tun anbietet.</translation>
    </message>
    <message>
        <source>All cards.</source>
        <translation>Alle Karten.</translation>
    </message>
    <message>
        <source>Removes all pictures, or all scans, for good.</source>
        <translation>Entfernt alle Bilder oder alle Scans, für immer.</translation>
    </message>
    <message>
        <source>&quot;Capture&quot; or &quot;Scan&quot;, or both.</source>
        <translation>„Capture“ oder „Scan“ oder beide.</translation>
    </message>
    <message>
        <source>Stitch all scans</source>
        <translation>Alle Scans zusammensetzen</translation>
    </message>
    <message>
        <source>Remove empty scans</source>
        <translation>Leere Scans entfernen</translation>
    </message>
    <message>
        <source>Remove all scans without a picture?</source>
        <translation>Alle Scans ohne Bild entfernen?</translation>
    </message>
    <message>
        <source>&apos;%1&apos; does not remove its data.</source>
        <translation>„%1“ entfernt seine Daten nicht.</translation>
    </message>
    <message>
        <source>There are no cards of the type &quot;%1&quot;, only of %2.</source>
        <translation>Es gibt keine Karten der Art „%1“, nur von %2.</translation>
    </message>
    <message>
        <source>%1 of %2 could not be removed: see the log.</source>
        <translation>%1 von %2 ließen sich nicht entfernen: siehe Protokoll.</translation>
    </message>
</context>
<context>
    <name>Holdfast::GlobalLockThing</name>
    <message>
        <source>Who may change something at this instrument, and who waits to. For watching only; reading it takes no lock.</source>
        <translation>Wer an diesem Instrument etwas ändern darf und wer darauf wartet. Nur zum Zusehen; das Lesen braucht keine Sperre.</translation>
    </message>
    <message>
        <source>Global lock</source>
        <translation>Globale Sperre</translation>
    </message>
    <message>
        <source>Whether the lock is held.</source>
        <translation>Ob die Sperre gehalten wird.</translation>
    </message>
    <message>
        <source>Who has the lock, since when and for what. All members are null while the lock is free.</source>
        <translation>Wer die Sperre hat, seit wann und wofür. Alle Teile sind null, solange sie frei ist.</translation>
    </message>
    <message>
        <source>Who waits for the lock, in the order in which they will be served.</source>
        <translation>Wer auf die Sperre wartet, in der Reihenfolge, in der sie bedient werden.</translation>
    </message>
    <message>
        <source>Whom the lock serves: all requests; only those of the operator at this machine; or, after a stop, none.</source>
        <translation>Wen die Sperre bedient: alle Anfragen; nur die des Bedieners an dieser Maschine; oder nach einem Stopp keine.</translation>
    </message>
    <message>
        <source>Goes up by one with every new owner.</source>
        <translation>Steigt mit jedem neuen Besitzer um eins.</translation>
    </message>
    <message>
        <source>The lock has a new owner. At most 20 are reported in a second: of owners that follow each other faster, the latest.</source>
        <translation>Die Sperre hat einen neuen Besitzer. Höchstens 20 werden in einer Sekunde gemeldet: von Besitzern, die einander schneller folgen, die letzten.</translation>
    </message>
    <message>
        <source>A hold has ended: how, and for how many seconds it waited and lasted. Every hold is reported.</source>
        <translation>Ein Halten ist zu Ende: wie, und wie viele Sekunden es gewartet und gedauert hat. Jedes wird gemeldet.</translation>
    </message>
    <message>
        <source>A request for the lock was refused.</source>
        <translation>Eine Anfrage nach der Sperre wurde abgelehnt.</translation>
    </message>
    <message>
        <source>A client or the operator broke the hold of another owner.</source>
        <translation>Ein Client oder der Bediener hat das Halten eines anderen Besitzers gebrochen.</translation>
    </message>
    <message>
        <source>Everything was stopped: the lock refuses all requests until the stop is cleared.</source>
        <translation>Alles wurde gestoppt: Die Sperre lehnt alle Anfragen ab, bis der Stopp aufgehoben ist.</translation>
    </message>
</context>
<context>
    <name>Holdfast::GridScan</name>
    <message>
        <source>Moves the stage from point to point of a grid.</source>
        <translation>Bewegt den Tisch von Punkt zu Punkt eines Rasters.</translation>
    </message>
    <message>
        <source>Grid scan</source>
        <translation>Rasterscan</translation>
    </message>
    <message>
        <source>How many points the latest scan has visited.</source>
        <translation>Wie viele Punkte der letzte Scan besucht hat.</translation>
    </message>
    <message>
        <source>How many points the latest scan has in all.</source>
        <translation>Wie viele Punkte der letzte Scan insgesamt hat.</translation>
    </message>
    <message>
        <source>Visits the points of a grid that begins where the stage is. Between two points an operator may take control; the scan goes on afterwards.</source>
        <translation>Besucht die Punkte eines Rasters, das beginnt, wo der Tisch ist. Zwischen zwei Punkten darf ein Bediener die Steuerung übernehmen; der Scan geht danach weiter.</translation>
    </message>
    <message>
        <source>Points along x.</source>
        <translation>Punkte entlang x.</translation>
    </message>
    <message>
        <source>Points along y.</source>
        <translation>Punkte entlang y.</translation>
    </message>
    <message>
        <source>From column to column.</source>
        <translation>Von Spalte zu Spalte.</translation>
    </message>
    <message>
        <source>From row to row.</source>
        <translation>Von Zeile zu Zeile.</translation>
    </message>
    <message>
        <source>How long to stay at each point.</source>
        <translation>Wie lange an jedem Punkt geblieben wird.</translation>
    </message>
    <message>
        <source>Whether every other row is visited backwards.</source>
        <translation>Ob jede zweite Zeile rückwärts besucht wird.</translation>
    </message>
    <message>
        <source>Whether to go back when all is done.</source>
        <translation>Ob zurückgegangen wird, wenn alles getan ist.</translation>
    </message>
    <message>
        <source>point %1 of %2</source>
        <translation>Punkt %1 von %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::HistoScanWorkflow</name>
    <message>
        <source>Histology Scan</source>
        <translation>Histologie-Scan</translation>
    </message>
    <message>
        <source>Scans a sample from where the stage is outwards, as far as there is sample.</source>
        <translation>Scannt eine Probe von dort aus, wo der Tisch ist, nach außen, so weit die Probe reicht.</translation>
    </message>
    <message>
        <source>How far from its begin a scan may lead.</source>
        <translation>Wie weit von seinem Beginn ein Scan führen darf.</translation>
    </message>
    <message>
        <source>Whether tiles without a sample are left out; otherwise a spiral of x_count times y_count tiles is scanned.</source>
        <translation>Ob Kacheln ohne Probe ausgelassen werden; sonst wird eine Spirale von x_count mal y_count Kacheln gescannt.</translation>
    </message>
    <message>
        <source>By how many grey levels of 255 a part of a picture must differ from the background.</source>
        <translation>Um wie viele Graustufen von 255 ein Teil eines Bildes sich vom Hintergrund unterscheiden muss.</translation>
    </message>
    <message>
        <source>How much of a picture must show a sample, in percent.</source>
        <translation>Wie viel von einem Bild Probe zeigen muss, in Prozent.</translation>
    </message>
    <message>
        <source>What the background looks like: the means of red, green and blue, and their deviations. Empty: not known.</source>
        <translation>Wie der Hintergrund aussieht: die Mittel von Rot, Grün und Blau und ihre Abweichungen. Leer: nicht bekannt.</translation>
    </message>
    <message>
        <source>Takes a picture of the background, and learns what it looks like.</source>
        <translation>Nimmt ein Bild des Hintergrunds auf und lernt, wie er aussieht.</translation>
    </message>
    <message>
        <source>Takes a picture, and says how much of it shows a sample.</source>
        <translation>Nimmt ein Bild auf und sagt, wie viel davon Probe zeigt.</translation>
    </message>
    <message>
        <source>%1 % of the picture show a sample: it is taken for sample.</source>
        <translation>%1 % des Bildes zeigen Probe: Es gilt als Probe.</translation>
    </message>
    <message>
        <source>%1 % of the picture show a sample: it is taken for background.</source>
        <translation>%1 % des Bildes zeigen Probe: Es gilt als Hintergrund.</translation>
    </message>
    <message>
        <source>Image Overlap (0.1-0.7)</source>
        <translation>Überlappung der Bilder (0,1–0,7)</translation>
    </message>
    <message>
        <source>Maximum Distance (steps)</source>
        <translation>Größte Entfernung (Schritte)</translation>
    </message>
    <message>
        <source>Detect and Skip Empty Fields</source>
        <translation>Leere Felder erkennen und auslassen</translation>
    </message>
    <message>
        <source>Sample Coverage Required (%)</source>
        <translation>Nötiger Anteil an Probe (%)</translation>
    </message>
</context>
<context>
    <name>Holdfast::Illumination</name>
    <message>
        <source>Whether the LED is switched on.</source>
        <translation>Ob die LED eingeschaltet ist.</translation>
    </message>
    <message>
        <source>How bright the LED is when it is on; 1 is full current.</source>
        <translation>Wie hell die LED ist, wenn sie an ist; 1 ist voller Strom.</translation>
    </message>
    <message>
        <source>Switches the LED on or off.</source>
        <translation>Schaltet die LED ein oder aus.</translation>
    </message>
    <message>
        <source>Switches the LED off and on, so that you see which microscope this is.</source>
        <translation>Schaltet die LED aus und ein, damit Sie sehen, welches Mikroskop es ist.</translation>
    </message>
</context>
<context>
    <name>Holdfast::MicroManager</name>
    <message>
        <source>The device was stopped before it had finished.</source>
        <translation>Das Gerät wurde gestoppt, ehe es fertig war.</translation>
    </message>
    <message>
        <source>A picture is too large.</source>
        <translation>Ein Bild ist zu groß.</translation>
    </message>
    <message>
        <source>The bridge to Micro-Manager did not stop its devices within %1 ms, and was ended.</source>
        <translation>Die Brücke zu Micro-Manager hat ihre Geräte nicht innerhalb von %1 ms gestoppt und wurde beendet.</translation>
    </message>
    <message>
        <source>The bridge to Micro-Manager did not answer for %1 s (%2), and was ended.</source>
        <translation>Die Brücke zu Micro-Manager hat %1 s lang nicht geantwortet (%2) und wurde beendet.</translation>
    </message>
    <message>
        <source>Devices may still be moving: look at them, and switch them off if they are. Then run the action “restart”.</source>
        <translation>Vielleicht bewegen sich noch Geräte: Sehen Sie nach, und schalten Sie sie dann aus. Rufen Sie danach die Aktion „restart“ auf.</translation>
    </message>
    <message>
        <source>The bridge to Micro-Manager answered with something that is no JSON, and was ended.</source>
        <translation>Die Brücke zu Micro-Manager hat mit etwas geantwortet, das kein JSON ist, und wurde beendet.</translation>
    </message>
    <message>
        <source>Look whether “program” in the configuration is Holdfast&apos;s own holdfast-mmcore. Then run the action “restart”.</source>
        <translation>Sehen Sie nach, ob „program“ in der Konfiguration das holdfast-mmcore von Holdfast selbst ist. Rufen Sie dann die Aktion „restart“ auf.</translation>
    </message>
    <message>
        <source>The bridge to Micro-Manager has been ended.</source>
        <translation>Die Brücke zu Micro-Manager wurde beendet.</translation>
    </message>
    <message>
        <source>The bridge to Micro-Manager has %1.</source>
        <translation>Die Brücke zu Micro-Manager ist %1.</translation>
    </message>
    <message>
        <source>Devices may still be moving: look at them. Then run the action “restart”. If it happens again, one of the adapters is to blame: leave its devices out of the configuration of Micro-Manager.</source>
        <translation>Vielleicht bewegen sich noch Geräte: Sehen Sie nach. Rufen Sie dann die Aktion „restart“ auf. Geschieht es wieder, liegt es an einem der Adapter: Lassen Sie seine Geräte aus der Konfiguration von Micro-Manager weg.</translation>
    </message>
    <message>
        <source>crashed (%1)</source>
        <translation>abgestürzt (%1)</translation>
    </message>
    <message>
        <source>ended with the exit code %1</source>
        <translation>mit dem Exit-Code %1 beendet</translation>
    </message>
    <message>
        <source>A picture is missing.</source>
        <translation>Ein Bild fehlt.</translation>
    </message>
    <message>
        <source>The property “%1” of the device “%2” is left out: %3</source>
        <translation>Die Eigenschaft „%1“ des Geräts „%2“ wird ausgelassen: %3</translation>
    </message>
    <message>
        <source>The property “%1” of Micro-Manager&apos;s device “%2”.</source>
        <translation>Die Eigenschaft „%1“ des Geräts „%2“ von Micro-Manager.</translation>
    </message>
    <message>
        <source>The devices of a configuration of Micro-Manager.</source>
        <translation>Die Geräte einer Konfiguration von Micro-Manager.</translation>
    </message>
    <message>
        <source>Micro-Manager</source>
        <translation>Micro-Manager</translation>
    </message>
    <message>
        <source>Whether the program that runs the adapters is there, with all devices loaded.</source>
        <translation>Ob das Programm, in dem die Adapter laufen, da ist und alle Geräte geladen sind.</translation>
    </message>
    <message>
        <source>The version of Micro-Manager&apos;s core.</source>
        <translation>Die Version des Kerns von Micro-Manager.</translation>
    </message>
    <message>
        <source>Ends the program that runs the adapters, and starts it again. All devices are initialized anew, which may move them.</source>
        <translation>Beendet das Programm, in dem die Adapter laufen, und startet es wieder. Alle Geräte werden neu initialisiert, was sie bewegen kann.</translation>
    </message>
    <message>
        <source>The devices of Micro-Manager were not there when Holdfast started.</source>
        <translation>Die Geräte von Micro-Manager waren nicht da, als Holdfast gestartet wurde.</translation>
    </message>
    <message>
        <source>Start Holdfast again to see them.</source>
        <translation>Starten Sie Holdfast neu, um sie zu sehen.</translation>
    </message>
    <message>
        <source>Micro-Manager has other devices than when Holdfast started.</source>
        <translation>Micro-Manager hat andere Geräte als beim Start von Holdfast.</translation>
    </message>
    <message>
        <source>The preset of the group “%1”; empty when the devices are set to none of them.</source>
        <translation>Die Voreinstellung der Gruppe „%1“; leer, wenn die Geräte auf keine von ihnen gesetzt sind.</translation>
    </message>
    <message>
        <source>The group of presets “%1” is left out: %2</source>
        <translation>Die Gruppe von Voreinstellungen „%1“ wird ausgelassen: %2</translation>
    </message>
    <message>
        <source>Adapters and holdfast-mmcore must have the same device interface. Take adapters of the version that ᳞tails” name, or build holdfast-mmcore for theirs: see docs/hardware.md. Then run the action “restart”.</source>
        <translation>Adapter und holdfast-mmcore müssen dieselbe Geräteschnittstelle haben. Nehmen Sie Adapter der Version, die „details“ nennt, oder bauen Sie holdfast-mmcore für Ihre: siehe docs/hardware.md. Rufen Sie dann die Aktion „restart“ auf.</translation>
    </message>
    <message>
        <source>Look whether the folders in 쫚pters” have the adapter, and whether the libraries that it needs are installed. Then run the action “restart”.</source>
        <translation>Sehen Sie nach, ob die Ordner in „adapters“ den Adapter haben und ob die Bibliotheken, die er braucht, installiert sind. Rufen Sie dann die Aktion „restart“ auf.</translation>
    </message>
    <message>
        <source>Look whether the devices are switched on and connected, and whether the configuration of Micro-Manager names the right ports. Then run the action “restart”.</source>
        <translation>Sehen Sie nach, ob die Geräte eingeschaltet und angeschlossen sind und ob die Konfiguration von Micro-Manager die richtigen Anschlüsse nennt. Rufen Sie dann die Aktion „restart“ auf.</translation>
    </message>
    <message>
        <source>The bridge to Micro-Manager has not been started.</source>
        <translation>Die Brücke zu Micro-Manager wurde nicht gestartet.</translation>
    </message>
    <message>
        <source>The bridge to Micro-Manager is being started again.</source>
        <translation>Die Brücke zu Micro-Manager wird wieder gestartet.</translation>
    </message>
    <message>
        <source>Wait until all devices are loaded.</source>
        <translation>Warten Sie, bis alle Geräte geladen sind.</translation>
    </message>
    <message>
        <source>The program %1 cannot be started.</source>
        <translation>Das Programm %1 lässt sich nicht starten.</translation>
    </message>
    <message>
        <source>Build it again with ./dev mmcore: see docs/hardware.md. Then run the action “restart”.</source>
        <translation>Bauen Sie es mit ./dev mmcore neu: siehe docs/hardware.md. Rufen Sie dann die Aktion „restart“ auf.</translation>
    </message>
    <message>
        <source>The adapters were built for another version of Micro-Manager.</source>
        <translation>Die Adapter wurden für eine andere Version von Micro-Manager gebaut.</translation>
    </message>
    <message>
        <source>An adapter of Micro-Manager cannot be loaded.</source>
        <translation>Ein Adapter von Micro-Manager lässt sich nicht laden.</translation>
    </message>
    <message>
        <source>Micro-Manager cannot load the configuration %1.</source>
        <translation>Micro-Manager kann die Konfiguration %1 nicht laden.</translation>
    </message>
    <message>
        <source>One of the adapters is to blame: leave its devices out of the configuration of Micro-Manager, or allow more time with the option “start_timeout”. Then run the action “restart”.</source>
        <translation>Es liegt an einem der Adapter: Lassen Sie seine Geräte aus der Konfiguration von Micro-Manager weg, oder geben Sie mit der Option „start_timeout“ mehr Zeit. Rufen Sie dann die Aktion „restart“ auf.</translation>
    </message>
    <message>
        <source>The program holdfast-mmcore, which runs the adapters of Micro-Manager, is missing.</source>
        <translation>Das Programm holdfast-mmcore, in dem die Adapter von Micro-Manager laufen, fehlt.</translation>
    </message>
    <message>
        <source>Build it with ./dev mmcore in the sources of Holdfast, and put it beside Holdfast&apos;s own program or into /usr/local/bin: see docs/hardware.md. Then run the action “restart”.</source>
        <translation>Bauen Sie es mit ./dev mmcore in den Quellen von Holdfast, und legen Sie es neben das Programm von Holdfast oder nach /usr/local/bin: siehe docs/hardware.md. Rufen Sie dann die Aktion „restart“ auf.</translation>
    </message>
    <message>
        <source>There is no folder with adapters of Micro-Manager.</source>
        <translation>Es gibt keinen Ordner mit Adaptern von Micro-Manager.</translation>
    </message>
    <message>
        <source>Install the adapters, and name their folder as 쫚pters” in the configuration: see docs/hardware.md. Then run the action “restart”.</source>
        <translation>Installieren Sie die Adapter, und nennen Sie ihren Ordner als „adapters“ in der Konfiguration: siehe docs/hardware.md. Rufen Sie dann die Aktion „restart“ auf.</translation>
    </message>
    <message>
        <source>The configuration of Micro-Manager, %1, is missing.</source>
        <translation>Die Konfiguration von Micro-Manager, %1, fehlt.</translation>
    </message>
    <message>
        <source>Name it as ǌonfig” in the configuration: an absolute path, or the name of a file in the folder of the adapters. Then run the action “restart”.</source>
        <translation>Nennen Sie sie als „config“ in der Konfiguration: einen absoluten Pfad oder den Namen einer Datei im Ordner der Adapter. Rufen Sie dann die Aktion „restart“ auf.</translation>
    </message>
</context>
<context>
    <name>Holdfast::MicroManagerCamera</name>
    <message>
        <source>The camera “%1” cannot be started.</source>
        <translation>Die Kamera „%1“ lässt sich nicht starten.</translation>
    </message>
    <message>
        <source>Look whether another camera of Micro-Manager is being watched, because one runs at a time. Holdfast goes on trying.</source>
        <translation>Sehen Sie nach, ob eine andere Kamera von Micro-Manager angesehen wird, denn es läuft immer nur eine. Holdfast versucht es weiter.</translation>
    </message>
    <message>
        <source>The camera could not be stopped: %1</source>
        <translation>Die Kamera ließ sich nicht anhalten: %1</translation>
    </message>
    <message>
        <source>Pixels of the type %1 cannot be shown: choose another “pixel_type”.</source>
        <translation>Pixel der Art %1 lassen sich nicht zeigen: Wählen Sie einen anderen „pixel_type“.</translation>
    </message>
    <message>
        <source>The picture is incomplete.</source>
        <translation>Das Bild ist unvollständig.</translation>
    </message>
    <message>
        <source>The camera “%1” has stopped by itself.</source>
        <translation>Die Kamera „%1“ hat von selbst angehalten.</translation>
    </message>
    <message>
        <source>Look whether it has power and is connected. Holdfast goes on trying.</source>
        <translation>Sehen Sie nach, ob sie Strom hat und angeschlossen ist. Holdfast versucht es weiter.</translation>
    </message>
</context>
<context>
    <name>Holdfast::MicroManagerDevice</name>
    <message>
        <source>Label</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The state of the device, by its name.</source>
        <translation>Der Zustand des Geräts, mit seinem Namen.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Whether light passes the shutter. A stop closes it.</source>
        <translation>Ob Licht durch den Verschluss fällt. Ein Stopp schließt ihn.</translation>
    </message>
</context>
<context>
    <name>Holdfast::MicroManagerStage</name>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Where the stage is, also while it moves.</source>
        <translation>Wo der Tisch ist, auch während er sich bewegt.</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>In Bewegung</translation>
    </message>
    <message>
        <source>Whether the stage is moving.</source>
        <translation>Ob der Tisch sich bewegt.</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>Fahren nach</translation>
    </message>
    <message>
        <source>Moves to a position. An axis that is not given stays.</source>
        <translation>Fährt zu einer Position. Eine Achse, die nicht genannt ist, bleibt.</translation>
    </message>
    <message>
        <source>Move by</source>
        <translation>Fahren um</translation>
    </message>
    <message>
        <source>Moves by so much. An axis that is not given stays.</source>
        <translation>Fährt um so viel. Eine Achse, die nicht genannt ist, bleibt.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stops the stage at once, whichever client moves it.</source>
        <translation>Hält den Tisch sofort an, gleich welcher Client ihn bewegt.</translation>
    </message>
</context>
<context>
    <name>Holdfast::PortSearch</name>
    <message>
        <source>There is no serial port %1.</source>
        <translation>Es gibt keinen seriellen Anschluss %1.</translation>
    </message>
    <message>
        <source>Plug the motor board in, or correct “port” in the configuration: the links in /dev/serial/by-id name the ports that are there.</source>
        <translation>Stecken Sie die Motorplatine ein, oder berichtigen Sie „port“ in der Konfiguration: Die Links in /dev/serial/by-id nennen die Anschlüsse, die da sind.</translation>
    </message>
    <message>
        <source>No motor board is plugged in.</source>
        <translation>Es ist keine Motorplatine eingesteckt.</translation>
    </message>
    <message>
        <source>Plug it in. If it is, set “port” in the configuration to its path: its USB chip is not one that Sangaboards are known to have.</source>
        <translation>Stecken Sie sie ein. Ist sie eingesteckt, setzen Sie „port“ in der Konfiguration auf ihren Pfad: Ihr USB-Chip ist keiner, den Sangaboards bekanntlich haben.</translation>
    </message>
    <message>
        <source>Several serial ports may be the motor board: %1.</source>
        <translation>Mehrere serielle Anschlüsse können die Motorplatine sein: %1.</translation>
    </message>
    <message>
        <source>Set “port” in the configuration to the right one, best by its link in /dev/serial/by-id.</source>
        <translation>Setzen Sie „port“ in der Konfiguration auf den richtigen, am besten mit seinem Link in /dev/serial/by-id.</translation>
    </message>
</context>
<context>
    <name>Holdfast::RasterWorkflow</name>
    <message>
        <source>Raster Scan</source>
        <translation>Zeilenscan</translation>
    </message>
    <message>
        <source>Scans a rectangle; every row is scanned in the same direction.</source>
        <translation>Scannt ein Rechteck; jede Zeile in derselben Richtung.</translation>
    </message>
</context>
<context>
    <name>Holdfast::RemoteServer</name>
    <message>
        <source>The server %1, whose Things are behind this station&apos;s lock.</source>
        <translation>Der Server %1, dessen Things hinter der Sperre dieser Station sind.</translation>
    </message>
    <message>
        <source>Remote server</source>
        <translation>Entfernter Server</translation>
    </message>
    <message>
        <source>Whether the server answers.</source>
        <translation>Ob der Server antwortet.</translation>
    </message>
    <message>
        <source>The actions that run there now and were begun past this station, by clients that use the server directly; empty when there are none.</source>
        <translation>Die Aktionen, die dort jetzt laufen und an dieser Station vorbei begonnen wurden, von Clients, die den Server direkt benutzen; leer, wenn es keine gibt.</translation>
    </message>
    <message>
        <source>Whether the server has a global lock of its own, as far as its behaviour tells.</source>
        <translation>Ob der Server eine eigene globale Sperre hat, soweit sein Verhalten das zeigt.</translation>
    </message>
    <message>
        <source>What the server says about itself could not be saved, so that its Things will be missing when Holdfast is started without it: %1.</source>
        <translation>Was der Server über sich sagt, ließ sich nicht speichern, sodass seine Things fehlen werden, wenn Holdfast ohne ihn gestartet wird: %1.</translation>
    </message>
    <message>
        <source>The server %1 does not say what runs there.</source>
        <translation>Der Server %1 sagt nicht, was dort läuft.</translation>
    </message>
    <message>
        <source>The server %1 was told to stop, but has not confirmed it.</source>
        <translation>Dem Server %1 wurde gesagt, dass er stoppen soll, aber er hat es nicht bestätigt.</translation>
    </message>
    <message>
        <source>Clients use the server %1 directly, past this station&apos;s lock: %2. To keep them out, let that server listen on 127.0.0.1 only, or close its port in the firewall.</source>
        <translation>Clients benutzen den Server %1 direkt, an der Sperre dieser Station vorbei: %2. Um sie fernzuhalten, lassen Sie diesen Server nur an 127.0.0.1 lauschen, oder schließen Sie seinen Port in der Firewall.</translation>
    </message>
    <message>
        <source>Actions of this station and of clients that use the server %1 directly run there at the same time: its own global lock is off. Switch it on (&quot;enable_global_lock&quot;: true).</source>
        <translation>Aktionen dieser Station und von Clients, die den Server %1 direkt benutzen, laufen dort gleichzeitig: Seine eigene globale Sperre ist aus. Schalten Sie sie ein (&quot;enable_global_lock&quot;: true).</translation>
    </message>
</context>
<context>
    <name>Holdfast::RemoteThing</name>
    <message>
        <source>it wants a valid token, which the option token_file would name</source>
        <translation>er verlangt ein gültiges Token, das die Option token_file nennen würde</translation>
    </message>
    <message>
        <source>it answered %1 to the question for its Things</source>
        <translation>er antwortete %1 auf die Frage nach seinen Things</translation>
    </message>
    <message>
        <source>what it answered describes no Thing</source>
        <translation>was er antwortete, beschreibt kein Thing</translation>
    </message>
    <message>
        <source>The server %1 cannot be used: %2.</source>
        <translation>Der Server %1 ist nicht zu gebrauchen: %2.</translation>
    </message>
    <message>
        <source>Start it, or look at the network. Holdfast tries again and again.</source>
        <translation>Starten Sie ihn, oder sehen Sie nach dem Netz. Holdfast versucht es immer wieder.</translation>
    </message>
    <message>
        <source>Start it, or look at the network. Then restart Holdfast: it has never seen this server, so its Things are not known.</source>
        <translation>Starten Sie ihn, oder sehen Sie nach dem Netz. Starten Sie dann Holdfast neu: Es hat diesen Server noch nie gesehen, und so sind seine Things nicht bekannt.</translation>
    </message>
    <message>
        <source>The server %1 describes its Things otherwise than when Holdfast was started.</source>
        <translation>Der Server %1 beschreibt seine Things anders als beim Start von Holdfast.</translation>
    </message>
    <message>
        <source>Restart Holdfast, so that it offers what there is now.</source>
        <translation>Starten Sie Holdfast neu, damit es anbietet, was es jetzt gibt.</translation>
    </message>
    <message>
        <source>The action &quot;%1&quot;, which is to stop it, does not exist.</source>
        <translation>Die Aktion „%1“, die es stoppen soll, gibt es nicht.</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; of the action that is to stop it is no JSON object.</source>
        <translation>Die Eingabe „%1“ der Aktion, die es stoppen soll, ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>A Thing of the server %1.</source>
        <translation>Ein Thing des Servers %1.</translation>
    </message>
    <message>
        <source>Remote Thing</source>
        <translation>Entferntes Thing</translation>
    </message>
    <message>
        <source>Correct what the configuration says about its stop.</source>
        <translation>Berichtigen Sie, was die Konfiguration über seinen Stopp sagt.</translation>
    </message>
    <message>
        <source>The server %1 wants a token from its clients.</source>
        <translation>Der Server %1 verlangt von seinen Clients ein Token.</translation>
    </message>
    <message>
        <source>Put a token of that server into a file, and name the file in the option token_file.</source>
        <translation>Schreiben Sie ein Token dieses Servers in eine Datei, und nennen Sie die Datei in der Option token_file.</translation>
    </message>
    <message>
        <source>The server %1 wants to know who asks (%2), which Holdfast cannot tell it.</source>
        <translation>Der Server %1 will wissen, wer fragt (%2), was Holdfast ihm nicht sagen kann.</translation>
    </message>
    <message>
        <source>Let that server serve this computer without authentication.</source>
        <translation>Lassen Sie diesen Server diesen Computer ohne Anmeldung bedienen.</translation>
    </message>
    <message>
        <source>events of this kind of server cannot be followed.</source>
        <translation>Ereignissen dieser Art von Server lässt sich nicht folgen.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is left out: %2</source>
        <translation>„%1“ wird ausgelassen: %2</translation>
    </message>
    <message>
        <source>The stream %1 cannot be had: %2. It is tried again.</source>
        <translation>Der Stream %1 ist nicht zu haben: %2. Es wird wieder versucht.</translation>
    </message>
    <message>
        <source>The server %1 was told to stop, but has not confirmed it: %2.</source>
        <translation>Dem Server %1 wurde gesagt, dass er stoppen soll, aber er hat es nicht bestätigt: %2.</translation>
    </message>
</context>
<context>
    <name>Holdfast::SangaIllumination</name>
    <message>
        <source>The LED of an OpenFlexure microscope, at a Sangaboard.</source>
        <translation>Die LED eines OpenFlexure-Mikroskops, an einem Sangaboard.</translation>
    </message>
    <message>
        <source>Illumination</source>
        <translation>Beleuchtung</translation>
    </message>
</context>
<context>
    <name>Holdfast::SangaboardPort</name>
    <message>
        <source>The serial log %1 has ended, because it cannot be written: %2.</source>
        <translation>Das serielle Protokoll %1 ist zu Ende, weil es sich nicht schreiben lässt: %2.</translation>
    </message>
    <message>
        <source>The serial log %1 cannot be written: %2.</source>
        <translation>Das serielle Protokoll %1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>The motor board has been unplugged.</source>
        <translation>Die Motorplatine wurde ausgesteckt.</translation>
    </message>
    <message>
        <source>Plug it in again: it is found by itself.</source>
        <translation>Stecken Sie sie wieder ein: Sie wird von selbst gefunden.</translation>
    </message>
    <message>
        <source>The serial port is being opened anew.</source>
        <translation>Der serielle Anschluss wird neu geöffnet.</translation>
    </message>
    <message>
        <source>The device at %1 does not answer.</source>
        <translation>Das Gerät an %1 antwortet nicht.</translation>
    </message>
    <message>
        <source>Look whether it is a Sangaboard with its firmware, unplug it and plug it in again. If it is another device, correct “port” in the configuration.</source>
        <translation>Sehen Sie nach, ob es ein Sangaboard mit seiner Firmware ist, stecken Sie es aus und wieder ein. Ist es ein anderes Gerät, berichtigen Sie „port“ in der Konfiguration.</translation>
    </message>
    <message>
        <source>The device at %1 is no Sangaboard.</source>
        <translation>Das Gerät an %1 ist kein Sangaboard.</translation>
    </message>
    <message>
        <source>Correct “port” in the configuration, or plug the motor board in there. Then use the action reconnect.</source>
        <translation>Berichtigen Sie „port“ in der Konfiguration, oder stecken Sie die Motorplatine dort ein. Rufen Sie dann die Aktion reconnect auf.</translation>
    </message>
    <message>
        <source>It answered: %1</source>
        <translation>Es antwortete: %1</translation>
    </message>
</context>
<context>
    <name>Holdfast::SangaboardStage</name>
    <message>
        <source>It was never zeroed or confirmed.</source>
        <translation>Sie wurde nie genullt oder bestätigt.</translation>
    </message>
    <message>
        <source>The stage of an OpenFlexure microscope, at a Sangaboard.</source>
        <translation>Der Tisch eines OpenFlexure-Mikroskops, an einem Sangaboard.</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Tisch</translation>
    </message>
    <message>
        <source>Where the stage is by the count of the motor board, also while it moves. It means nothing unless it is known.</source>
        <translation>Wo der Tisch nach der Zählung der Motorplatine ist, auch während er sich bewegt. Das bedeutet nur etwas, wenn die Position bekannt ist.</translation>
    </message>
    <message>
        <source>Whether the position is right: it was zeroed or confirmed, and the motor board has counted ever since. While it is not known, soft limits mean nothing: moves to a position are refused, and others end after 500 steps.</source>
        <translation>Ob die Position stimmt: Sie wurde genullt oder bestätigt, und die Motorplatine hat seitdem gezählt. Solange sie nicht bekannt ist, bedeuten die Grenzen nichts: Fahrten zu einer Position werden abgelehnt, und andere enden nach 500 Schritten.</translation>
    </message>
    <message>
        <source>Whether the motor board is there.</source>
        <translation>Ob die Motorplatine da ist.</translation>
    </message>
    <message>
        <source>Steps per second of the fastest axis.</source>
        <translation>Schritte pro Sekunde der schnellsten Achse.</translation>
    </message>
    <message>
        <source>The time that a step of the fastest axis takes.</source>
        <translation>Wie lange ein Schritt der schnellsten Achse dauert.</translation>
    </message>
    <message>
        <source>How long the motors take from standstill to full speed. A board that does not move in the background has none.</source>
        <translation>Wie lange die Motoren vom Stillstand bis zur vollen Geschwindigkeit brauchen. Eine Platine, die nicht im Hintergrund fährt, hat keine solche Zeit.</translation>
    </message>
    <message>
        <source>Whether the motor board can be stopped at any time. If not (firmware 0.4), moves are sent in pieces of at most 250 ms, and a stop or a cancel acts at the end of the piece.</source>
        <translation>Ob die Motorplatine jederzeit angehalten werden kann. Sonst (Firmware 0.4) werden Fahrten in Stücken von höchstens 250 ms gesendet, und ein Stopp oder ein Abbruch wirkt am Ende des Stücks.</translation>
    </message>
    <message>
        <source>The firmware of the motor board, as it says; empty while there is none.</source>
        <translation>Die Firmware der Motorplatine, wie sie es sagt; leer, solange keine da ist.</translation>
    </message>
    <message>
        <source>The motor board&apos;s own name; empty when it does not say.</source>
        <translation>Der eigene Name der Motorplatine; leer, wenn sie keinen sagt.</translation>
    </message>
    <message>
        <source>The serial port of the motor board; empty while there is none.</source>
        <translation>Der serielle Anschluss der Motorplatine; leer, solange keine da ist.</translation>
    </message>
    <message>
        <source>The count of the motor board with which the position was last known.</source>
        <translation>Der Zählerstand der Motorplatine, bei dem die Position zuletzt bekannt war.</translation>
    </message>
    <message>
        <source>How far the zero has been moved, in the motor board&apos;s count, since the soft limits of the configuration were valid.</source>
        <translation>Wie weit der Nullpunkt verlegt wurde, in der Zählung der Motorplatine, seit die Grenzen der Konfiguration galten.</translation>
    </message>
    <message>
        <source>Without effect while the position is not known.</source>
        <translation>Ohne Wirkung, solange die Position nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Makes the current position zero, without moving. The position is known from then on.</source>
        <translation>Macht die jetzige Position zu null, ohne Bewegung. Die Position ist von da an bekannt.</translation>
    </message>
    <message>
        <source>Says that the position that is shown is right, after a look at the stage.</source>
        <translation>Sagt, dass die angezeigte Position stimmt, nach einem Blick auf den Tisch.</translation>
    </message>
    <message>
        <source>Switches the current of the motors off, so that they stay cold. They may slip by some steps; the next move switches it on again.</source>
        <translation>Schaltet den Strom der Motoren ab, damit sie kalt bleiben. Sie können um einige Schritte rutschen; die nächste Bewegung schaltet ihn wieder ein.</translation>
    </message>
    <message>
        <source>Opens the serial port anew. The position is not known afterwards.</source>
        <translation>Öffnet den seriellen Anschluss neu. Die Position ist danach nicht bekannt.</translation>
    </message>
    <message>
        <source>The motor board counts something else than when this program ended.</source>
        <translation>Die Motorplatine zählt etwas anderes als am Ende dieses Programms.</translation>
    </message>
    <message>
        <source>The motor board was unplugged.</source>
        <translation>Die Motorplatine wurde ausgesteckt.</translation>
    </message>
    <message>
        <source>The motor board has restarted.</source>
        <translation>Die Motorplatine ist neu gestartet.</translation>
    </message>
    <message>
        <source>It is being set up again; wait a moment.</source>
        <translation>Sie wird wieder eingerichtet; warten Sie einen Moment.</translation>
    </message>
    <message>
        <source>The motor board counts something else than before, although nothing has moved it.</source>
        <translation>Die Motorplatine zählt etwas anderes als zuvor, obwohl nichts sie bewegt hat.</translation>
    </message>
    <message>
        <source>the serial port of %1</source>
        <translation>der serielle Anschluss von %1</translation>
    </message>
    <message>
        <source>The motor board refused “%1”: %2</source>
        <translation>Die Motorplatine hat „%1“ abgelehnt: %2</translation>
    </message>
    <message>
        <source>The motor board did not answer “%1”.</source>
        <translation>Die Motorplatine hat „%1“ nicht beantwortet.</translation>
    </message>
    <message>
        <source>The stage was stopped.</source>
        <translation>Der Tisch wurde gestoppt.</translation>
    </message>
    <message>
        <source>The motor board is not connected.</source>
        <translation>Die Motorplatine ist nicht verbunden.</translation>
    </message>
    <message>
        <source>The motor board is not connected yet.</source>
        <translation>Die Motorplatine ist noch nicht verbunden.</translation>
    </message>
    <message>
        <source>This motor board has no LED with constant current.</source>
        <translation>Diese Motorplatine hat keine LED mit Konstantstrom.</translation>
    </message>
    <message>
        <source>The position of the stage is not known. %1</source>
        <translation>Die Position des Tischs ist nicht bekannt. %1</translation>
    </message>
    <message>
        <source>Move it to where it is to be zero and use set_zero_position, or use confirm_position if the position that is shown is right. Until then it moves by at most 500 steps at a time, and to no position.</source>
        <translation>Bewegen Sie ihn dorthin, wo null sein soll, und benutzen Sie set_zero_position, oder benutzen Sie confirm_position, wenn die angezeigte Position stimmt. Bis dahin bewegt er sich um höchstens 500 Schritte auf einmal und zu keiner Position.</translation>
    </message>
    <message>
        <source>Nothing was moved, because the position of the stage is not known. %1 Move it by at most %2 steps at a time to where it is to be zero and use set_zero_position, or use confirm_position if the position that is shown is right.</source>
        <translation>Nichts wurde bewegt, weil die Position des Tischs nicht bekannt ist. %1 Bewegen Sie ihn um höchstens %2 Schritte auf einmal dorthin, wo null sein soll, und benutzen Sie set_zero_position, oder benutzen Sie confirm_position, wenn die angezeigte Position stimmt.</translation>
    </message>
    <message>
        <source>Nothing was moved: while the position of the stage is not known, %1 may move by at most %2 steps at a time, and not by %3.</source>
        <translation>Nichts wurde bewegt: Solange die Position des Tischs nicht bekannt ist, darf %1 sich um höchstens %2 Schritte auf einmal bewegen und nicht um %3.</translation>
    </message>
    <message>
        <source>The motor board did not say where it has stopped.</source>
        <translation>Die Motorplatine hat nicht gesagt, wo sie angehalten hat.</translation>
    </message>
</context>
<context>
    <name>Holdfast::ScanWorkflow</name>
    <message>
        <source>Whether a scan may begin: the mapping of camera and stage is calibrated.</source>
        <translation>Ob ein Scan beginnen darf: Die Abbildung von Kamera und Tisch ist kalibriert.</translation>
    </message>
    <message>
        <source>What people call this kind of scan.</source>
        <translation>Wie diese Art von Scan genannt wird.</translation>
    </message>
    <message>
        <source>The mode in which the camera takes the pictures.</source>
        <translation>Die Art, in der die Kamera die Bilder aufnimmt.</translation>
    </message>
    <message>
        <source>The share of a picture that its neighbour shows as well.</source>
        <translation>Der Anteil eines Bildes, den auch sein Nachbar zeigt.</translation>
    </message>
    <message>
        <source>Pictures in a row.</source>
        <translation>Bilder in einer Zeile.</translation>
    </message>
    <message>
        <source>Rows of pictures.</source>
        <translation>Zeilen von Bildern.</translation>
    </message>
    <message>
        <source>The range of each autofocus along z.</source>
        <translation>Der Bereich jedes Autofokus entlang z.</translation>
    </message>
    <message>
        <source>Focus again after so many tiles; 0: never.</source>
        <translation>Nach so vielen Kacheln wieder fokussieren; 0: nie.</translation>
    </message>
    <message>
        <source>Pictures of each tile, at different z around the focus.</source>
        <translation>Bilder jeder Kachel, bei verschiedenem z um den Fokus.</translation>
    </message>
    <message>
        <source>From plane to plane.</source>
        <translation>Von Ebene zu Ebene.</translation>
    </message>
    <message>
        <source>How often to repeat the scan.</source>
        <translation>Wie oft der Scan wiederholt wird.</translation>
    </message>
    <message>
        <source>From the begin of a time point to that of the next.</source>
        <translation>Vom Beginn eines Zeitpunkts bis zu dem des nächsten.</translation>
    </message>
    <message>
        <source>Between the end of a move and the picture.</source>
        <translation>Zwischen dem Ende einer Bewegung und dem Bild.</translation>
    </message>
    <message>
        <source>The settings as elements of a program&apos;s window, as OpenFlexure&apos;s web app shows them.</source>
        <translation>Die Einstellungen als Elemente eines Programmfensters, wie die Web-App von OpenFlexure sie zeigt.</translation>
    </message>
    <message>
        <source>Image Overlap (0.1-0.7)</source>
        <translation>Überlappung der Bilder (0,1–0,7)</translation>
    </message>
    <message>
        <source>Number of columns</source>
        <translation>Zahl der Spalten</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>Zahl der Zeilen</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <source>Autofocus range (steps)</source>
        <translation>Bereich des Autofokus (Schritte)</translation>
    </message>
    <message>
        <source>Autofocus every n tiles</source>
        <translation>Autofokus alle n Kacheln</translation>
    </message>
    <message>
        <source>Planes of each tile</source>
        <translation>Ebenen jeder Kachel</translation>
    </message>
    <message>
        <source>From plane to plane (steps)</source>
        <translation>Von Ebene zu Ebene (Schritte)</translation>
    </message>
    <message>
        <source>Time points</source>
        <translation>Zeitpunkte</translation>
    </message>
    <message>
        <source>Interval (seconds)</source>
        <translation>Abstand (Sekunden)</translation>
    </message>
    <message>
        <source>Settling time (seconds)</source>
        <translation>Beruhigungszeit (Sekunden)</translation>
    </message>
</context>
<context>
    <name>Holdfast::SerialConnection</name>
    <message>
        <source>Another program uses the serial port %1.</source>
        <translation>Ein anderes Programm benutzt den seriellen Anschluss %1.</translation>
    </message>
    <message>
        <source>End that program: Ǐuser -v %1” in a terminal names it. ModemManager is kept away by Holdfast&apos;s device rules.</source>
        <translation>Beenden Sie dieses Programm: „fuser -v %1“ in einem Terminal nennt es. ModemManager wird durch Holdfasts Geräteregeln ferngehalten.</translation>
    </message>
    <message>
        <source>This user may not open the serial port %1.</source>
        <translation>Dieser Benutzer darf den seriellen Anschluss %1 nicht öffnen.</translation>
    </message>
    <message>
        <source>Add the user to the group dialout (“sudo adduser USER dialout”) and log in again, or install Holdfast&apos;s device rules, which come with its package.</source>
        <translation>Nehmen Sie den Benutzer in die Gruppe dialout auf („sudo adduser BENUTZER dialout“) und melden Sie sich neu an, oder installieren Sie Holdfasts Geräteregeln, die mit seinem Paket kommen.</translation>
    </message>
    <message>
        <source>%1 is no serial port.</source>
        <translation>%1 ist kein serieller Anschluss.</translation>
    </message>
    <message>
        <source>Correct “port” in the configuration: the links in /dev/serial/by-id name the ports that are there.</source>
        <translation>Berichtigen Sie „port“ in der Konfiguration: Die Links in /dev/serial/by-id nennen die Anschlüsse, die da sind.</translation>
    </message>
</context>
<context>
    <name>Holdfast::SimulatedCamera</name>
    <message>
        <source>The camera has been disconnected.</source>
        <translation>Die Kamera wurde getrennt.</translation>
    </message>
    <message>
        <source>Plug it in again: set ǌonnected” to true.</source>
        <translation>Stecken Sie sie wieder ein: Setzen Sie „connected“ auf wahr.</translation>
    </message>
    <message>
        <source>It is simulated, and was unplugged.</source>
        <translation>Sie ist simuliert und wurde ausgesteckt.</translation>
    </message>
    <message>
        <source>A simulated camera that looks at a synthetic sample.</source>
        <translation>Eine simulierte Kamera, die auf eine künstliche Probe blickt.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Whether the simulated camera is plugged in. Unplug it to see how a program takes the loss of a device.</source>
        <translation>Ob die simulierte Kamera eingesteckt ist. Stecken Sie sie aus, um zu sehen, wie ein Programm den Verlust eines Geräts nimmt.</translation>
    </message>
    <message>
        <source>What a pixel of the live picture is on the stage: steps along x and y for one pixel downwards, and for one to the right. Empty without a stage.</source>
        <translation>Was ein Pixel des Livebilds auf dem Tisch ist: Schritte entlang x und y für einen Pixel nach unten und für einen nach rechts. Leer ohne Tisch.</translation>
    </message>
</context>
<context>
    <name>Holdfast::SimulatedIllumination</name>
    <message>
        <source>The simulated LED of a microscope.</source>
        <translation>Die simulierte LED eines Mikroskops.</translation>
    </message>
    <message>
        <source>Illumination</source>
        <translation>Beleuchtung</translation>
    </message>
</context>
<context>
    <name>Holdfast::SimulatedStage</name>
    <message>
        <source>The motor board has been disconnected.</source>
        <translation>Die Motorplatine wurde getrennt.</translation>
    </message>
    <message>
        <source>A simulated microscope stage with three axes.</source>
        <translation>Ein simulierter Mikroskoptisch mit drei Achsen.</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Tisch</translation>
    </message>
    <message>
        <source>Whether the simulated motor board is plugged in. Unplug it to see how a program takes the loss of a device.</source>
        <translation>Ob die simulierte Motorplatine eingesteckt ist. Stecken Sie sie aus, um zu sehen, wie ein Programm den Verlust eines Geräts nimmt.</translation>
    </message>
    <message>
        <source>Steps per second of the fastest axis.</source>
        <translation>Schritte pro Sekunde der schnellsten Achse.</translation>
    </message>
    <message>
        <source>Plug it in again: set ǌonnected” to true.</source>
        <translation>Stecken Sie sie wieder ein: Setzen Sie „connected“ auf wahr.</translation>
    </message>
    <message>
        <source>It is simulated, and was unplugged.</source>
        <translation>Sie ist simuliert und wurde ausgesteckt.</translation>
    </message>
</context>
<context>
    <name>Holdfast::SmartScan</name>
    <message>
        <source>Scans samples: takes overlapping pictures of an area, and keeps them in the data folder.</source>
        <translation>Scannt Proben: nimmt einander überlappende Bilder einer Fläche auf und hebt sie im Datenordner auf.</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>The workflow whose settings sample_scan uses.</source>
        <translation>Der Ablauf, dessen Einstellungen sample_scan benutzt.</translation>
    </message>
    <message>
        <source>The names of all workflows.</source>
        <translation>Die Namen aller Abläufe.</translation>
    </message>
    <message>
        <source>Whether a scan is stitched at its end.</source>
        <translation>Ob ein Scan an seinem Ende zusammengesetzt wird.</translation>
    </message>
    <message>
        <source>Whether stitching makes a TIFF file as well.</source>
        <translation>Ob beim Zusammensetzen auch eine TIFF-Datei entsteht.</translation>
    </message>
    <message>
        <source>The scans that were begun and can be resumed, the latest at the end.</source>
        <translation>Die Scans, die begonnen wurden und fortgesetzt werden können, der letzte am Ende.</translation>
    </message>
    <message>
        <source>Scans by the settings of the chosen workflow. After each tile an operator may take control; the scan goes on afterwards.</source>
        <translation>Scannt mit den Einstellungen des gewählten Ablaufs. Nach jeder Kachel darf ein Bediener die Steuerung übernehmen; der Scan geht danach weiter.</translation>
    </message>
    <message>
        <source>Becomes a part of the folder&apos;s name.</source>
        <translation>Wird ein Teil des Ordnernamens.</translation>
    </message>
    <message>
        <source>Scans by a plan. After each tile an operator may take control; the scan goes on afterwards.</source>
        <translation>Scannt nach einem Plan. Nach jeder Kachel darf ein Bediener die Steuerung übernehmen; der Scan geht danach weiter.</translation>
    </message>
    <message>
        <source>Which tiles to take, and how. Lengths are motor steps.</source>
        <translation>Welche Kacheln aufgenommen werden und wie. Längen sind Motorschritte.</translation>
    </message>
    <message>
        <source>Goes on with a scan that was cancelled, has failed, or was broken off by the end of the program.</source>
        <translation>Setzt einen Scan fort, der abgebrochen wurde, fehlgeschlagen ist oder mit dem Programm endete.</translation>
    </message>
    <message>
        <source>The name of the scan&apos;s folder.</source>
        <translation>Der Name des Ordners des Scans.</translation>
    </message>
    <message>
        <source>Lets the running scan wait before its next tile; meanwhile others may use the instruments.</source>
        <translation>Lässt den laufenden Scan vor seiner nächsten Kachel warten; inzwischen dürfen andere die Instrumente benutzen.</translation>
    </message>
    <message>
        <source>Lets a scan that is paused go on.</source>
        <translation>Lässt einen angehaltenen Scan weitergehen.</translation>
    </message>
    <message>
        <source>Puts the pictures of a scan together with openflexure-stitch.</source>
        <translation>Setzt die Bilder eines Scans mit openflexure-stitch zusammen.</translation>
    </message>
    <message>
        <source>Puts together the pictures of all scans that have not been stitched.</source>
        <translation>Setzt die Bilder aller Scans zusammen, die noch nicht zusammengesetzt sind.</translation>
    </message>
    <message>
        <source>Ends the stitching that follows a scan. The scan&apos;s pictures are kept.</source>
        <translation>Beendet das Zusammensetzen, das einem Scan folgt. Die Bilder des Scans bleiben.</translation>
    </message>
    <message>
        <source>Packs a scan&apos;s files into a ZIP file.</source>
        <translation>Packt die Dateien eines Scans in eine ZIP-Datei.</translation>
    </message>
    <message>
        <source>Deletes the scans that have no picture.</source>
        <translation>Löscht die Scans, die kein Bild haben.</translation>
    </message>
    <message>
        <source>What people call the workflows, by their names.</source>
        <translation>Wie die Abläufe genannt werden, nach ihren Namen.</translation>
    </message>
    <message>
        <source>The scan that runs, or has run last; null: none since the start.</source>
        <translation>Der Scan, der läuft oder zuletzt lief; null: keiner seit dem Start.</translation>
    </message>
    <message>
        <source>Where the pixels of the preview are on the stage; null: there is none.</source>
        <translation>Wo die Pixel der Vorschau auf dem Tisch sind; null: Es gibt keine.</translation>
    </message>
    <message>
        <source>How far the scan is that runs, or has run last, its plan, and how far its stitching is; null: none since the start.</source>
        <translation>Wie weit der Scan ist, der läuft oder zuletzt lief, sein Plan, und wie weit sein Zusammensetzen ist; null: keiner seit dem Start.</translation>
    </message>
    <message>
        <source>There has been no scan since the start.</source>
        <translation>Seit dem Start gab es keinen Scan.</translation>
    </message>
    <message>
        <source>The pictures of the latest scan, put together roughly.</source>
        <translation>Die Bilder des letzten Scans, grob zusammengesetzt.</translation>
    </message>
    <message>
        <source>A scan with all its files.</source>
        <translation>Ein Scan mit allen seinen Dateien.</translation>
    </message>
    <message>
        <source>There is no workflow with the name &quot;%1&quot;. Allowed: %2.</source>
        <translation>Es gibt keinen Ablauf mit dem Namen „%1“. Erlaubt: %2.</translation>
    </message>
    <message>
        <source>There is no workflow. Add a Thing of a class like SnakeWorkflow to the configuration.</source>
        <translation>Es gibt keinen Ablauf. Fügen Sie der Konfiguration ein Thing einer Klasse wie SnakeWorkflow hinzu.</translation>
    </message>
    <message>
        <source>A scan is running already.</source>
        <translation>Ein Scan läuft schon.</translation>
    </message>
    <message>
        <source>Nothing is being stitched after a scan.</source>
        <translation>Nach einem Scan wird gerade nichts zusammengesetzt.</translation>
    </message>
    <message>
        <source>The scan %1 cannot be stitched: it has fewer than two pictures, or they do not overlap.</source>
        <translation>Der Scan %1 lässt sich nicht zusammensetzen: Er hat weniger als zwei Bilder, oder sie überlappen sich nicht.</translation>
    </message>
    <message>
        <source>No scan is running.</source>
        <translation>Es läuft kein Scan.</translation>
    </message>
    <message>
        <source>No scan is running. To go on with one that has ended early, use resume_scan.</source>
        <translation>Es läuft kein Scan. Um einen fortzusetzen, der vorzeitig endete, benutzen Sie resume_scan.</translation>
    </message>
    <message>
        <source>There is no room for the ZIP file: it needs %1 MB. Delete old scans, or download the files one by one.</source>
        <translation>Für die ZIP-Datei ist kein Platz: Sie braucht %1 MB. Löschen Sie alte Scans, oder laden Sie die Dateien einzeln herunter.</translation>
    </message>
    <message>
        <source>The files of the scan %1</source>
        <translation>Die Dateien des Scans %1</translation>
    </message>
    <message>
        <source>The scan %1 is being taken, and cannot be deleted now.</source>
        <translation>Der Scan %1 wird gerade aufgenommen und kann jetzt nicht gelöscht werden.</translation>
    </message>
</context>
<context>
    <name>Holdfast::SnakeWorkflow</name>
    <message>
        <source>Snake Scan</source>
        <translation>Schlangenscan</translation>
    </message>
    <message>
        <source>Scans a rectangle; every other row is scanned backwards, which is the shortest way.</source>
        <translation>Scannt ein Rechteck; jede zweite Zeile wird rückwärts gescannt, was der kürzeste Weg ist.</translation>
    </message>
</context>
<context>
    <name>Holdfast::StepperStage</name>
    <message>
        <source>Where the stage is, also while it moves.</source>
        <translation>Wo der Tisch ist, auch während er sich bewegt.</translation>
    </message>
    <message>
        <source>Whether the stage is moving.</source>
        <translation>Ob der Tisch sich bewegt.</translation>
    </message>
    <message>
        <source>How far each axis may go, both ends included.</source>
        <translation>Wie weit jede Achse fahren darf, beide Enden eingeschlossen.</translation>
    </message>
    <message>
        <source>The axes of the stage.</source>
        <translation>Die Achsen des Tischs.</translation>
    </message>
    <message>
        <source>How long a step of x and y is.</source>
        <translation>Wie lang ein Schritt von x und y ist.</translation>
    </message>
    <message>
        <source>How long a step of z is; 0 when that is not known.</source>
        <translation>Wie lang ein Schritt von z ist; 0, wenn das nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Which axes count in the other direction than their motors do.</source>
        <translation>Welche Achsen andersherum zählen als ihre Motoren.</translation>
    </message>
    <message>
        <source>How far each axis goes too far and back when it moves towards smaller numbers, so that it always arrives from the same side. 0: only in moves that ask for it, and then by 200 steps. Not while it is jogged.</source>
        <translation>Wie weit jede Achse zu weit und wieder zurück fährt, wenn sie zu kleineren Zahlen fährt, damit sie immer von derselben Seite kommt. 0: nur bei Bewegungen, die es verlangen, und dann um 200 Schritte. Nicht, während gehalten gefahren wird.</translation>
    </message>
    <message>
        <source>Whether the stage has to be calibrated: never.</source>
        <translation>Ob der Tisch kalibriert werden muss: nie.</translation>
    </message>
    <message>
        <source>Whether the stage can be calibrated: it need not be.</source>
        <translation>Ob der Tisch kalibriert werden kann: Es ist nicht nötig.</translation>
    </message>
    <message>
        <source>Moves by so many steps from where it is, and never longer than 450 ms: for as long as a control is held down, ask again in good time. The newest command replaces the one before; one with stop, or without any steps, ends it.</source>
        <translation>Fährt um so viele Schritte von dort, wo er ist, und nie länger als 450 ms: Solange eine Taste gehalten wird, fragen Sie rechtzeitig wieder. Der neueste Befehl ersetzt den davor; einer mit stop oder ohne Schritte beendet es.</translation>
    </message>
    <message>
        <source>Moves to the position where all axes are zero.</source>
        <translation>Fährt zu der Position, an der alle Achsen null sind.</translation>
    </message>
    <message>
        <source>Makes the current position zero, without moving.</source>
        <translation>Macht die jetzige Position zu null, ohne Bewegung.</translation>
    </message>
    <message>
        <source>The position as a list: x, y, z.</source>
        <translation>Die Position als Liste: x, y, z.</translation>
    </message>
    <message>
        <source>Moves to a position that is a list: x, y, z.</source>
        <translation>Fährt zu einer Position, die eine Liste ist: x, y, z.</translation>
    </message>
    <message>
        <source>Lets an axis count in the other direction, without moving.</source>
        <translation>Lässt eine Achse andersherum zählen, ohne Bewegung.</translation>
    </message>
    <message>
        <source>Stops the stage at once, whichever client moves it.</source>
        <translation>Hält den Tisch sofort an, gleich welcher Client ihn bewegt.</translation>
    </message>
    <message>
        <source>Which axes arrive from the same side: 1 those that move, 2 all, 3 x and y, 4 z.</source>
        <translation>Welche Achsen von derselben Seite kommen: 1 die, die sich bewegen, 2 alle, 3 x und y, 4 z.</translation>
    </message>
    <message>
        <source>Moves by so many steps along a straight line.</source>
        <translation>Fährt um so viele Schritte auf einer geraden Linie.</translation>
    </message>
    <message>
        <source>Moves to a position along a straight line. An axis that is not given stays.</source>
        <translation>Fährt auf einer geraden Linie zu einer Position. Eine Achse, die nicht genannt ist, bleibt.</translation>
    </message>
    <message>
        <source>Whether clients cannot cancel the move. A stop ends it all the same.</source>
        <translation>Ob Clients die Bewegung nicht abbrechen können. Ein Stopp beendet sie trotzdem.</translation>
    </message>
</context>
<context>
    <name>Holdfast::StitchProcess</name>
    <message>
        <source>The overlap is %1; it must be between 0 and 1.</source>
        <translation>Die Überlappung ist %1; sie muss zwischen 0 und 1 sein.</translation>
    </message>
    <message>
        <source>The scale for comparing tiles is %1; it must be above 0 and at most 1.</source>
        <translation>Der Maßstab für den Vergleich der Kacheln ist %1; er muss über 0 und höchstens 1 sein.</translation>
    </message>
    <message>
        <source>There is no folder %1 with tiles to stitch.</source>
        <translation>Es gibt keinen Ordner %1 mit Kacheln zum Zusammensetzen.</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>%1 ließ sich nicht starten: %2.</translation>
    </message>
    <message>
        <source>Stitching has ended, because Holdfast ends.</source>
        <translation>Das Zusammensetzen ist zu Ende, weil Holdfast endet.</translation>
    </message>
    <message>
        <source>There is no program %1, so the tiles were not stitched; they are kept. To install it in an environment of its own: &quot;python3 -m venv stitching&quot;, then &quot;stitching/bin/pip install openflexure-stitching[libvips]&quot;. Then give the path of stitching/bin/openflexure-stitch as the option stitcher, or put that folder into the PATH of Holdfast.</source>
        <translation>Es gibt kein Programm %1, und so wurden die Kacheln nicht zusammengesetzt; sie bleiben erhalten. So installieren Sie es in einer eigenen Umgebung: &quot;python3 -m venv stitching&quot;, dann &quot;stitching/bin/pip install openflexure-stitching[libvips]&quot;. Nennen Sie dann den Pfad von stitching/bin/openflexure-stitch als Option stitcher, oder nehmen Sie diesen Ordner in den PATH von Holdfast auf.</translation>
    </message>
    <message>
        <source>Stitching was cancelled.</source>
        <translation>Das Zusammensetzen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>with the exit code %1</source>
        <translation>mit dem Exit-Code %1</translation>
    </message>
    <message>
        <source>by the signal %1</source>
        <translation>durch das Signal %1</translation>
    </message>
    <message>
        <source>It has written nothing.</source>
        <translation>Es hat nichts geschrieben.</translation>
    </message>
    <message>
        <source>Its last lines: %1</source>
        <translation>Seine letzten Zeilen: %1</translation>
    </message>
    <message>
        <source>openflexure-stitch has failed: it ended %1. The tiles are kept. %2</source>
        <translation>openflexure-stitch ist fehlgeschlagen: Es endete %1. Die Kacheln bleiben erhalten. %2</translation>
    </message>
</context>
<context>
    <name>Holdfast::SystemThing</name>
    <message>
        <source>The computer, the program, and what is recorded with each picture.</source>
        <translation>Der Computer, das Programm, und was mit jedem Bild aufgezeichnet wird.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>The name of the computer.</source>
        <translation>Der Name des Computers.</translation>
    </message>
    <message>
        <source>The version of Holdfast.</source>
        <translation>Die Version von Holdfast.</translation>
    </message>
    <message>
        <source>Whether the computer is a Raspberry Pi.</source>
        <translation>Ob der Computer ein Raspberry Pi ist.</translation>
    </message>
    <message>
        <source>What distinguishes this instrument from all others: a UUID.</source>
        <translation>Was dieses Instrument von allen anderen unterscheidet: eine UUID.</translation>
    </message>
    <message>
        <source>The serial number of the computer&apos;s board, where it has one.</source>
        <translation>Die Seriennummer der Platine des Computers, wenn sie eine hat.</translation>
    </message>
    <message>
        <source>The operating system.</source>
        <translation>Das Betriebssystem.</translation>
    </message>
    <message>
        <source>What is under the microscope. Recorded with each picture.</source>
        <translation>Was unter dem Mikroskop liegt. Wird mit jedem Bild aufgezeichnet.</translation>
    </message>
    <message>
        <source>Who works at the instrument. Recorded with each picture.</source>
        <translation>Wer am Instrument arbeitet. Wird mit jedem Bild aufgezeichnet.</translation>
    </message>
    <message>
        <source>Anything else that is to be recorded with each picture.</source>
        <translation>Alles andere, was mit jedem Bild aufgezeichnet werden soll.</translation>
    </message>
    <message>
        <source>Switches the computer off.</source>
        <translation>Schaltet den Computer aus.</translation>
    </message>
    <message>
        <source>Restarts the computer.</source>
        <translation>Startet den Computer neu.</translation>
    </message>
    <message>
        <source>What the Things record with each picture, by their names.</source>
        <translation>Was die Things mit jedem Bild aufzeichnen, nach ihren Namen.</translation>
    </message>
    <message>
        <source>This station does not let clients switch its computer off. The option allow_power of the Thing %1 would allow it.</source>
        <translation>Diese Station lässt Clients ihren Computer nicht ausschalten. Die Option allow_power des Things %1 würde es erlauben.</translation>
    </message>
</context>
<context>
    <name>Holdfast::Thing</name>
    <message>
        <source>Not all that belongs to it could be made available: %1.</source>
        <translation>Nicht alles, was dazugehört, ließ sich bereitstellen: %1.</translation>
    </message>
    <message>
        <source>Choose other names in the options of this Thing, or rename the other Things, in the configuration, and start again.</source>
        <translation>Wählen Sie in der Konfiguration andere Namen in den Optionen dieses Things, oder benennen Sie die anderen Things um, und starten Sie neu.</translation>
    </message>
    <message>
        <source>Not all that it works with is there: %1.</source>
        <translation>Nicht alles, womit es arbeitet, ist da: %1.</translation>
    </message>
    <message>
        <source>See to the fault of the other Thing, and start Holdfast again.</source>
        <translation>Kümmern Sie sich um die Störung des anderen Things, und starten Sie Holdfast neu.</translation>
    </message>
</context>
</TS>

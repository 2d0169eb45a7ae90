import type { Language } from "../language.ts";
import { each, list, verbs, withTechnical } from "./lists.ts";

const DESK = "sie, ihr, du, jemand, wer, mal jemand, sie bitte, ihr bitte, du bitte, man";

/** German. Umlauts are compared without their dots; "ae" for "ä" stands beside where it is common. */
export const DE: Language = {
  code: "de",
  common: list(
    "der, die, das, und, ich, ist, nicht, mein, meine, meinen, meiner, meinem, bitte, wie, kann, können, konnen, koennen, könnten, einen, eine, ein, für, fuer, mit, auf, von, zu, den, dem, sie, ihr, wir, uns, unser, unsere, unseren, mir, mich, habe, haben, hallo, guten, danke, warum, wo, was, wann, auch, noch, aber, wenn, zum, zur, im, brauche, möchte, moechte, wird, wurde, sind, gibt, es, ihnen, euch, bei, seit, wieder, neu, neue, neuen",
  ),
  verbs: [
    ...verbs(
      [
        [
          "kündigen/kuendigen/kündigung/kuendigung/kündige/kuendige/stornieren/storniere/stornierung",
          "gekündigt/gekuendigt/storniert",
        ],
        ["verlängern/verlaengern/verlängerung/erneuern", "verlängert/verlaengert/erneuert"],
        ["erstatten/erstattung/rückerstattung/gutschreiben", "erstattet"],
      ],
      "subscription",
    ),
    ...verbs(
      [["upgraden/hochstufen/downgraden/herabstufen", "hochgestuft/upgegradet/geupgradet/herabgestuft"]],
      null,
      "subscription",
    ),
    ...verbs(
      [
        [
          "neustarten/neustart/rebooten/reboot/neu starten/starten sie neu/neu aufsetzen",
          "neugestartet/neu gestartet/rebootet/gerebootet/neu aufgesetzt",
        ],
      ],
      "server",
    ),
    ...verbs(
      [
        [
          "freischalten/freigeben/entsperren/whitelisten/blockieren/sperren/freischaltung/entsperrung",
          "freigeschaltet/freigegeben/entsperrt/gewhitelistet/blockiert/gesperrt",
        ],
      ],
      null,
      "network",
    ),
    ...verbs(
      [
        ["ändern/aendern/ändere/ändert/änderung/aenderung/ändern sie", "geändert/geaendert"],
        [
          "zurücksetzen/zuruecksetzen/resetten/reset/setze/setzen/setzt/zurückzusetzen",
          "zurückgesetzt/zurueckgesetzt/resettet/gesetzt",
        ],
        [
          "anlegen/lege/legen/legt/erstellen/erstelle/einrichten/richten/richte/einrichtung/hinzufügen/hinzufuegen/fügen/füge/eintragen/tragen/anzulegen/einzurichten/hinzuzufügen/einzutragen/zu ändern",
          "angelegt/erstellt/eingerichtet/hinzugefügt/hinzugefuegt/eingetragen",
        ],
        [
          "löschen/loeschen/lösche/löscht/entfernen/entferne/entfernt/löschung",
          "gelöscht/geloescht/entfernt",
        ],
        [
          "deaktivieren/deaktiviere/aktivieren/aktiviere/ausschalten/abschalten/einschalten/schalten/schalte/aktivierung",
          "deaktiviert/aktiviert/ausgeschaltet/abgeschaltet/eingeschaltet",
        ],
        [
          "erhöhen/erhoehen/erhöhe/vergrößern/vergroessern/reduzieren/verringern/erweitern/aufrüsten/aufstocken/stocken/erhöhung/erweiterung",
          "erhöht/erhoeht/vergrößert/reduziert/verringert/erweitert/aufgerüstet/aufgestockt",
        ],
        [
          "installieren/installiere/aktualisieren/aktualisiere/updaten/einspielen/spielen/wiederherstellen/wiederherstellung/stellen/stelle",
          "installiert/aktualisiert/eingespielt/wiederhergestellt/umgestellt",
        ],
        [
          "umziehen/verschieben/verschiebe/übertragen/uebertragen/transferieren/umstellen/umleiten/leiten/zeigen lassen/wechseln/wechsel/tauschen/ersetzen/umzug/transfer",
          "umgezogen/verschoben/übertragen/transferiert/umgestellt/umgeleitet/gewechselt/getauscht/ersetzt",
        ],
        [
          "öffnen/oeffnen/öffne/schließen/schliessen/schließe/zuweisen/anpassen/passen/korrigieren/umbenennen/auflösen/bearbeiten/buchen/bestellen",
          "geöffnet/geoeffnet/geschlossen/zugewiesen/angepasst/korrigiert/umbenannt/gebucht/bestellt",
        ],
      ],
      null,
      "account",
    ),
  ],
  objects: withTechnical({
    credentials: list(
      "passwort, passwörter, kennwort, zugangsdaten, anmeldedaten, benutzer, benutzername, nutzer, benutzerkonto, postfach, postfächer, mailkonto, email konto, e mail konto, mailadresse anlegen, ftp zugang, zugang, zugriff, zugänge, logindaten, zwei faktor, 2 faktor, authcode, auth code, ssh schlüssel, api schlüssel, datenbankbenutzer, root passwort",
    ),
    network: list(
      "ip adresse, ip adressen, ports, feste ip, vpn zugang, vpn benutzer, firewall regel, netzwerk",
    ),
    dns: list(
      "dns eintrag, dns einträge, mx eintrag, a eintrag, txt eintrag, spf eintrag, cname eintrag, domain, domains, domäne, zone, zonendatei, dns einstellungen, domaintransfer, mx record, subdomain eintrag, eintrag, einträge",
    ),
    server: list(
      "arbeitsspeicher, speicher, speicherplatz, festplatte, festplattenplatz, betriebssystem, kerne, vserver, rechner, zeitzone, dienst",
    ),
    website: list(
      "webseite, webseiten, seite, internetseite, zertifikat, ssl zertifikat, startseite, shop, subdomain, sicherung, datensicherung, php version, datenbank, dateien, weiterleitung, wartungsmodus, homepage",
    ),
    subscription: list(
      "vertrag, paket, tarif, abo, abonnement, webhosting, hosting, hostingpaket, automatische verlängerung, rechnung, zahlungsrhythmus, jährliche zahlung, monatliche zahlung, geld",
    ),
    account: list(
      "konto, kundenkonto, adresse, rechnungsadresse, anschrift, email adresse, e mail adresse, mailadresse, telefonnummer, bankverbindung, kreditkarte, zahlungsart, kontaktdaten, nachname, firmenname, kundendaten, inhaber, ansprechpartner, ust id, profil, daten",
    ),
  }),
  parts: {},
  firm: [],
  acts: {
    order: [
      ...each(
        "können, koennen, könnten, koennten, könntet, koenntet, könnt, koennt, kannst, könnte, koennte, kann, würden, wuerden, würdet, würdest, könntest, koenntest",
        DESK,
      ),
      ...list(
        "ich möchte dass, ich will dass, ich möchte sie bitten, wäre es möglich dass sie, wäre nett wenn, wäre toll wenn, wäre super wenn, ich bitte sie, ich bitte um, bitte um, wir bitten um, ich beauftrage, hiermit, sie müssen, ihr müsst, macht mal, mach mal, machen sie, ob sie, ob ihr, ob du, ob jemand",
      ),
    ],
    wish: list(
      "ich möchte, ich moechte, ich will, ich würde gern, ich würde gerne, ich wuerde gerne, wir möchten, wir moechten, wir wollen, wir würden gerne, möchte, moechte, würde gerne, ich muss, wir müssen, ich hätte gern, ich hätte gerne, wir hätten gerne, hätte gern, hätte gerne",
    ),
    get: list(
      "ich brauche, wir brauchen, brauche, brauchen, brauch, ich benötige, wir benötigen, benötige, gebt mir, geben sie mir, gib mir, schicken sie mir, schickt mir, schick mir, senden sie mir, bitte um zusendung, wie lautet mein, wie lautet das, was ist mein, nennen sie mir, kann ich ein neues, kann ich einen neuen",
    ),
    help: list(
      "hilfe bei, hilfe beim, brauche hilfe, helfen sie mir, helft mir, helfen, hilf mir, unterstützung bei",
    ),
    passive: list("muss, müssen, müsste, soll, sollen, sollte, sollten, gehört, werden muss"),
    perhaps: list(
      "ist es möglich, wäre es möglich, besteht die möglichkeit, geht es dass, kann ich ein, kann ich einen, kann ich eine, könnte ich, könnten wir, können wir, kann mein, können meine, kann man",
    ),
    howto: list(
      "wie kann ich, wie ändere ich, wie mache ich, wie setze ich, wie lege ich, wie richte ich, wie, wo, wo kann ich, wo finde ich, wo stelle ich, anleitung, anleitungen, schritt für schritt, erklären sie mir wie, sagen sie mir wie, zeigen sie mir wie, wo ändere ich, wie komme ich, wohin, womit",
    ),
    question: list(
      "was, was ist, was passiert, was kostet, wann, warum, wieso, weshalb, welche, welcher, welches, wer, wie lange, wie viel, wie viele, wieviel, wie oft, wie teuer, gibt es, ist das, ist mein, ist meine, ist der, ist die, sind die, sind meine, habt ihr, haben sie, hat, muss ich, müssen wir, soll ich, sollte ich, darf ich, kann ich, kann ich selbst, bieten sie, bietet ihr, wird mein, wird der, wird die, werden die, wurde, wurden, funktioniert, stimmt es, frage zu, eine frage zu, fragen zu, ich frage mich, wissen sie, weiß jemand, ob ich, ob das, ob es, ob mein, ob die, ob der, unterschied, status, geht das",
    ),
    inform: list(
      "sagen sie mir, sagt mir, sag mir, erklären sie, erklärt mir, erklären, prüfen, prüfen sie, überprüfen, überprüft, prüft, schauen, schauen sie, schaut, nachsehen, nachschauen, bestätigen, bestätigen sie, mitteilen, informieren, zeigen sie mir, zeigen, anschauen, ansehen, empfehlen, nennen, antworten, melden, verstehen, wissen, sehen",
    ),
    own: list(
      "ich werde, wir werden, ich versuche, wir versuchen, ich kann, ich konnte, kann ich nicht, ich wollte, mein entwickler wird, ich mache, funktioniert nicht, geht nicht, ging nicht, wir können",
    ),
    past: list(
      "ich habe, wir haben, hab, habe gestern, sie haben, ihr habt, du hast, wurde gestern, ist seit, seit, nachdem, danke für, danke fürs, gestern, vorhin, bereits, schon, hat mir",
    ),
    when: list("wenn, falls, sobald, bevor, während, weil, da ich, dass ich, dass die, dass der, ob wir"),
    not: list(
      "nicht, kein, keine, keinen, ohne, nichts, niemals, möchte nicht, will nicht, bitte nicht, bitte nichts, statt",
    ),
  },
  marks: {
    filler: list(
      "hallo, hi, guten tag, guten morgen, moin, servus, danke, vielen dank, mal, auch, noch, dann, also, so, ja, nein, ok, sofort, dringend, schnell, heute, jetzt, liebes team, sehr geehrte damen und herren, team, support, auf, für, fuer, von, mit, zu, zum, zur, im, in, bei, an, um, aus, als, über, wieder, gerne, gern, einfach, kurz, sehr, eben, doch, umgehend, per, sie, ihr, an",
    ),
    and: list("und, oder, sowie"),
    but: list("aber, jedoch, trotzdem, deshalb, daher, deswegen, sondern"),
    who: list("ich, wir, es, er, alles"),
    please: list("bitte, bite, pls, please, bitte sehr"),
    definite: list(
      "mein, meine, meinen, meinem, meiner, meines, unser, unsere, unseren, unserem, unserer, der, die, das, den, dem, des, diese, diesen, dieses, mir, uns, für mich, für uns, mich",
    ),
    article: list("ein, eine, einen, einem, einer, zwei, drei"),
    more: list(
      "neu, neue, neuen, neues, neuer, mehr, weitere, weiteren, weiteres, zusätzlich, zusätzliche, zusätzlichen, zusätzliches, größer, größeren, größeres, größere, anderen, andere, anderes",
    ),
    change: [],
    one: [],
    myself: list("selbst, selber, eigenständig"),
    trouble: list(
      "fehler, problem, probleme, kaputt, langsam, offline, down, abgelaufen, fehlermeldung, störung, gehackt, nicht erreichbar, timeout, geht nicht",
    ),
    plain: list(
      "ticket schließen, chat schließen, ticket öffnen, ticket erstellen, ihre server, ihre webseite, eure server, eure nameserver, ihre nameserver, ihre dns, eure dns, kopie der rechnung, rechnung schicken",
    ),
  },
  tickets: {
    credentials: list(
      "logg mich ein, lasst mich rein, schalten sie mein konto frei, wie lautet mein passwort",
    ),
    subscription: list("geld zurück, ich will mein geld zurück"),
  },
  asks: {
    credentials: list(
      "passwort vergessen, kennwort vergessen, mein passwort vergessen, ausgesperrt, zugangsdaten vergessen, passwort verloren, zugangsdaten verloren",
    ),
  },
  noTypos: [],
  elided: [],
  examples: [
    { text: "Bitte setzen Sie mein Passwort zurück", verdict: "ticket", category: "credentials" },
    {
      text: "Können Sie bitte einen MX-Eintrag für example.org anlegen?",
      verdict: "ticket",
      category: "dns",
    },
    { text: "Ich brauche mehr Arbeitsspeicher für meinen vServer", verdict: "ticket", category: "server" },
    { text: "Ich möchte meinen Vertrag kündigen", verdict: "ticket", category: "subscription" },
    { text: "könnt ihr meine ip in der firewall freischalten", verdict: "ticket", category: "network" },
    { text: "Bitte ändern Sie meine Rechnungsadresse", verdict: "ticket", category: "account" },
    {
      text: "Bitte installieren Sie ein SSL-Zertifikat auf meiner Webseite",
      verdict: "ticket",
      category: "website",
    },
    { text: "Passwort vergessen", verdict: "ask", category: "credentials" },
    { text: "Wie kann ich mein Passwort ändern?", verdict: "chat", category: null },
    { text: "Wo finde ich die DNS-Einträge?", verdict: "chat", category: null },
    {
      text: "Ich habe gestern meine Nameserver geändert, wie lange dauert das?",
      verdict: "chat",
      category: null,
    },
    { text: "Meine Webseite ist seit heute Morgen sehr langsam", verdict: "chat", category: null },
    { text: "Vielen Dank, das hat geholfen", verdict: "chat", category: null },
    { text: "Bitte nichts ändern", verdict: "chat", category: null },
  ],
};

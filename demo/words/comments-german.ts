import type { Sentences } from "./sentences.ts";

export const GERMAN: Sentences = {
  search_good: [
    "Sofort gefunden, was ich gesucht habe, [die Filter sind gut|sehr übersichtlich|auch die Maße stimmen].",
    "Die Beratung hat mir [bei der Größe|bei der Auswahl|beim Material] wirklich geholfen.",
  ],
  search_bad: [
    "Die Suche zeigt [lauter Zubehör|vor allem ausverkaufte Artikel|nicht das, was ich eingebe].",
    "Der Filter [setzt sich ständig zurück|funktioniert am Handy nicht], [das nervt|so macht es keinen Spaß].",
  ],
  checkout_good: [
    "[Schnell und einfach|Klar aufgebaut|Alles auf einer Seite], [ohne Konto möglich|keine Überraschungen|so soll es sein].",
    "Bezahlen ging [reibungslos|in zwei Minuten|ohne Probleme].",
  ],
  checkout_mixed: [
    "Hat geklappt, aber [die Versandkosten kamen erst am Schluss|das Gutscheinfeld war versteckt|es sind zu viele Schritte].",
    "Insgesamt in Ordnung, [Kauf auf Rechnung wäre schön|die Seite war langsam].",
  ],
  checkout_mobile: [
    "Am Handy [verdeckt die Tastatur das Kartenfeld|springt das Formular dauernd nach oben|ist der Knopf kaum zu treffen].",
    "Mobil ist die Kasse [mühsam|eine Geduldsprobe], [am Ende habe ich den Laptop genommen|die Adresse war plötzlich weg].",
  ],
  checkout_failed: [
    "Die Karte wurde [zweimal abgelehnt|ohne Grund abgelehnt], [laut Bank lag es nicht an ihr|niemand konnte helfen].",
    "Zahlung fehlgeschlagen und [der Warenkorb war leer|ich wusste nicht, ob ich bezahlt habe|alles musste neu eingegeben werden].",
  ],
  delivery_good: [
    "[Pünktlich|Einen Tag früher|Wie angekündigt] geliefert, [gut verpackt|der Fahrer war sehr freundlich|alles heil].",
    "Die Sendungsverfolgung [stimmte auf die Stunde|war genau], [gerne wieder|sehr zufrieden].",
  ],
  delivery_mixed: [
    "Kam rechtzeitig, aber [ohne Zettel beim Nachbarn|der Karton war viel zu groß|niemand hat geklingelt].",
    "In Ordnung, [das Zeitfenster ist allerdings zu lang|ein Abendtermin wäre besser].",
  ],
  delivery_late: [
    "[Das Paket|Die Bestellung|Die Lieferung] kam {days} Tage zu spät, [ohne jede Nachricht|trotz fester Zusage|ich hatte extra frei genommen].",
    "{days} Tage Verspätung nach {city}, [das war früher besser|schon zum zweiten Mal|keine Entschuldigung].",
    "Der Liefertermin wurde [dreimal|jeden Tag] verschoben, am Ende {days} Tage später als versprochen.",
  ],
  delivery_damaged: [
    "[Eine Ecke war eingedrückt|Das Glas hatte einen Sprung|Ein Bein fehlte], [jetzt warte ich auf Ersatz|ärgerlich].",
    "Kam [verkratzt|in der falschen Farbe] an, [geht zurück|Foto habe ich geschickt].",
  ],
  support_good: [
    "[Schnelle|Freundliche|Klare] Antwort, [Problem gelöst|am selben Tag erledigt|so wünscht man sich das].",
    "Die Kollegin [wusste sofort Bescheid|hat sich Zeit genommen|hat alles gut erklärt].",
  ],
  support_slow: [
    "[Vier|Fünf] Tage auf eine Antwort gewartet, [dann kam ein Standardtext|für eine einfache Frage].",
    "Der Bot [dreht sich im Kreis|versteht nichts], bis endlich ein Mensch kam.",
  ],
  support_unsolved: [
    "Der Fall wurde geschlossen, [gelöst ist nichts|ohne mich zu fragen].",
    "Der versprochene [Rückruf|Brief] [kam nie|steht noch aus], ich muss mich wieder melden.",
  ],
  phone_wait: [
    "{minutes} Minuten in der Warteschleife, [für eine kurze Frage|das wird jeden Monat schlimmer|unzumutbar].",
    "Nach {minutes} Minuten endlich jemand dran, [dann falsch verbunden|freundlich, aber zu spät|und ich soll morgen noch einmal anrufen].",
  ],
  opening_good: [
    "Konto in [zehn Minuten|einem Termin] eröffnet, [alles verständlich|kein Papierkram].",
    "Die Filiale in {city} [war gut vorbereitet|hat sich Zeit genommen], [danke|sehr angenehm].",
  ],
  opening_bad: [
    "Die Identitätsprüfung [ist dreimal gescheitert|hat das Foto nicht erkannt], [am Ende musste ich in die Filiale|ohne Begründung].",
    "[Dasselbe Dokument zweimal hochgeladen|Der Antrag hat mich abgemeldet|Die Karte kam nach zwölf Tagen], [mühsam|das geht besser].",
  ],
  shop_high: [
    "[Gute Qualität|Schöne Sachen|Ehrliche Beratung] und [zuverlässig|unkomplizierte Rückgabe|faire Preise].",
    "Noch nie ein Problem gehabt, [empfehle ich gern weiter|bestelle immer wieder].",
  ],
  shop_mid: [
    "Gute Auswahl, [aber etwas teuer|die App könnte besser sein|Versand kostet zu viel].",
    "[Solide|In Ordnung], [nichts Besonderes|ich vergleiche trotzdem].",
  ],
  shop_low: [
    "[Qualität passt nicht zum Preis|Auf die Erstattung fünf Wochen gewartet|Nach einem Monat kaputt], [nie wieder|enttäuscht].",
    "[Zu viele E-Mails|Ständig ausverkauft], [das Interesse ist weg|ich kaufe jetzt woanders].",
  ],
  shop_late: [
    "Die Lieferungen nach {city} [sind nur noch verspätet|waren früher pünktlich].",
    "Wegen der späten Lieferung [keine Empfehlung mehr|schaue ich mich anderswo um].",
  ],
  bank_high: [
    "[Klare Gebühren|Gute App|Freundliche Filiale], [ich vertraue der Bank|seit Jahren zufrieden].",
    "Die Beratung in {city} [war hervorragend|kennt mich seit Jahren].",
  ],
  bank_mid: [
    "Macht, was eine Bank soll, [mehr nicht|die Zinsen sind niedrig].",
    "[Die App ist gut|Die Filiale ist nett], [das Telefon weniger|die Öffnungszeiten sind kurz].",
  ],
  bank_low: [
    "[Schon wieder höhere Gebühren|Kredit ohne Begründung abgelehnt|Karte im Urlaub gesperrt], [ich denke ans Wechseln|enttäuschend].",
    "[Keine Filiale mehr in der Nähe|Niemand fühlt sich zuständig|Die App ist am Zahltag nicht erreichbar].",
  ],
  bank_wait: [
    "Am Telefon ist [niemand mehr zu erreichen|kein Durchkommen], [vor einem Jahr war das besser|so geht das nicht].",
    "[Zweimal|Dreimal] wegen derselben Sache angerufen, [jedes Mal lange gewartet|immer noch offen].",
  ],
};

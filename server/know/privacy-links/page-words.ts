import type { Correctable, PrivacyLink } from "../../../contracts/know/privacy-links.ts";
import type { PersonalKind } from "../../../contracts/words/personal-kinds.ts";

/** What the page of a customer says. They are no reader of the program, so kinds are said in everyday words. */
export interface PageWords {
  title: (workspace: string) => string;
  intro: (until: string) => string;
  held: string;
  nothing: string;
  restricted: (since: string) => string;
  copy: string;
  download: string;
  downloadBody: string;
  correct: string;
  correctBody: string;
  correctPending: (when: string) => string;
  field: Record<Correctable, string>;
  wrong: Record<Correctable, string>;
  send: string;
  erase: string;
  eraseBody: (days: number) => string;
  eraseSure: string;
  eraseSend: string;
  erasePending: (mode: "erase" | "anonymise", when: string) => string;
  eraseRunning: string;
  takeBack: string;
  receipt: (mode: "erase" | "anonymise", when: string) => string;
  receiptOf: string;
  said: Record<"corrected" | "unchanged" | "asked" | "taken_back" | "not_sure", string>;
  gone: string;
  goneBody: string;
  later: string;
  laterBody: string;
  kind: Record<PersonalKind, string>;
}

const english: PageWords = {
  title: (workspace) => `Your data at ${workspace}`,
  intro: (until) =>
    `This page is for you alone: whoever has its address sees what you see, so do not pass it on. It works until ${until}.`,
  held: "What is kept of you",
  nothing: "Nothing is kept of you.",
  restricted: (since) => `Since ${since} your data is kept and used for nothing.`,
  copy: "A copy for you",
  download: "Download everything",
  downloadBody: "A ZIP file with a page to read and the same for machines.",
  correct: "Is something wrong?",
  correctBody: "Write how it is right. Somebody looks at it before it is changed.",
  correctPending: (when) =>
    `You asked for a correction on ${when}. Somebody will look at it; what you send now takes its place.`,
  field: { name: "Name", email: "E-mail", phone: "Phone" },
  wrong: {
    name: "This is no name: leave out line breaks and keep below 200 characters.",
    email: "This is no e-mail address.",
    phone: "This is no phone number: use digits, spaces and + ( ) / - only.",
  },
  send: "Ask for the correction",
  erase: "Have everything erased",
  eraseBody: (days) =>
    days === 0
      ? "All that is kept of you is erased at once. It cannot be undone."
      : `All that is kept of you is erased after ${days} ${days === 1 ? "day" : "days"}. Until then you can take it back here; afterwards it cannot be undone.`,
  eraseSure: "Yes, erase all that is kept of me",
  eraseSend: "Ask for erasure",
  erasePending: (mode, when) =>
    mode === "erase"
      ? `All that is kept of you will be erased on ${when}.`
      : `Your data will be made anonymous on ${when}.`,
  eraseRunning: "Your data is being erased at this moment. Open this page again in a few minutes.",
  takeBack: "Take the request back",
  receipt: (mode, when) =>
    mode === "erase" ? `All that was kept of you was erased on ${when}.` : `Your data was made anonymous on ${when}.`,
  receiptOf: "What it was",
  said: {
    corrected: "Thank you. Somebody will look at your correction.",
    unchanged: "Nothing was different, so nothing was sent.",
    asked: "Your request is noted.",
    taken_back: "Your request is taken back. Everything stays as it is.",
    not_sure: "Nothing was asked for: tick the box to say that you are sure.",
  },
  gone: "This page does not exist",
  goneBody: "The address is not whole, or its time is over. Ask whoever sent it to you for a new one.",
  later: "Too many attempts",
  laterBody: "Wait a minute, and open the page again.",
  kind: {
    contact: "Your profile",
    identifiers: "What you are recognised by",
    merges: "Notes on who you are",
    groups: "Companies and households you belong to",
    privacy_links: "Links to this page",
    corrections: "Corrections you asked for",
    events: "What you did",
    feedback: "What you told us",
    segment_history: "Groups you came into or left",
    people_lists: "Lists you are on",
    segments: "Descriptions of groups that name you",
    personas: "Portraits that quote or name you",
    journeys: "Maps that quote or name you",
    touchpoints: "Rules that name you",
    annotations: "Notes that name you",
    saved_queries: "Saved queries that name you",
    overview: "Tiles that name you",
    imports: "Files that wait to be read",
    mail: "Mail sent to you or about you",
    files: "Names of uploaded files",
    uses: "Links between records",
    deliveries: "Work that waits",
    answers: "Answers kept for a day",
    audit: "When your data was looked at",
  },
};

const german: PageWords = {
  title: (workspace) => `Ihre Daten bei ${workspace}`,
  intro: (until) =>
    `Diese Seite ist nur für Sie: Wer ihre Adresse hat, sieht, was Sie sehen. Geben Sie sie nicht weiter. Sie gilt bis zum ${until}.`,
  held: "Was über Sie gespeichert ist",
  nothing: "Über Sie ist nichts gespeichert.",
  restricted: (since) => `Seit dem ${since} werden Ihre Daten aufbewahrt und für nichts verwendet.`,
  copy: "Eine Kopie für Sie",
  download: "Alles herunterladen",
  downloadBody: "Eine ZIP-Datei mit einer Seite zum Lesen und demselben für Maschinen.",
  correct: "Stimmt etwas nicht?",
  correctBody: "Schreiben Sie, wie es richtig ist. Jemand sieht es sich an, bevor es geändert wird.",
  correctPending: (when) =>
    `Am ${when} haben Sie um eine Berichtigung gebeten. Jemand wird sie sich ansehen; was Sie jetzt senden, tritt an ihre Stelle.`,
  field: { name: "Name", email: "E-Mail", phone: "Telefon" },
  wrong: {
    name: "Das ist kein Name: ohne Zeilenumbrüche und mit höchstens 200 Zeichen.",
    email: "Das ist keine E-Mail-Adresse.",
    phone: "Das ist keine Telefonnummer: nur Ziffern, Leerzeichen und + ( ) / -.",
  },
  send: "Um Berichtigung bitten",
  erase: "Alles löschen lassen",
  eraseBody: (days) =>
    days === 0
      ? "Alles, was über Sie gespeichert ist, wird sofort gelöscht. Das lässt sich nicht rückgängig machen."
      : `Alles, was über Sie gespeichert ist, wird nach ${days} ${days === 1 ? "Tag" : "Tagen"} gelöscht. Bis dahin können Sie es hier zurücknehmen; danach lässt es sich nicht rückgängig machen.`,
  eraseSure: "Ja, alles löschen, was über mich gespeichert ist",
  eraseSend: "Um Löschung bitten",
  erasePending: (mode, when) =>
    mode === "erase"
      ? `Alles, was über Sie gespeichert ist, wird am ${when} gelöscht.`
      : `Ihre Daten werden am ${when} anonymisiert.`,
  eraseRunning: "Ihre Daten werden gerade gelöscht. Öffnen Sie diese Seite in ein paar Minuten noch einmal.",
  takeBack: "Antrag zurücknehmen",
  receipt: (mode, when) =>
    mode === "erase"
      ? `Alles, was über Sie gespeichert war, wurde am ${when} gelöscht.`
      : `Ihre Daten wurden am ${when} anonymisiert.`,
  receiptOf: "Was es war",
  said: {
    corrected: "Danke. Jemand wird sich Ihre Berichtigung ansehen.",
    unchanged: "Nichts war anders, also wurde nichts gesendet.",
    asked: "Ihr Antrag ist vermerkt.",
    taken_back: "Ihr Antrag ist zurückgenommen. Alles bleibt, wie es ist.",
    not_sure: "Es wurde nichts beantragt: Setzen Sie das Häkchen, wenn Sie sicher sind.",
  },
  gone: "Diese Seite gibt es nicht",
  goneBody:
    "Die Adresse ist nicht vollständig, oder ihre Zeit ist um. Bitten Sie um eine neue, wo Sie sie bekommen haben.",
  later: "Zu viele Versuche",
  laterBody: "Warten Sie eine Minute, und öffnen Sie die Seite noch einmal.",
  kind: {
    contact: "Ihr Profil",
    identifiers: "Woran Sie erkannt werden",
    merges: "Vermerke, wer Sie sind",
    groups: "Firmen und Haushalte, zu denen Sie gehören",
    privacy_links: "Links auf diese Seite",
    corrections: "Berichtigungen, um die Sie gebeten haben",
    events: "Was Sie getan haben",
    feedback: "Was Sie uns gesagt haben",
    segment_history: "Gruppen, in die Sie kamen oder die Sie verließen",
    people_lists: "Listen, auf denen Sie stehen",
    segments: "Beschreibungen von Gruppen, die Sie nennen",
    personas: "Porträts, die Sie zitieren oder nennen",
    journeys: "Karten, die Sie zitieren oder nennen",
    touchpoints: "Regeln, die Sie nennen",
    annotations: "Notizen, die Sie nennen",
    saved_queries: "Gespeicherte Abfragen, die Sie nennen",
    overview: "Kacheln, die Sie nennen",
    imports: "Dateien, die auf ihr Einlesen warten",
    mail: "E-Mails an Sie oder über Sie",
    files: "Namen hochgeladener Dateien",
    uses: "Verweise zwischen Einträgen",
    deliveries: "Arbeit, die wartet",
    answers: "Antworten, die einen Tag bleiben",
    audit: "Wann Ihre Daten angesehen wurden",
  },
};

export const pageWords: Record<PrivacyLink["language"], PageWords> = { en: english, de: german };

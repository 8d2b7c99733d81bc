import type { Language } from "../http/language.ts";
import { writeLetter } from "./letter.ts";

/** What is written about mail itself. */
interface Written {
  subject: string;
  text: string;
  html: string;
}

export function testLetter(language: Language, workspace: string): Written {
  if (language === "de")
    return {
      subject: "Testnachricht von Throughline",
      ...writeLetter({
        paragraphs: [
          "Diese Nachricht ist angekommen: Throughline kann E-Mails senden.",
          "Ob sie im Posteingang oder bei den unerwünschten Nachrichten lag, hängt auch von den DNS-Einträgen der Absender-Domain ab. Die Seite, von der sie gesendet wurde, zeigt, welche fehlen.",
        ],
        footer: `Gesendet als Test aus dem Arbeitsbereich ${workspace}.`,
      }),
    };
  return {
    subject: "Test message from Throughline",
    ...writeLetter({
      paragraphs: [
        "This message arrived: Throughline can send mail.",
        "Whether it was in the inbox or among unwanted mail also depends on the DNS records of the sender's domain. The page it was sent from shows which are missing.",
      ],
      footer: `Sent as a test from the workspace ${workspace}.`,
    }),
  };
}

export function confirmSenderLetter(language: Language, workspace: string, address: string, url: string): Written {
  if (language === "de")
    return {
      subject: "Absender-Adresse bestätigen",
      ...writeLetter({
        paragraphs: [
          `Der Arbeitsbereich ${workspace} möchte Nachrichten mit der Absender-Adresse ${address} senden.`,
          "Bestätigen Sie das nur, wenn Sie davon wissen. Der Link gilt 24 Stunden und nur einmal.",
        ],
        action: { label: "Adresse bestätigen", url },
        footer: "Wenn Sie davon nichts wissen, tun Sie nichts: Die Adresse wird dann nicht verwendet.",
      }),
    };
  return {
    subject: "Confirm the sender's address",
    ...writeLetter({
      paragraphs: [
        `The workspace ${workspace} wants to send messages from the address ${address}.`,
        "Confirm it only if you know about this. The link is valid for 24 hours and works once.",
      ],
      action: { label: "Confirm the address", url },
      footer: "If you know nothing about this, do nothing: the address is not used then.",
    }),
  };
}

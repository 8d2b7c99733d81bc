import type { Language } from "../../platform/http/language.ts";
import { writeLetter } from "../../platform/mail/mail.ts";

interface Written {
  subject: string;
  text: string;
  html: string;
}

export function resetPasswordLetter(language: Language, name: string, url: string): Written {
  if (language === "de")
    return {
      subject: "Passwort zurücksetzen",
      ...writeLetter({
        paragraphs: [
          `Hallo ${name},`,
          "mit diesem Link setzen Sie ein neues Passwort für Throughline. Er gilt eine Stunde und nur einmal.",
        ],
        action: { label: "Neues Passwort setzen", url },
        footer: "Wenn Sie das nicht wollten, tun Sie nichts: Ihr Passwort bleibt, wie es ist.",
      }),
    };
  return {
    subject: "Reset your password",
    ...writeLetter({
      paragraphs: [
        `Hello ${name},`,
        "This link sets a new password for Throughline. It is valid for one hour and works once.",
      ],
      action: { label: "Set a new password", url },
      footer: "If you did not ask for this, do nothing: your password stays as it is.",
    }),
  };
}

export function passwordChangedLetter(language: Language, name: string): Written {
  if (language === "de")
    return {
      subject: "Ihr Passwort wurde geändert",
      ...writeLetter({
        paragraphs: [
          `Hallo ${name},`,
          "Ihr Passwort für Throughline wurde über einen zugesandten Link geändert. Alle Sitzungen sind beendet.",
        ],
        footer: "Wenn Sie das nicht waren, setzen Sie das Passwort sofort neu und sagen Sie es dem Administrator.",
      }),
    };
  return {
    subject: "Your password was changed",
    ...writeLetter({
      paragraphs: [
        `Hello ${name},`,
        "Your password for Throughline was changed by a link sent to you. Every session has ended.",
      ],
      footer: "If that was not you, reset the password at once and tell your administrator.",
    }),
  };
}

export function confirmEmailLetter(language: Language, name: string, url: string): Written {
  if (language === "de")
    return {
      subject: "Neue E-Mail-Adresse bestätigen",
      ...writeLetter({
        paragraphs: [
          `${name} möchte sich bei Throughline künftig mit dieser Adresse anmelden.`,
          "Öffnen Sie den Link dort, wo Sie angemeldet sind. Er gilt 24 Stunden und nur einmal.",
        ],
        action: { label: "Adresse bestätigen", url },
        footer: "Wenn Sie davon nichts wissen, tun Sie nichts: Es ändert sich nichts.",
      }),
    };
  return {
    subject: "Confirm your new e-mail address",
    ...writeLetter({
      paragraphs: [
        `${name} wants to sign in to Throughline with this address from now on.`,
        "Open the link where you are signed in. It is valid for 24 hours and works once.",
      ],
      action: { label: "Confirm the address", url },
      footer: "If you know nothing about this, do nothing: nothing changes.",
    }),
  };
}

export function addressTakenLetter(language: Language): Written {
  if (language === "de")
    return {
      subject: "Ihre Adresse ist schon in Gebrauch",
      ...writeLetter({
        paragraphs: [
          "Jemand wollte sich bei Throughline künftig mit dieser Adresse anmelden. Mit ihr meldet sich aber schon jemand an, und dabei bleibt es.",
        ],
        footer: "Wenn Sie das nicht waren, brauchen Sie nichts zu tun.",
      }),
    };
  return {
    subject: "Your address is in use already",
    ...writeLetter({
      paragraphs: [
        "Somebody wanted to sign in to Throughline with this address from now on. Somebody does so already, and that stays as it is.",
      ],
      footer: "If that was not you, there is nothing to do.",
    }),
  };
}

export function emailChangedLetter(language: Language, name: string, address: string): Written {
  if (language === "de")
    return {
      subject: "Ihre E-Mail-Adresse wurde geändert",
      ...writeLetter({
        paragraphs: [
          `Hallo ${name},`,
          `bei Throughline melden Sie sich ab jetzt mit ${address} an. An diese Adresse hier geht nichts mehr.`,
        ],
        footer: "Wenn Sie das nicht waren, sagen Sie es sofort dem Administrator.",
      }),
    };
  return {
    subject: "Your e-mail address was changed",
    ...writeLetter({
      paragraphs: [
        `Hello ${name},`,
        `You sign in to Throughline with ${address} from now on. Nothing more is sent to this address.`,
      ],
      footer: "If that was not you, tell your administrator at once.",
    }),
  };
}

export function secondFactorLetter(language: Language, name: string, isOn: boolean): Written {
  if (language === "de")
    return {
      subject: isOn ? "Zweiter Faktor eingerichtet" : "Zweiter Faktor entfernt",
      ...writeLetter({
        paragraphs: [
          `Hallo ${name},`,
          isOn
            ? "bei der Anmeldung in Throughline wird ab jetzt auch nach einem Code gefragt. Alle anderen Sitzungen sind beendet."
            : "bei der Anmeldung in Throughline wird nicht mehr nach einem Code gefragt. Alle anderen Sitzungen sind beendet.",
        ],
        footer: "Wenn Sie das nicht waren, setzen Sie das Passwort sofort neu und sagen Sie es dem Administrator.",
      }),
    };
  return {
    subject: isOn ? "A second factor was set up" : "The second factor was removed",
    ...writeLetter({
      paragraphs: [
        `Hello ${name},`,
        isOn
          ? "From now on a code is asked for too when you sign in to Throughline. Every other session has ended."
          : "A code is no longer asked for when you sign in to Throughline. Every other session has ended.",
      ],
      footer: "If that was not you, reset the password at once and tell your administrator.",
    }),
  };
}

export interface InvitationWords {
  workspace: string;
  inviter: string;
  url: string;
}

export function invitationLetter(language: Language, { workspace, inviter, url }: InvitationWords): Written {
  if (language === "de")
    return {
      subject: `Einladung: ${workspace}`,
      ...writeLetter({
        paragraphs: [
          `${inviter} lädt Sie in den Arbeitsbereich ${workspace} bei Throughline ein.`,
          "Der Link gilt sieben Tage und nur einmal.",
        ],
        action: { label: "Einladung annehmen", url },
        footer: "Wenn Sie niemanden dort kennen, tun Sie nichts.",
      }),
    };
  return {
    subject: `Invitation: ${workspace}`,
    ...writeLetter({
      paragraphs: [
        `${inviter} invites you to the workspace ${workspace} in Throughline.`,
        "The link is valid for seven days and works once.",
      ],
      action: { label: "Accept the invitation", url },
      footer: "If you know nobody there, do nothing.",
    }),
  };
}

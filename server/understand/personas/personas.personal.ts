import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import type { PersonalData } from "../../platform/personal-data/personal-data.ts";
import { type PersonaContent, personas } from "./personas.tables.ts";

/** Quotes go whole: without what was said there is nothing to quote. */
export const personasPersonal: PersonalData = writtenByStaff({
  kind: "personas",
  table: personas,
  key: [personas.id],
  before(row, people) {
    const content = row.content as PersonaContent;
    const keys = new Set(people.keys);
    const said = ({ text, source }: PersonaContent["quotes"][number]) =>
      people.mentions.is(text) || (source && (people.answers.has(source.event) || keys.has(source.contactId)));
    if (!content.quotes.some(said)) return row;
    const quotes = people.keepTexts
      ? content.quotes.map((quote) => (said(quote) ? { ...quote, source: null } : quote))
      : content.quotes.filter((quote) => !said(quote));
    return { ...row, content: { ...content, quotes } };
  },
});

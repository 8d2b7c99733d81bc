import { writtenByStaff } from "../../platform/personal-data/erase-mentions.ts";
import type { People, PersonalData } from "../../platform/personal-data/personal-data.ts";
import { type PersonaContent, personas } from "./personas.tables.ts";

/** Quotes go whole: without what was said there is nothing to quote. */
export const personasPersonal: PersonalData = writtenByStaff({
  kind: "personas",
  table: personas,
  key: [personas.id],
  written: {
    ...{ name: "text", description: "text" },
    content: {
      ...{ goals: "text", needs: "text", frustrations: "text", channels: "text" },
      quotes: { text: "text" },
    },
  },
  before(found, people) {
    const row = withoutSeed(found, people);
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

/** What a portrait is drawn from may be a name; it takes no brackets. */
function withoutSeed(row: Record<string, unknown>, { mentions }: People): Record<string, unknown> {
  const content = row.content as PersonaContent;
  if (!mentions.in(content.portrait.seed)) return row;
  return { ...row, content: { ...content, portrait: { ...content.portrait, seed: "a" } } };
}

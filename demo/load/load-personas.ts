import type { PersonaFields } from "../../contracts/understand/personas.ts";
import { createSegment } from "../../server/know/segments/segments.ts";
import type { Context } from "../../server/platform/context.ts";
import { createPersona, listSegmentQuotes } from "../../server/understand/personas/personas.ts";
import type { DemoCompany } from "../generate/planted.ts";
import { demoPersonas } from "../records/personas.ts";
import { demoSegments } from "../records/segments.ts";

/** Answers that are looked at for one persona, and how long a sentence should be to stand on its sheet. */
const LOOKED_AT = 100;
const SENTENCE = { least: 30, most: 160 };

/** Segments and personas of a company; answers, by the name of a journey, the ids of the personas it was drawn for. */
export async function loadPersonas(ctx: Context, company: DemoCompany): Promise<Map<string, string[]>> {
  const segments = new Map<string, string>();
  for (const { key, ...fields } of demoSegments(company)) segments.set(key, await createSegment(ctx, fields));
  const linked = new Map<string, string[]>();
  for (const { segment: key, assumed, about, journeys, ...sheet } of demoPersonas(company)) {
    const segment = segments.get(key) ?? null;
    const said = segment === null ? [] : await quotesOf(ctx, segment, about);
    const quotes = [...said, { text: assumed, source: null }];
    const id = await createPersona(ctx, { ...sheet, segment, picture: null, quotes });
    for (const name of journeys) linked.set(name, [...(linked.get(name) ?? []), id]);
  }
  return linked;
}

/** Real sentences in English of people of the segment: one to each word they are looked for by, else the latest. */
async function quotesOf(ctx: Context, segment: string, about: readonly string[]): Promise<PersonaFields["quotes"]> {
  const { items } = await listSegmentQuotes(ctx, segment, { limit: LOOKED_AT });
  const fitting = items.filter(
    ({ text, language }) => language.startsWith("en") && text.length >= SENTENCE.least && text.length <= SENTENCE.most,
  );
  const found = about.flatMap((word) => fitting.find(({ text }) => text.includes(word)) ?? []);
  return [...new Set([...found, ...fitting])]
    .slice(0, about.length)
    .map(({ text, source }) => ({ text, source: { event: source.event } }));
}

import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { endpoint, idParams, instant } from "../endpoint.ts";
import { fileId } from "../files.ts";
import { metricRef } from "./metrics.ts";

const shortText = cleanText.trim().min(1).max(240);
const list = z.array(shortText).max(12).default([]);

/** How a portrait is drawn. Never a photo of anybody: the drawing follows from style and seed alone. */
const portraitStyles = ["figure", "bloom", "hills"] as const;
export const portrait = z.object({
  style: z.enum(portraitStyles).default("figure"),
  /** The same seed and style give the same drawing, everywhere. */
  seed: z
    .string()
    .regex(/^[\p{L}\p{N} _-]{1,40}$/u, "use 1 to 40 letters, digits, spaces, - or _")
    .default("a"),
});
export type Portrait = z.infer<typeof portrait>;

/**
 * Where a sentence comes from: `event` is the id of the feedback event. The contact's id is empty for who may not see
 * contacts, and for what nobody known has said.
 */
const quoteSource = z.object({ event: z.string(), contactId: z.string(), at: instant });

const quote = z.object({
  text: z.string(),
  /** null for a sentence that was typed: an assumption. */
  source: quoteSource.nullable(),
});
export type PersonaQuote = z.infer<typeof quote>;

/** A sentence as it is sent: typed, or by the id of the feedback event that holds it, whose text then counts. */
const sentQuote = z.object({
  text: cleanText.trim().min(1).max(600),
  source: z
    .object({ event: z.string().regex(/^\d{1,20}$/, "not the id of an event") })
    .nullable()
    .default(null),
});

const kpi = metricRef.pick({ metric: true, variant: true });

/** The sheet of a persona: what is said of them beside the segment they stand for. */
const sheet = z.object({
  /** Unique in the workspace, ignoring case. */
  name: cleanText.trim().min(1).max(120),
  /** Who they are, in a paragraph. */
  description: cleanText.max(2000).default(""),
  portrait: portrait.default({ style: "figure", seed: "a" }),
  goals: list,
  needs: list,
  frustrations: list,
  /** Where they meet the company, as events name it (`web`, `branch`) or in own words. */
  channels: z.array(cleanText.trim().min(1).max(60)).max(12).default([]),
  /** Metrics to be shown of the people of the segment, asked as any other query. */
  kpis: z.array(kpi).max(6).default([]),
});

export const personaFields = sheet.extend({
  /** The segment whose people it stands for; null while it is only an idea. */
  segment: cleanText.max(64).nullable().default(null),
  /** An uploaded picture (`persona_picture`) shown in place of the drawn portrait; null for none. */
  picture: fileId.nullable().default(null),
  quotes: z.array(sentQuote).max(12).default([]),
});
export type PersonaFields = z.infer<typeof personaFields>;

/** A persona in the file of a journey: without its segment and picture, and with its sentences as typed ones. */
export const filePersona = sheet.extend({
  id: z.string().min(1).max(64),
  quotes: z.array(cleanText.trim().min(1).max(600)).max(12).default([]),
});
export type FilePersona = z.infer<typeof filePersona>;

/** A face given to a segment: who they are, what they want, and what they said. */
const persona = personaFields
  .extend({
    id: z.string(),
    quotes: z.array(quote),
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Persona" });
export type Persona = z.infer<typeof persona>;

/** A sentence that somebody of the segment said. */
const candidate = z.object({
  text: z.string(),
  source: quoteSource,
  channel: z.string(),
  touchpoint: z.string(),
  language: z.string(),
});
export type QuoteCandidate = z.infer<typeof candidate>;

export const personasApi = {
  listPersonas: endpoint({
    method: "GET",
    path: "/api/v1/personas",
    tag: "Personas",
    summary: "Personas of the workspace (at most 50), by name",
    access: "personas:read",
    response: z.object({ items: z.array(persona) }),
    status: 200,
  }),
  getPersona: endpoint({
    method: "GET",
    path: "/api/v1/personas/:id",
    tag: "Personas",
    summary: "One persona",
    access: "personas:read",
    params: idParams,
    response: persona,
    status: 200,
  }),
  createPersona: endpoint({
    method: "POST",
    path: "/api/v1/personas",
    tag: "Personas",
    summary: "Describe a persona",
    description:
      "A quote with a source takes the words of that feedback event, for who has the permission `contacts:read` too (403 without it); without one it is an assumption. 400 `unknown_quote` for an event that holds no sentence, `unknown_record` for a segment that is not there, `unknown_file` for a picture that was not uploaded as one.",
    access: "personas:edit",
    body: personaFields,
    response: persona,
    status: 201,
  }),
  updatePersona: endpoint({
    method: "PUT",
    path: "/api/v1/personas/:id",
    tag: "Personas",
    summary: "Change a persona",
    description:
      "Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed. Quotes and picture as in creating.",
    access: "personas:edit",
    params: idParams,
    body: personaFields,
    response: persona,
    status: 200,
  }),
  deletePersona: endpoint({
    method: "DELETE",
    path: "/api/v1/personas/:id",
    tag: "Personas",
    summary: "Delete a persona that no journey uses",
    description: "409 `in_use` names the journeys that do.",
    access: "personas:edit",
    params: idParams,
    status: 204,
  }),
  listSegmentQuotes: endpoint({
    method: "GET",
    path: "/api/v1/segments/:id/quotes",
    tag: "Personas",
    summary: "What people of a segment wrote in the last year, newest first: sentences to choose for a persona",
    access: "contacts:read",
    audits: "read",
    params: idParams,
    query: z.object({
      /** Only sentences with this text in them, ignoring case. */
      search: cleanText.max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({ items: z.array(candidate), asOf: instant }),
    status: 200,
  }),
};

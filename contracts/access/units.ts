import { z } from "zod";
import { cleanText, ONE_LINE } from "../clean-text.ts";
import { endpoint, idParams, instant } from "../endpoint.ts";
import { unitLimits } from "../words/units.ts";

const oneLine = cleanText.trim().regex(ONE_LINE, "holds a line break or another control character");

/** What events call a unit by, for good: `context.unit` of a message, `unit` of a feedback record. */
const unitKey = oneLine.min(1).max(unitLimits.key);

const fields = z.object({
  name: oneLine.min(1).max(120),
  description: cleanText.max(2000).default(""),
  /** What it is, in the workspace's own word: department, site, country, partner. Numbers can be broken down by it. */
  kind: oneLine.min(1).max(unitLimits.kind),
  /** The unit it is part of; null for one at the top. */
  parentId: cleanText.max(64).nullable().default(null),
});

export const newUnit = fields.extend({ key: unitKey });
export type NewUnit = z.infer<typeof newUnit>;
export type UnitFields = z.infer<typeof fields>;

/** A part of the organisation. */
export const unit = newUnit
  .extend({
    id: z.string(),
    description: z.string(),
    /** Null at the top, and for who sees some units only also where the unit above is not one of them. */
    parentId: z.string().nullable(),
    /** Grows with every change; send it as `If-Match` to change what you have seen. */
    revision: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Unit" });
export type Unit = z.infer<typeof unit>;

/** A line of a file of units: `parent` is the key of the unit it is part of, in the file or drawn before; empty for none. */
const importedUnit = z.object({
  key: unitKey,
  name: fields.shape.name,
  kind: fields.shape.kind,
  parent: z.union([z.literal(""), unitKey]).default(""),
});
export type ImportedUnit = z.infer<typeof importedUnit>;

export const unitsApi = {
  listUnits: endpoint({
    method: "GET",
    path: "/api/v1/units",
    tag: "Units",
    summary: "The units of the organisation, by name",
    description: "All of them, at most 10,000. Who sees some units only gets those, and what is below them.",
    access: "units:read",
    response: z.object({ items: z.array(unit) }),
    status: 200,
  }),
  getUnit: endpoint({
    method: "GET",
    path: "/api/v1/units/:id",
    tag: "Units",
    summary: "One unit",
    access: "units:read",
    params: idParams,
    response: unit,
    status: 200,
  }),
  createUnit: endpoint({
    method: "POST",
    path: "/api/v1/units",
    tag: "Units",
    summary: "Draw a unit",
    description:
      "409 `key_taken` for a key that another unit has, `too_many_records` beyond 10,000, `units_too_deep` beyond 12 levels; 400 `unknown_record` for a parent that is not there. Events that came under the key before belong to it.",
    access: "units:edit",
    body: newUnit,
    response: unit,
    status: 201,
  }),
  updateUnit: endpoint({
    method: "PUT",
    path: "/api/v1/units/:id",
    tag: "Units",
    summary: "Rename or move a unit",
    description:
      "Moves what is below it too. Numbers as organised today, and what members see, follow at once; what an event was part of when it came stays. The key never changes. Send the revision you have seen as `If-Match`; a newer one answers 412 and nothing is changed. 409 `unit_below_itself` for a parent that is part of it.",
    access: "units:edit",
    params: idParams,
    body: fields,
    response: unit,
    status: 200,
  }),
  deleteUnit: endpoint({
    method: "DELETE",
    path: "/api/v1/units/:id",
    tag: "Units",
    summary: "Remove a unit",
    description:
      "409 `in_use` while units are part of it or members or keys are limited to it, naming them. Its events stay and keep its key.",
    access: "units:edit",
    params: idParams,
    status: 204,
  }),
  importUnits: endpoint({
    method: "POST",
    path: "/api/v1/units/import",
    tag: "Units",
    summary: "Draw many units at once",
    description:
      "Units are told apart by key: those that are there are renamed and moved, others are made, none is removed. In any order; all or none. 400 `units_refused` names what is wrong with which row. With `dryRun` nothing is changed.",
    access: "units:edit",
    body: z.object({ units: z.array(importedUnit).min(1).max(unitLimits.most), dryRun: z.boolean().default(false) }),
    bodyLimit: 8 * 1024 * 1024,
    response: z.object({ created: z.number().int(), changed: z.number().int(), unchanged: z.number().int() }),
    status: 200,
  }),
};

import { z } from "zod";
import { endpoint, instant } from "../endpoint.ts";
import { expiringKinds, storedKinds } from "../words/storage-periods.ts";

const days = z.number().int().min(0).max(3650);

/** What is older than the day `before` begins (UTC), and how much that is. */
const old = z.object({
  before: instant,
  count: z.number().int(),
  /** Of how many people; null where it is not kept by person. */
  people: z.number().int().nullable(),
});

export const storagePeriod = z
  .object({
    kind: z.enum(storedKinds),
    /** Null: for ever. */
    days: days.nullable(),
    /** Where a workspace says nothing. */
    usualDays: days.nullable(),
    leastDays: days,
    mostDays: days,
    /** When it is looked next what is older; null where nothing is deleted. */
    nextAt: instant.nullable(),
    /** What is being deleted at this moment. */
    running: old.extend({ done: z.number(), total: z.number() }).nullable(),
    /** What was deleted last. */
    last: old.extend({ finishedAt: instant }).nullable(),
  })
  .meta({ id: "StoragePeriod" });
export type StoragePeriod = z.infer<typeof storagePeriod>;

const wouldExpire = old.extend({ kind: z.enum(expiringKinds), days }).meta({ id: "WouldExpire" });
export type WouldExpire = z.infer<typeof wouldExpire>;

export const storagePeriodsApi = {
  listStoragePeriods: endpoint({
    method: "GET",
    path: "/api/v1/storage-periods",
    tag: "Personal data",
    summary: "How long each kind of data is kept, and what was deleted last",
    access: "privacy:read",
    response: z.object({ items: z.array(storagePeriod) }),
    status: 200,
  }),
  previewStoragePeriod: endpoint({
    method: "GET",
    path: "/api/v1/storage-periods/:kind/preview",
    tag: "Personal data",
    summary: "How much would be deleted if it were kept for so many days",
    description: "What is kept of people whose data is restricted is not counted, because it is not deleted.",
    access: "privacy:read",
    params: z.object({ kind: z.enum(expiringKinds) }),
    query: z.object({ days: z.coerce.number().int().min(1).max(3650) }),
    response: wouldExpire,
    status: 200,
  }),
  updateStoragePeriod: endpoint({
    method: "PUT",
    path: "/api/v1/storage-periods/:kind",
    tag: "Personal data",
    summary: "Keep a kind of data for so many days, or for as long as is usual",
    description:
      "`days: null` is the usual time again. What is older is deleted once a day, for the first time a day after the change: until then it can be taken back. Requests to erase that wait keep their day.",
    access: "storage:edit",
    params: z.object({ kind: z.enum(storedKinds) }),
    body: z.object({ days: days.nullable() }),
    response: storagePeriod,
    status: 200,
  }),
};

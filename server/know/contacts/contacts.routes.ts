import { api } from "../../../contracts/api.ts";
import type { Routes } from "../../platform/http/routes.ts";
import type { Outbox } from "../../platform/outbox/outbox.ts";
import { listContacts } from "./people/list-contacts.ts";
import { listContactsAmong, type SegmentPeople } from "./people/list-contacts-among.ts";
import { showContact } from "./people/show-contact.ts";
import { listContactTimeline } from "./people/timeline.ts";
import { mergeContacts, undoMerge } from "./stitch/merge.ts";
import type { Published } from "./stitch/publish-persons.ts";

/** A merge is answered when it counts in every query, or after so long; it will count. */
const PATIENCE_MILLISECONDS = 10_000;

export function contactRoutes(routes: Routes, outbox: Pick<Outbox, "delivered">, peopleOf: SegmentPeople): void {
  const counted = (sent: Published) => outbox.delivered(sent, PATIENCE_MILLISECONDS);
  routes.route(api.listContacts, async (ctx, { query: { segment, ...asked }, signal }) =>
    segment === undefined
      ? listContacts(ctx, asked, signal)
      : listContactsAmong(ctx, await peopleOf(ctx, segment), asked, signal),
  );
  routes.route(api.getContact, (ctx, { params, signal }) => showContact(ctx, params.id, signal));
  routes.route(api.listContactTimeline, (ctx, { params, query, signal }) =>
    listContactTimeline(ctx, params.id, query, signal),
  );
  routes.route(api.mergeContacts, (ctx, { params, body }) => mergeContacts(ctx, params.id, body, counted));
  routes.route(api.undoMerge, (ctx, { params }) => undoMerge(ctx, params.id, counted));
}

import { api } from "../../../contracts/api.ts";
import type { Routes } from "../../platform/http/routes.ts";
import { listContacts } from "./people/list-contacts.ts";
import { listContactsAmong, type SegmentPeople } from "./people/list-contacts-among.ts";
import { showContact } from "./people/show-contact.ts";
import { listContactTimeline } from "./people/timeline.ts";
import type { ContactFollower } from "./stitch/follow.ts";
import { mergeContacts, undoMerge } from "./stitch/merge.ts";

export function contactRoutes(routes: Routes, follower: ContactFollower, peopleOf: SegmentPeople): void {
  routes.route(api.listContacts, async (ctx, { query: { segment, ...asked }, signal }) =>
    segment === undefined
      ? listContacts(ctx, asked)
      : listContactsAmong(ctx, await peopleOf(ctx, segment), asked, signal),
  );
  routes.route(api.getContact, (ctx, { params, signal }) => showContact(ctx, params.id, signal));
  routes.route(api.listContactTimeline, (ctx, { params, query, signal }) =>
    listContactTimeline(ctx, params.id, query, signal),
  );
  routes.route(api.mergeContacts, (ctx, { params, body }) => mergeContacts(ctx, params.id, body, follower.publish));
  routes.route(api.undoMerge, (ctx, { params }) => undoMerge(ctx, params.id, follower.publish));
}

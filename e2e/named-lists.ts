import type { Page } from "playwright-core";

/** A list in the demo, and what is done with it. */
export interface NamedList {
  path: string;
  /** Its name in the API. */
  name: string;
  /**
   * What is typed to find these rows only, and how the box is called; without a text, the name of the first row. Absent where
   * nothing is searched.
   */
  search?: { box: string; text?: string; finds?: string[] };
  /** What a choice leaves of the rows. */
  filter?: { name: string; option: string; leaves: string[] };
  /** The head of a column that orders the rows, or the choice that has a server do so. */
  order?: { head: string } | { choice: string };
  /** Its rows are looked at only: none can be selected. */
  isPlain?: true;
  /** What the API is made to answer where the demo has nothing. */
  answer?: object;
  /** What is said when it does not come, holds nothing, or is closed to viewers. */
  failed: string;
  empty?: string;
  closed?: string;
}

function delivery(id: string, stuck: boolean): object {
  return {
    ...{ id, stuck, topic: "count_segment", thing: id, waiting: 2, tries: 7, reason: "connect ECONNREFUSED" },
    ...{ sentAt: "2026-06-10T10:00:00.000Z", failedAt: "2026-06-10T11:00:00.000Z" },
    nextTryAt: stuck ? null : "2026-06-10T12:00:00.000Z",
  };
}

export const namedLists: readonly NamedList[] = [
  {
    path: "/customers",
    name: "contacts",
    search: { box: "Search by name, e-mail or id" },
    order: { choice: "By name" },
    failed: "The customers could not be loaded",
    empty: "No customers yet",
    closed: "Customers are not shown to viewers",
  },
  {
    path: "/customers/accounts",
    name: "accounts",
    search: { box: "Search by name or id" },
    order: { choice: "Most people first" },
    failed: "The accounts could not be loaded",
    empty: "No accounts yet",
    closed: "Accounts are not shown to viewers",
  },
  {
    path: "/customers/segments",
    name: "segments",
    search: { box: "Search segments", text: "furnish", finds: ["Home makers"] },
    order: { head: "Name" },
    failed: "The segments could not be loaded",
    empty: "No segments yet",
  },
  {
    path: "/customers/personas",
    name: "personas",
    search: { box: "Search personas", text: "season", finds: ["Garden planner"] },
    failed: "The personas could not be loaded",
    empty: "No personas yet",
  },
  {
    path: "/journeys",
    name: "journeys",
    search: { box: "Search journeys", text: "second", finds: ["Second order"] },
    order: { head: "Name" },
    failed: "The journeys could not be loaded",
    empty: "No journeys yet",
  },
  {
    path: "/explore/saved",
    name: "saved-queries",
    search: { box: "Search saved queries", text: "again", finds: ["Who orders again"] },
    filter: { name: "Kind", option: "Funnel", leaves: ["From a product to an order"] },
    order: { head: "Name" },
    failed: "The saved queries could not be loaded",
    empty: "Nothing to explore yet",
  },
  {
    path: "/data",
    name: "keys",
    search: { box: "Search keys", text: "till", finds: ["Tills"] },
    filter: { name: "Kind", option: "API key", leaves: ["Reports"] },
    order: { head: "Name" },
    failed: "The keys could not be loaded",
    empty: "No keys yet",
    closed: "Keys are for admins",
  },
  {
    path: "/data/imports",
    name: "imports",
    failed: "The imports could not be loaded",
    empty: "No files yet",
    closed: "Files are not shown to viewers",
  },
  {
    path: "/touchpoints",
    name: "touchpoints",
    search: { box: "Search touchpoints", text: "Reviews Read", finds: ["Reviews"] },
    filter: { name: "Channels", option: "chat", leaves: ["Customer support"] },
    order: { head: "Journeys" },
    failed: "The touchpoints could not be loaded",
    empty: "No touchpoints yet",
  },
  {
    path: "/data/questions",
    name: "questions",
    search: { box: "Search questions", text: "likely", finds: ["Recommendation"] },
    order: { head: "Name" },
    failed: "The questions could not be loaded",
    empty: "No questions yet",
  },
  {
    path: "/data/annotations",
    name: "annotations",
    search: { box: "Search annotations", text: "promised days", finds: ["New carrier in the North"] },
    filter: { name: "Kind", option: "Campaign", leaves: ["Black Friday"] },
    failed: "The annotations could not be loaded",
    empty: "No annotations yet",
  },
  {
    path: "/settings/members",
    name: "members",
    search: { box: "Search members", text: "victor@", finds: ["Victor Viewer"] },
    filter: { name: "Role", option: "Viewer", leaves: ["Victor Viewer"] },
    order: { head: "Name" },
    failed: "The members could not be loaded",
  },
  {
    path: "/settings/roles",
    name: "roles",
    search: { box: "Search roles", text: "personas", finds: ["Map maker"] },
    order: { head: "Name" },
    failed: "The roles could not be loaded",
    empty: "No roles of your own",
  },
  {
    path: "/settings/mail",
    name: "mail",
    search: { box: "Search by the whole address", text: "gone@example.org", finds: ["Test message from Throughline"] },
    filter: { name: "Status", option: "Bounced", leaves: ["Test message from Throughline"] },
    isPlain: true,
    failed: "The messages could not be loaded",
    empty: "No messages yet",
    closed: "Mail is for admins",
  },
  {
    path: "/settings/audit",
    name: "audit",
    filter: { name: "What", option: "Journey imported", leaves: ["Journey imported"] },
    isPlain: true,
    failed: "The audit log could not be loaded",
    closed: "The audit log is for owners and admins",
  },
  {
    path: "/settings/deliveries",
    name: "deliveries",
    answer: {
      items: [
        delivery("0190a000-0000-7000-8000-000000000001", true),
        delivery("0190a000-0000-7000-8000-000000000002", false),
      ],
      nextCursor: null,
    },
    failed: "The deliveries could not be loaded",
    empty: "Nothing is stuck",
    closed: "Your role may not see this",
  },
];

/** The names of the rows or cards of a list, from above. */
export function rowsOf(page: Page): Promise<string[]> {
  return page.locator("[data-row]").evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
}

import type { Page } from "playwright-core";

/** A list of named things in the demo, and what is done with it. */
export interface NamedList {
  at: string;
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
  /** What is said when it does not come, holds nothing, or is closed to viewers. */
  failed: string;
  empty?: string;
  closed?: string;
}

export const namedLists: readonly NamedList[] = [
  {
    at: "/customers",
    name: "contacts",
    search: { box: "Search by name, e-mail or id" },
    order: { choice: "By name" },
    failed: "The customers could not be loaded",
    empty: "No customers yet",
    closed: "Customers are not shown to viewers",
  },
  {
    at: "/customers/accounts",
    name: "accounts",
    search: { box: "Search by name or id" },
    order: { choice: "Most people first" },
    failed: "The accounts could not be loaded",
    empty: "No accounts yet",
    closed: "Accounts are not shown to viewers",
  },
  {
    at: "/customers/segments",
    name: "segments",
    search: { box: "Search segments", text: "furnish", finds: ["Home makers"] },
    order: { head: "Name" },
    failed: "The segments could not be loaded",
    empty: "No segments yet",
  },
  {
    at: "/customers/personas",
    name: "personas",
    search: { box: "Search personas", text: "season", finds: ["Garden planner"] },
    failed: "The personas could not be loaded",
    empty: "No personas yet",
  },
  {
    at: "/journeys",
    name: "journeys",
    search: { box: "Search journeys", text: "second", finds: ["Second order"] },
    order: { head: "Name" },
    failed: "The journeys could not be loaded",
    empty: "No journeys yet",
  },
  {
    at: "/explore/saved",
    name: "saved-queries",
    search: { box: "Search saved queries", text: "again", finds: ["Who orders again"] },
    filter: { name: "Kind", option: "Funnel", leaves: ["From a product to an order"] },
    order: { head: "Name" },
    failed: "The saved queries could not be loaded",
    empty: "Nothing to explore yet",
  },
  {
    at: "/data",
    name: "keys",
    search: { box: "Search keys", text: "till", finds: ["Tills"] },
    filter: { name: "Kind", option: "API key", leaves: ["Reports"] },
    order: { head: "Name" },
    failed: "The keys could not be loaded",
    empty: "No keys yet",
    closed: "Keys are for admins",
  },
  {
    at: "/data/imports",
    name: "imports",
    failed: "The imports could not be loaded",
    empty: "No files yet",
    closed: "Files are not shown to viewers",
  },
  {
    at: "/data/touchpoints",
    name: "touchpoints",
    search: { box: "Search touchpoints", text: "Reviews Read", finds: ["Reviews"] },
    filter: { name: "Channels", option: "chat", leaves: ["Customer support"] },
    order: { head: "Journeys" },
    failed: "The touchpoints could not be loaded",
    empty: "No touchpoints yet",
  },
  {
    at: "/data/annotations",
    name: "annotations",
    search: { box: "Search annotations", text: "promised days", finds: ["New carrier in the North"] },
    filter: { name: "Kind", option: "Campaign", leaves: ["Black Friday"] },
    failed: "The annotations could not be loaded",
    empty: "No annotations yet",
  },
  {
    at: "/settings/members",
    name: "members",
    search: { box: "Search members", text: "victor@", finds: ["Victor Viewer"] },
    filter: { name: "Role", option: "Viewer", leaves: ["Victor Viewer"] },
    order: { head: "Name" },
    failed: "The members could not be loaded",
  },
  {
    at: "/settings/roles",
    name: "roles",
    search: { box: "Search roles", text: "personas", finds: ["Map maker"] },
    order: { head: "Name" },
    failed: "The roles could not be loaded",
    empty: "No roles of your own",
  },
];

/** The names of the rows or cards of a list, from above. */
export function rowsOf(page: Page): Promise<string[]> {
  return page.locator("[data-row]").evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
}

/**
 * What people make, keep and look up, by the one word that "used in", the audit log and their pages have for it. The value
 * says under which address the API keeps it; null for what has none of its own.
 */
export const kinds = {
  segment: "segments",
  persona: "personas",
  touchpoint: "touchpoints",
  annotation: "annotations",
  question: "questions",
  reported_figure: "reported-figures",
  currency_rate: "currency-rates",
  journey: "journeys",
  saved_query: "saved-queries",
  overview: "overview",
  tile: null,
  people_list: null,
  contact: "contacts",
  merge: "merges",
  erasure: "erasures",
  privacy_link: "privacy-links",
  account: "accounts",
  import: "imports",
  file: "files",
  unit: "units",
  role: "roles",
  user: "members",
  invitation: "invitations",
  key: "keys",
  delivery: "deliveries",
  workspace: "workspace",
  mail: "mail",
  mail_sender: "mail-sender",
  closed_address: "closed-addresses",
} as const satisfies Record<string, string | null>;

export type Kind = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as [Kind, ...Kind[]];

/** The kind that an address of the API is about; undefined for what is about none, such as a query. */
export function kindOfPath(path: string): Kind | undefined {
  const [, , , noun] = path.split("/");
  return kindNames.find((kind) => kinds[kind] === noun);
}

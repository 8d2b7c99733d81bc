/** The kinds of queries, in the order of their tabs; `name` is a key of the translations. */
export const explorePages = [
  { to: "/explore/funnel", name: "explore.funnel.title" },
  { to: "/explore/retention", name: "explore.retention.title" },
  { to: "/explore/paths", name: "explore.paths.title" },
  { to: "/explore/process", name: "explore.process.title" },
] as const;

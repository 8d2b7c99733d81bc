/** The kinds of questions, in the order of their tabs; `name` is a key of the translations. */
export const explorePages = [{ to: "/explore/retention", name: "explore.retention.title" }] as const;

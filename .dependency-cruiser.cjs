/** Which room may enter which. Every rule is an error: a rule that only warns is a wish. */
const NOUNS = "^server/(?!platform/|testing/|[^/]+$)([^/]+)/";
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "contracts-import-only-zod",
      severity: "error",
      from: { path: "^contracts/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: ["^contracts/", "^node_modules/zod/"] },
    },
    {
      name: "rules-are-pure",
      severity: "error",
      from: { path: "^rules/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: ["^rules/"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "browser-never-imports-server",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(server|cli|bench)/" },
    },
    {
      name: "browser-takes-contracts-as-types",
      comment: "zod would cost every visitor 90 KB; the client needs no schema, and the table of permissions has none",
      severity: "error",
      from: { path: "^web/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^contracts/", pathNot: "^contracts/(client|permissions)\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "platform-knows-no-noun",
      severity: "error",
      from: { path: "^server/platform/", pathNot: "\\.test\\.ts$" },
      to: { path: NOUNS },
    },
    {
      name: "nouns-meet-at-the-door",
      comment: "server/contacts/contacts.ts is the door of server/contacts/",
      severity: "error",
      from: { path: NOUNS, pathNot: "\\.test\\.ts$" },
      to: { path: NOUNS, pathNot: ["^server/([^/]+)/\\1\\.ts$", "^server/$1/"] },
    },
    {
      name: "server-never-imports-web-or-cli",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^(web|cli|bench|e2e)/" },
    },
    {
      name: "record-drivers-in-one-room",
      severity: "error",
      from: { pathNot: ["^server/platform/db/", "^bench/", "\\.test\\.ts$"] },
      to: { path: "^node_modules/(@electric-sql|pg)/" },
    },
    {
      name: "event-drivers-in-one-room",
      severity: "error",
      from: { pathNot: ["^server/platform/analytics/", "^bench/", "^server/testing/", "\\.test\\.ts$"] },
      to: { path: "^node_modules/(chdb|@clickhouse)/" },
    },
    {
      name: "tests-are-not-imported",
      severity: "error",
      from: { pathNot: "\\.test\\.tsx?$" },
      to: { path: "\\.test\\.tsx?$" },
    },
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^virtual:" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|coverage)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};

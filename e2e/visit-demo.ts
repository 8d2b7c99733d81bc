import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type Program, startDemo } from "./program.ts";
import { comeAgain, keepPictures, signIn, type Visit, visit } from "./visit.ts";

/** Runs a copy of the demo for the tests of a file. */
export function runDemo(browser: Browser | null, begin: (program: Program) => void | Promise<void>): void {
  let program: Program;
  beforeAll(async () => {
    if (!browser) return;
    program = await startDemo();
    await begin(program);
  });
  beforeEach(({ onTestFailed, task }) => onTestFailed(() => keepPictures(browser, task.name)));
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });
}

/** Brings the demo's owner to each test, signed in, with nothing remembered and no page open yet. */
export function comeAsOwner(
  browser: Browser | null,
  { url }: { url: () => string },
  begin: (person: Visit) => void | Promise<void>,
): void {
  let person: Visit | undefined;
  beforeEach(async () => {
    if (!browser) return;
    if (person) person = await comeAgain(person);
    else {
      person = await visit(browser, { url: url() });
      await signIn(person.page.context(), url());
    }
    await begin(person);
  });
  afterAll(() => person?.close());
}

/** Runs the demo for a file of tests to which its owner comes one by one. */
export function visitDemo(
  browser: Browser | null,
  begin: (person: Visit, program: Program) => void | Promise<void>,
): void {
  let program: Program;
  runDemo(browser, (running) => {
    program = running;
  });
  comeAsOwner(browser, { url: () => program.url }, (person) => begin(person, program));
}

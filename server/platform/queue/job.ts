import type { Handler, Queue } from "./queue.ts";

/** Background work that a noun brings: it runs when it is sent and, with `every`, each so many seconds. */
export interface Job {
  name: string;
  every?: number;
  // What is sent is the business of the noun that sends and runs it.
  run: Handler<never>;
}

/** Takes up the jobs. @throws when two have one name: each would get half of what is sent */
export async function work(queue: Queue, jobs: readonly Job[]): Promise<void> {
  const names = jobs.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two jobs are called ${twice}. Rename one of them.`);
  for (const { name, every, run } of jobs) {
    await queue.work(name, run);
    if (every !== undefined) queue.every(name, every);
  }
}

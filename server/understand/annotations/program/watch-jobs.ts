import type { ContextOf } from "../../../know/segments/segments.ts";
import type { System } from "../../../platform/context.ts";
import type { Job } from "../../../platform/queue/job.ts";
import { annotateOutage } from "./annotate-outage.ts";
import { annotateSilences } from "./annotate-silence.ts";
import { annotateVersions } from "./annotate-versions.ts";

/** What the program notices by looking, from when it started. */
export function watchJobs(system: System, contextOf: ContextOf): Job[] {
  const startedAt = system.now();
  let isCompared = false;
  return [
    {
      name: "annotations.life",
      every: 60,
      async run() {
        await annotateOutage(system, contextOf, startedAt);
        // The definitions of a running program do not change.
        if (!isCompared) await annotateVersions(system, contextOf);
        isCompared = true;
      },
    },
    { name: "annotations.silence", every: 15 * 60, run: () => annotateSilences(system, contextOf) },
  ];
}

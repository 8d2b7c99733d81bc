import type { Definition } from "../../../../contracts/understand/metrics.ts";
import { listWorkspaceIds } from "../../../access/access.ts";
import type { ContextOf } from "../../../know/segments/segments.ts";
import type { System } from "../../../platform/context.ts";
import { describeMetrics } from "../../metrics/metrics.ts";
import { metricVersions } from "../annotations.tables.ts";
import { writeOnce } from "./write-once.ts";

/** A metric as the program computes it. */
type Version = Pick<Definition, "metric" | "name" | "version">;

/** Writes down, in every workspace, which metrics are computed otherwise than when the program last ran. */
export async function annotateVersions(
  system: System,
  contextOf: ContextOf,
  versions: readonly Version[] = describeMetrics(),
): Promise<void> {
  const known = new Map(
    (await system.db.select().from(metricVersions)).map(({ metric, version }) => [metric, version]),
  );
  const changed = versions.filter(({ metric, version }) => known.get(metric) !== version);
  if (changed.length === 0) return;
  const happenedAt = system.now();
  // What is computed as long ago is no news, and what the first start finds is none either.
  const newer = changed.flatMap(({ metric, name: title, version }) => {
    const before = known.get(metric);
    return before !== undefined && before < version ? [{ metric, title, before, version }] : [];
  });
  if (newer.length > 0)
    for (const workspace of await listWorkspaceIds(system))
      for (const each of newer)
        await writeOnce(contextOf, workspace, {
          cause: { reason: "metric_version", ...each },
          ...{ key: `${each.metric}@${each.version}`, name: each.title, kind: "data", happenedAt },
        });
  for (const { metric, version } of changed)
    await system.db
      .insert(metricVersions)
      .values({ metric, version })
      .onConflictDoUpdate({ target: metricVersions.metric, set: { version } });
}

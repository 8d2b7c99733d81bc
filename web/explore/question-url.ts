import { z } from "zod";
import { exploreStep, naming } from "../../contracts/explore.ts";
import { funnelQuestion } from "../../contracts/funnel.ts";
import { pathsQuestion } from "../../contracts/paths.ts";
import { processQuestion } from "../../contracts/process.ts";
import { retentionQuestion } from "../../contracts/retention.ts";

/**
 * A question while somebody words it, as it stands in the address: the question to the API without period, zone and
 * comparison, which the page's bar holds. It may be unfinished: a funnel of one step, paths from nowhere yet.
 */
const shapes = {
  funnel: {
    steps: z.array(exploreStep).max(20),
    order: funnelQuestion.shape.order,
    windowSeconds: funnelQuestion.shape.windowSeconds,
    counting: funnelQuestion.shape.counting,
    exclusions: funnelQuestion.shape.exclusions,
    filter: funnelQuestion.shape.filter,
    breakdown: funnelQuestion.shape.breakdown,
  },
  retention: {
    start: retentionQuestion.shape.start,
    return: retentionQuestion.shape.return,
    interval: retentionQuestion.shape.interval,
    intervals: retentionQuestion.shape.intervals,
    kind: retentionQuestion.shape.kind,
    filter: retentionQuestion.shape.filter,
  },
  paths: {
    from: exploreStep.optional(),
    to: exploreStep.optional(),
    naming,
    columns: pathsQuestion.shape.columns,
    mergeRepeats: pathsQuestion.shape.mergeRepeats,
    gapMinutes: pathsQuestion.shape.gapMinutes,
    nodes: pathsQuestion.shape.nodes,
    filter: pathsQuestion.shape.filter,
  },
  process: {
    caseBy: processQuestion.shape.caseBy,
    naming,
    mergeRepeats: processQuestion.shape.mergeRepeats,
    minimumCases: processQuestion.shape.minimumCases,
    filter: processQuestion.shape.filter,
  },
} satisfies Record<string, z.ZodRawShape>;

export type QuestionKind = keyof typeof shapes;
export type Draft<K extends QuestionKind> = z.infer<z.ZodObject<(typeof shapes)[K]>>;

/** What a part falls back to where neither the address nor the contract says. */
const beginnings: { [K in QuestionKind]: Partial<Draft<K>> } = {
  funnel: { steps: [] },
  retention: {},
  paths: {},
  process: {},
};

interface Read<K extends QuestionKind> {
  draft: Draft<K>;
  /** Parts of the address that made no sense and were left out, so that a link with a typo still opens. */
  dropped: string[];
}

/** Reads a question out of the address, part by part. */
export function readDraft<K extends QuestionKind>(kind: K, q: object | undefined): Read<K> {
  const shape: Record<string, z.ZodType> = shapes[kind];
  const given = new Map(Object.entries(q ?? {}));
  const dropped = [...given.keys()].filter((name) => !(name in shape));
  const read: Record<string, unknown> = { ...beginnings[kind] };
  for (const [name, schema] of Object.entries(shape)) {
    const found = schema.safeParse(given.get(name));
    const value = found.success ? found.data : schema.safeParse(undefined).data;
    if (!found.success && given.has(name)) dropped.push(name);
    if (value !== undefined) read[name] = value;
  }
  return { draft: read as Draft<K>, dropped };
}

/** The question as it goes into the address: without what is the same in every fresh question. */
export function writeDraft<K extends QuestionKind>(kind: K, draft: Draft<K>): object | undefined {
  const fresh = new Map(Object.entries(readDraft(kind, undefined).draft));
  const said = Object.entries(draft).filter(
    ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(fresh.get(name)),
  );
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

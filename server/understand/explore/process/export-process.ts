import { Readable } from "node:stream";
import type { z } from "zod";
import type { ProcessQuery, processExportFormat } from "../../../../contracts/understand/process.ts";
import type { Context } from "../../../platform/context.ts";
import { problem } from "../../../platform/http/problem.ts";
import { namingStatements } from "../query/explore-steps.ts";
import { activityName, answerProcess, processOf } from "./answer-process.ts";
import { drawMermaid, drawSvg } from "./draw-process.ts";
import { logSql } from "./process-sql.ts";
import { type LogFacts, type LoggedTrace, writeCsv, writeXes } from "./write-log.ts";

/** Events in a file of the log. Traces that begin later than fit are left out whole. */
const MOST_EVENTS = 100_000;

type Format = z.infer<typeof processExportFormat>;

interface File {
  name: string;
  type: string;
  content: Readable | string;
}

/**
 * The process as a file: its log (XES, CSV) or its graph (Mermaid, SVG). The name of a log that was cut says so.
 * @throws 403 for a log without the permission to read contacts: its traces are what they did
 */
export async function exportProcess(
  ctx: Context,
  query: ProcessQuery,
  { format, bom }: { format: Format; bom: "true" | "false" },
  signal?: AbortSignal,
): Promise<File> {
  if (format === "svg" || format === "mermaid") {
    const answer = await answerProcess(ctx, query, signal);
    return format === "svg"
      ? { name: "process.svg", type: "image/svg+xml", content: drawSvg(answer) }
      : { name: "process.mmd", type: "text/vnd.mermaid; charset=utf-8", content: drawMermaid(answer) };
  }
  if (!ctx.can("contacts:read")) throw problem("log_names_customers");
  const { traces, facts } = await readLog(ctx, query, signal);
  const cut = facts.isCut ? `-first-${MOST_EVENTS}-of-${facts.events}-events` : "";
  return format === "xes"
    ? {
        name: `process${cut}.xes`,
        type: "application/xml; charset=utf-8",
        content: Readable.from(writeXes(traces, facts)),
      }
    : {
        name: `process${cut}.csv`,
        type: "text/csv; charset=utf-8",
        content: Readable.from(writeCsv(traces, { bom: bom === "true" })),
      };
}

interface LogRow {
  name: string;
  nodes: number[];
  times: string[];
  all_events: string;
}

async function readLog(ctx: Context, query: ProcessQuery, signal?: AbortSignal) {
  ctx.analytics.announce(1 + namingStatements(query.naming));
  const process = await processOf(ctx, query, ctx.now(), signal);
  const rows = await ctx.analytics.ask<LogRow>(logSql(process, MOST_EVENTS), { tenant: ctx, signal });
  const traces = rows.map(
    ({ name, nodes, times }): LoggedTrace => ({
      name,
      events: nodes.map((node, index) => ({
        activity: activityName(process.names, node),
        instant: new Date(Number(times[index])),
      })),
    }),
  );
  const written = traces.reduce((sum, { events }) => sum + events.length, 0);
  const events = Number(rows[0]?.all_events ?? 0);
  const facts: LogFacts = { events, isCut: written < events };
  return { traces, facts };
}

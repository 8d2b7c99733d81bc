import Table from "cli-table3";
import type { z } from "zod";
import type { Api } from "../contracts/api.ts";
import type { DiscoveryAnswer } from "../contracts/understand/discovery.ts";
import type { FunnelAnswer } from "../contracts/understand/funnel.ts";
import type { Measured } from "../contracts/understand/metrics.ts";
import type { PathsAnswer } from "../contracts/understand/paths.ts";
import type { ProcessAnswer } from "../contracts/understand/process.ts";

/** Lines of a table that people read; all of them are in the answer as JSON. */
const MOST_LINES = 40;

/** A line for each step, of everybody and then of each group. */
export function funnelTable({ rows, period }: FunnelAnswer): string {
  const broken = rows.length > 1;
  const head = ["step", "people", "of first", "of previous", "dropped off", "median", "p90"];
  const lines = rows.flatMap(({ group, isOther, steps }) =>
    steps.map((step) => [
      ...(broken ? [isOther ? "other" : group === undefined ? "everybody" : (group ?? "not set")] : []),
      step.name,
      String(step.people),
      share(step.ofFirst),
      share(step.ofPrevious),
      String(step.droppedOff ?? ""),
      duration(step.elapsed.median),
      duration(step.elapsed.p90),
    ]),
  );
  return `${table(broken ? ["group", ...head] : head, lines)}\n${during(period)}`;
}

/** A line for each way from a place to one of the next column. */
export function pathsTable({ columns, links, people, period }: PathsAnswer): string {
  const name = (column: number, index: number) => {
    const node = columns[column]?.nodes[index];
    return node ? (node.kind === "named" ? node.name : `(${node.kind})`) : "";
  };
  const lines = links.map((link) => [
    String(link.column),
    name(link.column, link.from),
    name(link.column + 1, link.to),
    String(link.people),
    duration(link.elapsed.median),
  ]);
  return `${table(["column", "from", "to", "people", "median"], lines)}\n${people} people, ${during(period)}`;
}

/** What directly follows what, most frequent first. */
export function processTable({ traces, events, edges, period }: ProcessAnswer): string {
  const lines = edges.map((edge) => [
    edge.from,
    edge.to,
    String(edge.count),
    String(edge.traces),
    duration(edge.elapsed.median),
    duration(edge.elapsed.p90),
  ]);
  const head = ["from", "to", "times", "traces", "median", "p90"];
  return `${table(head, lines)}\n${traces} traces, ${events} events, ${during(period)}`;
}

/** A line for each cohort, with the share retained in each interval that is over. */
export function retentionTable({ cohorts, mean, timezone }: z.output<Api["queryRetention"]["response"]>): string {
  const head = ["cohort", "people", ...mean.map((_, interval) => String(interval))];
  const lines = cohorts.map(({ start, size, retained }) => [
    start.slice(0, 10),
    String(size),
    ...retained.map((people) => (people === null || size === 0 ? "" : percent(people / size))),
  ]);
  return `${table(head, [...lines, ["mean", "", ...mean.map(share)]])}\n${timezone}`;
}

/** A line for each thing that people do, in the typical order; * marks the steps of the proposed map. */
export function discoveryTable({ steps, people, traces, period }: DiscoveryAnswer): string {
  const lines = steps.map((step) => [
    step.isProposed ? "*" : "",
    step.name,
    step.isProposed ? String(step.phase + 1) : "",
    String(step.people),
    percent(step.share),
    duration(step.sinceStart.median),
  ]);
  const head = ["map", "step", "phase", "people", "share", "since start"];
  return `${table(head, lines)}\n${people} people, ${traces} traces, ${during(period)}`;
}

export function table(head: string[], lines: string[][]): string {
  const shown = new Table({ head, style: { head: [], border: [], compact: true } });
  shown.push(...lines.slice(0, MOST_LINES));
  const more = lines.length - MOST_LINES;
  return more > 0 ? `${shown.toString()}\nand ${more} more; --json prints all of them` : shown.toString();
}

export function share({ value, hidden }: Measured): string {
  return hidden ? "too few" : value === null ? "" : percent(value);
}

export function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function duration(seconds: number | null): string {
  if (seconds === null) return "";
  const units: [number, string][] = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
  ];
  const [size, unit] = units.find(([each]) => seconds >= each) ?? [1, "s"];
  return `${Number((seconds / size).toFixed(1))} ${unit}`;
}

export function during({ from, to, timezone }: { from: string; to: string; timezone: string }): string {
  return `${from} to ${to}, ${timezone}`;
}

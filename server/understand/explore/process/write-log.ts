import { csvLines } from "../../../platform/files/write-csv.ts";
import { xmlText } from "./xml-text.ts";

/** A trace of a log: what it is called, and its activities in order with when they were. */
export interface LoggedTrace {
  name: string;
  events: { activity: string; instant: Date }[];
}

export interface LogFacts {
  /** Events there are in all; more than the traces hold where the log was cut. */
  events: number;
  isCut: boolean;
}

/** The log in XES (IEEE 1849-2016): a trace for each trace. */
export function* writeXes(traces: Iterable<LoggedTrace>, { events, isCut }: LogFacts): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
  <string key="concept:name" value="Throughline"/>
  <int key="events" value="${events}"/>
  <boolean key="cut" value="${isCut}"/>
`;
  for (const { name, events: logged } of traces) {
    const lines = logged.map(
      ({ activity, instant }) =>
        `    <event><string key="concept:name" value="${xmlText(activity)}"/><date key="time:timestamp" value="${instant.toISOString()}"/></event>\n`,
    );
    yield `  <trace>\n    <string key="concept:name" value="${xmlText(name)}"/>\n${lines.join("")}  </trace>\n`;
  }
  yield "</log>\n";
}

/** The log as a table: a row for each event, with the columns' names of XES. */
export function* writeCsv(traces: Iterable<LoggedTrace>, { bom = false } = {}): Generator<string> {
  yield csvLines([["case:concept:name", "concept:name", "time:timestamp"]], { bom });
  for (const { name, events } of traces)
    yield csvLines(events.map(({ activity, instant }) => [name, activity, instant.toISOString()]));
}

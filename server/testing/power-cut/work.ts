import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Database, OpenDatabase } from "../../platform/db/database.ts";

type Kind = "insert" | "large" | "transaction" | "undone" | "update" | "delete" | "table" | "rewrite" | "checkpoint";

/** Steps of every kind, small ones mostly. */
export const MIXED: readonly Kind[] = [
  ...(["insert", "insert", "insert", "insert", "transaction", "update", "update", "delete"] as const),
  ...(["undone", "large", "table", "rewrite", "checkpoint"] as const),
];

export interface Work {
  /** What `readState` gives after step `n`, which may be that of the last acknowledged or, if it was done, the next. */
  states: string[];
  /** Does the next step and returns its number. */
  step(): Promise<number>;
}

/** Works on records in steps chosen by lot. */
export function startWork(records: OpenDatabase, seed: number, kinds: readonly Kind[] = MIXED): Work {
  const lots = xoroshiro128plus(seed);
  const upTo = (most: number) => uniformInt(lots, 1, most);
  const text = (length: number) => {
    let made = "";
    while (made.length < length) made += uniformInt(lots, 0, 0x7fffffff).toString(36);
    return made.slice(0, length);
  };
  const rows = new Map<number, string[]>();
  const tables: string[] = [];
  const states = [NO_STATE];

  const insert = async (db: Database, step: number, texts: string[]) => {
    await db.execute(sql`insert into kept select ${step}, part, payload
      from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) with ordinality as t (payload, part)`);
  };
  const texts = () => Array.from({ length: upTo(12) }, () => text(upTo(2000)));
  const any = () => [...rows.keys()][upTo(Math.max(1, rows.size)) - 1] ?? 0;

  const acts: Record<Kind, (step: number) => Promise<void>> = {
    async insert(step) {
      const made = texts();
      await insert(records.db, step, made);
      rows.set(step, made);
    },
    async large(step) {
      const made = [text(200_000)];
      await insert(records.db, step, made);
      rows.set(step, made);
    },
    async transaction(step) {
      const [made, again] = [texts(), any()];
      await records.db.transaction(async (tx) => {
        await insert(tx, step, made);
        await tx.execute(sql`delete from kept where step = ${again}`);
      });
      rows.delete(again);
      rows.set(step, made);
    },
    async undone(step) {
      const undo = new Error("undone");
      const failed = records.db.transaction(async (tx) => {
        await insert(tx, step, texts());
        throw undo;
      });
      await failed.catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    },
    async update() {
      const [step, payload] = [any(), text(upTo(3000))];
      await records.db.execute(sql`update kept set payload = ${payload} where step = ${step}`);
      rows.set(
        step,
        (rows.get(step) ?? []).map(() => payload),
      );
    },
    async delete() {
      const step = any();
      await records.db.execute(sql`delete from kept where step = ${step}`);
      rows.delete(step);
    },
    async table(step) {
      const dropped = tables.length > 2 ? tables.shift() : undefined;
      if (dropped) await records.run(`drop table ${dropped}`);
      else {
        await records.run(`create table made_${step} as select n from generate_series(1, 300) as n`);
        tables.push(`made_${step}`);
      }
    },
    async rewrite() {
      await records.run(upTo(2) === 1 ? "vacuum full kept" : "reindex table kept");
    },
    async checkpoint() {
      await records.run("checkpoint");
    },
  };

  return {
    states,
    async step() {
      const step = states.length;
      if (step === 1)
        await records.run("create table kept (step int, part int, payload text, primary key (step, part))");
      else await acts[kinds[upTo(kinds.length) - 1] ?? "insert"](step);
      states.push(
        stateOf(
          [...rows].flatMap(([of, parts]) => parts.map((payload, part) => `${of}.${part + 1} ${md5(payload)}`)),
          tables.map((name) => `${name} 300`),
        ),
      );
      return step;
    },
  };
}

const NO_STATE = "no table";

/** What the records hold of such work, read from the table and from its index. */
export async function readState(records: OpenDatabase): Promise<string> {
  const { rows: found } = await records.run(
    "select relname as name from pg_class where relkind = 'r' and (relname = 'kept' or relname like 'made%')",
  );
  const names = (found as { name: string }[]).map(({ name }) => name);
  if (!names.includes("kept")) return NO_STATE;
  const counts: string[] = [];
  for (const name of names.filter((each) => each !== "kept"))
    counts.push(`${name} ${((await records.run(`select count(*) as n from ${name}`)).rows[0] as { n: string }).n}`);
  const read = async (way: string) => {
    await records.run(`set enable_${way} = off`);
    const { rows } = await records.run(
      "select step || '.' || part || ' ' || md5(payload) as row from kept where step > 0 and part > 0",
    );
    await records.run(`reset enable_${way}`);
    return stateOf(
      (rows as { row: string }[]).map(({ row }) => row),
      counts,
    );
  };
  const [scanned, looked] = [await read("bitmapscan"), await read("seqscan")];
  return scanned === looked ? scanned : `the table says ${scanned} and its index ${looked}`;
}

function stateOf(rows: string[], tables: string[]): string {
  return `${rows.length} rows, ${tables.length} tables, ${md5([...rows.sort(), ...tables.sort()].join("\n"))}`;
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

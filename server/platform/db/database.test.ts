import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../config.ts";
import { freshStores, openTestRecords } from "../../testing/stores.ts";
import { migrations } from "../../testing/template.ts";
import { type OpenDatabase, openDatabase } from "./database.ts";

let records: OpenDatabase;

beforeAll(async () => {
  records = await openTestRecords();
});

afterAll(() => records.close());

describe("the records", () => {
  it("hold nobody up while a statement runs", async () => {
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 5);
    await records.db.execute(sql`select count(*) from generate_series(1, 3000000)`);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(2);
  });

  it("are not made among files of something else", async () => {
    const folder = mkdtempSync(join(tmpdir(), "throughline-records-"));
    writeFileSync(join(folder, "letter.txt"), "mine");
    await expect(openDatabase({ folder, migrations })).rejects.toThrow(`${folder} holds files but no database`);
    expect(readdirSync(folder)).toEqual(["letter.txt"]);
    rmSync(folder, { recursive: true });
  });

  it("of a newer version are left alone", async () => {
    const { data, environment, remove } = await freshStores();
    const { databaseUrl } = readConfig({ data }, environment);
    const open = () => openDatabase({ url: databaseUrl, folder: join(data, "records"), migrations });
    const mine = await open();
    await mine.run(
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('of next year', 4102444800000)",
    );
    await mine.close();
    await expect(open()).rejects.toThrow(/^The records were written by a newer version of Throughline: .* restore/);
    remove();
  });

  it("answer in UTC, whatever the zone of the machine", async () => {
    const { rows } = await records.run("select current_setting('timezone') as zone");
    expect(rows).toEqual([{ zone: "UTC" }]);
  });

  it("are not left in a transaction that statements of their own began", async () => {
    await expect(records.run("begin; select 1/0; commit")).rejects.toMatchObject({ code: "22012" });
    expect((await records.run("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("take statements and answers of many megabytes", async () => {
    const text = "ä".repeat(5_000_000);
    const { rows } = await records.run("select $1::text as text", [text]);
    expect((rows as { text: string }[])[0]?.text === text).toBe(true);
  });

  it("answer the next statement after one that failed", async () => {
    const failed = await Promise.allSettled([records.run("selec"), records.run("select 1/0 as x")]);
    expect(failed.map((each) => each.status)).toEqual(["rejected", "rejected"]);
    expect(failed[1]).toMatchObject({ reason: { code: "22012" } });
    expect((await records.run("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });
});

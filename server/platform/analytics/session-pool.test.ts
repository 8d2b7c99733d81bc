import { describe, expect, test } from "vitest";
import { SessionPool } from "./session-pool.ts";

/** Asks for a session and holds it until told to let go. */
function hold(pool: SessionPool<string>, tenant: string, served: string[] = []) {
  let release: () => void = () => undefined;
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  const done = pool.use(tenant, async () => {
    served.push(tenant);
    await until;
  });
  return { release, done };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("sessions", () => {
  test("go to who holds fewest, else to who came first", async () => {
    const pool = new SessionPool(["one", "two"]);
    const served: string[] = [];
    const busy = Array.from({ length: 6 }, () => hold(pool, "busy", served));
    const quiet = [hold(pool, "quiet", served), hold(pool, "other", served)];
    await settled();
    expect(served).toEqual(["busy", "busy"]);
    busy[0]?.release();
    await settled();
    expect(served.at(-1)).toBe("quiet");
    quiet[0]?.release();
    await settled();
    expect(served.at(-1)).toBe("other");
    busy[1]?.release();
    await settled();
    expect(served.at(-1)).toBe("busy");
    for (const each of [...quiet, ...busy]) each.release();
    await Promise.all([...quiet, ...busy].map((each) => each.done));
    expect(served).toHaveLength(8);
  });

  test("come back when the work fails", async () => {
    const pool = new SessionPool(["one"]);
    await expect(pool.use("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await pool.use("a", async (session) => session)).toBe("one");
  });

  test("are waited for by a hundred of one tenant and two hundred of all", async () => {
    const pool = new SessionPool(["one"]);
    const held = [hold(pool, "a")];
    for (let each = 0; each < 100; each += 1) held.push(hold(pool, "a"));
    await expect(hold(pool, "a").done).rejects.toMatchObject({ status: 503, code: "too_many_queries" });
    for (let each = 0; each < 100; each += 1) held.push(hold(pool, "b"));
    await expect(hold(pool, "c").done).rejects.toMatchObject({ status: 503 });
    for (const each of held) each.release();
    await Promise.all(held.map((each) => each.done));
  });

  test("are not waited for by who has gone", async () => {
    const pool = new SessionPool(["one"]);
    const first = hold(pool, "a");
    const gone = new AbortController();
    const waiting = pool.use("b", async () => "served", gone.signal);
    gone.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
    first.release();
    await first.done;
    expect(await pool.use("c", async (session) => session)).toBe("one");
  });
});

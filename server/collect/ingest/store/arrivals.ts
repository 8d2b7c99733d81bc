import { arrivalsIn } from "../../../log/events/events.ts";

interface Arrivals {
  (instant: Date): bigint;
  /** Continues behind a number given before, as by an earlier process whose clock was ahead. */
  after(last: bigint): void;
}

/** Numbers that rise with every message: its instant of arrival, and behind it whatever keeps it above the one before. */
export function arrivals(): Arrivals {
  let last = 0n;
  const next = (instant: Date) => {
    const now = arrivalsIn(instant.getTime());
    last = now > last ? now : last + 1n;
    return last;
  };
  return Object.assign(next, {
    after(known: bigint) {
      if (known > last) last = known;
    },
  });
}

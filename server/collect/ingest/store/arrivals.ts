/** Numbers to an instant's millisecond; 40 bits of milliseconds and these leave a UInt64 far from full. */
const A_MILLISECOND = 4_096n;

interface Arrivals {
  (instant: Date): bigint;
  /** Continues behind a number given before, as by an earlier process whose clock was ahead. */
  after(last: bigint): void;
}

/** Numbers that rise with every message: its instant of arrival, and behind it whatever keeps it above the one before. */
export function arrivals(): Arrivals {
  let last = 0n;
  const next = (instant: Date) => {
    const now = BigInt(instant.getTime()) * A_MILLISECOND;
    last = now > last ? now : last + 1n;
    return last;
  };
  return Object.assign(next, {
    after(known: bigint) {
      if (known > last) last = known;
    },
  });
}

/** The instant behind a number, in milliseconds since 1970. */
export function arrivedAt(arrival: bigint): number {
  return Number(arrival / A_MILLISECOND);
}

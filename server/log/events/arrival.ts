/** An `arrival` counts so many to a millisecond; 40 bits of milliseconds and these leave a UInt64 far from full. */
const A_MILLISECOND = 4_096n;

/** The first number of a stretch of time since 1970, in milliseconds; of an instant, the first that it can have. */
export function arrivalsIn(milliseconds: number): bigint {
  return BigInt(milliseconds) * A_MILLISECOND;
}

/** The last number that an instant can have. */
export function lastArrivalAt(instant: Date): bigint {
  return arrivalsIn(instant.getTime() + 1) - 1n;
}

/** The instant behind a number, in milliseconds since 1970. */
export function arrivedAt(arrival: bigint): number {
  return Number(arrival / A_MILLISECOND);
}

export interface Clock {
  now(): Date;
  set(instant: string | Date): void;
  advance(milliseconds: number): void;
}

export function createClock(start: string): Clock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    set(instant) {
      at = new Date(instant).getTime();
    },
    advance(milliseconds) {
      at += milliseconds;
    },
  };
}

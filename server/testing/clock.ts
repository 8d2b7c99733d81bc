export interface Clock {
  now(): Date;
  set(instant: string | Date): void;
  advance(milliseconds: number): void;
}

export function createClock(start: string): Clock {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    set(instant) {
      time = new Date(instant).getTime();
    },
    advance(milliseconds) {
      time += milliseconds;
    },
  };
}

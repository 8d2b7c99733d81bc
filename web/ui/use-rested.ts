import { useEffect, useState } from "react";

const pauseMilliseconds = 350;

/** The value once it has rested: one question for a burst of typing. */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

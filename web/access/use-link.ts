import { useEffect, useState } from "react";

/** What a link in a message is for, asked once: after it was used it would be gone. */
export function useLink<T>(
  token: string,
  read: (token: string, signal: AbortSignal) => Promise<T>,
): { data: T | undefined; error: unknown } {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const controller = new AbortController();
    read(token, controller.signal).then(setData, (reason: unknown) => controller.signal.aborted || setError(reason));
    return () => controller.abort();
  }, [token, read]);
  return { data, error };
}

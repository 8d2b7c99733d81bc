import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ApiError } from "../../../contracts/client.ts";
import { randomId } from "../../session/random-id.ts";

export interface Asked<A> {
  answer: A | undefined;
  /** The answer is to the query before, while this one is under way. */
  isOld: boolean;
  isAsking: boolean;
  /** Nobody waits for an answer: it was stopped by hand. */
  isStopped: boolean;
  error: unknown;
  /** Whole seconds since it was asked. */
  seconds: number;
  /** What its progress is asked by, while it is under way. */
  queryId: string | undefined;
  ask: () => void;
  /** Ends the request; the server then stops the query of its engine. */
  cancel: () => void;
}

/** Asks a query that may take its time. Null while the query is unfinished. */
export function useAsk<Q, A>(
  /** What is asked: queries of different kinds may look alike. */
  kind: string,
  query: Q | null,
  send: (query: Q, signal: AbortSignal, queryId: string) => Promise<A>,
): Asked<A> {
  const client = useQueryClient();
  const queryKey = ["explore", kind, query];
  const [queryId, setQueryId] = useState<string>();
  const asked = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      if (query === null) throw new Error("An unfinished query cannot be asked");
      const queryId = randomId();
      setQueryId(queryId);
      return send(query, signal, queryId);
    },
    enabled: query !== null,
    placeholderData: keepPreviousData,
    // A refusal stays one; a query that was too much for the server is not repeated behind anybody's back.
    retry: (failures, error) => failures < 1 && !(error instanceof ApiError),
  });
  const isAsking = asked.fetchStatus === "fetching";
  const seconds = useSeconds(isAsking, JSON.stringify(queryKey));
  return {
    answer: query === null ? undefined : asked.data,
    isOld: asked.isPlaceholderData,
    isAsking,
    isStopped: query !== null && !isAsking && !asked.isError && (asked.isPlaceholderData || asked.isPending),
    error: query !== null && asked.isError && !isAsking ? asked.error : undefined,
    seconds,
    queryId: isAsking ? queryId : undefined,
    ask: () => void asked.refetch(),
    cancel: () => void client.cancelQueries({ queryKey }),
  };
}

/** Seconds since something began; a change of `key` begins anew. */
function useSeconds(isRunning: boolean, key: string): number {
  const [elapsed, setElapsed] = useState({ key, seconds: 0 });
  useEffect(() => {
    setElapsed({ key, seconds: 0 });
    if (!isRunning) return;
    const began = performance.now();
    const timer = setInterval(() => setElapsed({ key, seconds: Math.floor((performance.now() - began) / 1000) }), 250);
    return () => clearInterval(timer);
  }, [isRunning, key]);
  return elapsed.key === key ? elapsed.seconds : 0;
}

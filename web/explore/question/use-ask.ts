import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ApiError } from "../../../contracts/client.ts";
import { randomId } from "../../session/random-id.ts";

export interface Asked<A> {
  answer: A | undefined;
  /** The answer is to the question before, while this one is under way. */
  isOld: boolean;
  isAsking: boolean;
  /** Nobody waits for an answer: it was stopped by hand. */
  isStopped: boolean;
  error: unknown;
  /** Whole seconds since it was asked. */
  seconds: number;
  /** What its progress is asked by, while it is under way. */
  questionId: string | undefined;
  ask: () => void;
  /** Ends the request; the server then stops the query of its engine. */
  cancel: () => void;
}

/** Asks a question that may take its time. Null while the question is unfinished. */
export function useAsk<Q, A>(
  /** What is asked: questions of different kinds may look alike. */
  kind: string,
  question: Q | null,
  send: (question: Q, signal: AbortSignal, questionId: string) => Promise<A>,
): Asked<A> {
  const client = useQueryClient();
  const queryKey = ["explore", kind, question];
  const [questionId, setQuestionId] = useState<string>();
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      if (question === null) throw new Error("An unfinished question cannot be asked");
      const questionId = randomId();
      setQuestionId(questionId);
      return send(question, signal, questionId);
    },
    enabled: question !== null,
    placeholderData: keepPreviousData,
    // A refusal stays one; a question that was too much for the server is not repeated behind anybody's back.
    retry: (failures, error) => failures < 1 && !(error instanceof ApiError),
  });
  const isAsking = query.fetchStatus === "fetching";
  const seconds = useSeconds(isAsking, JSON.stringify(queryKey));
  return {
    answer: question === null ? undefined : query.data,
    isOld: query.isPlaceholderData,
    isAsking,
    isStopped: question !== null && !isAsking && !query.isError && (query.isPlaceholderData || query.isPending),
    error: question !== null && query.isError && !isAsking ? query.error : undefined,
    seconds,
    questionId: isAsking ? questionId : undefined,
    ask: () => void query.refetch(),
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

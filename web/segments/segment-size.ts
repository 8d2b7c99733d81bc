import type { ResponseOf } from "../../contracts/client.ts";

type Listed = ResponseOf<"GET /api/v1/segments">;

/** One that was only just described is counted within moments. */
const COUNTED_MILLISECONDS = 3000;

/** The list is asked again while it holds one that is not counted yet. */
export const untilCounted = {
  refetchInterval: ({ state }: { state: { data: Listed | undefined } }) =>
    state.data?.items.some(({ size }) => size === null) ? COUNTED_MILLISECONDS : (false as const),
};

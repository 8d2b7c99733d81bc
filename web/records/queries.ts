import { queryOptions } from "@tanstack/react-query";
import type { RequestOptions, ResponseOf, RouteName } from "../../contracts/client.ts";
import { queryClient, request } from "../session/api.ts";

type Listing<N extends string> = `GET /api/v1/${N}`;
type Reading<N extends string> = `GET /api/v1/${N}/:id`;

/** What the API lists, by its path, such as "segments". */
export type ListName = {
  [R in RouteName]: R extends Listing<infer N>
    ? ResponseOf<R> extends { items: { id: string }[] }
      ? N
      : never
    : never;
}[RouteName];
/** Those of which one can be read by its id too. */
export type RecordName = { [N in ListName]: Reading<N> extends RouteName ? N : never }[ListName];

type PageOf<N extends ListName> = ResponseOf<Listing<N>>;
type OneOf<N extends string> = Reading<N> extends infer R extends RouteName ? ResponseOf<R> : never;
type BodyOf<N extends string> = `POST /api/v1/${N}` extends infer R extends RouteName
  ? RequestOptions<R>["body"]
  : never;

const options = <Data>(queryKey: readonly unknown[], queryFn: (signal: AbortSignal) => Promise<Data>) =>
  queryOptions<Data, Error, Data, readonly unknown[]>({ queryKey, queryFn: ({ signal }) => queryFn(signal) });

/** What `useQuery` takes to ask for something. */
export type Asking<Data> = ReturnType<typeof options<Data>>;

// The names of the routes are put together here, where no compiler can follow; the types around say what comes.
const ask = request as unknown as (route: string, options: object) => Promise<never>;

/** What the API lists under one path. `moves` tells that a change of one makes every number on any page another. */
export function listQueries<N extends ListName>(name: N, moves?: "numbers") {
  /** What was answered about any of these is asked again, what is on the page at once. */
  async function changed(): Promise<void> {
    await queryClient.invalidateQueries({ queryKey: [name] });
    if (moves) void queryClient.invalidateQueries();
  }
  const destroy = (id: string): Promise<void> => ask(`DELETE /api/v1/${name}/:id`, { params: { id } });
  return {
    changed,
    list: (query?: RequestOptions<Listing<N>>["query"]) =>
      options<PageOf<N>>([name, "list", query ?? {}], (signal) => ask(`GET /api/v1/${name}`, { query, signal })),

    /** Deletes one; `leave` takes people away from its page before anything is asked again. @throws ApiError, 409 when it is used */
    async remove(id: string, leave?: () => Promise<void>): Promise<void> {
      await destroy(id);
      await leave?.();
      queryClient.removeQueries({ queryKey: [name, "one", id] });
      await changed();
    },

    /** Deletes those that can be, one after the other; answers why the others stayed. */
    async removeAll(ids: readonly string[]): Promise<Map<string, unknown>> {
      const stayed = new Map<string, unknown>();
      for (const id of ids) await destroy(id).catch((error: unknown) => stayed.set(id, error));
      await changed();
      return stayed;
    },
  };
}

/** Everything that is asked of one kind of named things, and what of the answers must be asked again after a change. */
export function recordQueries<N extends RecordName>(name: N, moves?: "numbers") {
  const path = `/api/v1/${name}/:id`;
  const queries = listQueries(name, moves);
  return {
    ...queries,
    one: (id: string) =>
      options<OneOf<N>>([name, "one", id], (signal) => ask(`GET ${path}`, { params: { id }, signal })),

    /** Creates one, or changes the one that was seen. @throws ApiError, 412 when somebody else changed it since */
    async save(body: BodyOf<N>, seen?: { id: string; revision: number }): Promise<OneOf<N>> {
      const saved: Awaited<OneOf<N>> = await (seen
        ? ask(`PUT ${path}`, { params: { id: seen.id }, body, ifMatch: seen.revision })
        : ask(`POST /api/v1/${name}`, { body }));
      await queries.changed();
      return saved;
    },
  };
}

import { useFormat } from "./format.ts";

/** How long ago something was; when exactly, for who points at it. `at` is an ISO 8601 instant. */
export function Ago({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.moment(at)}>
      {format.ago(at)}
    </time>
  );
}

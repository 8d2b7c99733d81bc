import { useFormat } from "./format.ts";

/** How long ago something was; when exactly, for who points at it. `instant` is an ISO 8601 instant. */
export function Ago({ instant }: { instant: string }) {
  const format = useFormat();
  return (
    <time dateTime={instant} title={format.moment(instant)}>
      {format.ago(instant)}
    </time>
  );
}

import { Link } from "@tanstack/react-router";
import type { Kind } from "../../contracts/words/kinds.ts";
import { useTranslation } from "../i18n/words.ts";

const one = {
  segment: "/customers/segments/$id",
  persona: "/customers/personas/$id",
  touchpoint: "/touchpoints/$id",
  annotation: "/data/annotations/$id",
  question: "/data/questions/$id",
  journey: "/journeys/$id",
  contact: "/customers/$id",
  account: "/customers/accounts/$id",
  import: "/data/imports/$id",
  unit: "/settings/units/$id",
  role: "/settings/roles/$id",
  mail: "/settings/mail/$id",
} as const;

const all = {
  saved_query: "/explore/saved",
  overview: "/",
  tile: "/",
  user: "/settings/members",
  invitation: "/settings/members",
  key: "/data",
  delivery: "/settings/deliveries",
  workspace: "/settings",
  currency_rate: "/settings/money",
  reported_figure: "/data/questions",
  mail_sender: "/settings/mail",
  closed_address: "/settings/mail",
  erasure: "/settings/personal-data",
} as const;

/** What kind of thing it is and what it is called, as a link to where it is kept. */
export function RecordLink({ kind, id, name }: { kind: Kind; id: string; name: string }) {
  const { t } = useTranslation();
  const words = `${t(`records.kind.${kind}`)}${name ? ` “${name}”` : ""}`;
  const look = "break-words rounded-md underline-offset-2 hover:underline";
  if (kind in one && id !== "")
    return (
      <Link to={one[kind as keyof typeof one]} params={{ id }} className={look}>
        {words}
      </Link>
    );
  if (kind in all)
    return (
      <Link to={all[kind as keyof typeof all]} className={look}>
        {words}
      </Link>
    );
  return <span className="break-words">{words}</span>;
}

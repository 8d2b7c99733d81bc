import { Link } from "@tanstack/react-router";
import type { StepNumbers } from "../../contracts/understand/journeys.ts";
import { useTranslation } from "../i18n/words.ts";
import { useFormat } from "../ui/format.ts";

/** What was said lately, in the words of customers, with the way to each. */
export function Quotes({ quotes }: { quotes: StepNumbers["quotes"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="flex flex-col gap-3">
      {quotes.map((quote) => (
        <li key={quote.at + quote.text} className="border-line border-s-2 ps-3">
          <q lang={quote.language || undefined}>{quote.text}</q>
          <p className="figures mt-0.5 text-faint text-xs">
            {[
              quote.score === null ? "" : t("metrics.scored", { score: format.metric(quote.score, "score") }),
              format.ago(quote.at),
            ]
              .filter(Boolean)
              .join(" · ")}
            {quote.contactId ? (
              <>
                {" · "}
                <Link
                  to="/customers/$id"
                  params={{ id: quote.contactId }}
                  className="rounded-md text-accent-text underline"
                >
                  {t("metrics.customer")}
                </Link>
              </>
            ) : null}
          </p>
        </li>
      ))}
    </ul>
  );
}

import { useTranslation } from "../../i18n/words.ts";
import { useSession } from "../../session/session.ts";
import { cx } from "../../ui/class-names.ts";
import { useFormat } from "../../ui/format.ts";

interface PeopleCountProps {
  people: number;
  /** Whose number it is: the accessible name says it. */
  label: string;
  onOpen: () => void;
  /** Said in the place of the bare number. */
  words?: string;
  className?: string;
}

/** A number of people that opens the list of them, for those who may see contacts. */
export function PeopleCount({ people, label, onOpen, words, className }: PeopleCountProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { can } = useSession();
  if (people === 0 || !can("contacts:read"))
    return <span className={cx("figures", className)}>{words ?? format.count(people)}</span>;
  return (
    <button
      type="button"
      aria-label={t("explore.openPeople", { n: words ?? format.count(people), label })}
      onClick={onOpen}
      className={cx(
        "figures rounded-md underline decoration-edge decoration-dotted underline-offset-3 hover:text-accent-text hover:decoration-solid",
        className,
      )}
    >
      {words ?? format.count(people)}
    </button>
  );
}

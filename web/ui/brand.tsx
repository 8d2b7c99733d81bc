import { useTranslation } from "../i18n/words.ts";

/** One line through the ups and downs, with a point on it. */
export function Brand({ large }: { large?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="flex items-center gap-2">
      <svg viewBox="0 0 32 32" className={large ? "size-8" : "size-5.5"} aria-hidden="true">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path
          d="M6 21c5 0 5-10 10-10s5 6 10 6"
          fill="none"
          strokeWidth="2.75"
          strokeLinecap="round"
          className="stroke-on-accent"
        />
        <circle cx="16" cy="11" r="3" className="fill-on-accent" />
      </svg>
      <span className={large ? "font-semibold text-xl tracking-tight" : "font-semibold text-base tracking-tight"}>
        {t("app.name")}
      </span>
    </span>
  );
}

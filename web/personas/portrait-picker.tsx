import { Shuffle } from "lucide-react";
import { useId, useState } from "react";
import type { Portrait } from "../../contracts/understand/personas.ts";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { PortraitPicture, portraitStyles } from "./portrait.tsx";

interface PortraitPickerProps {
  value: Portrait;
  onChange: (portrait: Portrait) => void;
}

/** Of each style so many at once. */
const variants = [1, 2, 3, 4];

const same = (one: Portrait, other: Portrait) => one.style === other.style && one.seed === other.seed;

/** One of a dozen drawings, or of the next dozen. Native radio buttons, so that the arrow keys go from one to the next. */
export function PortraitPicker({ value, onChange }: PortraitPickerProps) {
  const { t } = useTranslation();
  const name = useId();
  const [round, setRound] = useState(0);
  const [first] = useState(value);
  const offered = portraitStyles.flatMap((style) =>
    variants.map((variant): Portrait => ({ style, seed: `${round * variants.length + variant}` })),
  );
  const shown = offered.some((each) => same(each, value)) ? offered : [value, ...offered];
  const kept = shown.some((each) => same(each, first)) ? shown : [first, ...shown];
  return (
    <div>
      <fieldset className="flex flex-wrap gap-2">
        <legend className="mb-1.5 font-medium text-sm">{t("personas.portrait")}</legend>
        {kept.map((portrait, at) => (
          <label
            key={`${portrait.style} ${portrait.seed}`}
            className="cursor-pointer rounded-full p-0.5 ring-transparent transition-shadow hover:ring-2 hover:ring-line has-checked:ring-2 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              aria-label={t("personas.portraitOf", { style: t(`personas.styles.${portrait.style}`), number: at + 1 })}
              checked={same(portrait, value)}
              onChange={() => onChange(portrait)}
            />
            <PortraitPicture portrait={portrait} className="size-12" />
          </label>
        ))}
      </fieldset>
      <Button
        size="sm"
        variant="ghost"
        className="mt-2"
        icon={<Shuffle className="size-3.5" aria-hidden />}
        onClick={() => setRound(round + 1)}
      >
        {t("personas.otherPortraits")}
      </Button>
    </div>
  );
}

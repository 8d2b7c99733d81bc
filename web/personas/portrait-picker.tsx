import { Shuffle } from "lucide-react";
import { useId, useState } from "react";
import type { Portrait } from "../../contracts/understand/personas.ts";
import { UploadPicture } from "../files/upload-picture.tsx";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "../ui/button.tsx";
import { PortraitPicture, portraitStyles } from "./portrait.tsx";

interface PortraitPickerProps {
  portrait: Portrait;
  /** The id of an uploaded picture that stands in place of the drawing. */
  picture: string | null;
  onChange: (portrait: Portrait, picture: string | null) => void;
}

/** Of each style so many at once. */
const variants = [1, 2, 3, 4];

const same = (one: Portrait, other: Portrait) => one.style === other.style && one.seed === other.seed;

const choice =
  "cursor-pointer rounded-full p-0.5 ring-transparent transition-shadow hover:ring-2 hover:ring-line has-checked:ring-2 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2";

/**
 * One of a dozen drawings, or of the next dozen, or a picture of one's own. Native radio buttons, so that the arrow keys go
 * from one to the next.
 */
export function PortraitPicker({ portrait: value, picture, onChange }: PortraitPickerProps) {
  const { t } = useTranslation();
  const name = useId();
  const [round, setRound] = useState(0);
  const [first] = useState(value);
  const [chosen, setChosen] = useState(picture);
  const own = picture ?? chosen;
  const offered = portraitStyles.flatMap((style) =>
    variants.map((variant): Portrait => ({ style, seed: `${round * variants.length + variant}` })),
  );
  const shown = offered.some((each) => same(each, value)) ? offered : [value, ...offered];
  const kept = shown.some((each) => same(each, first)) ? shown : [first, ...shown];
  return (
    <div>
      <fieldset className="flex flex-wrap gap-2">
        <legend className="mb-1.5 font-medium text-sm">{t("personas.portrait")}</legend>
        {own === null ? null : (
          <label className={choice}>
            <input
              type="radio"
              name={name}
              className="sr-only"
              aria-label={t("personas.ownPicture")}
              checked={picture === own}
              onChange={() => onChange(value, own)}
            />
            <PortraitPicture portrait={value} picture={own} className="size-12" />
          </label>
        )}
        {kept.map((portrait, index) => (
          <label key={`${portrait.style} ${portrait.seed}`} className={choice}>
            <input
              type="radio"
              name={name}
              className="sr-only"
              aria-label={t("personas.portraitOf", {
                style: t(`personas.styles.${portrait.style}`),
                number: index + 1,
              })}
              checked={picture === null && same(portrait, value)}
              onChange={() => onChange(portrait, null)}
            />
            <PortraitPicture portrait={portrait} className="size-12" />
          </label>
        ))}
      </fieldset>
      <div className="mt-2">
        <UploadPicture
          purpose="persona_picture"
          onUploaded={(id) => {
            setChosen(id);
            onChange(value, id);
          }}
          aside={
            <Button
              size="sm"
              variant="ghost"
              icon={<Shuffle className="size-3.5" aria-hidden />}
              onClick={() => setRound(round + 1)}
            >
              {t("personas.otherPortraits")}
            </Button>
          }
        />
      </div>
    </div>
  );
}

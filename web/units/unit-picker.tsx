import { useTranslation } from "../i18n/words.ts";
import { Combobox, MultiCombobox } from "../ui/combobox.tsx";
import type { Option } from "../ui/select.tsx";
import { useUnits } from "./use-units.ts";

interface Offer {
  /** Units that cannot be chosen. */
  without?: ReadonlySet<string>;
}

function useOffer({ without }: Offer, chosen: readonly string[]): Option[] {
  const { all, wayOf } = useUnits();
  const offered = all
    .filter(({ id }) => !without?.has(id))
    .map(({ id, key }) => ({ value: id, label: wayOf(id), hint: key }));
  const others = chosen.filter((id) => !offered.some(({ value }) => value === id));
  return [...others.map((id) => ({ value: id, label: wayOf(id) || id })), ...offered];
}

/** Picks units by name, key, or what they are part of. */
export function UnitsPicker({ value, onChange }: { value: readonly string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation();
  const options = useOffer({}, value);
  return (
    <MultiCombobox value={value} options={options} placeholder={t("units.choosePlaceholder")} onChange={onChange} />
  );
}

interface UnitPickerProps extends Offer {
  value: string | null;
  onChange: (id: string | null) => void;
  placeholder?: string;
}

/** Picks one, or none. */
export function UnitPicker({ value, onChange, placeholder = "", ...offer }: UnitPickerProps) {
  const options = useOffer(offer, value === null ? [] : [value]);
  return <Combobox value={value} options={options} placeholder={placeholder} onChange={onChange} />;
}

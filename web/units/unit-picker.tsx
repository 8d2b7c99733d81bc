import { useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Combobox, MultiCombobox } from "../ui/combobox.tsx";
import type { Option } from "../ui/select.tsx";
import { useUnits } from "./use-units.ts";

/** Units offered at once: of more, people type what they look for. */
const MOST_OFFERED = 50;

interface Offer {
  /** Units that cannot be chosen. */
  without?: ReadonlySet<string>;
}

function useOffer({ without }: Offer, chosen: readonly string[]) {
  const [typed, setTyped] = useState("");
  const { all, wayOf } = useUnits();
  const wanted = typed.trim().toLowerCase();
  const fits = all.filter(({ id, key }) => !without?.has(id) && `${wayOf(id)} ${key}`.toLowerCase().includes(wanted));
  const shown = [...new Set([...chosen, ...fits.slice(0, MOST_OFFERED).map(({ id }) => id)])];
  const options = shown.map((id): Option => ({ value: id, label: wayOf(id) || id }));
  return { options, setTyped };
}

/** Picks units by name, key, or what they are part of. */
export function UnitsPicker({ value, onChange }: { value: readonly string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation();
  const { options, setTyped } = useOffer({}, value);
  return (
    <MultiCombobox
      value={value}
      options={options}
      placeholder={t("units.choosePlaceholder")}
      onSearch={setTyped}
      onChange={(ids) => {
        setTyped("");
        onChange(ids);
      }}
    />
  );
}

interface UnitPickerProps extends Offer {
  value: string | null;
  onChange: (id: string | null) => void;
  placeholder?: string;
}

/** Picks one, or none. */
export function UnitPicker({ value, onChange, placeholder = "", ...offer }: UnitPickerProps) {
  const { options, setTyped } = useOffer(offer, value === null ? [] : [value]);
  return (
    <Combobox
      value={value}
      options={options}
      placeholder={placeholder}
      onSearch={setTyped}
      onChange={(id) => {
        setTyped("");
        onChange(id);
      }}
    />
  );
}

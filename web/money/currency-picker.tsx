import { useMemo } from "react";
import { localeOf } from "../i18n/language.ts";
import { useTranslation } from "../i18n/words.ts";
import { Combobox } from "../ui/combobox.tsx";

interface CurrencyPickerProps {
  value: string;
  onChange: (currency: string) => void;
  label?: string;
  disabled?: boolean;
}

/** Every currency this browser knows, by code and name. */
export function CurrencyPicker({ value, onChange, label, disabled }: CurrencyPickerProps) {
  const { language } = useTranslation();
  const options = useMemo(() => {
    const names = new Intl.DisplayNames(localeOf(language), { type: "currency" });
    const codes = [...new Set([...(value ? [value] : []), ...Intl.supportedValuesOf("currency")])];
    return codes.map((code) => ({ value: code, label: code, hint: names.of(code) ?? "" }));
  }, [value, language]);
  return (
    <Combobox
      value={value || null}
      options={options}
      label={label}
      disabled={disabled}
      onChange={(currency) => currency && onChange(currency)}
    />
  );
}

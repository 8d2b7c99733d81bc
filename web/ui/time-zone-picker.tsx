import { useMemo } from "react";
import { Combobox } from "./combobox.tsx";

interface TimeZonePickerProps {
  value: string;
  onChange: (zone: string) => void;
  disabled?: boolean;
}

/** Every zone this browser knows, by name, with the hour it is there now. */
export function TimeZonePicker({ value, onChange, disabled }: TimeZonePickerProps) {
  const options = useMemo(() => {
    const zones = [...new Set(["UTC", value, ...Intl.supportedValuesOf("timeZone")])];
    return zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " "), hint: offsetOf(zone) }));
  }, [value]);
  return <Combobox value={value} options={options} disabled={disabled} onChange={(zone) => zone && onChange(zone)} />;
}

function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(new Date());
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}

import { Autocomplete as Base } from "@base-ui/react/autocomplete";
import { isEscape } from "../ui/combobox.tsx";
import { controlClass } from "../ui/field.tsx";
import { itemClass } from "../ui/select.tsx";

interface SuggestInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly string[];
  placeholder?: string;
  isInvalid?: boolean;
}

/** Free text with what was seen before offered while typing. */
export function SuggestInput({ label, value, onChange, suggestions, placeholder, isInvalid }: SuggestInputProps) {
  return (
    <Base.Root
      items={suggestions}
      value={value}
      onValueChange={(next, details) => {
        if (!isEscape(details)) onChange(next);
      }}
      openOnInputClick
    >
      <Base.Input
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        placeholder={placeholder}
        className={`${controlClass} h-8 max-sm:h-10`}
      />
      <Base.Portal>
        <Base.Positioner sideOffset={4} collisionPadding={8} className="z-60">
          <Base.Popup className="floating max-h-[min(16rem,var(--available-height))] w-(--anchor-width) min-w-48 overflow-y-auto p-1 empty:hidden data-empty:hidden">
            <Base.List>
              {(suggestion: string) => (
                <Base.Item key={suggestion} value={suggestion} className={itemClass}>
                  <span className="truncate">{suggestion}</span>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

import { Autocomplete as Base } from "@base-ui/react/autocomplete";
import { useState } from "react";
import { isEscape } from "../ui/combobox.tsx";
import { controlClass } from "../ui/field.tsx";
import { matching } from "../ui/matching.ts";
import { itemClass } from "../ui/select.tsx";

interface SuggestInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly string[];
  placeholder?: string;
  isInvalid?: boolean;
}

/** Free text with what was seen before offered while typing: Enter takes what is highlighted, and text is kept as it is typed. */
export function SuggestInput({ label, value, onChange, suggestions, placeholder, isInvalid }: SuggestInputProps) {
  // Whoever comes back to what is written is offered everything.
  const [isTyping, setTyping] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const offered = suggestions.map((text) => ({ label: text }));
  const items = (isTyping ? matching(offered, value) : offered).map(({ label: text }) => text);
  return (
    <Base.Root
      items={items}
      filter={null}
      autoHighlight
      value={value}
      onValueChange={(next, details) => {
        if (isEscape(details)) return;
        setTyping(details.reason === "input-change");
        onChange(next);
      }}
      // An open list hides the page around it, so one without anything in it stays closed.
      open={isOpen && items.length > 0}
      onOpenChange={(open) => {
        setOpen(open);
        if (!open) setTyping(false);
      }}
      openOnInputClick
    >
      <Base.Input
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        placeholder={placeholder}
        className={`${controlClass} h-8 max-sm:h-10`}
        // The form around it is sent by its own button.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
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

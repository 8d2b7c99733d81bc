import { useState } from "react";
import { cx } from "../../ui/class-names.ts";

interface NameInputProps {
  label: string;
  value: string;
  onCommit: (name: string) => void;
  maximum: number;
  placeholder?: string;
  /** An empty name is a choice; otherwise it falls back to the name before. */
  allowEmpty?: boolean;
  autoFocus?: boolean;
  className?: string;
  id?: string;
}

/** A name that is written where it stands. Enter or leaving keeps it, Escape takes it back. */
export function NameInput(props: NameInputProps) {
  const { label, value, onCommit, maximum, placeholder, allowEmpty, autoFocus, className, id } = props;
  const [typed, setTyped] = useState<string | null>(null);

  function commit() {
    const name = (typed ?? value).trim();
    setTyped(null);
    if (name === "" && !allowEmpty) return;
    if (name !== value || autoFocus) onCommit(name);
  }

  return (
    <input
      id={id}
      aria-label={label}
      title={typed ?? value}
      value={typed ?? value}
      maxLength={maximum}
      placeholder={placeholder}
      // biome-ignore lint/a11y/noAutofocus: it appears because somebody just asked to rename
      autoFocus={autoFocus}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") {
          setTyped(null);
          if (autoFocus) onCommit(value);
        }
      }}
      className={cx(
        "h-7 min-w-0 flex-1 rounded-md border border-transparent bg-transparent px-1.5 text-ink transition-colors hover:border-line hover:bg-surface focus:border-edge focus:bg-surface max-sm:text-lg",
        className,
      )}
    />
  );
}

import { Minimize2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "../../i18n/words.ts";
import { Button } from "../../ui/button.tsx";

/** Above a map that has the whole window: its name, and the way back. */
export function PresentHead({ name, onEnd }: { name: string; onEnd: () => void }) {
  const { t } = useTranslation();
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      // What lies over the map closes first.
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("[role$=dialog]")) return;
      end.current();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <header className="mb-2 flex items-center justify-between gap-4">
      <h1 className="truncate text-lg">{name}</h1>
      <Button size="sm" autoFocus icon={<Minimize2 className="size-3.5" aria-hidden />} onClick={onEnd}>
        {t("journey.presentEnd")}
      </Button>
    </header>
  );
}

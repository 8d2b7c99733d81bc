import { RulePreview } from "../conditions/rule-preview.tsx";
import { RecordPage } from "../records/record-page.tsx";
import { TouchpointForm } from "./touchpoint-form.tsx";
import { touchpoints } from "./touchpoint-kind.ts";

/** One touchpoint under Data: its rule, with what that matches. */
export function TouchpointTab() {
  return (
    <RecordPage of={touchpoints} form={(form) => <TouchpointForm {...form} />}>
      {({ rule }) => (
        <div className="rounded-lg border border-line bg-surface p-4">
          <RulePreview rule={rule} />
        </div>
      )}
    </RecordPage>
  );
}

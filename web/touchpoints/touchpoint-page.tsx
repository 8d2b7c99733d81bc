import { RulePreview } from "../conditions/rule-preview.tsx";
import { useTranslation } from "../i18n/words.ts";
import { RecordPage } from "../records/record-page.tsx";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { WhenSeen } from "../ui/when-seen.tsx";
import { TouchpointForm } from "./touchpoint-form.tsx";
import { touchpoints } from "./touchpoint-kind.ts";
import { TouchpointNumbersView } from "./touchpoint-numbers.tsx";

/** One touchpoint: how it is there, and which events are it. */
export function TouchpointPage() {
  const { t } = useTranslation();
  return (
    <RecordPage
      of={touchpoints}
      aside={({ channels }) => channels.map((channel) => <Badge key={channel}>{channel}</Badge>)}
      form={(form) => <TouchpointForm {...form} />}
    >
      {(touchpoint) => (
        <div className="flex flex-col gap-6">
          <TouchpointNumbersView key={touchpoint.id} touchpoint={touchpoint} />
          <Card title={t("touchpoints.rule")} description={t("touchpoints.ruleHelp")}>
            <WhenSeen>
              <RulePreview rule={touchpoint.rule} />
            </WhenSeen>
          </Card>
        </div>
      )}
    </RecordPage>
  );
}

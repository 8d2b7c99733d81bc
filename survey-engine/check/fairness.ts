import { splitPath } from "../../contracts/words/fields.ts";
import { partsOf } from "../../rules/parts-of.ts";
import type { Ending, Shown, SurveyDefinition, When } from "../definition.ts";
import type { Question, Statement } from "../questions.ts";
import { type Finding, finding } from "./finding.ts";
import { pagesOf, questionsOf } from "./outline.ts";
import { isLink } from "./questions.ts";

/** Sites where the public reads reviews: a link to one asks for a review, whatever it is called. */
const REVIEW_SITES =
  /\b(?:trustpilot|tripadvisor|yelp|g2|capterra|holidaycheck|kununu|glassdoor|provenexpert|ekomi|trustedshops|reviews|feefo|sitejabber|jameda|booking)\.(?:[a-z]{2,3})\b|\bg\.page\b|google\.[a-z.]+\/(?:maps|search\/local|local\/)|search\.google\.com\/local\/writereview|apps\.apple\.com|play\.google\.com/i;

type Shows = "offer" | "review";

/**
 * Offers and requests for public reviews: everybody sees them or nobody does (choosing by the score whom to send to a review site is
 * "review gating", which consumer law and the sites forbid), and the purpose says so.
 */
export function checkFairness(definition: SurveyDefinition): Finding[] {
  const { endings, purpose } = definition;
  const shown = questionsOf(definition).flatMap(({ path, question, page, block }) => {
    const shows = question.type === "statement" ? showsOf(question) : undefined;
    return shows
      ? [
          {
            path,
            shows,
            byAnswer: [question, page, block].some(dependsOnAnswers) || isPassedOver(definition, question),
          },
        ]
      : [];
  });
  const byAnswer = isEndingChosen(definition);
  const atEnd = endings.flatMap((ending, index) => {
    const shows = showsOf(ending);
    // An ending that all others are like is no choice.
    const isSame = endings.every((other) => showsOf(other) === shows);
    return shows ? [{ path: `endings.${index}`, shows, byAnswer: byAnswer && !isSame }] : [];
  });
  const all = [...shown, ...atEnd];
  return [
    ...all.filter((each) => each.byAnswer).map(({ path, shows }) => finding(path, `${shows}_by_answer`)),
    ...(all.length > 0 && purpose !== "marketing" ? [finding("purpose", "makes_it_marketing")] : []),
    ...endings.flatMap(({ link }, index) => isLink(`endings.${index}.link.url`, link?.url)),
  ];
}

function showsOf(part: Ending | Statement): Shows | undefined {
  if (part.shows) return part.shows;
  const said = [part.link?.url, ...Object.values(part.text ?? {})].join(" ");
  return REVIEW_SITES.test(said) ? "review" : undefined;
}

function dependsOnAnswers({ show, skip }: Shown): boolean {
  return [show, skip].some((when) => when !== undefined && asksAnswers(when));
}

function asksAnswers(when: When): boolean {
  return partsOf(when).some(
    (part) => "field" in part && ["answers", "scores", "variables"].includes(splitPath(part.field)[0] ?? ""),
  );
}

/** Whether a step that asks for answers leads past a question. */
function isPassedOver(definition: SurveyDefinition, question: Question): boolean {
  const pages = pagesOf(definition);
  const own = pages.findIndex(({ page }) => page.questions.includes(question));
  return pages.slice(0, own).some(({ page }) =>
    (page.after ?? []).some((step) => {
      if (!("jump" in step || "end" in step) || !step.when || !asksAnswers(step.when)) return false;
      if ("end" in step) return true;
      return pages.findIndex((each) => each.page.id === step.jump || each.block.id === step.jump) > own;
    }),
  );
}

function isEndingChosen(definition: SurveyDefinition): boolean {
  const steps = pagesOf(definition).flatMap(({ page }) => page.after ?? []);
  return (
    definition.endings.some(({ when }) => when !== undefined && asksAnswers(when)) ||
    steps.some((step) => "end" in step && (step.when === undefined || asksAnswers(step.when))) ||
    (definition.quotas ?? []).length > 0
  );
}

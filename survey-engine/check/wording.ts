import type { SurveyDefinition } from "../definition.ts";
import type { Question } from "../questions.ts";
import { type Finding, finding } from "./finding.ts";
import { type QuestionPlace, questionsOf } from "./outline.ts";

interface WordLists {
  /** Words that say what to answer. */
  leading: RegExp;
  /** What joins two things in one question, and pairs that are one thing. */
  joining: RegExp;
  onePair: RegExp;
  /** What may be about health, belief, origin, politics, unions or love (GDPR, article 9). */
  special: RegExp;
  recommend: RegExp;
}

const LISTS: Readonly<Record<string, WordLists>> = {
  en: {
    leading:
      /\b(?:don['’]t you (?:agree|think)|wouldn['’]t you (?:agree|say)|isn['’]t it|aren['’]t (?:we|they)|surely|obviously|of course|clearly|how (?:great|amazing|awesome|wonderful|fantastic|excellent|helpful|easy|satisfied|happy|much (?:did|do) you (?:love|like|enjoy))|our (?:great|amazing|excellent|award-winning|fantastic|friendly|helpful)|as (?:everyone|everybody|we all) knows?)\b/i,
    joining: /\b(?:and|as well as|both)\b/i,
    onePair:
      /\b(?:terms and conditions|pros and cons|food and drinks?|friends and (?:family|colleagues)|research and development|and why|above and beyond|bed and breakfast)\b/gi,
    special:
      /\b(?:health|illness|disease|diagnosis|disabilit(?:y|ies)|medication|pregnan(?:t|cy)|religio(?:n|us)|faith|church|ethnic(?:ity)?|race|skin colou?r|political(?: party)?|vote for|trade union|sexual(?:ity)?|sexual orientation|genetic|biometric)\b/i,
    recommend: /\blikely\b.*\brecommend\b/i,
  },
  de: {
    leading:
      /(?:^|[^\p{L}])(?:finden sie nicht auch|meinen sie nicht auch|stimmen sie (?:nicht|uns) (?:auch )?zu|nicht wahr|sicherlich|selbstverständlich|offensichtlich|natürlich|bestimmt auch|wie (?:toll|großartig|hervorragend|super|zufrieden|glücklich|hilfreich|einfach|leicht|gut (?:hat|haben|gefällt|gefallen))|unser(?:e|en|em|er|es)? (?:hervorragend|ausgezeichnet|toll|großartig|freundlich|preisgekrönt)\p{L}*|wie (?:jeder|alle) (?:weiß|wissen))(?!\p{L})/iu,
    joining: /(?:^|[^\p{L}])(?:und|sowie|sowohl)(?!\p{L})/iu,
    onePair:
      /(?:freunden und (?:bekannten|kollegen|familie)|vor- und nachteile|und warum|essen und trinken|forschung und entwicklung|allgemeinen? geschäfts- und)/giu,
    special:
      /(?:^|[^\p{L}])(?:gesundheit\p{L}*|krank(?:heit|heiten)|diagnose|behinderung(?:en)?|medikament\p{L}*|schwanger\p{L}*|religi\p{L}+|konfession|kirche|ethnisch\p{L}*|hautfarbe|politisch\p{L}*|partei|gewerkschaft\p{L}*|sexuell\p{L}*|sexualität|genetisch\p{L}*|biometrisch\p{L}*)(?!\p{L})/iu,
    recommend: /wahrscheinlich.*empfehlen/i,
  },
};

/** "How satisfied", "how easy" and their like name one side of a scale; where both ends are said beside it they lead nobody. */
const BALANCED: ReadonlySet<Question["type"]> = new Set([
  "csat",
  "ces",
  "emotion",
  "expectation",
  "rating",
  "nps",
  "slider",
  "matrix",
]);
const ONE_SIDE = /^(?:how|wie) (?:satisfied|happy|helpful|easy|zufrieden|glücklich|hilfreich|einfach|leicht|gut .*)$/i;
const RATED: ReadonlySet<Question["type"]> = new Set([...BALANCED, "fcr", "single", "dropdown"]);

/** What may be wrong with how a question is put, by lists of words in English and German. Other languages are not read. */
export function checkWording(definition: SurveyDefinition): Finding[] {
  const places = questionsOf(definition);
  return places.flatMap((place) =>
    definition.languages.flatMap((language) => {
      const lists = LISTS[language.split("-", 1)[0] ?? ""];
      return lists ? checkQuestion(place, place.question.text[language] ?? "", lists, places) : [];
    }),
  );
}

function checkQuestion(
  { path, question, index }: QuestionPlace,
  said: string,
  { leading, joining, onePair, special, recommend }: WordLists,
  places: readonly QuestionPlace[],
): Finding[] {
  if (question.type === "statement" || question.type === "consent") return [];
  const where = `${path}.text`;
  const found: Finding[] = [];
  const leads = wordsOf(leading, said);
  if (leads && !(BALANCED.has(question.type) && ONE_SIDE.test(leads)))
    found.push(finding(where, "leading", { words: leads }));
  const joins = RATED.has(question.type) ? wordsOf(joining, said.replace(onePair, "")) : undefined;
  if (joins) found.push(finding(where, "double_barrelled", { words: joins }));
  const protectedWords = wordsOf(special, said);
  const hasConsent = places.some((place) => place.question.type === "consent" && place.index < index);
  if (protectedWords && !hasConsent) found.push(finding(where, "special_category", { words: protectedWords }));
  if (recommend.test(said) && ["rating", "csat", "slider", "single"].includes(question.type))
    found.push(finding(path, "recommends_on_other_scale"));
  return found;
}

function wordsOf(list: RegExp, said: string): string | undefined {
  return list.exec(said)?.[0].replace(/^[^\p{L}]+/u, "");
}

import { churnExit, postPurchase, productQuality } from "./after-buying.ts";
import { kioskSmiley, onboarding, support, threeComponents } from "./helping.ts";
import { haveRecommended, howHeard, productMarketFit, relationship } from "./loyalty.ts";
import type { Template } from "./template.ts";
import { employeeVoice, event, walkInTheirShoes } from "./together.ts";

/** In the order in which they are offered. */
export const templates: readonly Template[] = [
  postPurchase,
  relationship,
  support,
  onboarding,
  threeComponents,
  productQuality,
  churnExit,
  walkInTheirShoes,
  employeeVoice,
  event,
  productMarketFit,
  kioskSmiley,
  howHeard,
  haveRecommended,
];

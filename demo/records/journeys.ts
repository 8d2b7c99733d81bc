import type { StepKind } from "../../contracts/words/step-kinds.ts";
import type { DemoCompany } from "../generate/planted.ts";

/** What the team typed into the map before data was bound to it: assumptions, and some of them wrong. */
interface DemoCells {
  pain?: string;
  opportunity?: string;
  /** 1–5. */
  expectation?: number;
  /** −2…2. */
  emotion?: number;
  owner?: string;
  backstage?: string;
}

interface DemoStep {
  name: string;
  /** Key of a demo touchpoint of the same company. */
  touchpoint: string;
  cells: DemoCells;
  kind?: StepKind;
}

export interface DemoJourney {
  name: string;
  description: string;
  phases: readonly { name: string; steps: readonly DemoStep[] }[];
}

const step = (name: string, touchpoint: string, cells: DemoCells, kind?: StepKind): DemoStep => ({
  name,
  touchpoint,
  cells,
  ...(kind ? { kind } : {}),
});

const FIRST_ORDER: DemoJourney = {
  name: "First order",
  description: "From the first look around to a parcel at the door, and to help when something goes wrong",
  phases: [
    {
      name: "Discover",
      steps: [
        step("Search", "product_search", {
          pain: "Spelling mistakes and regional words find nothing",
          opportunity: "Show stock of the nearest shop in the results",
          expectation: 4,
          emotion: 1,
          owner: "Online shop",
          backstage: "Search index, product data, advice team in the shops",
        }),
      ],
    },
    {
      name: "Choose",
      steps: [
        step("Product", "product_page", {
          pain: "Measurements are hidden below the pictures",
          opportunity: "Show the delivery day beside the price",
          expectation: 4,
          emotion: 1,
          owner: "Range",
          backstage: "Photo studio, price list, stock",
        }),
        step("Reviews", "reviews", {
          opportunity: "Let people filter reviews by home size",
          expectation: 4,
          emotion: 1,
          owner: "Range",
          backstage: "Review moderation",
        }),
      ],
    },
    {
      name: "Buy",
      steps: [
        step("Checkout", "checkout", {
          pain: "Too many fields on a phone; a refused card empties the form",
          opportunity: "Pay with one tap; keep the basket when a payment fails",
          expectation: 4.5,
          emotion: 0,
          owner: "Payments",
          backstage: "Payment provider, fraud check, address check",
        }),
        step("Order", "order", {
          opportunity: "Say in the confirmation what happens next",
          expectation: 4,
          emotion: 2,
          owner: "Online shop",
          backstage: "Order system, invoice",
        }),
      ],
    },
    {
      name: "Receive",
      steps: [
        step("Track and ship", "shipping", {
          pain: "Tracking stands still between depots",
          opportunity: "Tell people of a delay before they ask",
          expectation: 4,
          emotion: 0,
          owner: "Logistics",
          backstage: "Warehouse, carriers, depots of the five regions",
        }),
        step("Delivery", "delivery", {
          pain: "Nobody knows the hour",
          opportunity: "Evening slots in the cities",
          expectation: 4,
          emotion: 1,
          owner: "Logistics",
          backstage: "Carriers' drivers, packaging",
        }),
      ],
    },
    {
      name: "Get help",
      steps: [
        step(
          "Contact us",
          "support",
          {
            pain: "The bot asks for an order number people do not have at hand",
            opportunity: "Hand over to a person after the second query",
            expectation: 4,
            emotion: -1,
            owner: "Customer service",
            backstage: "Help desk, returns desk, carriers' claims",
          },
          "side",
        ),
      ],
    },
  ],
};

const OPEN_ACCOUNT: DemoJourney = {
  name: "Open an account",
  description: "From comparing accounts to the first payment with the new card",
  phases: [
    {
      name: "Compare",
      steps: [
        step("Look at accounts", "website", {
          pain: "Fees are spread over three pages",
          opportunity: "One table for all accounts",
          expectation: 3.5,
          emotion: 0,
          owner: "Marketing",
          backstage: "Web editors, legal review",
        }),
      ],
    },
    {
      name: "Apply",
      steps: [
        step("Application", "application", {
          pain: "The tax number is asked for without saying where to find it",
          opportunity: "Save the form and go on in the branch",
          expectation: 4,
          emotion: 0,
          owner: "Onboarding",
          backstage: "Customer register, credit bureau",
        }),
        step("Identity check", "identity_check", {
          pain: "The photo of the document is refused again and again",
          opportunity: "Say what is wrong with the photo",
          expectation: 3.5,
          emotion: -1,
          owner: "Onboarding",
          backstage: "Video identification provider, compliance",
        }),
      ],
    },
    {
      name: "Start",
      steps: [
        step("Account open", "account_opening", {
          opportunity: "A first week with a person to write to",
          expectation: 4,
          emotion: 1,
          owner: "Onboarding",
          backstage: "Core banking, letters",
        }),
        step("Card", "card", {
          pain: "Card and code come in two letters, days apart",
          opportunity: "A card in the phone at once",
          expectation: 4,
          emotion: 1,
          owner: "Cards",
          backstage: "Card printer, post",
        }),
        step("First use", "everyday_banking", {
          opportunity: "Offer to move standing orders",
          expectation: 4,
          emotion: 1,
          owner: "App",
          backstage: "App, payments",
        }),
      ],
    },
  ],
};

const HELP_BY_PHONE: DemoJourney = {
  name: "Get help by phone",
  description: "A customer calls with a query, and it is settled, or they have to come back",
  phases: [
    {
      name: "Reach us",
      steps: [
        step("Wait", "phone_queue", {
          pain: "Nobody says how long it will take",
          opportunity: "Offer a call back when the queue is long",
          expectation: 4,
          emotion: 0,
          owner: "Call centre",
          backstage: "Shift planning, queue routing",
        }),
      ],
    },
    {
      name: "Be heard",
      steps: [
        step("Talk", "phone_call", {
          pain: "The story is told anew to each colleague",
          opportunity: "Show earlier contacts before the call is taken",
          expectation: 4,
          emotion: 1,
          owner: "Call centre",
          backstage: "Help desk, knowledge base",
        }),
      ],
    },
    {
      name: "Be helped",
      steps: [
        step("Solution", "phone_solution", {
          opportunity: "Let the first person decide up to 100 euros",
          expectation: 4,
          emotion: 1,
          owner: "Call centre",
          backstage: "Back office, card desk, loan desk",
        }),
        step(
          "Come back",
          "phone_again",
          {
            pain: "A closed case is not solved",
            opportunity: "Ask before closing",
            expectation: 2,
            emotion: -2,
            owner: "Quality",
            backstage: "Complaints desk",
          },
          "failure",
        ),
      ],
    },
  ],
};

export function demoJourneys(company: DemoCompany): readonly DemoJourney[] {
  return company === "retailer" ? [FIRST_ORDER] : [OPEN_ACCOUNT, HELP_BY_PHONE];
}

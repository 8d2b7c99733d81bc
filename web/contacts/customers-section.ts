import type { Section } from "../records/section-head.tsx";

/** The pages under Customers: people, the accounts they belong to, segments of them, and personas for those. */
export const customersSection: Section = {
  title: "nav.customers",
  answers: "customers.answers",
  tabs: [
    { to: "/customers", title: "customers.people", exact: true, needs: "contacts:read" },
    { to: "/customers/accounts", title: "accounts.many", needs: "contacts:read" },
    { to: "/customers/segments", title: "segments.many" },
    { to: "/customers/personas", title: "personas.many" },
  ],
};

import type { RoleFields } from "../../contracts/access/roles.ts";

/** Roles of the company's own, where a built-in one holds too much or too little. */
export const demoRoles: readonly RoleFields[] = [
  {
    name: "Map maker",
    description: "Draws journeys and personas, and sees no single customer",
    permissions: [
      ...(["workspace:read", "segments:read", "personas:read", "personas:edit", "touchpoints:read"] as const),
      ...(["touchpoints:edit", "annotations:read", "journeys:read", "journeys:edit", "metrics:read"] as const),
    ],
  },
  {
    name: "Service desk",
    description: "Looks up customers and what they did, and asks for no numbers",
    permissions: ["workspace:read", "units:read", "events:read", "contacts:read"],
  },
];

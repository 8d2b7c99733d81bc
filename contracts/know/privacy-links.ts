import { z } from "zod";
import { endpoint, idParams, instant, pageOf, pageQuery } from "../endpoint.ts";

export const pageLanguages = ["en", "de"] as const;

/** A link for one customer. The address itself is shown once, where it is made. */
export const privacyLink = z
  .object({
    id: z.string(),
    contactId: z.string(),
    language: z.enum(pageLanguages),
    createdBy: z.string(),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: "PrivacyLink" });
export type PrivacyLink = z.infer<typeof privacyLink>;

/** What a customer may ask to have corrected. */
export const correctable = ["name", "email", "phone"] as const;
export type Correctable = (typeof correctable)[number];

/** What a customer says is right. It counts once a member has accepted it. */
export const correction = z
  .object({
    id: z.string(),
    contactId: z.string(),
    /** As it is, and as it is said to be. */
    fields: z.array(z.object({ field: z.enum(correctable), now: z.string(), asked: z.string() })),
    askedAt: instant,
  })
  .meta({ id: "Correction" });
export type Correction = z.infer<typeof correction>;

const token = z.object({ token: z.string().min(1).max(200) });

export const privacyLinksApi = {
  createPrivacyLink: endpoint({
    method: "POST",
    path: "/api/v1/contacts/:id/privacy-links",
    tag: "Personal data",
    summary: "Make a link on which a customer sees, exports and corrects what is kept, and asks for erasure",
    description:
      "Who has the link needs no account: hand it to the person it is about alone. It ends after `days`, when it is revoked, and when the contact is merged. At most 10 open ones for a customer. The address is in this answer only.",
    access: "privacy:edit",
    params: idParams,
    body: z.object({
      days: z.number().int().min(1).max(90).default(14),
      /** What the page is written in; when absent, the language of what the customer did last. */
      language: z.enum(pageLanguages).optional(),
    }),
    response: z.object({ link: privacyLink, url: z.string() }),
    status: 201,
    answersSecret: true,
  }),
  listPrivacyLinks: endpoint({
    method: "GET",
    path: "/api/v1/contacts/:id/privacy-links",
    tag: "Personal data",
    summary: "A customer's links that are still open",
    access: "privacy:read",
    params: idParams,
    response: z.object({ items: z.array(privacyLink) }),
    status: 200,
  }),
  revokePrivacyLink: endpoint({
    method: "DELETE",
    path: "/api/v1/privacy-links/:id",
    tag: "Personal data",
    summary: "End a customer's link",
    access: "privacy:edit",
    params: idParams,
    status: 204,
  }),
  listCorrections: endpoint({
    method: "GET",
    path: "/api/v1/corrections",
    tag: "Personal data",
    summary: "Corrections that customers ask for and nobody decided about, oldest first",
    access: "privacy:read",
    audits: "read",
    query: pageQuery.extend({
      contact: z
        .string()
        .regex(/^\d{1,20}$/)
        .optional(),
    }),
    response: pageOf(correction),
    status: 200,
  }),
  acceptCorrection: endpoint({
    method: "POST",
    path: "/api/v1/corrections/:id/accept",
    tag: "Personal data",
    summary: "Correct a contact as the customer asks",
    access: "privacy:edit",
    params: idParams,
    status: 204,
  }),
  declineCorrection: endpoint({
    method: "DELETE",
    path: "/api/v1/corrections/:id",
    tag: "Personal data",
    summary: "Leave a contact as it is",
    access: "privacy:edit",
    params: idParams,
    status: 204,
  }),
  openPrivacyPage: endpoint({
    method: "GET",
    path: "/privacy/:token",
    tag: "Personal data",
    summary: "The page behind a customer's link",
    description:
      "Without sign-in or script. A link that is not valid, for whatever reason, is one plain page with the status 404.",
    access: "public",
    audits: "read",
    params: token,
    produces: "text/html",
    status: 200,
  }),
  usePrivacyPage: endpoint({
    method: "POST",
    path: "/privacy/:token",
    tag: "Personal data",
    summary: "What its forms send: a correction, a request to erase, or to take that back",
    access: "public",
    params: token,
    consumes: "application/x-www-form-urlencoded",
    produces: "text/html",
    status: 200,
  }),
  exportOnPrivacyPage: endpoint({
    method: "GET",
    path: "/privacy/:token/export",
    tag: "Personal data",
    summary: "The customer's own export, as a ZIP file",
    access: "public",
    audits: "read",
    params: token,
    produces: "application/zip",
    status: 200,
  }),
};

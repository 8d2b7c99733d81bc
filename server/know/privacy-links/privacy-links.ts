export { privacyLinksPersonal } from "./privacy-links.personal.ts";
export { privacyLinkRoutes } from "./privacy-links.routes.ts";
export { createTokenSigner, type TokenSigner } from "./sign-token.ts";

export { confirmEmailChange, readEmailChange, sendEmailChange } from "./change-email.ts";
export { invitationLetter } from "./letters.ts";
export { voidLinks } from "./make-link.ts";
export { readPasswordReset, resetPassword, sendPasswordReset } from "./reset-password.ts";

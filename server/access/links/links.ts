export { confirmEmailChange, readEmailChange, sendEmailChange } from "./change-email.ts";
export { invitationLetter, secondFactorLetter } from "./letters.ts";
export { makeLink, voidLinks } from "./make-link.ts";
export { readPasswordReset, resetPassword, sendPasswordReset } from "./reset-password.ts";

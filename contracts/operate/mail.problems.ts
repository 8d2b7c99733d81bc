import { declareProblems } from "../declare-problems.ts";

export const mailProblems = declareProblems({
  invalid_mail: {
    status: 400,
    detail: "The message cannot be sent: {{path}}: {{fault}}.",
    reason: "{{fault}}",
  },
  invalid_mail_address: {
    status: 400,
    detail: "{{path}}: not an e-mail address.",
    reason: "not an e-mail address",
  },
  sender_link_gone: {
    status: 404,
    detail: "This link does not exist, was used, or has expired. Save the sender again.",
  },
  too_many_mails: {
    status: 429,
    detail: "A workspace sends {{most}} messages of this kind an hour. Try again later.",
    retryAfter: 3600,
  },
  report_too_large: {
    status: 413,
    detail: "A report has 1 MiB at most. Send its beginning: what matters stands there.",
  },
  report_empty: { status: 400, detail: "Send the message as it came, as message/rfc822." },
});

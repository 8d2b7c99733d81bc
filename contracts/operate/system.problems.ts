import { declareProblems } from "../declare-problems.ts";

export const systemProblems = declareProblems({
  not_ready: { status: 503, detail: "The store of {{store}} does not answer.", retryAfter: 5 },
  backup_running: { status: 409, detail: "A backup is being taken at this moment. Wait for it to end." },
  being_delivered: { status: 409, detail: "It is being tried at this moment. Look again in a minute." },
});

import { MessageCircleQuestion } from "lucide-react";
import { recordKind } from "../records/record-kind.ts";

export const questions = recordKind("questions", {
  words: "questions",
  icon: MessageCircleQuestion,
  path: "/data/questions",
  read: "questions:read",
  edit: "questions:edit",
  isWritten: true,
  isTab: true,
  usedAs: "question",
});

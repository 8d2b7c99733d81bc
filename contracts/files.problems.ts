import { declareProblems } from "./declare-problems.ts";

const REMEDY =
  "Remove some that are not needed (they make room after seven days), or ask whoever runs the system to allow more.";

export const fileProblems = declareProblems({
  file_missing: { status: 400, detail: "Send the file as the body, as application/octet-stream." },
  file_empty: { status: 400, detail: "The file is empty. Choose another.", reason: "has no bytes" },
  file_too_large: { status: 413, detail: "{{purpose}} may have {{size}}. Make the file smaller." },
  file_type: {
    status: 400,
    detail: "{{purpose}} is {{list}}; this file is {{found}} by its content. Save it as {{first}} and send that.",
    reason: "is {{found}}; send {{list}}",
    more: ["types"],
  },
  file_gone: { status: 404, detail: "The file is not here any more. Upload it again." },
  unknown_file: {
    status: 400,
    detail: "{{path}}: no such file waits here. Upload it again; one that nothing uses is deleted after a day.",
    reason: "not the id of a file that was uploaded for this",
  },
  image_damaged: {
    status: 400,
    detail: "The picture cannot be read: {{fault}}. Open it on your side, save it anew and send that.",
    reason: "{{fault}}",
  },
  image_too_large: {
    status: 400,
    detail:
      "The picture is too large: it has {{width}} × {{height}} pixels, and {{millions}} million are allowed. Make it smaller and send that.",
    reason: "it has {{width}} × {{height}} pixels, and {{millions}} million are allowed",
  },
  image_moves_too_much: {
    status: 400,
    detail:
      "The picture is too large: its frames have {{found}} million pixels, and {{millions}} million are allowed. Make it smaller and send that.",
    reason: "its frames have {{found}} million pixels, and {{millions}} million are allowed",
  },
  too_many_files: { status: 409, detail: `A workspace holds {{most}} files. ${REMEDY}` },
  files_full: { status: 409, detail: `The files of a workspace may have {{size}} together. ${REMEDY}` },
  upload_too_slow: { status: 409, detail: "The file took too long to arrive and was given up. Send it again." },
  upload_incomplete: {
    status: 400,
    detail: "The file did not arrive whole; nothing of it was kept. Send it again.",
  },
  disk_full: { status: 503, detail: "The disk is full; the file was not kept.", retryAfter: 600 },
  files_unavailable: {
    status: 503,
    detail: "The store of files cannot be used at this moment ({{method}}: {{found}}). Nothing was changed; try again.",
    retryAfter: 10,
  },
});

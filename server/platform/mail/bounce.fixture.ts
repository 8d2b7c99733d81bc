/** Hands in that the address of a message does not exist. */
export function bounceOf(id: string) {
  const lines = [
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    "",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    `Original-Envelope-Id: ${id}@localhost`,
    "",
    "Action: failed",
    "Status: 5.1.1",
    "",
    "--b--",
    "",
  ];
  return {
    method: "POST" as const,
    url: "/api/v1/mail-reports",
    headers: { "content-type": "message/rfc822" },
    payload: lines.join("\r\n"),
  };
}

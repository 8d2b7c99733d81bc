/**
 * Keys under which data names a person or quotes what somebody wrote, without capitals and signs between words: `user_id`,
 * `userId` and `User-ID` are one. The one list that conditions, breakdowns, traces and exports are held to.
 */
export const namingKeys: readonly string[] = [
  ...["userid", "anonymousid", "previousid", "contactid", "customerid", "personid", "distinctid", "visitorid"],
  ...["deviceid", "advertisingid", "externalid", "memberid", "patientid", "employeeid"],
  ...["email", "emailaddress", "mail", "mailaddress", "useremail", "customeremail", "contactemail"],
  ...["phone", "phonenumber", "mobile", "mobilephone", "mobilenumber", "telephone", "fax", "whatsapp"],
  ...["firstname", "lastname", "fullname", "middlename", "surname", "givenname", "familyname", "nickname"],
  ...["username", "customername", "contactname", "personname", "displayname", "login", "handle"],
  ...["address", "street", "streetaddress", "birthday", "birthdate", "dateofbirth", "ip", "ipaddress"],
  ...["iban", "ssn", "passport", "avatar"],
];

export const quotingKeys: readonly string[] = [
  ...["valuetext", "feedbacktext", "freetext", "text", "comment", "comments", "message", "messagetext", "body"],
  ...["note", "notes", "review", "reviewtext", "verbatim", "transcript", "remark", "remarks", "complaint"],
];

/** What holds what is said of a person: a `name` in it is theirs. */
export const personKeys: readonly string[] = ["traits", "user", "customer", "contact", "person", "profile", "author"];

/** How a key of data is looked up in the lists. */
export function plainKey(key: string): string {
  return key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

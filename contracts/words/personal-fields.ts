/**
 * Keys under which data names a person or quotes what somebody wrote, without capitals and signs between words: `user_id`,
 * `userId` and `User-ID` are one. The one list that conditions, breakdowns, traces and exports are held to.
 */
export const namingKeys: readonly string[] = [
  ...["userid", "anonymousid", "previousid", "contactid", "customerid", "personid", "distinctid", "visitorid"],
  ...["deviceid", "advertisingid", "externalid", "memberid", "patientid", "employeeid", "subscriberid", "profileid"],
  ...[
    "uid",
    "loginid",
    "clientid",
    "cookieid",
    "sessionid",
    "sessiontoken",
    "token",
    "accesstoken",
    "devicetoken",
    "pushtoken",
    "fingerprint",
  ],
  ...["idfa", "idfv", "gaid", "aaid", "androidid", "imei", "imsi", "mac", "macaddress"],
  ...["customernumber", "customerno", "membernumber", "patientnumber", "employeenumber", "loyaltyid", "loyaltynumber"],
  ...["email", "emailaddress", "mail", "mailaddress", "useremail", "customeremail", "contactemail"],
  ...["emailhash", "hashedemail", "emailsha256", "phonehash", "hashedphone"],
  ...["phone", "phonenumber", "mobile", "mobilephone", "mobilenumber", "telephone", "fax", "whatsapp"],
  ...["firstname", "lastname", "fullname", "middlename", "surname", "givenname", "familyname", "nickname"],
  ...["username", "customername", "contactname", "personname", "displayname", "login", "handle"],
  ...["address", "street", "streetaddress", "homeaddress", "billingaddress", "shippingaddress", "deliveryaddress"],
  ...["birthday", "birthdate", "dateofbirth", "ip", "ipaddress"],
  ...["iban", "cardnumber", "ssn", "taxid", "passport", "passportnumber", "licenseplate", "avatar"],
];

export const quotingKeys: readonly string[] = [
  ...["valuetext", "feedbacktext", "freetext", "text", "comment", "comments", "message", "messagetext", "body"],
  ...["note", "notes", "review", "reviewtext", "verbatim", "transcript", "remark", "remarks", "complaint"],
];

/** What holds what is said of a person, or of what one person has: a `name` or an `id` in it is theirs. */
export const personKeys: readonly string[] = [
  ...["traits", "user", "customer", "contact", "person", "profile", "author", "member", "patient", "employee", "guest"],
  ...["visitor", "subscriber", "recipient", "sender", "buyer", "shopper", "passenger", "lead", "device", "session"],
];

/** What tells one person from all others, below such a key; elsewhere it is mostly of a page, a product or an order. */
export const tellingKeys: readonly string[] = ["name", "id", "uuid", "guid", "token", "number", "no", "hash", "key"];

/** How a key of data is looked up in the lists. */
export function plainKey(key: string): string {
  return key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

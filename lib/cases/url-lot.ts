/** Addresses that one request may hand in: more than these wait for each other's hosts to be looked up. */
export const urlsInLot = 50

/**
 * Held shared by whoever changes one account, and alone by an import, which changes all: in no order of rows would
 * both be safe from waiting for each other.
 */
export const CUSTOMERS_LOCK = 7_301_945;

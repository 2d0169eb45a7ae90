/**
 * A relay that forwards "HELO=[UNAVAILABLE]", as Postfix does for its own bounces, has greeted us none the less; the
 * library takes that for a client that has not, and refuses its mail.
 */
export const staysGreeted = (connection: { hostNameAppearsAs: string | false }): void => {
  let name = connection.hostNameAppearsAs;
  Object.defineProperty(connection, "hostNameAppearsAs", {
    get: () => name,
    set: (said: string | false) => {
      name = said === "" ? "unavailable" : said;
    },
  });
};
